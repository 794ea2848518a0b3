//! What came of a record.

use std::borrow::Cow;

use crate::explain::Decision;
use crate::facts::memory::FactPath;
use crate::model::DecisionKind;
use crate::model::ids::{EntryId, FactId};

/// What came of a record.
#[derive(Clone, Debug)]
pub struct Outcome<'p> {
    /// How many records stand before it in the whole input.
    pub number: u64,
    /// What it calls itself, where it does.
    pub id: Option<String>,
    /// The decision, or why there is none.
    pub result: Result<Decided<'p>, Fault>,
}

/// A decision on a record.
#[derive(Clone, Debug)]
pub struct Decided<'p> {
    /// What kind of decision.
    pub kind: DecisionKind,
    /// The entry that decides; the one that asks, of a question; none where no
    /// entry decides.
    pub entry: Option<EntryId>,
    /// What the step says in short, its holes filled; of a question, the
    /// question.
    pub title: Option<Cow<'p, str>>,
    /// The keys of the elements of the entry, the outermost first; empty where
    /// it has none.
    pub element: Vec<Vec<String>>,
    /// The fact that is asked for.
    pub asks: Option<FactPath>,
    /// What stays undecided about the entries that were considered: those that
    /// were passed over because they cannot be known, and the one that asks.
    pub unsettled: Vec<Unsettled>,
    /// The explanation, where it was wanted.
    pub explanation: Option<Box<Decision>>,
}

/// An entry whose guard a record leaves undecided.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unsettled {
    /// The entry.
    pub entry: EntryId,
    /// Whether it is open: a fact that is still unknown can make it hold.
    /// Otherwise it cannot be known, because facts are unavailable.
    pub is_open: bool,
    /// The facts at fault, in the order of their ids: unknown ones where it is
    /// open, unavailable ones where it cannot be known. Where there is only one,
    /// it alone settles the guard.
    pub facts: Vec<FactId>,
}

/// Why there is no decision on a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// What is wrong, in a sentence.
    pub message: String,
    /// Where in the record: the line and the column, both counted from 1, the
    /// column in characters; none where that is not known.
    pub position: Option<(u32, u32)>,
}
