//! What came of testing a rule base.

use std::path::PathBuf;

use super::cases::{Fault, Held, Tested};
use crate::suite::coverage::Coverage;
use crate::suite::junit;
use crate::suite::trial::Change;

/// What came of testing a rule base.
#[derive(Debug)]
pub(super) struct Outcome {
    /// The name of the rule base.
    pub(super) base: String,
    /// Its folder, as it was named.
    pub(super) folder: PathBuf,
    /// Its cases, in order.
    pub(super) cases: Vec<Tested>,
    /// What of the rules they went through.
    pub(super) coverage: Coverage,
    /// The snapshots that belong to no case.
    pub(super) unused: Vec<PathBuf>,
    /// What is wrong with snapshots that could not be written or removed, finished
    /// for a terminal.
    pub(super) unwritten: Vec<String>,
    /// Where its snapshots lie, if that is not the usual place.
    pub(super) unusual_root: Option<PathBuf>,
}

/// How many cases ended in which way.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Tally {
    /// All is as it was, and as expected.
    pub(super) passed: usize,
    /// Not what the case expects.
    pub(super) unexpected: usize,
    /// Not what it was.
    pub(super) changed: usize,
    /// There is no snapshot yet.
    pub(super) new: usize,
    /// The case could not be tested.
    pub(super) faults: usize,
}

impl Tally {
    /// Counts the cases of all rule bases.
    pub(super) fn of(outcomes: &[Outcome]) -> Self {
        let mut tally = Tally::default();
        for tested in outcomes.iter().flat_map(|outcome| &outcome.cases) {
            match &tested.result {
                Err(_) => tally.faults += 1,
                Ok(held) => tally.add(held),
            }
        }
        tally
    }

    fn add(&mut self, held: &Held) {
        if held.passed() {
            self.passed += 1;
        } else if !held.unmet.is_empty() {
            self.unexpected += 1;
        } else if matches!(held.change, Some(Change::New(_))) {
            self.new += 1;
        } else {
            self.changed += 1;
        }
    }

    /// How many cases there are.
    pub(super) fn total(&self) -> usize {
        self.passed + self.unexpected + self.changed + self.new + self.faults
    }
}

impl Outcome {
    /// The cases that could not be tested, with the reasons.
    pub(super) fn faults(&self) -> impl Iterator<Item = &Fault> {
        let faults = self.cases.iter();
        faults.filter_map(|tested| tested.result.as_ref().err())
    }

    /// How many proposed snapshots there are.
    pub(super) fn proposals(&self) -> usize {
        let held = self.cases.iter();
        let held = held.filter_map(|tested| tested.result.as_ref().ok());
        held.filter(|held| held.change.is_some()).count()
    }

    /// The outcome for pipelines. A snapshot that was accepted is no failure.
    pub(super) fn suite(&self, accepted: bool) -> junit::Suite {
        let test = |tested: &Tested| junit::Test {
            id: tested.case.id.to_string(),
            name: tested.title().to_owned(),
            file: tested.case.path.display().to_string(),
            outcome: junit_outcome(tested, accepted),
        };
        junit::Suite {
            name: self.base.clone(),
            tests: self.cases.iter().map(test).collect(),
        }
    }
}

fn junit_outcome(tested: &Tested, accepted: bool) -> junit::Outcome {
    match &tested.result {
        Err(fault) => {
            let details = fault.plain();
            let message = details.lines().next().unwrap_or_default();
            let message = message.strip_prefix("error: ").unwrap_or(message);
            junit::Outcome::Error {
                message: message.to_owned(),
                details: details.clone(),
            }
        }
        Ok(held) => {
            let mut lines: Vec<String> = held.unmet.iter().map(ToString::to_string).collect();
            if !accepted {
                lines.extend(
                    held.change
                        .as_ref()
                        .map(|change| in_words(change).to_owned()),
                );
            }
            let Some(message) = lines.first().cloned() else {
                return junit::Outcome::Passed;
            };
            if !accepted && let Some(diff) = super::report::diff(held, false) {
                lines.push(diff);
            }
            junit::Outcome::Failed {
                message,
                details: lines.join("\n"),
            }
        }
    }
}

/// What a change is called.
pub(super) fn in_words(change: &Change) -> &'static str {
    match change {
        Change::New(_) => "there is no snapshot yet",
        Change::Changed(_) => "the decision or its explanation changed",
    }
}
