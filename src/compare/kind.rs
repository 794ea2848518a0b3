//! In which ways a decision can change.

use serde::Serialize;

use crate::model::DecisionKind;

/// What people read of a kind of decision.
pub(super) fn in_words(kind: DecisionKind) -> &'static str {
    match kind {
        DecisionKind::NoSymptom => "nothing to do",
        DecisionKind::Exhausted => "nothing is left to try",
        DecisionKind::Undetermined => "nothing can be told",
        DecisionKind::Refer => "refer to",
        DecisionKind::Escalate => "escalate to",
        DecisionKind::Do | DecisionKind::Ask | DecisionKind::Conclude | DecisionKind::Resolved => {
            kind.word()
        }
    }
}

/// In which way a decision changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Category {
    /// Another step, or one that says something else.
    StepChanged,
    /// Another question.
    QuestionChanged,
    /// The same, for other reasons.
    ExplanationChanged,
    /// A decision became a question or a dead end, or a question a dead end.
    NewlyUndecided,
    /// A question or a dead end became a decision.
    NewlyDecided,
    /// What the old rules decide, the new ones cannot read or decide.
    Error,
    /// What the new rules decide, the old ones cannot read or decide.
    NewlyReadable,
    /// Neither can read or decide it.
    InvalidInput,
}

impl Category {
    /// All of them, in the order in which they are reported.
    pub const ALL: [Category; 8] = [
        Category::StepChanged,
        Category::QuestionChanged,
        Category::ExplanationChanged,
        Category::NewlyUndecided,
        Category::NewlyDecided,
        Category::Error,
        Category::NewlyReadable,
        Category::InvalidInput,
    ];

    /// The category of a decision that tells something else than before.
    pub(super) fn between(old: DecisionKind, new: DecisionKind) -> Self {
        let was_asked = old == DecisionKind::Ask;
        if old.is_decided() && new.is_decided() {
            Category::StepChanged
        } else if new.is_decided() {
            Category::NewlyDecided
        } else if old.is_decided() || (was_asked && new.is_dead_end()) {
            Category::NewlyUndecided
        } else if new == DecisionKind::Ask {
            Category::QuestionChanged
        } else {
            Category::StepChanged
        }
    }

    /// Whether the decision itself is another one.
    pub fn is_changed_decision(self) -> bool {
        match self {
            Category::StepChanged
            | Category::QuestionChanged
            | Category::NewlyUndecided
            | Category::NewlyDecided
            | Category::Error => true,
            Category::ExplanationChanged | Category::NewlyReadable | Category::InvalidInput => {
                false
            }
        }
    }

    /// What people read, in the middle of a line.
    pub fn words(self) -> &'static str {
        match self {
            Category::StepChanged => "step changed",
            Category::QuestionChanged => "question changed",
            Category::ExplanationChanged => "only the explanation changed",
            Category::NewlyUndecided => "newly undecided",
            Category::NewlyDecided => "newly decided",
            Category::Error => "error: the new rules cannot decide it",
            Category::NewlyReadable => "only the new rules can read it",
            Category::InvalidInput => "invalid: neither can read it",
        }
    }

    /// The word of the JSON.
    pub fn word(self) -> &'static str {
        match self {
            Category::StepChanged => "step_changed",
            Category::QuestionChanged => "question_changed",
            Category::ExplanationChanged => "explanation_changed",
            Category::NewlyUndecided => "newly_undecided",
            Category::NewlyDecided => "newly_decided",
            Category::Error => "error",
            Category::NewlyReadable => "newly_readable",
            Category::InvalidInput => "invalid_input",
        }
    }

    /// Where it stands in [`Category::ALL`].
    pub(super) fn index(self) -> usize {
        self as usize
    }
}
