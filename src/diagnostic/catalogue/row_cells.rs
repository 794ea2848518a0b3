//! A row with more or fewer cells than the table has inputs.

use crate::diagnostic::{Diagnostic, Page, Severity};
use crate::source::Span;

/// The page of this diagnostic.
pub(super) const PAGE: Page = Page {
    code: "row-cells",
    severity: Severity::Error,
    summary: "a row with more or fewer cells than inputs",
    explanation: "\
Each row has a cell for each input of its table, parted by commas; `_` accepts
anything. Alternatives within a cell are parted by `|`.",
    bad: r#"
fact os: windows | mac
fact admin: yes/no
let shortcut = table os, admin {
  windows: "Ctrl+C"
  otherwise: "Command+C"
}
"#,
    good: r#"
fact os: windows | mac
fact admin: yes/no
let shortcut = table os, admin {
  windows, _: "Ctrl+C"
  otherwise: "Command+C"
}
"#,
};

/// A row with more or fewer cells than the table has inputs.
#[derive(Clone, Debug)]
pub struct RowCells {
    /// How many cells it has.
    pub cells: usize,
    /// How many inputs the table has.
    pub inputs: usize,
    /// The row.
    pub at: Span,
}

impl From<RowCells> for Diagnostic {
    fn from(fault: RowCells) -> Self {
        let RowCells { cells, inputs, at } = fault;
        let count = |count: usize, word: &str| {
            format!("{count} {word}{}", if count == 1 { "" } else { "s" })
        };
        let (has, wants) = (count(cells, "cell"), count(inputs, "input"));
        let diagnostic = Diagnostic::new(
            &PAGE,
            format!("this row has {has}, and the table {wants}"),
            at,
        );
        if cells < inputs {
            diagnostic.help("write `_` in a cell that accepts anything")
        } else {
            diagnostic.help("part alternatives within a cell by `|`")
        }
    }
}
