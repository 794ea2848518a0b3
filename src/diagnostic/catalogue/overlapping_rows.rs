//! Two rows of a table that overlap in part.

use crate::diagnostic::{Diagnostic, Page, Severity, Witness};
use crate::source::Span;

/// The page of this diagnostic.
pub(super) const PAGE: Page = Page {
    code: "overlapping-rows",
    severity: Severity::Warning,
    summary: "rows of a table that overlap in part",
    explanation: "\
For some values both rows fit and say different things, and neither is the special case of the
other, so that only their order decides. A special case before the general one is fine: that is
how tables are meant to be written.",
    bad: r#"
fact days: number unit "days"
let state = table days {
  0..10:     "new"
  5..20:     "known"
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
  0..10:     "new"
  11..20:    "known"
  otherwise: "old"
}
rule say {
  when days > 1 days
  conclude "It is {state}."
}
"#,
};

/// Two rows of a table that overlap in part.
#[derive(Clone, Debug)]
pub struct OverlappingRows {
    /// The row that wins.
    pub first: Span,
    /// The row that loses.
    pub second: Span,
    /// Values for which both fit.
    pub witness: Witness,
}

impl From<OverlappingRows> for Diagnostic {
    fn from(fault: OverlappingRows) -> Self {
        let OverlappingRows {
            first,
            second,
            witness,
        } = fault;
        Diagnostic::new(
            &PAGE,
            "this row overlaps with an earlier one that says something else",
            second,
        )
        .also(first, "wins where both fit")
        .help("part them, or put the special case first")
        .witness(witness)
    }
}
