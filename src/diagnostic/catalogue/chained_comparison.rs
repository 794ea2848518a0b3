//! A test of a test.

use crate::diagnostic::{Diagnostic, Page, Severity};
use crate::source::Span;

/// The page of this diagnostic.
pub(super) const PAGE: Page = Page {
    code: "chained-comparison",
    severity: Severity::Error,
    summary: "two comparisons in a row",
    explanation: "\
A comparison is either true or not, so there is nothing to compare it with. Write two
tests joined by `and`; put a list that is narrowed by `where`, or a condition that may be
unavailable, in brackets.",
    bad: r#"
fact load: number
rule busy {
  when 50 < load < 80
  conclude "Busy."
}
"#,
    good: r#"
fact load: number
rule busy {
  when 50 < load and load < 80
  conclude "Busy."
}
"#,
};

/// A comparison follows a comparison.
#[derive(Clone, Debug)]
pub struct ChainedComparison {
    /// The second comparison, without what it compares.
    pub second: Span,
    /// The first.
    pub first: Span,
}

impl From<ChainedComparison> for Diagnostic {
    fn from(fault: ChainedComparison) -> Self {
        Diagnostic::new(&PAGE, "a comparison cannot be compared again", fault.second)
            .also(fault.first, "the first comparison")
            .help("write two tests joined by `and`, or put the first part in brackets")
    }
}
