//! Questions about the rules that were too hard: neither a finding nor the lack
//! of one.

use crate::source::Span;

/// A question that could not be decided within the bounds that are set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Undecided {
    /// The code of the finding that there may be.
    pub code: &'static str,
    /// What could not be decided: lower case, no full stop, user input in
    /// backticks, to follow "it was not decided".
    pub question: String,
    /// Which bound was reached, a sentence.
    pub reason: String,
    /// The part of the rules that it is about.
    pub at: Span,
    /// How many more such questions there are, about other parts.
    pub more: usize,
}

impl Undecided {
    /// What people read.
    pub fn message(&self) -> String {
        let more = match self.more {
            0 => String::new(),
            more => format!(", and {more} more like it"),
        };
        format!("it was not decided {}{more}", self.question)
    }
}
