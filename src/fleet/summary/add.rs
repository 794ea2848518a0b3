//! Counting one record.

use super::Summary;
use super::example::{Example, is_earlier};
use crate::fleet::{Decided, Outcome};
use crate::model::DecisionKind;
use crate::model::ids::Id;

impl Summary {
    /// Adds what came of a record.
    pub fn add(&mut self, outcome: &Outcome<'_>) {
        self.records += 1;
        match &outcome.result {
            Ok(decided) => self.add_decided(outcome, decided),
            Err(fault) => {
                let names = self.known.as_ref().map(|known| &known.names);
                let kind = super::kind_of_fault::kind(&fault.message, names);
                self.faults.add(&kind, outcome, fault);
            }
        }
    }

    fn add_decided(&mut self, outcome: &Outcome<'_>, decided: &Decided<'_>) {
        self.kinds.add(decided.kind);
        if let Some(entry) = decided.entry {
            let tally = self.entries.at(entry.index());
            if decided.kind == DecisionKind::Ask {
                tally.asks += 1;
            } else {
                tally.chosen += 1;
                if is_earlier(outcome.number, tally.first.as_ref()) {
                    tally.first = Some(Example::of(outcome));
                }
            }
        }
        if let Some(path) = &decided.asks {
            self.facts.at(path.fact.index()).asked += 1;
        }
        if !decided.unsettled.is_empty() {
            self.add_unsettled(&decided.unsettled);
        }
    }
}
