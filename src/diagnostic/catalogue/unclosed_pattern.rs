//! A pattern without its closing slash.

use crate::diagnostic::{Diagnostic, Page, Severity};
use crate::source::Span;

/// The page of this diagnostic.
pub(super) const PAGE: Page = Page {
    code: "unclosed-pattern",
    severity: Severity::Error,
    summary: "a pattern that is not closed",
    explanation: "\
The pattern after `matches` stands between two slashes on one line. A slash inside it
is written `\\/`.",
    bad: r#"
fact message: text
rule codes {
  when message matches /error \d+
  conclude "An error with a number."
}
"#,
    good: r#"
fact message: text
rule codes {
  when message matches /error \d+/
  conclude "An error with a number."
}
"#,
};

/// A pattern is still open where its line ends.
#[derive(Clone, Debug)]
pub struct UnclosedPattern {
    /// The opening slash.
    pub at: Span,
}

impl From<UnclosedPattern> for Diagnostic {
    fn from(fault: UnclosedPattern) -> Self {
        Diagnostic::new(&PAGE, "this pattern is not closed", fault.at)
            .label("opened here")
            .help("a pattern ends on its line with a `/`; a slash inside it is written `\\/`")
    }
}
