//! What the engine walks in order: rules with their entries, and texts.

use super::node::{Level, NodeId, Use};
use crate::model::fact::PlainType;
use crate::model::ids::{ActionId, EntryId, RuleId};
use crate::model::rule::LineKind;
use crate::source::Span;

/// A rule, ready to be instantiated.
#[derive(Debug)]
pub struct RulePlan {
    /// The rule.
    pub rule: RuleId,
    /// Its loops, outermost first.
    pub loops: Vec<LoopPlan>,
    /// When it applies: a [`super::Node::Rule`].
    pub applies: Use,
    /// Its entries, in order.
    pub entries: Vec<EntryPlan>,
}

/// A `for each` of a rule.
#[derive(Debug)]
pub struct LoopPlan {
    /// The level at which its element is bound.
    pub level: Level,
    /// The whole list, a fact or a field.
    pub list: Use,
    /// The tests of a `where`; they are operands of [`RulePlan::applies`] too.
    pub tests: Vec<Use>,
}

/// An entry, ready to be chosen.
#[derive(Debug)]
pub struct EntryPlan {
    /// The entry.
    pub entry: EntryId,
    /// When it can be chosen: a [`super::Node::Candidate`].
    pub guard: Use,
    /// What it says.
    pub content: Content,
    /// Why, in the author's words.
    pub because: Option<TextPlan>,
}

/// What an entry says.
#[derive(Debug)]
pub enum Content {
    /// A `try` or an `escalate`.
    Action(ActionPlan),
    /// A `conclude` or a `refer`.
    Text(TextPlan),
}

/// An action, ready to be shown.
#[derive(Debug)]
pub struct ActionPlan {
    /// The action.
    pub action: ActionId,
    /// The levels of its elements, one for each of its binders.
    pub levels: Vec<Level>,
    /// The title.
    pub title: Option<TextPlan>,
    /// Steps and notes.
    pub lines: Vec<LinePlan>,
}

/// A step or a note, ready to be shown.
#[derive(Debug)]
pub struct LinePlan {
    /// Which.
    pub kind: LineKind,
    /// What it says.
    pub text: TextPlan,
    /// When it is shown, and where that is written.
    pub when: Option<Use>,
}

/// A text, ready to be filled.
#[derive(Debug, Default)]
pub struct TextPlan {
    /// The parts in order.
    pub parts: Vec<PartPlan>,
}

/// A part of a text.
#[derive(Debug)]
pub enum PartPlan {
    /// A text as it is.
    Text(String),
    /// `{name}`
    Hole {
        /// What stands between the braces.
        name: String,
        /// The node that it stands for.
        node: NodeId,
        /// The type of a value; none for a list.
        ty: Option<PlainType>,
        /// Where.
        span: Span,
    },
}

impl Content {
    /// The nodes on which the text depends.
    pub fn nodes(&self) -> impl Iterator<Item = NodeId> {
        let (text, action) = match self {
            Content::Text(text) => (Some(text), None),
            Content::Action(action) => (None, Some(action)),
        };
        let title = action.and_then(|action| action.title.as_ref());
        let lines = action.map_or(&[][..], |action| &action.lines);
        let whens = lines.iter().filter_map(|line| line.when);
        let texts = text
            .into_iter()
            .chain(title)
            .chain(lines.iter().map(|line| &line.text));
        whens
            .map(|when| when.node)
            .chain(texts.flat_map(TextPlan::nodes))
    }
}

impl TextPlan {
    /// The nodes of the holes.
    pub fn nodes(&self) -> impl Iterator<Item = NodeId> {
        self.parts.iter().filter_map(|part| match part {
            PartPlan::Hole { node, .. } => Some(*node),
            PartPlan::Text(_) => None,
        })
    }
}
