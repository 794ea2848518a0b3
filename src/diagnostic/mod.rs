//! What is reported to authors: errors and warnings as data.
//!
//! A stage that finds a fault builds the value that describes it, from
//! [`catalogue`]; the wording of each lives there, in the file of its code, and
//! nowhere else. [`render`], [`json`] and [`sarif`] turn diagnostics into text.

pub mod catalogue;
mod excerpt;
pub mod explain;
pub mod json;
pub mod nearest;
mod order;
pub mod problem;
mod range;
pub mod render;
pub mod sarif;
mod undecided;
pub mod visible;
mod witness;

pub use order::Counts;
pub use undecided::Undecided;
pub use witness::{Witness, WitnessKind};

use crate::source::Span;

/// How much a diagnostic matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Probably not what the author means; the rules still run.
    Warning,
    /// The rules cannot be run.
    Error,
}

/// The page of one kind of diagnostic: what `check --explain` prints.
#[derive(Debug, PartialEq, Eq)]
pub struct Page {
    /// The stable code, a few words joined by hyphens.
    pub code: &'static str,
    /// How much it matters.
    pub severity: Severity,
    /// One line, without a full stop.
    pub summary: &'static str,
    /// Why it is a fault, and what to do about it: plain Markdown paragraphs.
    pub explanation: &'static str,
    /// A rules file (complete in itself) that gives this diagnostic.
    pub bad: &'static str,
    /// The same file, mended: it gives no diagnostic at all.
    pub good: &'static str,
}

/// A place with a few words about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// The place.
    pub span: Span,
    /// What there is to say of it; may be empty.
    pub text: String,
}

/// A replacement of source text that mends the fault.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suggestion {
    /// What to replace; empty to insert.
    pub span: Span,
    /// What to put there.
    pub replacement: String,
    /// What the change does, in a few words.
    pub title: String,
}

/// One error or warning about the rules.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// The page of its kind.
    pub page: &'static Page,
    /// What is wrong: lower case, no full stop, user input in backticks.
    pub message: String,
    /// Where.
    pub primary: Label,
    /// Other places that matter ("first declared here").
    pub secondary: Vec<Label>,
    /// What to do, a sentence each.
    pub help: Vec<String>,
    /// A replacement that mends it.
    pub suggestion: Option<Suggestion>,
    /// An example that proves it.
    pub witness: Option<Witness>,
}

impl Diagnostic {
    /// A diagnostic with a message and its place; the rest is added by the
    /// methods below.
    pub fn new(page: &'static Page, message: impl Into<String>, span: Span) -> Self {
        let primary = Label {
            span,
            text: String::new(),
        };
        Diagnostic {
            page,
            message: message.into(),
            primary,
            secondary: Vec::new(),
            help: Vec::new(),
            suggestion: None,
            witness: None,
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

    /// Adds a replacement that mends the fault.
    #[must_use]
    pub fn suggest(
        mut self,
        span: Span,
        replacement: impl Into<String>,
        title: impl Into<String>,
    ) -> Self {
        self.suggestion = Some(Suggestion {
            span,
            replacement: replacement.into(),
            title: title.into(),
        });
        self
    }

    /// Adds an example that proves it.
    #[must_use]
    pub fn witness(mut self, witness: Witness) -> Self {
        self.witness = Some(witness);
        self
    }

    /// How much it matters.
    pub fn severity(&self) -> Severity {
        self.page.severity
    }

    /// The stable code.
    pub fn code(&self) -> &'static str {
        self.page.code
    }
}
