//! Whether a document is a gathered one or a facts file.
//!
//! A facts file has the names of the rules; what a tool prints has its own. Names may
//! be of both, so what counts is what is found either way.

use super::super::GATHERED;
use super::super::errors::Errors;
use super::super::facts::{self, Others};
use super::{gather, is_empty};
use crate::facts::document::{Key, Node, NodeKind};
use crate::facts::memory::{State, WorkingMemory};
use crate::facts::names::Names;
use crate::facts::path::Place;
use crate::model::ids::FactId;

/// Whether a document that is given for facts is a gathered one: its paths lead to
/// more than the names of facts do. Where they lead to as much, it is a facts file
/// if it has no other names at its top.
pub(in crate::facts::read) fn is_gathered(names: &Names<'_>, node: &Node) -> bool {
    let entries = match &node.kind {
        NodeKind::Sequence(_) => return !names.gathered().is_empty(),
        NodeKind::Mapping(entries) if !names.gathered().is_empty() => entries,
        _ => return false,
    };
    let is_of_facts_file = |key: &Key| matches!(key.text.as_str(), "facts" | GATHERED);
    if entries.iter().any(|(key, _)| is_of_facts_file(key)) {
        return false;
    }
    let is_own = |key: &Key| names.leads_on(&Place::start(), &key.text);
    let own = entries.iter().filter(|(key, _)| is_own(key)).count();
    if own == 0 {
        return !entries.is_empty();
    }
    let mut memory = WorkingMemory::new(names.rules);
    if !gather(names, node, &mut memory, &mut Errors::default()) {
        return false;
    }
    given_beside(names, entries, &mut memory, &mut Errors::default());
    let by_paths = known(names, &memory);
    let by_names = known(names, &by_names(names, entries));
    by_paths > by_names || by_paths == by_names && own < entries.len()
}

/// Reads what stands beside a gathered document: the facts without a path in such.
pub(in crate::facts::read) fn given_beside(
    names: &Names<'_>,
    entries: &[(Key, Node)],
    memory: &mut WorkingMemory,
    errors: &mut Errors,
) {
    let mut assignments = Vec::new();
    for entry in entries {
        if may_be_given(names, &entry.0.text) {
            let entry = std::slice::from_ref(entry);
            assignments.extend(facts::collect(names, entry, Others::AreSkipped, errors));
        }
    }
    let is_found = |fact: FactId| names.rules.facts[fact].from.is_some();
    assignments.retain(|given| !given.path.elements.is_empty() || !is_found(given.path.fact));
    facts::apply(names, assignments, memory, errors);
}

/// Whether a name leads to a fact without a path, or to one of an element.
fn may_be_given(names: &Names<'_>, key: &str) -> bool {
    if !names.leads_on(&Place::start(), key) {
        return false;
    }
    let is_given = |fact: FactId| names.rules.facts[fact].from.is_none();
    let is_name_of_given = |name: &str| names.fact(name).is_some_and(is_given);
    key.contains('[')
        || is_name_of_given(key)
        || names.group(key).iter().any(|fact| is_name_of_given(fact))
}

/// What a facts file with these entries would say.
fn by_names(names: &Names<'_>, entries: &[(Key, Node)]) -> WorkingMemory {
    let (mut memory, mut errors) = (WorkingMemory::new(names.rules), Errors::default());
    let assignments = facts::collect(names, entries, Others::AreSkipped, &mut errors);
    facts::apply(names, assignments, &mut memory, &mut errors);
    memory
}

/// How many facts are known. A list that may be anywhere is empty in any document,
/// so that an empty one says nothing.
fn known(names: &Names<'_>, memory: &WorkingMemory) -> usize {
    let says_something = |state: &State| matches!(state, State::Known(datum) if !is_empty(datum));
    let facts = names.rules.top_level();
    facts
        .filter(|(_, fact)| says_something(memory.slot(fact.slot)))
        .count()
}
