//! A second guide in one file.

use crate::diagnostic::{Diagnostic, Page, Severity};
use crate::source::Span;

/// The page of this diagnostic.
pub(super) const PAGE: Page = Page {
    code: "second-guide",
    severity: Severity::Error,
    summary: "a second guide in one file",
    explanation: "\
`guide` says what a whole file is about, so a file has one at most.",
    bad: r#"
guide "Cannot connect"
guide "Destination unavailable"
"#,
    good: r#"
guide "Cannot connect"
"#,
};

/// A second guide in one file.
#[derive(Clone, Debug)]
pub struct SecondGuide {
    /// Its title.
    pub at: Span,
    /// The title of the first.
    pub first: Span,
}

impl From<SecondGuide> for Diagnostic {
    fn from(fault: SecondGuide) -> Self {
        let SecondGuide { at, first } = fault;
        Diagnostic::new(&PAGE, "this file has a guide already", at)
            .also(first, "the first one")
            .help("keep one of them, or split the file")
    }
}
