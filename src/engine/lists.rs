//! Lists and their elements.

use super::evaluate::Evaluator;
use super::truth::Truth;
use crate::facts::memory::{Datum, Record, State};
use crate::graph::{Level, Node, NodeId};
use crate::model::RuleBase;
use crate::model::fact::{ListType, Type};
use crate::model::ids::FactId;
use crate::model::value::Value;

/// An element of a list.
#[derive(Clone, Copy, Debug)]
pub enum Element<'a> {
    /// Of a list by key.
    Record(&'a Record),
    /// Of a list of plain values.
    Plain(&'a Value),
}

impl Element<'_> {
    /// What tells elements in force apart: where they are kept.
    pub(super) fn address(self) -> usize {
        match self {
            Element::Record(record) => std::ptr::from_ref(record).addr(),
            Element::Plain(value) => std::ptr::from_ref(value).addr(),
        }
    }

    /// The key of the element: of a record the values of its key fields, of a
    /// plain value, which `list` has, its own text.
    pub fn key(self, list: FactId, rules: &RuleBase) -> Vec<String> {
        match self {
            Element::Record(record) => record.key.clone(),
            Element::Plain(value) => match &rules.facts[list].ty {
                Type::List(ListType::Values(plain)) => vec![plain.write(value)],
                Type::List(ListType::Records { .. }) | Type::Plain(_) => Vec::new(),
            },
        }
    }
}

/// What is known of a whole list.
#[derive(Clone, Copy, Debug)]
pub enum Elements<'a> {
    /// Its elements are these records.
    Records(&'a [Record]),
    /// Its elements are these values.
    Values(&'a [Value]),
    /// Nobody gathered it.
    Open,
    /// It cannot be had.
    Unavailable,
}

impl<'a> Elements<'a> {
    /// The elements that are known; none where the list is not.
    pub fn known(self) -> impl Iterator<Item = Element<'a>> {
        let (records, values): (&[Record], &[Value]) = match self {
            Elements::Records(records) => (records, &[]),
            Elements::Values(values) => (&[], values),
            Elements::Open | Elements::Unavailable => (&[], &[]),
        };
        records
            .iter()
            .map(Element::Record)
            .chain(values.iter().map(Element::Plain))
    }
}

/// A list as a loop sees it: the whole list, and the tests that its elements
/// must pass.
#[derive(Debug)]
pub struct Filtered {
    /// The node of the fact or field.
    pub whole: NodeId,
    /// The tests, innermost first, each with the level of its element.
    pub tests: Vec<(Level, NodeId)>,
}

impl<'a> Evaluator<'a> {
    /// Takes a list apart into the whole list and the tests of its elements.
    pub fn filtered(&self, list: NodeId) -> Filtered {
        let mut tests = Vec::new();
        let mut whole = list;
        loop {
            let operands = self.graph.operands(whole);
            match (self.graph.node(whole), operands) {
                (Node::Where(level), [inner, test]) => {
                    tests.push((*level, test.node));
                    whole = inner.node;
                }
                (Node::Let(_), [inner]) => whole = inner.node,
                _ => {
                    tests.reverse();
                    return Filtered { whole, tests };
                }
            }
        }
    }

    /// What is known of the list at a fact or field.
    pub fn elements(&mut self, whole: NodeId) -> Elements<'a> {
        match self.fact_state(whole) {
            State::Known(Datum::Records(records)) => Elements::Records(records),
            State::Known(Datum::Values(values)) => Elements::Values(values),
            State::Unknown => Elements::Open,
            State::Unavailable | State::Known(Datum::Plain(_)) => Elements::Unavailable,
        }
    }

    /// Whether `element` passes the tests of the list.
    pub fn membership(&mut self, list: &Filtered, element: Element<'a>) -> Truth {
        let mut truth = Truth::HOLDS;
        for &(level, test) in &list.tests {
            truth = truth.and(self.with_element(level, element, |this| this.truth(test)));
            if truth == Truth::FAILS {
                break;
            }
        }
        truth
    }

    /// Does `work` while `element` is in force at `level`.
    pub fn with_element<T>(
        &mut self,
        level: Level,
        element: Element<'a>,
        work: impl FnOnce(&mut Self) -> T,
    ) -> T {
        let before = self.elements_in_force[level.index()].replace(element);
        let result = work(self);
        self.elements_in_force[level.index()] = before;
        result
    }
}
