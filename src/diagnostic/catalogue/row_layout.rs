//! A row of a table that is not one line.

use crate::diagnostic::{Diagnostic, Page, Severity};
use crate::source::Span;

/// The page of this diagnostic.
pub(super) const PAGE: Page = Page {
    code: "row-layout",
    severity: Severity::Error,
    summary: "a row of a table that is not one line",
    explanation: "\
Each row of a table is one line of its own, so that it is plain where it ends. Only what stands
in brackets may go over several lines.",
    bad: r#"
fact os: windows | mac | linux
let shortcut = table os {
  windows | linux: "Ctrl+C" mac: "Command+C"
}
rule copy {
  conclude "Press {shortcut}."
}
"#,
    good: r#"
fact os: windows | mac | linux
let shortcut = table os {
  windows | linux: "Ctrl+C"
  mac: "Command+C"
}
rule copy {
  conclude "Press {shortcut}."
}
"#,
};

/// A row does not have a line of its own.
#[derive(Clone, Debug)]
pub struct RowLayout {
    /// The row.
    pub at: Span,
    /// The row before it on the same line; otherwise the row itself goes over several.
    pub same_line_as: Option<Span>,
}

impl From<RowLayout> for Diagnostic {
    fn from(fault: RowLayout) -> Self {
        match fault.same_line_as {
            Some(before) => {
                Diagnostic::new(&PAGE, "two rows of a table stand on one line", fault.at)
                    .also(before, "the row before")
                    .help("begin each row on a new line")
            }
            None => Diagnostic::new(
                &PAGE,
                "this row of a table goes over several lines",
                fault.at,
            )
            .help("write the row on one line; only what stands in brackets may go over several"),
        }
    }
}
