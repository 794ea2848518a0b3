//! Lets, conditions, actions and rules.

use super::DecisionKind;
use super::expression::{List, Operand, Test};
use super::ids::{ActionId, EntryId, FactId, RuleId, VariableId};
use super::text::Template;
use super::value::{Duration, Number};
use crate::source::Span;

/// A variable that stands for an element of a list.
#[derive(Clone, Debug)]
pub struct Variable {
    /// The name; none for the element of a `where` or of a list's own fields.
    pub name: Option<String>,
    /// The list fact (or list field) from which its elements come.
    pub list: FactId,
    /// Where that list is a field: the variable whose field it is.
    pub parent: Option<VariableId>,
}

/// A named value, test or list.
#[derive(Debug)]
pub struct Let {
    /// The name.
    pub name: String,
    /// What it stands for.
    pub value: LetValue,
    /// The declaration.
    pub span: Span,
}

/// What a let stands for.
#[derive(Debug)]
pub enum LetValue {
    /// A plain value.
    Operand(Operand),
    /// A test.
    Test(Test),
    /// A list.
    List(List),
}

/// A binder of a condition or an action (`for x in L`, L a whole list), or of a
/// rule (`for each x in L`, L any list).
#[derive(Clone, Debug)]
pub struct Binder {
    /// The variable.
    pub variable: VariableId,
    /// The list.
    pub list: List,
}

/// A condition or a symptom.
#[derive(Debug)]
pub struct Condition {
    /// The name.
    pub name: String,
    /// The title.
    pub title: Option<String>,
    /// Whether it is a complaint that people come with. Symptoms have no
    /// binders.
    pub is_symptom: bool,
    /// The elements that it speaks of, outermost first.
    pub binders: Vec<Binder>,
    /// The test.
    pub test: Test,
    /// The declaration.
    pub span: Span,
}

/// A troubleshooting step.
#[derive(Debug)]
pub struct Action {
    /// The name.
    pub name: String,
    /// The title.
    pub title: Option<Template>,
    /// The elements that it is done to, outermost first.
    pub binders: Vec<Binder>,
    /// Steps and notes in the order in which they are written; at least one
    /// step.
    pub lines: Vec<Line>,
    /// How long it takes.
    pub cost: Option<Duration>,
    /// The facts that it may change.
    pub rechecks: Vec<FactId>,
    /// The declaration.
    pub span: Span,
}

/// A step or a note.
#[derive(Debug)]
pub struct Line {
    /// Which.
    pub kind: LineKind,
    /// What it says.
    pub text: Template,
    /// When it is shown.
    pub when: Option<Test>,
    /// The line.
    pub span: Span,
}

/// Whether a line is to be done or to be known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LineKind {
    /// Something to do.
    Step,
    /// Something to know.
    Note,
}

/// A rule.
#[derive(Debug)]
pub struct Rule {
    /// The name.
    pub name: String,
    /// The title.
    pub title: Option<String>,
    /// Higher comes first.
    pub priority: Number,
    /// The elements that it is instantiated for, outermost first.
    pub binders: Vec<Binder>,
    /// When it applies; always, if none.
    pub when: Option<Test>,
    /// Its entries in the order in which they are tried; one or more.
    pub entries: Vec<EntryId>,
    /// The declaration.
    pub span: Span,
}

/// An entry of a rule.
#[derive(Debug)]
pub struct Entry {
    /// The rule that it stands in.
    pub rule: RuleId,
    /// What it proposes.
    pub proposal: Proposal,
    /// When it applies.
    pub when: Option<Test>,
    /// Whether it is passed over rather than asked about.
    pub without_asking: bool,
    /// Why, in the author's words.
    pub because: Option<Template>,
    /// The entry.
    pub span: Span,
}

/// What an entry proposes.
#[derive(Debug)]
pub enum Proposal {
    /// `try`: an action, at most so many times.
    Try {
        /// The action, and the variables that stand for its own.
        action: ActionUse,
        /// How many attempts use the entry up; one or more.
        times: u32,
    },
    /// `conclude`
    Conclude(Template),
    /// `refer`
    Refer {
        /// What is found there.
        text: Template,
        /// The address.
        url: String,
    },
    /// `escalate`
    Escalate(ActionUse),
}

impl Proposal {
    /// The kind of a decision for it.
    pub fn kind(&self) -> DecisionKind {
        match self {
            Proposal::Try { .. } => DecisionKind::Do,
            Proposal::Conclude(_) => DecisionKind::Conclude,
            Proposal::Refer { .. } => DecisionKind::Refer,
            Proposal::Escalate(_) => DecisionKind::Escalate,
        }
    }
}

/// An action as an entry proposes it.
#[derive(Clone, Debug)]
pub struct ActionUse {
    /// The action.
    pub action: ActionId,
    /// One variable for each of its binders.
    pub arguments: Vec<VariableId>,
}
