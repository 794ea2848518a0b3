//! What came of all records together: how many get which step, what is wrong
//! with those that cannot be read, and what nobody knows.
//!
//! A [`Summary`] is counted, one for each thread or chunk, and merged: the
//! result does not depend on how the records were split. Its memory is bounded
//! by the rules, whatever the records say. [`text()`], [`json()`] and [`html()`] tell
//! it.

mod add;
mod example;
mod faults;
mod headline;
mod html;
mod json;
mod kind_of_fault;
mod name;
mod needs;
mod place;
mod reason;
mod report;
mod run;
mod sparse;
mod tally;
mod text;
mod words;

pub use html::html;
pub use json::{SCHEMA, json};
pub use run::Run;
pub use text::text;
pub use words::{grouped, number_of};

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::model::RuleBase;
use crate::model::ids::Id;
use crate::program::Program;
use faults::Faults;
use kind_of_fault::Names;
use needs::Scratch;
use sparse::Sparse;
use tally::{EntryTally, FactTally, KindTally};

/// What came of all records together.
///
/// It can be stored. To go on with a stored one, merge it into a new one.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Summary {
    /// All records, those in error included.
    records: u64,
    /// How many records end in which kind of decision.
    kinds: KindTally,
    /// Records that leave at least one entry open: some of its facts are
    /// unknown.
    open: u64,
    /// Records in which at least one entry cannot be known: some of its facts
    /// are unavailable.
    barred: u64,
    /// By the index of the entry.
    entries: Sparse<EntryTally>,
    /// By the index of the rule: records that leave any of its entries undecided.
    rules: Sparse<u64>,
    /// By the index of the fact.
    facts: Sparse<FactTally>,
    faults: Faults,
    /// What counting needs of the rules. Not stored.
    #[serde(skip)]
    known: Option<Arc<Known>>,
    #[serde(skip)]
    scratch: Scratch,
}

/// What counting needs of the rules.
#[derive(Debug)]
struct Known {
    /// The words of messages that come from them.
    names: Names,
    /// By the index of the entry: the index of its rule.
    rule_of: Vec<u32>,
}

impl Known {
    fn of(rules: &RuleBase) -> Self {
        let entries = rules.entries.values();
        Known {
            names: Names::of(rules),
            rule_of: entries.map(|entry| entry.rule.index() as u32).collect(),
        }
    }
}

impl Summary {
    /// The summary of no records.
    pub fn new(program: &Program) -> Self {
        let rules = program.rules();
        Summary {
            entries: Sparse::of_len(rules.entries.len()),
            rules: Sparse::of_len(rules.rules.len()),
            facts: Sparse::of_len(rules.facts.len()),
            known: Some(Arc::new(Known::of(rules))),
            ..Summary::default()
        }
    }

    /// How many records there were, those in error included.
    pub fn records(&self) -> u64 {
        self.records
    }

    /// How many records are in error.
    pub fn errors(&self) -> u64 {
        self.faults.records()
    }

    /// Whether this can be a summary under these rules. A stored one may be of
    /// others.
    pub fn fits(&self, program: &Program) -> bool {
        let rules = program.rules();
        let is_fact = |fact: usize| fact < rules.facts.len();
        let is_entry = |(entry, tally): (usize, &EntryTally)| {
            let mut needs = tally.needs.iter();
            entry < rules.entries.len() && needs.all(|need| is_fact(need.fact as usize))
        };
        self.entries.iter().all(is_entry)
            && self.rules.iter().all(|(rule, _)| rule < rules.rules.len())
            && self.facts.iter().all(|(fact, _)| is_fact(fact))
    }

    /// Adds what came of other records.
    pub fn merge(&mut self, other: Self) {
        self.records += other.records;
        self.kinds.merge(&other.kinds);
        self.open += other.open;
        self.barred += other.barred;
        self.entries.merge(other.entries, EntryTally::merge);
        self.rules.merge(other.rules, |count, more| *count += more);
        self.facts
            .merge(other.facts, |tally, more| tally.merge(&more));
        self.faults.merge(other.faults);
        self.known = self.known.take().or(other.known);
    }
}

/// What is counted counts, and not how.
impl PartialEq for Summary {
    fn eq(&self, other: &Self) -> bool {
        self.records == other.records
            && self.kinds == other.kinds
            && self.open == other.open
            && self.barred == other.barred
            && self.entries == other.entries
            && self.rules == other.rules
            && self.facts == other.facts
            && self.faults == other.faults
    }
}
