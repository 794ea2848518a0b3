//! The meaning of values that are not lists.

use whatnext::model::expression::{Cell, Operand, OperandKind, Table};
use whatnext::model::rule::LetValue;
use whatnext::model::value::Value;

use super::counts::{count, memberships};
use super::elements::{Bound, Content};
use super::meaning::{Given, Known, Meaning};
use super::plain;
use super::verdicts::{Verdict, Verdicts};

impl<'a> Meaning<'a> {
    pub(super) fn value(&self, operand: &'a Operand, bound: &Bound<'a>) -> Known<Value> {
        match &operand.kind {
            OperandKind::Literal(value) => Known::Is(value.clone()),
            OperandKind::Fact(reference) => match self.fact(*reference, bound) {
                Known::Is(Given::Plain(value)) => Known::Is(value.clone()),
                Known::Is(other) => unreachable!("a plain fact is not {other:?}"),
                Known::Unavailable => Known::Unavailable,
                Known::Open(ask) => Known::Open(ask),
            },
            OperandKind::Let(id) => match &self.rules.lets[*id].value {
                LetValue::Operand(operand) => self.value(operand, &Bound::default()),
                _ => unreachable!("checking admits no other let here"),
            },
            OperandKind::Element(variable) => match bound.get(*variable).content {
                Content::Value(value) => Known::Is(value.clone()),
                Content::Record(_) => unreachable!("a record is no value"),
            },
            OperandKind::Arithmetic { op, left, right } => {
                match both(self.value(left, bound), self.value(right, bound)) {
                    Known::Is((left, right)) => {
                        or_unavailable(plain::arithmetic(*op, &left, &right))
                    }
                    Known::Unavailable => Known::Unavailable,
                    Known::Open(ask) => Known::Open(ask),
                }
            }
            OperandKind::Count(list) => match self.list(list, bound) {
                Known::Is(members) => count(&memberships(members)),
                Known::Unavailable => Known::Unavailable,
                Known::Open(ask) => Known::Open(ask),
            },
            OperandKind::Age(time) => match (self.case.now, self.value(time, bound)) {
                (Some(now), Known::Is(Value::Time(time))) => {
                    Known::Is(Value::Duration(now.since(time)))
                }
                (Some(_), Known::Open(ask)) => Known::Open(ask),
                _ => Known::Unavailable,
            },
            OperandKind::Table(table) => self.table(table, bound),
            OperandKind::Truth(test) => {
                let test = self.test(test, bound);
                match test.verdicts() {
                    Verdicts::HOLDS => Known::Is(Value::YesNo(true)),
                    Verdicts::FAILS => Known::Is(Value::YesNo(false)),
                    Verdicts::UNKNOWABLE => Known::Unavailable,
                    _ => Known::Open(test.to_settle()),
                }
            }
        }
    }

    fn table(&self, table: &'a Table, bound: &Bound<'a>) -> Known<Value> {
        let inputs: Vec<Known<Value>> = table
            .inputs
            .iter()
            .map(|input| self.value(input, bound))
            .collect();
        // The rows that can still come first, and whether one of them surely fits.
        let mut remaining = Vec::new();
        let mut one_fits = false;
        for row in &table.rows {
            let fits = row
                .cells
                .iter()
                .zip(&inputs)
                .map(|(cell, input)| cell_fits(cell, input));
            let fits = fits.fold(Verdicts::HOLDS, Verdicts::and);
            if fits.can_hold() {
                remaining.push(row);
            }
            if fits == Verdicts::HOLDS {
                one_fits = true;
                break;
            }
        }
        let mut values: Vec<Known<Value>> = remaining
            .iter()
            .map(|row| self.value(&row.value, bound))
            .collect();
        if !one_fits {
            values.push(Known::Unavailable);
        }
        let agree = values.windows(2).all(|pair| match (&pair[0], &pair[1]) {
            (Known::Is(a), Known::Is(b)) => plain::same(&remaining[0].value.ty, a, b),
            (Known::Unavailable, Known::Unavailable) => true,
            _ => false,
        });
        if agree {
            // A single row may have an open value, which then asks for itself.
            return values.swap_remove(0);
        }
        let matters = |at: usize| remaining.iter().any(|row| row.cells[at] != Cell::Anything);
        let from_inputs = inputs
            .iter()
            .enumerate()
            .filter(|(at, _)| matters(*at))
            .map(|(_, input)| input);
        let ask = from_inputs.chain(&values).find_map(|value| match value {
            Known::Open(ask) => Some(ask.clone()),
            _ => None,
        });
        Known::Open(ask.expect("rows remain undecided because of an open input"))
    }
}

/// Two values that are needed together.
pub(super) fn both<A, B>(left: Known<A>, right: Known<B>) -> Known<(A, B)> {
    match (left, right) {
        (Known::Unavailable, _) | (_, Known::Unavailable) => Known::Unavailable,
        (Known::Open(ask), _) | (_, Known::Open(ask)) => Known::Open(ask),
        (Known::Is(left), Known::Is(right)) => Known::Is((left, right)),
    }
}

fn or_unavailable<T>(result: Option<T>) -> Known<T> {
    result.map_or(Known::Unavailable, Known::Is)
}

/// Whether a cell of a table accepts an input.
fn cell_fits(cell: &Cell, input: &Known<Value>) -> Verdicts {
    match (cell, input) {
        (Cell::Anything, _) => Verdicts::HOLDS,
        (Cell::OneOf(_), Known::Unavailable) => Verdicts::FAILS,
        (Cell::OneOf(_), Known::Open(_)) => Verdicts::HOLDS_OR_FAILS,
        (Cell::OneOf(tests), Known::Is(value)) => {
            Verdict::of(tests.iter().any(|test| plain::fits(test, value))).into()
        }
    }
}
