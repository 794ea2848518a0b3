//! A default beyond the bounds of its number.

use crate::diagnostic::{Diagnostic, Page, Severity};
use crate::source::Span;

/// The page of this diagnostic.
pub(super) const PAGE: Page = Page {
    code: "out-of-range",
    severity: Severity::Error,
    summary: "a default beyond the bounds of its number",
    explanation: "\
The default of a number with bounds lies within them, as every value of it does.",
    bad: r#"
fact battery: number unit "%" 0..100 {
  default 120
}
"#,
    good: r#"
fact battery: number unit "%" 0..100 {
  default 100
}
"#,
};

/// A default beyond the bounds of its number.
#[derive(Clone, Debug)]
pub struct OutOfRange {
    /// The default.
    pub value: String,
    /// The lower bound.
    pub low: String,
    /// The upper bound.
    pub high: String,
    /// The literal.
    pub at: Span,
}

impl From<OutOfRange> for Diagnostic {
    fn from(fault: OutOfRange) -> Self {
        let OutOfRange {
            value,
            low,
            high,
            at,
        } = fault;
        Diagnostic::new(&PAGE, format!("{value} is not within {low}..{high}"), at)
    }
}
