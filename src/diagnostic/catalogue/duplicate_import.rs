//! A second import of the same file.

use crate::diagnostic::{Diagnostic, Page, Severity};
use crate::source::Span;

/// The page of this diagnostic.
pub(super) const PAGE: Page = Page {
    code: "duplicate-import",
    severity: Severity::Warning,
    summary: "a second import of the same file",
    explanation: "\
One import of a file makes all its names visible; a second one changes nothing.",
    bad: r#"
import "facts.rules"
import "./facts.rules"

# file: facts.rules
fact os: windows | mac
"#,
    good: r#"
import "facts.rules"

# file: facts.rules
fact os: windows | mac
"#,
};

/// A second import of the same file.
#[derive(Clone, Debug)]
pub struct DuplicateImport {
    /// The path as written.
    pub path: String,
    /// The import.
    pub at: Span,
    /// The first one.
    pub first: Span,
}

impl From<DuplicateImport> for Diagnostic {
    fn from(fault: DuplicateImport) -> Self {
        let DuplicateImport { path, at, first } = fault;
        Diagnostic::new(&PAGE, format!("`{path}` is imported already"), at)
            .also(first, "first imported here")
            .suggest(at, "", "leave it out")
    }
}
