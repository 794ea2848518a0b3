//! Whether a document is a gathered one or a facts file.
//!
//! A facts file has the names of the rules; what a tool prints has its own. Where
//! all names at the top could be of either, what is below them tells, and at last
//! whether a path leads to something that only a tool would call so.

use super::super::GATHERED;
use super::super::error::InputErrorKind;
use super::super::errors::Errors;
use super::super::facts::{self, Others};
use super::gather;
use crate::facts::document::{Key, Node, NodeKind};
use crate::facts::memory::{Datum, State, WorkingMemory};
use crate::facts::names::Names;
use crate::facts::path::Place;
use crate::model::fact::{ListType, Type};
use crate::model::ids::FactId;

/// Whether a document that is given for facts is a gathered one.
pub(in crate::facts::read) fn is_gathered(names: &Names<'_>, node: &Node) -> bool {
    let entries = match &node.kind {
        NodeKind::Sequence(_) => return !names.gathered().is_empty(),
        NodeKind::Mapping(entries) if !names.gathered().is_empty() => entries,
        _ => return false,
    };
    let is_own = |key: &str| names.leads_on(&Place::start(), key);
    let is_given =
        |key: &str| key == "facts" || key == GATHERED || is_own(key) && !may_be_found(names, key);
    if entries.iter().any(|(key, _)| is_given(&key.text)) {
        return false;
    }
    let own = entries.iter().filter(|(key, _)| is_own(&key.text)).count();
    if own == 0 {
        return !entries.is_empty();
    }
    let has_others = own < entries.len() || has_other_names(names, entries);
    has_others && leads_somewhere(names, node, own < entries.len())
}

/// Whether this is the name of a fact with a path, or of a group of such facts. A
/// path of facts, with dots, stands in no document of a tool.
fn may_be_found(names: &Names<'_>, key: &str) -> bool {
    if key.contains(['.', '[']) {
        return false;
    }
    let has_path = |fact: FactId| names.rules.facts[fact].from.is_some();
    if let Some(fact) = names.fact(key) {
        return has_path(fact);
    }
    let group = names.group(key);
    !group.is_empty()
        && group
            .iter()
            .filter_map(|fact| names.fact(fact))
            .all(has_path)
}

/// Whether a facts file could not have these names, anywhere.
fn has_other_names(names: &Names<'_>, entries: &[(Key, Node)]) -> bool {
    let mut errors = Errors::default();
    let mut memory = WorkingMemory::new(names.rules);
    let assignments = facts::collect(names, entries, Others::AreErrors, &mut errors);
    facts::apply(names, assignments, &mut memory, &mut errors);
    let is_of_names = |kind: &InputErrorKind| {
        matches!(
            kind,
            InputErrorKind::Path(_) | InputErrorKind::NoKey { is_null: false, .. }
        )
    };
    errors.finish().iter().any(|error| is_of_names(&error.kind))
}

/// Whether paths lead to something in a document. Unless `anywhere`, only what is
/// not called like its fact counts.
fn leads_somewhere(names: &Names<'_>, node: &Node, anywhere: bool) -> bool {
    let mut errors = Errors::default();
    let mut memory = WorkingMemory::new(names.rules);
    let found_any = gather(names, node, &mut memory, &mut errors);
    if anywhere {
        return found_any;
    }
    let mut facts = names.gathered().iter();
    facts.any(|&fact| {
        let slot = names.rules.facts[fact].slot;
        is_called_otherwise(names, fact, memory.slot(slot))
    })
}

/// Whether a value is known that is called otherwise than its fact, or one in it.
fn is_called_otherwise(names: &Names<'_>, fact: FactId, state: &State) -> bool {
    let State::Known(datum) = state else {
        return false;
    };
    let fact = &names.rules.facts[fact];
    let has_other_name = fact
        .from
        .as_ref()
        .is_some_and(|from| from.to_string() != format!("$.{}", fact.word()));
    let fields = match (&fact.ty, datum) {
        (Type::List(ListType::Records { fields, .. }), Datum::Records(records)) => {
            records.iter().any(|record| {
                let mut states = fields.iter().zip(&record.fields);
                states.any(|(&field, state)| is_called_otherwise(names, field, state))
            })
        }
        _ => false,
    };
    has_other_name || fields
}
