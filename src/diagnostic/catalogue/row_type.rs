//! A row whose value is of another type than that of the others.

use crate::diagnostic::{Diagnostic, Page, Severity};
use crate::source::Span;

/// The page of this diagnostic.
pub(super) const PAGE: Page = Page {
    code: "row-type",
    severity: Severity::Error,
    summary: "a row whose value is of another type",
    explanation: "\
All rows of a table have values of one type, because the table is one value.",
    bad: r"
fact os: windows | mac
fact port.of_windows: number
fact port.of_mac: text
let port = table os {
  windows: port.of_windows
  mac: port.of_mac
}
",
    good: r"
fact os: windows | mac
fact port.of_windows: number
fact port.of_mac: number
let port = table os {
  windows: port.of_windows
  mac: port.of_mac
}
",
};

/// A row whose value is of another type than that of the others.
#[derive(Clone, Debug)]
pub struct RowType {
    /// The type of the others, as the end of a sentence.
    pub wanted: String,
    /// The type of this one.
    pub found: String,
    /// The value.
    pub at: Span,
    /// The value of the row that settles the type.
    pub first: Span,
}

impl From<RowType> for Diagnostic {
    fn from(fault: RowType) -> Self {
        let RowType {
            wanted,
            found,
            at,
            first,
        } = fault;
        Diagnostic::new(
            &PAGE,
            format!("this row gives {found}, and another one {wanted}"),
            at,
        )
        .also(first, wanted)
    }
}
