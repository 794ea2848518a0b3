//! A table without rows.

use crate::diagnostic::{Diagnostic, Page, Severity};
use crate::source::Span;

/// The page of this diagnostic.
pub(super) const PAGE: Page = Page {
    code: "table-without-rows",
    severity: Severity::Error,
    summary: "a table without rows",
    explanation: "\
A table has a row at least beside `otherwise`: cells, a colon and a value.",
    bad: r#"
fact os: windows | mac
let shortcut = table os {
  otherwise: "Ctrl+C"
}
"#,
    good: r#"
fact os: windows | mac
let shortcut = table os {
  mac: "Command+C"
  otherwise: "Ctrl+C"
}
"#,
};

/// A table without rows.
#[derive(Clone, Debug)]
pub struct TableWithoutRows {
    /// The table.
    pub at: Span,
}

impl From<TableWithoutRows> for Diagnostic {
    fn from(fault: TableWithoutRows) -> Self {
        Diagnostic::new(&PAGE, "this table has no row", fault.at).help("write a line `cell: value`")
    }
}
