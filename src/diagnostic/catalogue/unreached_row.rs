//! A row of a table that is never reached.

use crate::diagnostic::{Diagnostic, Page, Severity};
use crate::source::Span;

/// The page of this diagnostic.
pub(super) const PAGE: Page = Page {
    code: "unreached-row",
    severity: Severity::Warning,
    summary: "a row of a table that is never reached",
    explanation: "\
The first row that fits wins, and wherever this one fits, an earlier one does. Put it before
them, or leave it out.",
    bad: r#"
fact days: number unit "days"
let state = table days {
  < 10:      "new"
  < 5:       "fresh"
  otherwise: "old"
}
rule say {
  when days > 1 days
  conclude "It is {state}."
}
"#,
    good: r#"
fact days: number unit "days"
let state = table days {
  < 5:       "fresh"
  < 10:      "new"
  otherwise: "old"
}
rule say {
  when days > 1 days
  conclude "It is {state}."
}
"#,
};

/// A row of a table that is never reached.
#[derive(Clone, Debug)]
pub struct UnreachedRow {
    /// The row.
    pub at: Span,
    /// The earlier rows that fit wherever it does.
    pub by: Vec<Span>,
}

impl From<UnreachedRow> for Diagnostic {
    fn from(fault: UnreachedRow) -> Self {
        let UnreachedRow { at, by } = fault;
        let mut diagnostic = Diagnostic::new(&PAGE, "this row is never reached", at);
        for span in by {
            diagnostic = diagnostic.also(span, "fits first");
        }
        diagnostic.help("put it before the rows that fit first, or leave it out")
    }
}
