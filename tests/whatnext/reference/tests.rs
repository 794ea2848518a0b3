//! The meaning of tests.

use whatnext::model::expression::{Quantifier, Subject, Test, TestKind};
use whatnext::model::rule::LetValue;
use whatnext::model::value::Value;

use super::counts::compare;
use super::elements::Bound;
use super::formula::Formula;
use super::meaning::{Known, Meaning};
use super::plain;
use super::values::both;
use super::verdicts::Verdicts;

impl<'a> Meaning<'a> {
    pub(super) fn test(&self, test: &'a Test, bound: &Bound<'a>) -> Formula {
        match &test.kind {
            TestKind::Constant(holds) => decided(*holds),
            TestKind::And(parts) => {
                Formula::All(parts.iter().map(|part| self.test(part, bound)).collect())
            }
            TestKind::Or(parts) => {
                Formula::Any(parts.iter().map(|part| self.test(part, bound)).collect())
            }
            TestKind::Not(part) => self.test(part, bound).not(),
            TestKind::Condition {
                condition,
                arguments,
            } => {
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
            TestKind::IsYes(value) => of_value(self.value(value, bound), |value| {
                *value == Value::YesNo(true)
            }),
            TestKind::Compare { op, left, right } => {
                compare(*op, &self.side(left, bound), &self.side(right, bound))
            }
            TestKind::OneOf { value, items } => of_value(self.value(value, bound), |value| {
                items.iter().any(|item| item == value)
            }),
            TestKind::Text {
                relation,
                value,
                patterns,
            } => {
                let patterns = patterns.iter().map(|pattern| {
                    let pair = both(self.value(value, bound), self.value(pattern, bound));
                    of_value(pair, |(value, pattern)| {
                        plain::relates(*relation, value, pattern)
                    })
                });
                Formula::Any(patterns.collect())
            }
            TestKind::Matches { value, regex } => of_value(self.value(value, bound), |value| {
                regex.is_match(&plain::text(value).normalised())
            }),
            TestKind::Quantified {
                quantifier,
                variable,
                list,
                body,
            } => match self.list(list, bound) {
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
            TestKind::Unavailable(Subject::Test(test)) => {
                Formula::IsUnavailable(Box::new(self.test(test, bound)))
            }
            TestKind::Unavailable(Subject::Operand(operand)) => {
                is_unavailable(&self.value(operand, bound))
            }
            TestKind::Unavailable(Subject::List(list)) => is_unavailable(&self.list(list, bound)),
        }
    }
}

fn decided(holds: bool) -> Formula {
    Formula::settled(if holds {
        Verdicts::HOLDS
    } else {
        Verdicts::FAILS
    })
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
