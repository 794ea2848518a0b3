//! A case: the facts, and what happened so far.

use super::memory::WorkingMemory;
use crate::model::RuleBase;
use crate::model::ids::ActionId;
use crate::model::value::Time;

/// What came of an attempt.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum AttemptOutcome {
    /// It helped.
    Fixed,
    /// It was done and did not help.
    NotFixed,
    /// It could not be done.
    CouldNot,
    /// It was not done.
    Skipped,
}

impl AttemptOutcome {
    /// All outcomes.
    pub const ALL: [AttemptOutcome; 4] = [
        AttemptOutcome::Fixed,
        AttemptOutcome::NotFixed,
        AttemptOutcome::CouldNot,
        AttemptOutcome::Skipped,
    ];

    /// The word that case files use.
    pub fn word(self) -> &'static str {
        match self {
            AttemptOutcome::Fixed => "fixed",
            AttemptOutcome::NotFixed => "not_fixed",
            AttemptOutcome::CouldNot => "could_not",
            AttemptOutcome::Skipped => "skipped",
        }
    }

    /// Whether the action was done at all.
    pub fn was_done(self) -> bool {
        matches!(self, AttemptOutcome::Fixed | AttemptOutcome::NotFixed)
    }
}

/// An action that was tried.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attempt {
    /// The action.
    pub action: ActionId,
    /// The keys of the elements that it was done to, the outermost first; empty
    /// for an action that is not declared `for` elements.
    pub element: Vec<Vec<String>>,
    /// What came of it.
    pub outcome: AttemptOutcome,
}

/// The case at hand: everything that a decision depends on, besides the rules.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Case {
    /// What is known.
    pub facts: WorkingMemory,
    /// What was tried, in order.
    pub attempts: Vec<Attempt>,
    /// The instant at which the case is seen.
    pub now: Option<Time>,
}

impl Case {
    /// A case of which nothing is known.
    pub fn new(rules: &RuleBase) -> Self {
        Case {
            facts: WorkingMemory::new(rules),
            attempts: Vec::new(),
            now: None,
        }
    }

    /// Adds an attempt as it happens in a consultation: if it was done, the
    /// facts that it may have changed are unknown again.
    pub fn report(&mut self, rules: &RuleBase, attempt: Attempt) {
        if attempt.outcome.was_done() {
            for &fact in &rules.actions[attempt.action].rechecks {
                self.facts.forget(rules, fact);
            }
        }
        self.attempts.push(attempt);
    }
}
