//! The meaning of facts, values, lists and tests: direct recursion over the
//! rule base, nothing shared, nothing remembered.

use std::collections::BTreeSet;
use std::rc::Rc;

use whatnext::facts::case::Case;
use whatnext::facts::memory::{Datum, FactPath, Record, State};
use whatnext::model::RuleBase;
use whatnext::model::expression::{
    Comparison, FactRef, List, ListKind, Operand, OperandKind, Quantifier, Subject, Table, Test, TestKind,
};
use whatnext::model::fact::Ask;
use whatnext::model::ids::FactId;
use whatnext::model::rule::LetValue;
use whatnext::model::value::{Number, Value};

use super::elements::{Bound, Content, Element};
use super::formula::{Formula, Want};
use super::plain;
use super::verdicts::{Verdict, Verdicts};

/// What is known of a fact or a value: something, nothing for ever, or nothing
/// yet, with the fact to ask for first.
#[derive(Clone, Debug)]
pub(super) enum Known<T> {
    Is(T),
    Unavailable,
    Open(FactPath),
}

/// A value that was given, or a default.
#[derive(Clone, Copy, Debug)]
enum Given<'a> {
    Plain(&'a Value),
    Values(&'a [Value]),
    Records(&'a [Record]),
}

/// An element, and whether it is in the list: of `L where p`, whether it
/// passes.
pub(super) type Member<'a> = (Rc<Element<'a>>, Formula);

/// A side of a comparison.
enum Side {
    Value(Known<Value>),
    /// A count: for each element, whether it is in the list.
    Count(Vec<Formula>),
}

/// The rules over a case.
#[derive(Clone, Copy)]
pub(super) struct Meaning<'a> {
    pub(super) rules: &'a RuleBase,
    pub(super) case: &'a Case,
}

impl<'a> Meaning<'a> {
    // --- facts ---------------------------------------------------------------

    fn fact(&self, reference: FactRef, bound: &Bound<'a>) -> Known<Given<'a>> {
        self.fact_of(reference.fact, reference.of.map(|variable| bound.get(variable)))
    }

    fn fact_of(&self, id: FactId, element: Option<&Rc<Element<'a>>>) -> Known<Given<'a>> {
        let fact = &self.rules.facts[id];
        let state = match element {
            Some(element) => &element.record().fields[fact.slot],
            None => self.case.facts.slot(fact.slot),
        };
        let unavailable = || match &fact.default {
            Some(default) => Known::Is(Given::Plain(default)),
            None => Known::Unavailable,
        };
        match state {
            State::Known(Datum::Plain(value)) => return Known::Is(Given::Plain(value)),
            State::Known(Datum::Values(values)) => return Known::Is(Given::Values(values)),
            State::Known(Datum::Records(records)) => return Known::Is(Given::Records(records)),
            State::Unavailable => return unavailable(),
            State::Unknown => {}
        }
        if matches!(fact.ask, Ask::Never) {
            return unavailable();
        }
        if let Some(when) = &fact.when {
            let when = self.test(when, &Bound::of_field(self.rules, element));
            if !when.verdicts().can_hold() {
                return unavailable();
            }
            if when.verdicts() != Verdicts::HOLDS {
                return Known::Open(when.question(Want::Hold).expect("an open `when` has a question"));
            }
        }
        let elements = element.map_or_else(Vec::new, |element| element.keys(self.rules));
        Known::Open(FactPath { fact: id, elements })
    }

    /// Whether the fact at this place, which nobody looked at, can be asked for
    /// now or later.
    pub(super) fn can_be_asked(&self, path: &FactPath) -> bool {
        let element = self.element_at(path);
        matches!(self.fact_of(path.fact, element.as_ref()), Known::Open(_))
    }

    /// The element that has the field at this place.
    fn element_at(&self, path: &FactPath) -> Option<Rc<Element<'a>>> {
        let lists = std::iter::successors(self.rules.facts[path.fact].list, |list| self.rules.facts[*list].list);
        let mut lists: Vec<FactId> = lists.collect();
        lists.reverse();
        let mut element: Option<Rc<Element<'a>>> = None;
        for (list, key) in lists.into_iter().zip(&path.elements) {
            let Known::Is(members) = self.elements_of(list, element.as_ref()) else {
                unreachable!("a list with an element is known")
            };
            let found = members.into_iter().find(|found| found.key(self.rules) == *key);
            element = Some(found.expect("the path leads to an element"));
        }
        element
    }

    // --- lists ---------------------------------------------------------------

    /// The elements of the list, and whether each is in it.
    pub(super) fn list(&self, list: &'a List, bound: &Bound<'a>) -> Known<Vec<Member<'a>>> {
        match &list.kind {
            ListKind::Fact(reference) => self.list_fact(*reference, bound),
            ListKind::Let(id) => match &self.rules.lets[*id].value {
                LetValue::List(list) => self.list(list, &Bound::default()),
                _ => unreachable!("checking admits no other let here"),
            },
            ListKind::Where { list, variable, test } => match self.list(list, bound) {
                Known::Is(members) => Known::Is(
                    members
                        .into_iter()
                        .map(|(element, is_in)| {
                            let passes = self.test(test, &bound.with(*variable, &element));
                            (element, Formula::All(vec![is_in, passes]))
                        })
                        .collect(),
                ),
                other => other,
            },
        }
    }

