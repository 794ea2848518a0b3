//! What is drawn, before it is known in which format: cards with rows, and the
//! edges between them.

use crate::graph::Use;
use crate::model::DecisionKind;
use crate::model::ids::{ActionId, ConditionId, EntryId, FactId, LetId, RuleId};
use crate::source::Span;

/// A decision graph to be drawn.
#[derive(Clone, Debug)]
pub struct Picture {
    /// What the rules are about.
    pub title: String,
    /// More on that, if there is more.
    pub subtitle: Option<String>,
    /// The decision whose way is marked.
    pub decision: Option<String>,
    /// The cards: facts, values, conditions, rules in the order in which they are
    /// considered, actions.
    pub cards: Vec<Card>,
    /// The edges, in the order of the cards to which they lead.
    pub edges: Vec<Edge>,
}

/// What a card stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Subject {
    /// A fact that does not belong to a list, or a list with its fields.
    Fact(FactId),
    /// A named value.
    Let(LetId),
    /// A condition or symptom.
    Condition(ConditionId),
    /// A rule with its entries.
    Rule(RuleId),
    /// An action.
    Action(ActionId),
}

/// How a card looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Look {
    /// A fact that people are asked for.
    Asked,
    /// A fact that only a collector supplies.
    Collected,
    /// A named value.
    Value,
    /// A condition.
    Condition,
    /// A symptom.
    Symptom,
    /// A rule.
    Rule,
    /// An action that is tried.
    Action,
    /// An action that only hands the case on.
    Escalation,
}

/// One thing that is drawn.
#[derive(Clone, Debug)]
pub struct Card {
    /// What it stands for.
    pub subject: Subject,
    /// How it looks.
    pub look: Look,
    /// What people read first.
    pub title: String,
    /// The name in the rules, where the title is another.
    pub name: Option<String>,
    /// What stands below.
    pub rows: Vec<Row>,
    /// Where it is declared.
    pub span: Span,
    /// What is marked of it.
    pub mark: CardMark,
}

/// What is marked of a card.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CardMark {
    /// Whether it is on the way that was taken.
    pub on_way: bool,
    /// What is known of a fact.
    pub value: Option<String>,
    /// Whether it is the fact that is asked for.
    pub asked: bool,
}

/// A line of a card.
#[derive(Clone, Debug)]
pub struct Row {
    /// How far it is indented.
    pub depth: usize,
    /// What it is.
    pub kind: RowKind,
    /// What it says.
    pub text: String,
    /// What came of it, where a way is marked.
    pub mark: Option<Mark>,
    /// Whether it was one of those that decided.
    pub decided: bool,
}

/// What a row is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RowKind {
    /// Words above a group of tests.
    Group,
    /// A test.
    Test(Use),
    /// An entry of a rule, with its number.
    Entry {
        /// Which.
        entry: EntryId,
        /// Its place in the rule, from 1.
        number: usize,
        /// What it leads to.
        outcome: DecisionKind,
    },
    /// A field of a list.
    Field(FactId),
    /// Source text that is no test: a row of a table, a list.
    Code(Span),
    /// Words for people.
    Note,
}

/// What came of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// The test holds.
    Holds,
    /// The test fails.
    Fails,
    /// The test cannot be known.
    CannotBeKnown,
    /// The test fails or cannot be known.
    CannotHold,
    /// The test is still open.
    Open,
    /// The test came out differently for different elements.
    Mixed,
    /// The entry was chosen.
    Chosen,
    /// A fact is asked for on account of the entry.
    Asked,
    /// The entry was passed over: its guard can no longer hold.
    GuardFails,
    /// The entry was passed over: it was attempted as often as it may be.
    UsedUp,
    /// The entry was passed over: its guard is open, and nobody is asked.
    NotAsked,
}

impl Mark {
    /// A sign that says it where there is no colour.
    pub fn sign(self) -> &'static str {
        match self {
            Mark::Holds => "✓",
            Mark::Fails | Mark::CannotHold => "✗",
            Mark::CannotBeKnown => "∅",
            Mark::Open => "?",
            Mark::Mixed => "±",
            Mark::Chosen => "▶",
            Mark::Asked => "▷",
            Mark::GuardFails => "–",
            Mark::UsedUp => "↺",
            Mark::NotAsked => "⊘",
        }
    }

    /// The mark in words.
    pub fn words(self) -> &'static str {
        match self {
            Mark::Holds => "holds",
            Mark::Fails => "fails",
            Mark::CannotBeKnown => "cannot be known",
            Mark::CannotHold => "can no longer hold",
            Mark::Open => "open",
            Mark::Mixed => "holds for some elements",
            Mark::Chosen => "chosen",
            Mark::Asked => "asks first",
            Mark::GuardFails => "passed over",
            Mark::UsedUp => "attempted already",
            Mark::NotAsked => "passed over, nobody is asked",
        }
    }
}

/// What leads to what.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Edge {
    /// The card that is used.
    pub from: Port,
    /// The card that uses it.
    pub to: Port,
    /// How.
    pub kind: EdgeKind,
    /// Whether it is on the way that was taken.
    pub on_way: bool,
}

/// An end of an edge: a card, and which of its rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Port {
    /// The place of the card among all cards.
    pub card: usize,
    /// The row; none for the card as a whole.
    pub row: Option<usize>,
}

/// How something is used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EdgeKind {
    /// In a test.
    Test,
    /// In a test that is negated.
    Negated,
    /// An entry proposes an action.
    Proposes,
    /// In a text.
    Text,
}

impl Row {
    /// A row about which nothing is marked.
    pub(super) fn new(depth: usize, kind: RowKind, text: String) -> Row {
        Row {
            depth,
            kind,
            text,
            mark: None,
            decided: false,
        }
    }
}
