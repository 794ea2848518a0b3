//! A range whose first bound is above the second.

use crate::diagnostic::{Diagnostic, Page, Severity};
use crate::source::Span;

/// The page of this diagnostic.
pub(super) const PAGE: Page = Page {
    code: "empty-range",
    severity: Severity::Error,
    summary: "a range whose first bound is above the second",
    explanation: "\
A range `1..5` goes from the lower bound to the upper one, and includes both.",
    bad: r"
fact battery: number 100..0
",
    good: r"
fact battery: number 0..100
",
};

/// A range whose first bound is above the second.
#[derive(Clone, Debug)]
pub struct EmptyRange {
    /// The first bound.
    pub low: String,
    /// The second.
    pub high: String,
    /// The range.
    pub at: Span,
}

impl From<EmptyRange> for Diagnostic {
    fn from(fault: EmptyRange) -> Self {
        let EmptyRange { low, high, at } = fault;
        Diagnostic::new(&PAGE, format!("nothing lies within {low}..{high}"), at)
            .help(format!("write the lower bound first: `{high}..{low}`"))
    }
}