    fn list_fact(&self, reference: FactRef, bound: &Bound<'a>) -> Known<Vec<Member<'a>>> {
        match self.elements_of(reference.fact, reference.of.map(|variable| bound.get(variable))) {
            Known::Is(elements) => {
                Known::Is(elements.into_iter().map(|element| (element, Formula::All(Vec::new()))).collect())
            }
            Known::Unavailable => Known::Unavailable,
            Known::Open(ask) => Known::Open(ask),
        }
    }

    /// All elements of a list fact, or of a list field of `outer`.
    fn elements_of(&self, list: FactId, outer: Option<&Rc<Element<'a>>>) -> Known<Vec<Rc<Element<'a>>>> {
        let given = match self.fact_of(list, outer) {
            Known::Is(given) => given,
            Known::Unavailable => return Known::Unavailable,
            Known::Open(ask) => return Known::Open(ask),
        };
        let contents: Vec<Content<'a>> = match given {
            Given::Records(records) => records.iter().map(Content::Record).collect(),
            Given::Values(values) => values.iter().map(Content::Value).collect(),
            Given::Plain(_) => unreachable!("a list is no plain value"),
        };
        let element = |content| Rc::new(Element { list, outer: outer.cloned(), content });
        Known::Is(contents.into_iter().map(element).collect())
    }

    // --- values --------------------------------------------------------------

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
                    Known::Is((left, right)) => or_unavailable(plain::arithmetic(*op, &left, &right)),
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
                (Some(now), Known::Is(Value::Time(time))) => Known::Is(Value::Duration(now.since(time))),
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
                    _ => Known::Open(to_settle(&test)),
                }
            }
        }
    }

    fn table(&self, table: &'a Table, bound: &Bound<'a>) -> Known<Value> {
        let inputs: Vec<Known<Value>> = table.inputs.iter().map(|input| self.value(input, bound)).collect();
        // The rows that can still come first, and whether one of them surely fits.
        let mut remaining = Vec::new();
        let mut one_fits = false;
        for row in &table.rows {
            let fits = row.cells.iter().zip(&inputs).map(|(cell, input)| cell_fits(cell, input));
            let fits = fits.fold(Verdicts::HOLDS, Verdicts::and);
            if fits.can_hold() {
                remaining.push(row);
            }
            if fits == Verdicts::HOLDS {
                one_fits = true;
                break;
            }
        }
        let mut values: Vec<Known<Value>> = remaining.iter().map(|row| self.value(&row.value, bound)).collect();
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
        let matters = |at: usize| remaining.iter().any(|row| row.cells[at] != whatnext::model::expression::Cell::Anything);
        let from_inputs = inputs.iter().enumerate().filter(|(at, _)| matters(*at)).map(|(_, input)| input);
        let ask = from_inputs.chain(&values).find_map(|value| match value {
            Known::Open(ask) => Some(ask.clone()),
            _ => None,
        });
        Known::Open(ask.expect("rows remain undecided because of an open input"))
    }

    // --- tests ---------------------------------------------------------------

    pub(super) fn test(&self, test: &'a Test, bound: &Bound<'a>) -> Formula {
        match &test.kind {
            TestKind::Constant(holds) => decided(*holds),
            TestKind::And(parts) => Formula::All(parts.iter().map(|part| self.test(part, bound)).collect()),
            TestKind::Or(parts) => Formula::Any(parts.iter().map(|part| self.test(part, bound)).collect()),
            TestKind::Not(part) => self.test(part, bound).not(),
            TestKind::Condition { condition, arguments } => {
                let condition = &self.rules.conditions[*condition];
                let own = condition.binders.iter().zip(arguments);
                let own = own.fold(Bound::default(), |own, (binder, argument)| {
                    own.with(binder.variable, bound.get(*argument))
                });
                self.test(&condition.test, &own)
            }
            TestKind::Let(id) => match &self.rules.lets[*id].value {
                LetValue::Test(test) => self.test(test, &Bound::default()),
                _ => unreachable!("checking admits no other let here"),
            },
            TestKind::IsYes(value) => of_value(self.value(value, bound), |value| *value == Value::YesNo(true)),
            TestKind::Compare { op, left, right } => {
                compare(*op, &self.side(left, bound), &self.side(right, bound))
            }
            TestKind::OneOf { value, items } => {
                of_value(self.value(value, bound), |value| items.iter().any(|item| item == value))
            }
            TestKind::Text { relation, value, patterns } => {
                let patterns = patterns.iter().map(|pattern| {
                    let pair = both(self.value(value, bound), self.value(pattern, bound));
                    of_value(pair, |(value, pattern)| plain::relates(*relation, value, pattern))
                });
                Formula::Any(patterns.collect())
            }
            TestKind::Matches { value, regex } => {
                of_value(self.value(value, bound), |value| regex.is_match(&plain::text(value).normalised()))
            }
            TestKind::Quantified { quantifier, variable, list, body } => match self.list(list, bound) {
                Known::Unavailable => Formula::settled(Verdicts::UNKNOWABLE),
                Known::Open(ask) => Formula::open(Verdicts::OPEN, ask),
                Known::Is(members) => {
                    let of_members = members.into_iter().map(|(element, is_in)| {
                        let passes = self.test(body, &bound.with(*variable, &element));
                        match quantifier {
                            Quantifier::Any | Quantifier::No => Formula::All(vec![is_in, passes]),
                            Quantifier::Every => Formula::Any(vec![is_in.not(), passes]),
                        }
                    });
                    let of_members = of_members.collect();
                    match quantifier {
                        Quantifier::Any => Formula::Any(of_members),
                        Quantifier::No => Formula::Any(of_members).not(),
                        Quantifier::Every => Formula::All(of_members),
                    }
                }
            },
            TestKind::Unavailable(Subject::Test(test)) => Formula::IsUnavailable(Box::new(self.test(test, bound))),
            TestKind::Unavailable(Subject::Operand(operand)) => is_unavailable(&self.value(operand, bound)),
            TestKind::Unavailable(Subject::List(list)) => is_unavailable(&self.list(list, bound)),
        }
    }

    fn side(&self, operand: &'a Operand, bound: &Bound<'a>) -> Side {
        match &operand.kind {
            OperandKind::Let(id) => match &self.rules.lets[*id].value {
                LetValue::Operand(operand) => self.side(operand, &Bound::default()),
                _ => unreachable!("checking admits no other let here"),
            },
            OperandKind::Count(list) => match self.list(list, bound) {
                Known::Is(members) => Side::Count(memberships(members)),
                Known::Unavailable => Side::Value(Known::Unavailable),
                Known::Open(ask) => Side::Value(Known::Open(ask)),
            },
            _ => Side::Value(self.value(operand, bound)),
        }
    }
}

