//! A decision as data. Its JSON is stable: `docs/schema/decision-1.schema.json`.

use serde::Serialize;

use crate::engine::Truth;
use crate::model::DecisionKind;
use crate::source::Span;

/// The name of the format of [`Decision`].
pub const SCHEMA: &str = "whatnext.decision/1";

/// The name of the format of [`DecisionList`].
pub const LIST_SCHEMA: &str = "whatnext.decisions/1";

/// What to do next, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Decision {
    /// [`SCHEMA`].
    pub schema: &'static str,
    /// What to do next.
    pub next: Next,
    /// All symptoms.
    pub symptoms: Vec<SymptomState>,
    /// The candidates that were passed over, in order.
    pub considered: Vec<Considered>,
    /// The paths of the facts that are missing: those that could still decide,
    /// or those at fault where nothing can be decided.
    pub missing: Vec<String>,
    /// Whether it rests on the time of the case, and that is not known.
    #[serde(skip)]
    pub lacks_now: bool,
}

/// What each rule that applies proposes, by itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DecisionList {
    /// [`LIST_SCHEMA`].
    pub schema: &'static str,
    /// One decision for each rule that applies, in order.
    pub decisions: Vec<Decision>,
}

/// What to do next.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Next {
    /// Do this.
    Do(Step),
    /// Find this out.
    Ask {
        /// The path of the fact.
        fact: String,
        /// The question.
        question: String,
        /// How to find it out.
        help: Option<String>,
        /// What can be answered, where that is a choice.
        choices: Vec<Choice>,
        /// The candidates that depend on the fact.
        decides: Vec<Depends>,
        /// What each answer leads to, where there is a choice.
        answers: Vec<Answer>,
        /// The rule that needs the fact.
        rule: String,
        /// The entry that needs the fact.
        entry: String,
        /// The elements of the rule.
        #[serde(rename = "for")]
        element: Option<Vec<String>>,
        /// Whether the entry is chosen already, and only its text needs the
        /// fact.
        for_text: bool,
        /// Where the entry is written.
        at: String,
        /// Where the question is written, or the fact where it has none.
        #[serde(skip)]
        question_at: String,
        /// Where it is written how to find it out.
        #[serde(skip)]
        help_at: Option<String>,
        /// The answers as settings, such as `online=yes`, where there are few; otherwise
        /// what one looks like, and nothing where a setting is no way to answer.
        #[serde(skip)]
        settings: Vec<String>,
    },
    /// This is so.
    Conclude {
        /// The rule.
        rule: String,
        /// The conclusion.
        title: String,
        /// The elements of the rule.
        #[serde(rename = "for")]
        element: Option<Vec<String>>,
        /// Why, in the author's words.
        because: Option<String>,
        /// The tests that made the entry apply.
        why: Vec<Reason>,
        /// Where the entry is written.
        at: String,
    },
    /// Look there.
    Refer {
        /// The rule.
        rule: String,
        /// What is found there.
        title: String,
        /// The address.
        url: String,
        /// The elements of the rule.
        #[serde(rename = "for")]
        element: Option<Vec<String>>,
        /// Why, in the author's words.
        because: Option<String>,
        /// The tests that made the entry apply.
        why: Vec<Reason>,
        /// Where the entry is written.
        at: String,
    },
    /// Hand it on.
    Escalate(Step),
    /// There is nothing left to do.
    Resolved {
        /// The action that fixed it, if one was reported to.
        action: Option<String>,
        /// The elements of that action.
        #[serde(rename = "for")]
        element: Option<Vec<String>>,
        /// The symptoms that still show.
        still_showing: Vec<String>,
    },
    /// Nothing is wrong.
    NoSymptom,
    /// Something is wrong, and nothing is left to try.
    Exhausted {
        /// Whether the case ended because there were too many attempts.
        too_many_attempts: bool,
    },
    /// It cannot be told whether something is wrong.
    Undetermined,
}

