//! A list with a default.

use crate::diagnostic::{Diagnostic, Page, Severity};
use crate::source::Span;

/// The page of this diagnostic.
pub(super) const PAGE: Page = Page {
    code: "list-default",
    severity: Severity::Error,
    summary: "a list with a default",
    explanation: "\
A `default` is a literal, and there are no literals of lists. Where the list cannot be
had, say in the rules what that means, with `is unavailable`.",
    bad: r#"
fact tags: list of text {
  default "none"
}
"#,
    good: r#"
fact tags: list of text
rule untagged {
  when tags is unavailable or tags is empty
  conclude "There are no tags."
}
"#,
};

/// A list with a default.
#[derive(Clone, Debug)]
pub struct ListDefault {
    /// The `default`.
    pub at: Span,
}

impl From<ListDefault> for Diagnostic {
    fn from(fault: ListDefault) -> Self {
        Diagnostic::new(&PAGE, "a list has no default", fault.at)
            .help("leave it out, and write `is unavailable` in the rules where it matters")
    }
}