/// Two values that are needed together.
fn both<A, B>(left: Known<A>, right: Known<B>) -> Known<(A, B)> {
    match (left, right) {
        (Known::Unavailable, _) | (_, Known::Unavailable) => Known::Unavailable,
        (Known::Open(ask), _) | (_, Known::Open(ask)) => Known::Open(ask),
        (Known::Is(left), Known::Is(right)) => Known::Is((left, right)),
    }
}

fn or_unavailable<T>(result: Option<T>) -> Known<T> {
    result.map_or(Known::Unavailable, Known::Is)
}

fn decided(holds: bool) -> Formula {
    Formula::settled(if holds { Verdicts::HOLDS } else { Verdicts::FAILS })
}

fn of_value<T>(value: Known<T>, test: impl FnOnce(&T) -> bool) -> Formula {
    match value {
        Known::Is(value) => decided(test(&value)),
        Known::Unavailable => Formula::settled(Verdicts::UNKNOWABLE),
        Known::Open(ask) => Formula::open(Verdicts::OPEN, ask),
    }
}

fn is_unavailable<T>(value: &Known<T>) -> Formula {
    match value {
        Known::Is(_) => decided(false),
        Known::Unavailable => decided(true),
        Known::Open(ask) => Formula::open(Verdicts::HOLDS_OR_FAILS, ask.clone()),
    }
}

