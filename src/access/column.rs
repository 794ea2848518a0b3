//! Columns: facts as their tests see them.
//!
//! Tests of one fact against literals cut its values into classes that no test
//! tells apart. A column maps values to these classes, once; each of its tests
//! is then a set of classes.

use std::collections::HashMap;

use super::cell::Cell;
use super::question::Question;
use super::thresholds::Thresholds;
use crate::facts::memory::{Datum, State, WorkingMemory};
use crate::model::ids::FactId;
use crate::model::value::{Text, Value};

/// A fact as some of its tests see it.
#[derive(Debug)]
pub struct Column {
    /// The fact.
    pub(super) fact: FactId,
    /// Where its value stands among the top-level facts.
    pub(super) slot: usize,
    /// What an unknown fact is: unavailable, or its default, where it is never
    /// asked for.
    unknown: Cell,
    /// What an unavailable fact is: its default, where it has one.
    unavailable: Cell,
    classes: Classes,
}

/// The classes of the values of a fact.
#[derive(Debug)]
pub(super) enum Classes {
    /// No, yes.
    YesNo,
    /// So many symbols, each a class.
    Symbols(u32),
    /// Values with an order: below the first threshold, at it, between it and
    /// the next, …
    Ordered(Thresholds),
    /// Texts without regard to case: one of these, or any other.
    Folded(Texts),
    /// Texts to the letter: one of these, or any other.
    Exact(Texts),
    /// Texts by the answer to a question: no, yes.
    Inside(Question),
}

/// Texts with the numbers of their classes. They come from rules, so nobody can
/// choose them to collide.
pub(super) type Texts = HashMap<Box<str>, u32, foldhash::fast::FixedState>;

impl Column {
    /// A column without regard to defaults.
    pub(super) fn new(fact: FactId, slot: usize, classes: Classes) -> Self {
        Column {
            fact,
            slot,
            unknown: Cell::UNKNOWN,
            unavailable: Cell::UNAVAILABLE,
            classes,
        }
    }

    /// The column of a fact that has a default, and is perhaps never asked for.
    pub(super) fn with_defaults(mut self, default: Option<&Value>, is_asked_for: bool) -> Self {
        if let Some(default) = default {
            self.unavailable = self.cell_of_value(default);
        }
        if !is_asked_for {
            self.unknown = self.unavailable;
        }
        self
    }

    /// The cell of what is known of the fact.
    pub fn cell(&self, state: &State) -> Cell {
        match state {
            State::Known(Datum::Plain(value)) => self.cell_of_value(value),
            State::Unknown => self.unknown,
            State::Unavailable | State::Known(_) => self.unavailable,
        }
    }

    /// The fact.
    pub fn fact(&self) -> FactId {
        self.fact
    }

    /// The cell of what a memory knows of the fact.
    pub fn cell_in(&self, memory: &WorkingMemory) -> Cell {
        self.cell(memory.slot(self.slot))
    }

    /// The cell of an unavailable fact.
    pub(super) fn unavailable(&self) -> Cell {
        self.unavailable
    }

    /// How its values are told apart.
    pub(super) fn classes(&self) -> &Classes {
        &self.classes
    }

    /// The cell of a value, which must be of the type of the fact.
    pub fn cell_of_value(&self, value: &Value) -> Cell {
        match (&self.classes, value) {
            (Classes::YesNo, Value::YesNo(yes)) => Cell::of_yes_no(*yes),
            (Classes::Symbols(_), Value::Symbol(symbol)) => Cell::of_symbol(*symbol),
            (Classes::Ordered(thresholds), value) => Cell::of_class(thresholds.class(value)),
            (_, Value::Text(text)) => self.cell_of_text(text),
            _ => self.unavailable,
        }
    }

    /// The cell of a text; the fact must be a text.
    pub fn cell_of_text(&self, text: &Text) -> Cell {
        Cell::of_class(match &self.classes {
            Classes::Folded(texts) => class_of(texts, text.folded()),
            Classes::Exact(texts) => class_of(texts, text.raw()),
            Classes::Inside(question) => u32::from(question.is_yes_inside(text)),
            _ => return self.unavailable,
        })
    }

    /// The cell of a whole number, which must be of the type of the fact.
    pub fn cell_of_integer(&self, number: i64) -> Cell {
        match &self.classes {
            Classes::Ordered(thresholds) => Cell::of_class(thresholds.class_of_integer(number)),
            _ => self.unavailable,
        }
    }

    /// How many cells there are, those without a value included.
    pub(super) fn cell_count(&self) -> u32 {
        let classes = match &self.classes {
            Classes::YesNo | Classes::Inside(_) => 2,
            Classes::Symbols(count) => *count,
            Classes::Ordered(thresholds) => thresholds.class_count(),
            Classes::Folded(texts) | Classes::Exact(texts) => texts.len() as u32 + 1,
        };
        classes + Cell::FIRST
    }

    /// The classes for which the answer to a question of this column is yes.
    pub(super) fn yes(&self, question: &Question) -> ClassSet {
        match (&self.classes, question) {
            (Classes::YesNo | Classes::Symbols(_), Question::OneOf(values)) => {
                let classes = values.iter().filter_map(|value| match value {
                    Value::YesNo(yes) => Some(u32::from(*yes)),
                    Value::Symbol(symbol) => Some(u32::from(symbol.0)),
                    _ => None,
                });
                ClassSet::of(classes.collect())
            }
            (Classes::Ordered(thresholds), Question::OneOf(values)) => {
                ClassSet::of(values.iter().map(|value| thresholds.class(value)).collect())
            }
            (Classes::Ordered(thresholds), Question::Less(value)) => ClassSet::Range {
                low: 0,
                high: thresholds.class(value),
            },
            (Classes::Ordered(thresholds), Question::AtMost(value)) => ClassSet::Range {
                low: 0,
                high: thresholds.class(value) + 1,
            },
            (Classes::Folded(texts), Question::OneOf(values)) => {
                let classes = values.iter().filter_map(|value| match value {
                    Value::Text(text) => texts.get(text.folded()).copied(),
                    _ => None,
                });
                ClassSet::of(classes.collect())
            }
            (Classes::Exact(texts), Question::Exactly(text)) => {
                ClassSet::of(texts.get(text.as_str()).copied().into_iter().collect())
            }
            (Classes::Inside(own), question) if own == question => ClassSet::of(vec![1]),
            _ => ClassSet::of(Vec::new()),
        }
    }
}

/// Some of the classes of a column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum ClassSet {
    /// Those from `low` on and below `high`.
    Range {
        /// The first.
        low: u32,
        /// The one behind the last.
        high: u32,
    },
    /// These, in order, each once.
    Some(Vec<u32>),
}

impl ClassSet {
    fn of(mut classes: Vec<u32>) -> Self {
        classes.sort_unstable();
        classes.dedup();
        match (classes.first(), classes.last()) {
            (None, _) | (_, None) => ClassSet::Range { low: 0, high: 0 },
            (Some(&first), Some(&last)) if (last - first) as usize + 1 == classes.len() => {
                ClassSet::Range {
                    low: first,
                    high: last + 1,
                }
            }
            _ => ClassSet::Some(classes),
        }
    }
}

fn class_of(texts: &Texts, text: &str) -> u32 {
    texts.get(text).copied().unwrap_or(texts.len() as u32)
}
