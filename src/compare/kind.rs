//! Kinds of decisions, and in which ways a decision can change.

use serde::Serialize;

use crate::engine::Selection;
use crate::explain::Next;
use crate::model::RuleBase;
use crate::model::rule::Proposal;

/// The kind of a decision.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Do this.
    Do,
    /// Find this out.
    Ask,
    /// This is so.
    Conclude,
    /// Look there.
    Refer,
    /// Hand it on.
    Escalate,
    /// There is nothing left to do.
    Resolved,
    /// Nothing is wrong.
    NoSymptom,
    /// Nothing is left to try.
    Exhausted,
    /// It cannot be told whether something is wrong.
    Undetermined,
}

impl Kind {
    /// The kind of a decision.
    pub fn of(next: &Next) -> Self {
        match next {
            Next::Do(_) => Kind::Do,
            Next::Ask { .. } => Kind::Ask,
            Next::Conclude { .. } => Kind::Conclude,
            Next::Refer { .. } => Kind::Refer,
            Next::Escalate(_) => Kind::Escalate,
            Next::Resolved { .. } => Kind::Resolved,
            Next::NoSymptom => Kind::NoSymptom,
            Next::Exhausted { .. } => Kind::Exhausted,
            Next::Undetermined => Kind::Undetermined,
        }
    }

    /// The kind of the decision that a selection leads to.
    pub(super) fn of_selection(rules: &RuleBase, selection: &Selection<'_>) -> Self {
        match selection {
            Selection::Step(candidate) => match rules.entries[candidate.entry.entry].proposal {
                Proposal::Try { .. } => Kind::Do,
                Proposal::Conclude(_) => Kind::Conclude,
                Proposal::Refer { .. } => Kind::Refer,
                Proposal::Escalate(_) => Kind::Escalate,
            },
            Selection::Ask { .. } => Kind::Ask,
            Selection::Resolved(_) => Kind::Resolved,
            Selection::NoSymptom => Kind::NoSymptom,
            Selection::Exhausted { .. } => Kind::Exhausted,
            Selection::Undetermined => Kind::Undetermined,
        }
    }

    /// What people read.
    pub fn words(self) -> &'static str {
        match self {
            Kind::NoSymptom => "nothing to do",
            Kind::Exhausted => "nothing is left to try",
            Kind::Undetermined => "nothing can be told",
            Kind::Do => "do",
            Kind::Ask => "ask",
            Kind::Conclude => "conclude",
            Kind::Refer => "refer to",
            Kind::Escalate => "escalate to",
            Kind::Resolved => "resolved",
        }
    }

    /// Whether it is a dead end: neither a decision nor a question.
    fn is_dead_end(self) -> bool {
        matches!(self, Kind::Exhausted | Kind::Undetermined)
    }

    /// Whether it says what to do, or that nothing is to be done.
    fn is_decided(self) -> bool {
        self != Kind::Ask && !self.is_dead_end()
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
    pub(super) fn between(old: Kind, new: Kind) -> Self {
        let was_asked = old == Kind::Ask;
        if old.is_decided() && new.is_decided() {
            Category::StepChanged
        } else if new.is_decided() {
            Category::NewlyDecided
        } else if old.is_decided() || (was_asked && new.is_dead_end()) {
            Category::NewlyUndecided
        } else if new == Kind::Ask {
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
