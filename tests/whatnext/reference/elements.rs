//! Elements of lists, and which variable stands for which.

use std::rc::Rc;

use whatnext::facts::memory::Record;
use whatnext::model::RuleBase;
use whatnext::model::fact::{ListType, Type};
use whatnext::model::ids::{FactId, VariableId};
use whatnext::model::value::Value;

/// An element of a known list.
#[derive(Debug)]
pub(super) struct Element<'a> {
    /// The list that it is in.
    pub(super) list: FactId,
    /// For an element of a nested list, the element around it.
    pub(super) outer: Option<Rc<Element<'a>>>,
    pub(super) content: Content<'a>,
}

#[derive(Debug)]
pub(super) enum Content<'a> {
    Record(&'a Record),
    Value(&'a Value),
}

impl<'a> Element<'a> {
    pub(super) fn record(&self) -> &'a Record {
        match self.content {
            Content::Record(record) => record,
            Content::Value(_) => unreachable!("a plain value has no fields"),
        }
    }

    /// What tells it apart from the other elements of its list.
    pub(super) fn key(&self, rules: &RuleBase) -> Vec<String> {
        match (&self.content, &rules.facts[self.list].ty) {
            (Content::Record(record), _) => record.key.clone(),
            (Content::Value(value), Type::List(ListType::Values(ty))) => vec![ty.write(value)],
            _ => unreachable!("a plain value is in a list of values"),
        }
    }

    /// The keys of the elements around it and its own, as paths have them.
    pub(super) fn keys(&self, rules: &RuleBase) -> Vec<Vec<String>> {
        let mut keys = self
            .outer
            .as_ref()
            .map_or_else(Vec::new, |outer| outer.keys(rules));
        keys.push(self.key(rules));
        keys
    }
}

/// The elements that variables stand for, innermost last.
#[derive(Clone, Debug, Default)]
pub(super) struct Bound<'a>(Vec<(VariableId, Rc<Element<'a>>)>);

impl<'a> Bound<'a> {
    pub(super) fn with(&self, variable: VariableId, element: &Rc<Element<'a>>) -> Bound<'a> {
        let mut bound = self.clone();
        bound.0.push((variable, Rc::clone(element)));
        bound
    }

    pub(super) fn get(&self, variable: VariableId) -> &Rc<Element<'a>> {
        let found = self.0.iter().rev().find(|(bound, _)| *bound == variable);
        &found
            .expect("checking admits no variable without an element")
            .1
    }

    /// What the attributes of a field speak of: the element that has it, and
    /// those around it.
    pub(super) fn of_field(rules: &RuleBase, element: Option<&Rc<Element<'a>>>) -> Bound<'a> {
        let mut bound = Bound::default();
        for element in std::iter::successors(element, |element| element.outer.as_ref()) {
            if let Type::List(ListType::Records {
                element: variable, ..
            }) = rules.facts[element.list].ty
            {
                bound.0.push((variable, Rc::clone(element)));
            }
        }
        bound
    }
}
