//! The meaning of facts and lists: direct recursion over the rule base, nothing
//! shared, nothing remembered. Values, tests and counts follow in files of their
//! own.

use std::rc::Rc;

use whatnext::facts::case::Case;
use whatnext::facts::memory::{Datum, FactPath, Record, State};
use whatnext::model::RuleBase;
use whatnext::model::expression::{FactRef, List, ListKind};
use whatnext::model::fact::Ask;
use whatnext::model::ids::FactId;
use whatnext::model::rule::LetValue;
use whatnext::model::value::Value;
use whatnext::program::Program;

use super::elements::{Bound, Content, Element};
use super::formula::{Formula, Want};
use super::verdicts::Verdicts;

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
pub(super) enum Given<'a> {
    Plain(&'a Value),
    Values(&'a [Value]),
    Records(&'a [Record]),
}

/// An element, and whether it is in the list: of `L where p`, whether it
/// passes.
pub(super) type Member<'a> = (Rc<Element<'a>>, Formula);

/// The rules over a case.
#[derive(Clone, Copy)]
pub(super) struct Meaning<'a> {
    pub(super) rules: &'a RuleBase,
    pub(super) case: &'a Case,
}

impl<'a> Meaning<'a> {
    pub(super) fn of(program: &'a Program, case: &'a Case) -> Meaning<'a> {
        Meaning {
            rules: program.rules(),
            case,
        }
    }

    pub(super) fn fact(&self, reference: FactRef, bound: &Bound<'a>) -> Known<Given<'a>> {
        self.fact_of(
            reference.fact,
            reference.of.map(|variable| bound.get(variable)),
        )
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
                return Known::Open(
                    when.question(Want::Hold)
                        .expect("an open `when` has a question"),
                );
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
        let lists = std::iter::successors(self.rules.facts[path.fact].list, |list| {
            self.rules.facts[*list].list
        });
        let mut lists: Vec<FactId> = lists.collect();
        lists.reverse();
        let mut element: Option<Rc<Element<'a>>> = None;
        for (list, key) in lists.into_iter().zip(&path.elements) {
            let Known::Is(members) = self.elements_of(list, element.as_ref()) else {
                unreachable!("a list with an element is known")
            };
            let found = members
                .into_iter()
                .find(|found| found.key(self.rules) == *key);
            element = Some(found.expect("the path leads to an element"));
        }
        element
    }

    /// The elements of the list, and whether each is in it.
    pub(super) fn list(&self, list: &'a List, bound: &Bound<'a>) -> Known<Vec<Member<'a>>> {
        match &list.kind {
            ListKind::Fact(reference) => self.list_fact(*reference, bound),
            ListKind::Let(id) => match &self.rules.lets[*id].value {
                LetValue::List(list) => self.list(list, &Bound::default()),
                _ => unreachable!("checking admits no other let here"),
            },
            ListKind::Where {
                list,
                variable,
                test,
            } => match self.list(list, bound) {
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
        match self.elements_of(
            reference.fact,
            reference.of.map(|variable| bound.get(variable)),
        ) {
            Known::Is(elements) => Known::Is(
                elements
                    .into_iter()
                    .map(|element| (element, Formula::All(Vec::new())))
                    .collect(),
            ),
            Known::Unavailable => Known::Unavailable,
            Known::Open(ask) => Known::Open(ask),
        }
    }

    /// All elements of a list fact, or of a list field of `outer`.
    fn elements_of(
        &self,
        list: FactId,
        outer: Option<&Rc<Element<'a>>>,
    ) -> Known<Vec<Rc<Element<'a>>>> {
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
        let element = |content| {
            Rc::new(Element {
                list,
                outer: outer.cloned(),
                content,
            })
        };
        Known::Is(contents.into_iter().map(element).collect())
    }
}
