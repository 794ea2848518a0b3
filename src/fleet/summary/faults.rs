//! Records that are in error, by the kind of what is wrong.

use serde::{Deserialize, Serialize};

use super::example::Example;
use super::words::shortened;
use crate::fleet::{Fault, Outcome};

/// So many kinds are told apart, of more the shortest, which say the least of
/// the records' own. Whether a kind is among the shortest does not depend on
/// the other records, so that those that are kept are counted in full however
/// the records are split. Keeping the most frequent would need a memory
/// without bounds.
const MOST: usize = 500;

/// Longer messages are cut.
const LONGEST: usize = 300;

/// Records that are in error.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Faults {
    records: u64,
    /// The shorter first, then in the order of their texts.
    kinds: Vec<FaultKind>,
}

/// A kind of fault.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct FaultKind {
    /// The message, without what is the record's own.
    pub(super) text: String,
    /// In how many records.
    pub(super) records: u64,
    /// The first of them.
    pub(super) first: Example,
    /// What is wrong with it.
    pub(super) message: String,
    /// Where in that record.
    pub(super) position: Option<(u32, u32)>,
}

impl Faults {
    /// How many records are in error.
    pub(super) fn records(&self) -> u64 {
        self.records
    }

    /// The kinds.
    pub(super) fn kinds(&self) -> &[FaultKind] {
        &self.kinds
    }

    /// Records in error whose kind is not kept.
    pub(super) fn others(&self) -> u64 {
        let kept: u64 = self.kinds.iter().map(|kind| kind.records).sum();
        self.records.saturating_sub(kept)
    }

    /// Adds a record with a fault of this kind.
    pub(super) fn add(&mut self, kind: &str, outcome: &Outcome<'_>, fault: &Fault) {
        self.records += 1;
        self.put(FaultKind {
            text: shortened(kind, LONGEST),
            records: 1,
            first: Example::of(outcome),
            message: shortened(&fault.message, LONGEST),
            position: fault.position,
        });
    }

    pub(super) fn merge(&mut self, other: Self) {
        self.records += other.records;
        for kind in other.kinds {
            self.put(kind);
        }
    }

    fn put(&mut self, new: FaultKind) {
        let order = |kind: &FaultKind| (kind.text.len(), new.text.len(), kind.text.cmp(&new.text));
        let found = self.kinds.binary_search_by(|kind| {
            let (length, of_new, by_text) = order(kind);
            length.cmp(&of_new).then(by_text)
        });
        match found {
            Ok(at) => self.kinds[at].merge(new),
            Err(at) if at < MOST => {
                self.kinds.insert(at, new);
                self.kinds.truncate(MOST);
            }
            Err(_) => {}
        }
    }
}

impl FaultKind {
    fn merge(&mut self, other: Self) {
        let records = self.records + other.records;
        if other.first.number < self.first.number {
            *self = other;
        }
        self.records = records;
    }
}
