//! The kinds of decisions.

use std::fmt;

use serde::{Serialize, Serializer};

/// What a decision tells people to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum DecisionKind {
    /// Do something.
    Do,
    /// Find something out.
    Ask,
    /// Something is so.
    Conclude,
    /// Look somewhere else.
    Refer,
    /// Hand the case on.
    Escalate,
    /// There is nothing left to do.
    Resolved,
    /// Nothing is wrong.
    NoSymptom,
    /// Something is wrong, and nothing is left to try.
    Exhausted,
    /// It cannot be told whether something is wrong.
    Undetermined,
}

impl DecisionKind {
    /// All kinds.
    pub const ALL: [DecisionKind; 9] = [
        DecisionKind::Do,
        DecisionKind::Ask,
        DecisionKind::Conclude,
        DecisionKind::Refer,
        DecisionKind::Escalate,
        DecisionKind::Resolved,
        DecisionKind::NoSymptom,
        DecisionKind::Exhausted,
        DecisionKind::Undetermined,
    ];

    /// The word that case files and decisions use.
    pub fn word(self) -> &'static str {
        match self {
            DecisionKind::Do => "do",
            DecisionKind::Ask => "ask",
            DecisionKind::Conclude => "conclude",
            DecisionKind::Refer => "refer",
            DecisionKind::Escalate => "escalate",
            DecisionKind::Resolved => "resolved",
            DecisionKind::NoSymptom => "no_symptom",
            DecisionKind::Exhausted => "exhausted",
            DecisionKind::Undetermined => "undetermined",
        }
    }

    /// Whether it is a dead end: neither a decision nor a question.
    pub fn is_dead_end(self) -> bool {
        matches!(self, DecisionKind::Exhausted | DecisionKind::Undetermined)
    }

    /// Whether it says what to do, or that nothing is to be done.
    pub fn is_decided(self) -> bool {
        self != DecisionKind::Ask && !self.is_dead_end()
    }
}

impl fmt::Display for DecisionKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}

impl Serialize for DecisionKind {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.word())
    }
}
