//! Which facts would settle what a record leaves undecided.

use serde::{Deserialize, Serialize};

use super::Summary;
use crate::fleet::Unsettled;
use crate::model::ids::{FactId, Id};

/// How much a fact would do, in records.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Need {
    /// It alone settles an entry that is undecided.
    pub(super) alone: u64,
    /// It helps an undecided entry, and settles none without other facts.
    pub(super) helps: u64,
}

impl Need {
    /// Records in which it is missed at all.
    pub(super) fn records(&self) -> u64 {
        self.alone + self.helps
    }

    pub(super) fn merge(&mut self, other: &Self) {
        self.alone += other.alone;
        self.helps += other.helps;
    }

    fn add(&mut self, alone: bool) {
        if alone {
            self.alone += 1;
        } else {
            self.helps += 1;
        }
    }
}

/// How much a fact would do for an entry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct EntryNeed {
    /// The index of the fact.
    pub(super) fact: u32,
    /// Where the entry is open, and the fact is unknown.
    pub(super) open: Need,
    /// Where the entry cannot be known, and the fact is unavailable.
    pub(super) barred: Need,
}

impl EntryNeed {
    pub(super) fn of(fact: u32) -> Self {
        EntryNeed {
            fact,
            open: Need::default(),
            barred: Need::default(),
        }
    }

    pub(super) fn fact(&self) -> FactId {
        FactId::from_index(self.fact as usize)
    }
}

/// That an entry misses a fact. In order, all of an entry stand together, open
/// ones and those that alone settle it first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Missed {
    fact: u32,
    is_barred: bool,
    helps: bool,
    entry: u32,
}

/// Room for what one record leaves undecided, kept from one to the next.
#[derive(Clone, Debug, Default)]
pub(super) struct Scratch {
    missed: Vec<Missed>,
    entries: Vec<(u32, bool)>,
    rules: Vec<u32>,
    /// Entries of which some element is undecided without a fact at fault.
    without_fact: Vec<u32>,
}

impl Summary {
    /// Counts what a record leaves undecided. A record counts once for each
    /// rule, for each entry and for each fact, however many elements of a list it
    /// has.
    pub(super) fn add_unsettled(&mut self, unsettled: &[Unsettled]) {
        let mut scratch = std::mem::take(&mut self.scratch);
        scratch.fill(unsettled);
        self.count_rules(&mut scratch);
        self.count_entries(&scratch.entries);
        self.count_without_fact(&mut scratch);
        self.count_missed(&mut scratch.missed);
        self.scratch = scratch;
    }

    fn count_rules(&mut self, scratch: &mut Scratch) {
        let Some(known) = &self.known else { return };
        let rules = scratch.entries.iter();
        let rules = rules.filter_map(|&(entry, _)| known.rule_of.get(entry as usize));
        scratch.rules.clear();
        scratch.rules.extend(rules);
        scratch.rules.sort_unstable();
        scratch.rules.dedup();
        for &rule in &scratch.rules {
            *self.rules.at(rule as usize) += 1;
        }
    }

    fn count_entries(&mut self, entries: &[(u32, bool)]) {
        let mut last = None;
        for &(entry, is_barred) in entries {
            let tally = self.entries.at(entry as usize);
            // Both reasons of an entry stand together.
            tally.undecided += u64::from(last.replace(entry) != Some(entry));
            if is_barred {
                tally.barred += 1;
            } else {
                tally.open += 1;
            }
        }
        let some = |barred| u64::from(entries.iter().any(|(_, is)| *is == barred));
        self.open += some(false);
        self.barred += some(true);
    }

    fn count_without_fact(&mut self, scratch: &mut Scratch) {
        scratch.without_fact.sort_unstable();
        scratch.without_fact.dedup();
        for &entry in &scratch.without_fact {
            // Of another element a fact may be at fault.
            if scratch.missed.iter().all(|missed| missed.entry != entry) {
                self.entries.at(entry as usize).without_fact += 1;
            }
        }
    }

    fn count_missed(&mut self, missed: &mut Vec<Missed>) {
        // Where some element of a list needs other facts too and another does
        // not, the fact alone settles something.
        missed.sort_unstable_by_key(|missed| {
            (missed.entry, missed.fact, missed.is_barred, missed.helps)
        });
        missed.dedup_by_key(|missed| (missed.entry, missed.fact, missed.is_barred));
        for missed in missed.iter() {
            let need = self.entries.at(missed.entry as usize).need(missed.fact);
            let need = if missed.is_barred {
                &mut need.barred
            } else {
                &mut need.open
            };
            need.add(!missed.helps);
        }
        missed.sort_unstable();
        missed.dedup_by_key(|missed| (missed.fact, missed.is_barred));
        for missed in missed.iter() {
            let tally = self.facts.at(missed.fact as usize);
            let need = if missed.is_barred {
                &mut tally.barred
            } else {
                &mut tally.open
            };
            need.add(!missed.helps);
        }
    }
}

impl Scratch {
    fn fill(&mut self, unsettled: &[Unsettled]) {
        self.missed.clear();
        self.entries.clear();
        self.without_fact.clear();
        for one in unsettled {
            let entry = one.entry.index() as u32;
            let is_barred = !one.is_open;
            self.entries.push((entry, is_barred));
            if one.facts.is_empty() {
                self.without_fact.push(entry);
            }
            let helps = one.facts.len() > 1;
            self.missed.extend(one.facts.iter().map(|fact| Missed {
                fact: fact.index() as u32,
                is_barred,
                helps,
                entry,
            }));
        }
        self.entries.sort_unstable();
        self.entries.dedup();
    }
}
