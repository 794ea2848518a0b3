//! A row after `otherwise`.

use crate::diagnostic::{Diagnostic, Page, Severity};
use crate::source::Span;

/// The page of this diagnostic.
pub(super) const PAGE: Page = Page {
    code: "otherwise-last",
    severity: Severity::Error,
    summary: "a row after `otherwise`",
    explanation: "\
`otherwise` fits whatever the rows before it do not, and the first row that fits
wins, so a row after it could never be used. It is the last row, and there is one.",
    bad: r#"
fact os: windows | mac | linux
let shortcut = table os {
  otherwise: "Ctrl+C"
  mac: "Command+C"
}
rule copy {
  conclude "Press {shortcut}."
}
"#,
    good: r#"
fact os: windows | mac | linux
let shortcut = table os {
  mac: "Command+C"
  otherwise: "Ctrl+C"
}
rule copy {
  conclude "Press {shortcut}."
}
"#,
};

/// A row follows `otherwise`.
#[derive(Clone, Debug)]
pub struct OtherwiseLast {
    /// The row.
    pub at: Span,
    /// The `otherwise` before it.
    pub otherwise: Span,
}

impl From<OtherwiseLast> for Diagnostic {
    fn from(fault: OtherwiseLast) -> Self {
        Diagnostic::new(&PAGE, "no row may follow `otherwise`", fault.at)
            .also(fault.otherwise, "this fits everything")
            .help("move `otherwise` to the end of the table")
    }
}
