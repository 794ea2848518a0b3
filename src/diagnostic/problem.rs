//! Problems that are not about rules, such as bad facts: they have no codes and
//! no pages.

use super::{Label, Severity};
use crate::source::Span;

/// One error or warning about an input.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// How much it matters.
    pub severity: Severity,
    /// What is wrong: lower case, no full stop, user input in backticks.
    pub message: String,
    /// Where.
    pub primary: Label,
    /// Other places that matter ("first given here").
    pub secondary: Vec<Label>,
    /// What to do, a sentence each.
    pub help: Vec<String>,
}

impl Problem {
    /// An error with a message and its place; the rest is added by the methods
    /// below.
    pub fn error(message: impl Into<String>, span: Span) -> Self {
        Problem {
            severity: Severity::Error,
            message: message.into(),
            primary: Label {
                span,
                text: String::new(),
            },
            secondary: Vec::new(),
            help: Vec::new(),
        }
    }

    /// A warning with a message and its place.
    pub fn warning(message: impl Into<String>, span: Span) -> Self {
        Problem {
            severity: Severity::Warning,
            ..Problem::error(message, span)
        }
    }

    /// Adds a few words to the primary place.
    #[must_use]
    pub fn label(mut self, text: impl Into<String>) -> Self {
        self.primary.text = text.into();
        self
    }

    /// Adds a second place.
    #[must_use]
    pub fn also(mut self, span: Span, text: impl Into<String>) -> Self {
        self.secondary.push(Label {
            span,
            text: text.into(),
        });
        self
    }

    /// Adds a sentence of help.
    #[must_use]
    pub fn help(mut self, text: impl Into<String>) -> Self {
        self.help.push(text.into());
        self
    }
}
