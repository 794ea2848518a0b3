//! A file that declares nothing.

use crate::diagnostic::{Diagnostic, Page, Severity};
use crate::source::Span;

/// The page of this diagnostic.
pub(super) const PAGE: Page = Page {
    code: "empty-file",
    severity: Severity::Error,
    summary: "a file that declares nothing",
    explanation: "\
A rules file without any declaration is most likely one that was not saved, or the wrong
one. Leave it out, or write what it should declare.",
    bad: r"
# The rules come here.
",
    good: r"
# The facts come here.
fact os: windows | mac
",
};

/// A file declares nothing.
#[derive(Clone, Debug)]
pub struct EmptyFile {
    /// The start of the file.
    pub at: Span,
}

impl From<EmptyFile> for Diagnostic {
    fn from(fault: EmptyFile) -> Self {
        Diagnostic::new(&PAGE, "this file declares nothing", fault.at)
            .help("leave it out, or write what it should declare")
    }
}
