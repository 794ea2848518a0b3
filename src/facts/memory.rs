//! The working memory: what is known of the case at hand.

use crate::model::RuleBase;
use crate::model::fact::{ListType, Type};
use crate::model::ids::FactId;
use crate::model::value::Value;

/// What is known of a fact.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum State {
    /// Nobody looked yet.
    #[default]
    Unknown,
    /// Looked for, and cannot be had.
    Unavailable,
    /// This.
    Known(Datum),
}

/// The value of a known fact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Datum {
    /// A value that is not a list.
    Plain(Value),
    /// All elements of a list of plain values.
    Values(Vec<Value>),
    /// All elements of a list by key.
    Records(Vec<Record>),
}

/// An element of a list by key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    /// The values of its key fields as text, which tell it apart to the letter.
    pub key: Vec<String>,
    /// All fields in the order of their slots, the key fields among them.
    pub fields: Vec<State>,
}

/// The place of a fact: a top-level fact, or a field of an element.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FactPath {
    /// The fact.
    pub fact: FactId,
    /// For a field, the key of the element; for a field of a nested list, the
    /// keys of the elements around it too, the outermost first.
    pub elements: Vec<Vec<String>>,
}

impl FactPath {
    /// The path of a top-level fact.
    pub fn top_level(fact: FactId) -> Self {
        FactPath {
            fact,
            elements: Vec::new(),
        }
    }
}

/// The states of all facts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WorkingMemory {
    slots: Vec<State>,
}

impl WorkingMemory {
    /// A memory in which nothing is known of the facts of `rules`.
    pub fn new(rules: &RuleBase) -> Self {
        WorkingMemory {
            slots: vec![State::Unknown; rules.top_level().count()],
        }
    }

    /// What is known of the top-level fact in this slot. A memory that was made
    /// for another rule base knows nothing of slots that it does not have.
    pub fn slot(&self, slot: usize) -> &State {
        self.slots.get(slot).unwrap_or(&State::Unknown)
    }

    /// What is known of the fact at `path`; none where the element does not
    /// exist.
    pub fn get(&self, rules: &RuleBase, path: &FactPath) -> Option<&State> {
        let mut chain = ancestors(rules, path.fact);
        let first = chain.pop()?;
        let mut state = self.slots.get(rules.facts[first].slot)?;
        for key in &path.elements {
            let field = chain.pop()?;
            let State::Known(Datum::Records(records)) = state else {
                return None;
            };
            let record = records.iter().find(|record| record.key == *key)?;
            state = record.fields.get(rules.facts[field].slot)?;
        }
        chain.is_empty().then_some(state)
    }

    /// The state of the fact at `path`, to be changed; none where the element
    /// does not exist. A datum put there must be of the type of the fact.
    pub fn get_mut(&mut self, rules: &RuleBase, path: &FactPath) -> Option<&mut State> {
        let mut chain = ancestors(rules, path.fact);
        let first = chain.pop()?;
        let mut state = self.slots.get_mut(rules.facts[first].slot)?;
        for key in &path.elements {
            let field = chain.pop()?;
            let State::Known(Datum::Records(records)) = state else {
                return None;
            };
            let record = records.iter_mut().find(|record| record.key == *key)?;
            state = record.fields.get_mut(rules.facts[field].slot)?;
        }
        chain.is_empty().then_some(state)
    }

    /// Makes `fact` unknown again; a field is forgotten in every element. The
    /// key of a list cannot be forgotten: it is the list that knows it.
    pub fn forget(&mut self, rules: &RuleBase, fact: FactId) {
        let mut chain = ancestors(rules, fact);
        let Some(first) = chain.pop() else { return };
        if let Some(state) = self.slots.get_mut(rules.facts[first].slot) {
            forget_in(state, &chain, rules);
        }
    }
}

/// Forgets the field at the end of `chain` (innermost first) below `state`.
fn forget_in(state: &mut State, chain: &[FactId], rules: &RuleBase) {
    let Some((&field, deeper)) = chain.split_last() else {
        *state = State::Unknown;
        return;
    };
    let State::Known(Datum::Records(records)) = state else {
        return;
    };
    let list = rules.facts[field].list.map(|list| &rules.facts[list].ty);
    let is_key = deeper.is_empty()
        && matches!(list, Some(Type::List(ListType::Records { keys, .. })) if keys.contains(&field));
    if is_key {
        return;
    }
    let slot = rules.facts[field].slot;
    for record in records {
        if let Some(state) = record.fields.get_mut(slot) {
            forget_in(state, deeper, rules);
        }
    }
}

/// `fact` and the lists around it, the outermost last.
fn ancestors(rules: &RuleBase, fact: FactId) -> Vec<FactId> {
    std::iter::successors(Some(fact), |&fact| rules.facts[fact].list).collect()
}
