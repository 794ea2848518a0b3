//! What is counted of a kind of decision, of an entry and of a fact.

use serde::{Deserialize, Serialize};

use super::example::{Example, earlier};
use super::needs::{EntryNeed, Need};
use crate::model::DecisionKind;

/// How many records end in each kind of decision, in the order of
/// [`DecisionKind::ALL`].
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct KindTally([u64; DecisionKind::ALL.len()]);

impl KindTally {
    pub(super) fn add(&mut self, kind: DecisionKind) {
        if let Some(count) = self.0.get_mut(kind as usize) {
            *count += 1;
        }
    }

    pub(super) fn of(&self, kind: DecisionKind) -> u64 {
        self.0.get(kind as usize).copied().unwrap_or(0)
    }

    pub(super) fn merge(&mut self, other: &Self) {
        for (count, more) in self.0.iter_mut().zip(other.0) {
            *count += more;
        }
    }
}

/// What is counted of an entry, in records.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct EntryTally {
    /// It is the step.
    pub(super) chosen: u64,
    /// It asks.
    pub(super) asks: u64,
    /// It stays undecided for one reason or the other; where there are many
    /// elements, it may for both.
    pub(super) undecided: u64,
    /// It is open: a fact that nobody looked for can make it hold.
    pub(super) open: u64,
    /// It cannot be known: a fact cannot be had.
    pub(super) barred: u64,
    /// It stays undecided and no fact is at fault.
    pub(super) without_fact: u64,
    /// The facts at fault, in the order of their ids.
    pub(super) needs: Vec<EntryNeed>,
    /// The first record that gets it as its step.
    pub(super) first: Option<Example>,
}

impl EntryTally {
    /// The facts at fault, of which this is one.
    pub(super) fn need(&mut self, fact: u32) -> &mut EntryNeed {
        let at = match self.needs.binary_search_by_key(&fact, |need| need.fact) {
            Ok(at) => at,
            Err(at) => {
                self.needs.insert(at, EntryNeed::of(fact));
                at
            }
        };
        &mut self.needs[at]
    }

    pub(super) fn merge(&mut self, other: Self) {
        self.chosen += other.chosen;
        self.asks += other.asks;
        self.undecided += other.undecided;
        self.open += other.open;
        self.barred += other.barred;
        self.without_fact += other.without_fact;
        for more in &other.needs {
            let need = self.need(more.fact);
            need.open.merge(&more.open);
            need.barred.merge(&more.barred);
        }
        self.first = earlier(self.first.take(), other.first);
    }
}

/// What is counted of a fact, in records.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct FactTally {
    /// It is asked for next.
    pub(super) asked: u64,
    /// Entries are open for want of it.
    pub(super) open: Need,
    /// Entries cannot be known for want of it.
    pub(super) barred: Need,
}

impl FactTally {
    pub(super) fn merge(&mut self, other: &Self) {
        self.asked += other.asked;
        self.open.merge(&other.open);
        self.barred.merge(&other.barred);
    }
}

#[cfg(test)]
mod tests {
    use super::KindTally;
    use crate::model::DecisionKind;

    #[test]
    fn every_kind_has_a_count_of_its_own() {
        for kind in DecisionKind::ALL {
            let mut tally = KindTally::default();
            tally.add(kind);
            for other in DecisionKind::ALL {
                assert_eq!(tally.of(other), u64::from(kind == other));
            }
        }
    }
}
