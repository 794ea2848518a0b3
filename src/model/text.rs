//! Texts for people, with holes for values.

use super::expression::{List, Operand};
use crate::source::Span;

/// A text with holes.
#[derive(Clone, Debug)]
pub struct Template {
    /// The parts in order; no two texts stand side by side.
    pub parts: Vec<Part>,
    /// The string.
    pub span: Span,
}

impl Template {
    /// The text as rules write it, each hole as its name in braces.
    pub fn as_written(&self) -> String {
        let parts = self.parts.iter().map(|part| match part {
            Part::Text(text) => text.clone(),
            Part::Hole { name, .. } => format!("{{{name}}}"),
        });
        parts.collect()
    }

    /// The text for people, whatever the case: in place of each value its name.
    pub fn with_names(&self) -> String {
        let parts = self.parts.iter().map(|part| match part {
            Part::Text(text) => text.clone(),
            Part::Hole { name, .. } => stand_in(name),
        });
        parts.collect()
    }
}

/// What people read in place of a value that is not there: its name.
pub fn stand_in(name: &str) -> String {
    format!("‹{name}›")
}

/// A part of a template.
#[derive(Clone, Debug)]
pub enum Part {
    /// A text as it is.
    Text(String),
    /// `{name}`
    Hole {
        /// What stands between the braces.
        name: String,
        /// What it stands for.
        value: HoleValue,
        /// The place, braces included.
        span: Span,
    },
}

/// What a hole stands for.
#[derive(Clone, Debug)]
pub enum HoleValue {
    /// A value.
    Operand(Operand),
    /// The elements known to be in a list.
    List(List),
}