impl Next {
    /// What kind of decision this is.
    pub fn kind(&self) -> DecisionKind {
        match self {
            Next::Do(_) => DecisionKind::Do,
            Next::Ask { .. } => DecisionKind::Ask,
            Next::Conclude { .. } => DecisionKind::Conclude,
            Next::Refer { .. } => DecisionKind::Refer,
            Next::Escalate(_) => DecisionKind::Escalate,
            Next::Resolved { .. } => DecisionKind::Resolved,
            Next::NoSymptom => DecisionKind::NoSymptom,
            Next::Exhausted { .. } => DecisionKind::Exhausted,
            Next::Undetermined => DecisionKind::Undetermined,
        }
    }
}

/// An action to be done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Step {
    /// The rule.
    pub rule: String,
    /// The action.
    pub action: String,
    /// The title of the action, or its name.
    pub title: String,
    /// The elements to which it is done.
    #[serde(rename = "for")]
    pub element: Option<Vec<String>>,
    /// The steps, in order.
    pub steps: Vec<String>,
    /// The notes, in order.
    pub notes: Vec<String>,
    /// How long it takes.
    pub cost: Option<String>,
    /// Why, in the author's words.
    pub because: Option<String>,
    /// The tests that made the entry apply.
    pub why: Vec<Reason>,
    /// Where the entry is written.
    pub at: String,
    /// Where the steps are written, in their order.
    #[serde(skip)]
    pub steps_at: Vec<String>,
    /// Where the notes are written, in their order.
    #[serde(skip)]
    pub notes_at: Vec<String>,
}

/// Something that can be answered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Choice {
    /// What inputs write.
    pub symbol: String,
    /// What people read.
    pub label: String,
}

/// A candidate that depends on a fact.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Depends {
    /// The rule.
    pub rule: String,
    /// The name of the action, or the text of a conclusion or reference.
    pub entry: String,
}

/// What an answer leads to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Answer {
    /// What inputs write; null where the fact is unavailable.
    pub answer: Option<String>,
    /// The kind of the decision that follows.
    pub kind: DecisionKind,
    /// The action, the fact asked for, or the text of that decision.
    pub name: Option<String>,
}

/// A symptom and whether it shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SymptomState {
    /// The name.
    pub name: String,
    /// The title, or the name.
    pub title: String,
    /// `holds`, `fails`, `cannot_be_known`, `cannot_hold` or `open`.
    pub truth: String,
    /// Where it is declared.
    #[serde(skip)]
    pub at: String,
}

/// A candidate that was passed over.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Considered {
    /// The rule.
    pub rule: String,
    /// The name of the action, or the text of a conclusion or reference.
    pub entry: String,
    /// The elements of the rule.
    #[serde(rename = "for")]
    pub element: Option<Vec<String>>,
    /// What its guard can still come out as.
    pub truth: String,
    /// `guard`, `used_up` or `not_asked`.
    pub passed_over: &'static str,
    /// The tests at fault, with their facts.
    pub because: Vec<Reason>,
    /// What came of the attempts that used it up.
    pub attempts: Vec<&'static str>,
    /// What the entry leads to; texts for people say it before a text.
    #[serde(skip)]
    pub proposes: DecisionKind,
    /// What the `when` of its rule can still come out as; texts for people say
    /// less of rules that cannot apply.
    #[serde(skip)]
    pub rule_truth: Truth,
    /// Where the entry is written.
    #[serde(skip)]
    pub at: String,
}

/// A test that decided, with a fact on which it depends.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Reason {
    /// The test as the rules write it.
    pub test: String,
    /// The path of the fact; null for a test without facts.
    pub fact: Option<String>,
    /// The value of the fact, its default included; null where it has none.
    pub value: Option<String>,
    /// Whether the fact is `known`, `default` (unavailable, and it has a default),
    /// `unknown` (nobody looked) or `unavailable`; null for a test without facts.
    pub state: Option<&'static str>,
    /// What the test can still come out as.
    pub truth: String,
    /// Where the test is written.
    pub at: String,
    /// The same place, for whoever marks it.
    #[serde(skip)]
    pub span: Span,
    /// The conditions in which the test stands, the outermost first; texts for
    /// people say less of long ones.
    #[serde(skip)]
    pub within: Vec<Within>,
}

/// A condition in which a test stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Within {
    /// The name of the condition.
    pub condition: String,
    /// What it can still come out as.
    pub truth: String,
}