fn to_settle(test: &Formula) -> FactPath {
    test.question(Want::Settle).expect("a test that is not settled has a question")
}

/// Whether a cell of a table accepts an input.
fn cell_fits(cell: &whatnext::model::expression::Cell, input: &Known<Value>) -> Verdicts {
    use whatnext::model::expression::Cell;
    match (cell, input) {
        (Cell::Anything, _) => Verdicts::HOLDS,
        (Cell::OneOf(_), Known::Unavailable) => Verdicts::FAILS,
        (Cell::OneOf(_), Known::Open(_)) => Verdicts::HOLDS_OR_FAILS,
        (Cell::OneOf(tests), Known::Is(value)) => {
            Verdict::of(tests.iter().any(|test| plain::fits(test, value))).into()
        }
    }
}

// --- counts ------------------------------------------------------------------

fn memberships(members: Vec<Member<'_>>) -> Vec<Formula> {
    members.into_iter().map(|(_, is_in)| is_in).collect()
}

fn first_unsettled(members: &[Formula]) -> Option<FactPath> {
    members.iter().find(|is_in| !is_in.verdicts().is_settled()).map(to_settle)
}

/// A count where a single number is needed.
fn count(members: &[Formula]) -> Known<Value> {
    if let Some(ask) = first_unsettled(members) {
        return Known::Open(ask);
    }
    match ranges(members).into_iter().collect::<Vec<_>>()[..] {
        [(sure, possible)] if sure == possible => Known::Is(Value::Number(Number::from(sure))),
        _ => Known::Unavailable,
    }
}

/// From the sure to the possible elements, for every way in which the elements
/// can still come out.
fn ranges(members: &[Formula]) -> BTreeSet<(usize, usize)> {
    let mut ranges = BTreeSet::from([(0, 0)]);
    for is_in in members {
        let verdicts = is_in.verdicts();
        let longer = |&(sure, possible): &(usize, usize)| {
            verdicts.iter().map(move |verdict| match verdict {
                Verdict::Holds => (sure + 1, possible + 1),
                Verdict::Fails => (sure, possible),
                Verdict::Unknowable => (sure, possible + 1),
            })
        };
        ranges = ranges.iter().flat_map(longer).collect();
    }
    ranges
}

fn compare(op: Comparison, left: &Side, right: &Side) -> Formula {
    let is_unavailable = |side: &Side| matches!(side, Side::Value(Known::Unavailable));
    if is_unavailable(left) || is_unavailable(right) {
        return Formula::settled(Verdicts::UNKNOWABLE);
    }
    let ask = || question_of(left).or_else(|| question_of(right)).expect("an open comparison has a question");
    let (Some(left_values), Some(right_values)) = (possible_values(left), possible_values(right)) else {
        return Formula::open(Verdicts::OPEN, ask());
    };
    let pairs = left_values.iter().flat_map(|left| right_values.iter().map(move |right| (left, right)));
    let verdicts: Verdicts = pairs.map(|(left, right)| compare_all(op, left, right)).collect();
    if verdicts.is_settled() { Formula::settled(verdicts) } else { Formula::open(verdicts, ask()) }
}

/// For every way in which the side can still come out, the values that it may
/// have then; nothing if it is open.
fn possible_values(side: &Side) -> Option<Vec<Vec<Value>>> {
    match side {
        Side::Value(Known::Is(value)) => Some(vec![vec![value.clone()]]),
        Side::Value(_) => None,
        Side::Count(members) => {
            let number = |count: usize| Value::Number(Number::from(count));
            let range = |(sure, possible): (usize, usize)| (sure..=possible).map(number).collect();
            Some(ranges(members).into_iter().map(range).collect())
        }
    }
}

/// Decided where all values agree.
fn compare_all(op: Comparison, left: &[Value], right: &[Value]) -> Verdict {
    let results = left.iter().flat_map(|left| right.iter().map(move |right| plain::compares(op, left, right)));
    let results: BTreeSet<bool> = results.collect();
    match (results.contains(&true), results.contains(&false)) {
        (true, false) => Verdict::Holds,
        (false, true) => Verdict::Fails,
        _ => Verdict::Unknowable,
    }
}

fn question_of(side: &Side) -> Option<FactPath> {
    match side {
        Side::Value(Known::Open(ask)) => Some(ask.clone()),
        Side::Value(_) => None,
        Side::Count(members) => first_unsettled(members),
    }
}
