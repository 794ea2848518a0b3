//! An import of a file that cannot be read.

use crate::diagnostic::{Diagnostic, Page, Severity};
use crate::source::Span;

/// The page of this diagnostic.
pub(super) const PAGE: Page = Page {
    code: "unreadable-import",
    severity: Severity::Error,
    summary: "an import that cannot be read",
    explanation: "\
An import names a rules file by its path, relative to the importing file, with `/`
between folders. Mend the path, or put the file there.",
    bad: r#"
import "fcats.rules"
"#,
    good: r#"
import "facts.rules"

# file: facts.rules
fact os: windows | mac
"#,
};

/// An import of a file that cannot be read.
#[derive(Clone, Debug)]
pub struct UnreadableImport {
    /// The path at which the file was looked for.
    pub path: String,
    /// Why it could not be read.
    pub reason: String,
    /// The path in the import.
    pub at: Span,
}

impl From<UnreadableImport> for Diagnostic {
    fn from(fault: UnreadableImport) -> Self {
        let UnreadableImport { path, reason, at } = fault;
        Diagnostic::new(&PAGE, format!("`{path}` cannot be read: {reason}"), at)
            .help("the path of an import is relative to the file that imports")
    }
}
