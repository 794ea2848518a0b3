//! A comparison that the bounds of a number decide.

use crate::diagnostic::{Diagnostic, Page, Severity};
use crate::source::Span;

/// The page of this diagnostic.
pub(super) const PAGE: Page = Page {
    code: "never-differs",
    severity: Severity::Warning,
    summary: "a comparison that the bounds of a number decide",
    explanation: "\
The fact is declared with bounds, and this comparison has the same result for every
number within them. Mend the number, or the bounds.",
    bad: r#"
fact battery: number unit "%" 0..100
rule full {
  when battery > 100
  conclude "Full."
}
"#,
    good: r#"
fact battery: number unit "%" 0..100
rule full {
  when battery >= 100
  conclude "Full."
}
"#,
};

/// A comparison that the bounds of a number decide.
#[derive(Clone, Debug)]
pub struct NeverDiffers {
    /// What it always gives.
    pub holds: bool,
    /// The lower bound.
    pub low: String,
    /// The upper bound.
    pub high: String,
    /// The literal.
    pub at: Span,
}

impl From<NeverDiffers> for Diagnostic {
    fn from(fault: NeverDiffers) -> Self {
        let NeverDiffers {
            holds,
            low,
            high,
            at,
        } = fault;
        let result = if holds { "always holds" } else { "never holds" };
        Diagnostic::new(
            &PAGE,
            format!("this {result}: the number is within {low}..{high}"),
            at,
        )
    }
}
