//! Counts, and the comparisons of which they may be a side.

use std::collections::BTreeSet;

use whatnext::facts::memory::FactPath;
use whatnext::model::expression::{Comparison, Operand, OperandKind};
use whatnext::model::rule::LetValue;
use whatnext::model::value::{Number, Value};

use super::elements::Bound;
use super::formula::Formula;
use super::meaning::{Known, Meaning, Member};
use super::plain;
use super::verdicts::{Verdict, Verdicts};

/// A side of a comparison.
pub(super) enum Side {
    Value(Known<Value>),
    /// A count: for each element, whether it is in the list.
    Count(Vec<Formula>),
}

impl<'a> Meaning<'a> {
    pub(super) fn side(&self, operand: &'a Operand, bound: &Bound<'a>) -> Side {
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

pub(super) fn memberships(members: Vec<Member<'_>>) -> Vec<Formula> {
    members.into_iter().map(|(_, is_in)| is_in).collect()
}

fn first_unsettled(members: &[Formula]) -> Option<FactPath> {
    members
        .iter()
        .find(|is_in| !is_in.verdicts().is_settled())
        .map(Formula::to_settle)
}

/// A count where a single number is needed.
pub(super) fn count(members: &[Formula]) -> Known<Value> {
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

pub(super) fn compare(op: Comparison, left: &Side, right: &Side) -> Formula {
    let is_unavailable = |side: &Side| matches!(side, Side::Value(Known::Unavailable));
    if is_unavailable(left) || is_unavailable(right) {
        return Formula::settled(Verdicts::UNKNOWABLE);
    }
    let ask = || {
        question_of(left)
            .or_else(|| question_of(right))
            .expect("an open comparison has a question")
    };
    let (Some(left_values), Some(right_values)) = (possible_values(left), possible_values(right))
    else {
        return Formula::open(Verdicts::OPEN, ask());
    };
    let pairs = left_values
        .iter()
        .flat_map(|left| right_values.iter().map(move |right| (left, right)));
    let verdicts: Verdicts = pairs
        .map(|(left, right)| compare_all(op, left, right))
        .collect();
    if verdicts.is_settled() {
        Formula::settled(verdicts)
    } else {
        Formula::open(verdicts, ask())
    }
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
    let results = left.iter().flat_map(|left| {
        right
            .iter()
            .map(move |right| plain::compares(op, left, right))
    });
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
