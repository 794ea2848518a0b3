//! What is the same in the lines of all records, written beforehand.

use super::{Lines, csv, json};
use crate::model::RuleBase;
use crate::model::ids::{EntryId, FactId, Id as _};
use crate::model::rule::{Entry, Proposal};

/// Names of the rules, as lines have them.
#[derive(Debug)]
pub(super) struct Names {
    entries: Vec<EntryNames>,
    facts: Vec<Vec<u8>>,
}

/// Parts of a line.
#[derive(Debug)]
pub(super) struct EntryNames {
    /// The rule and the entry.
    pub(super) entry: Vec<u8>,
    /// The action, where the entry proposes one.
    pub(super) action: Vec<u8>,
}

impl Names {
    pub(super) fn of(rules: &RuleBase, lines: Lines) -> Self {
        let entries = rules.entries.values();
        Names {
            entries: entries.map(|entry| names(rules, entry, lines)).collect(),
            facts: rules
                .facts
                .values()
                .map(|fact| written(lines, "fact", &fact.path))
                .collect(),
        }
    }

    /// The parts of an entry.
    pub(super) fn entry(&self, id: EntryId) -> Option<&EntryNames> {
        self.entries.get(id.index())
    }

    /// The part of a fact that is no field of an element.
    pub(super) fn fact(&self, id: FactId) -> &[u8] {
        self.facts.get(id.index()).map_or(&[], Vec::as_slice)
    }
}

fn names(rules: &RuleBase, entry: &Entry, lines: Lines) -> EntryNames {
    let action = match &entry.proposal {
        Proposal::Try { action, .. } | Proposal::Escalate(action) => {
            Some(&rules.actions[action.action].name)
        }
        Proposal::Conclude(_) | Proposal::Refer { .. } => None,
    };
    let name = match &entry.proposal {
        Proposal::Conclude(text) | Proposal::Refer { text, .. } => text.as_written(),
        _ => action.cloned().unwrap_or_default(),
    };
    let mut both = written(lines, "rule", &rules.rules[entry.rule].name);
    if lines == Lines::Csv {
        both.push(b',');
    }
    both.extend(written(lines, "entry", &name));
    EntryNames {
        entry: both,
        action: action.map_or_else(Vec::new, |action| written(lines, "action", action)),
    }
}

fn written(lines: Lines, key: &str, text: &str) -> Vec<u8> {
    let mut out = Vec::new();
    match lines {
        Lines::Ndjson => json::member(key, text, &mut out),
        Lines::Csv => csv::value(text, &mut out),
    }
    out
}
