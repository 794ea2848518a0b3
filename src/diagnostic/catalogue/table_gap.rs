//! A table without a row for some values of its inputs.

use crate::diagnostic::{Diagnostic, Page, Severity, Witness};
use crate::source::Span;

/// The page of this diagnostic.
pub(super) const PAGE: Page = Page {
    code: "table-gap",
    severity: Severity::Warning,
    summary: "a table with values that no row is for",
    explanation: "\
All inputs are known, and no row fits: the table has no value there, and every test of it
cannot be known. Add the row, or an `otherwise`.",
    bad: r#"
fact os: windows | mac | linux
let key = table os {
  windows: "Ctrl"
  mac:     "Option"
}
rule press {
  when os is not windows
  conclude "Press {key}."
}
"#,
    good: r#"
fact os: windows | mac | linux
let key = table os {
  windows | linux: "Ctrl"
  mac:             "Option"
}
rule press {
  when os is not windows
  conclude "Press {key}."
}
"#,
};

/// A table without a row for some values of its inputs.
#[derive(Clone, Debug)]
pub struct TableGap {
    /// The table.
    pub at: Span,
    /// The values that no row is for.
    pub witness: Witness,
}

impl From<TableGap> for Diagnostic {
    fn from(fault: TableGap) -> Self {
        let TableGap { at, witness } = fault;
        Diagnostic::new(&PAGE, "no row of this table is for some values", at)
            .help("add a row for them, or `otherwise`")
            .witness(witness)
    }
}
