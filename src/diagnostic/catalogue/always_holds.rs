//! A guard that always holds once its facts are known.

use crate::diagnostic::{Diagnostic, Page, Severity};
use crate::source::Span;

/// The page of this diagnostic.
pub(super) const PAGE: Page = Page {
    code: "always-holds",
    severity: Severity::Warning,
    summary: "a guard that always holds",
    explanation: "\
Once its facts are known, this holds in every case, so it decides nothing; yet people are asked
for these facts. Mostly an `or` should have been an `and`, or a `not` is one too many.",
    bad: r#"
fact days: number unit "days"
rule late {
  when days > 5 days or days < 10 days
  conclude "Call the administrator."
}
"#,
    good: r#"
fact days: number unit "days"
rule late {
  when days > 5 days and days < 10 days
  conclude "Call the administrator."
}
"#,
};

/// A guard that always holds once its facts are known.
#[derive(Clone, Debug)]
pub struct AlwaysHolds {
    /// The guard.
    pub at: Span,
    /// How many elements of a list were looked at, where it depends on lists.
    pub elements: Option<usize>,
}

impl From<AlwaysHolds> for Diagnostic {
    fn from(fault: AlwaysHolds) -> Self {
        let AlwaysHolds { at, elements } = fault;
        let diagnostic = Diagnostic::new(&PAGE, "this always holds once its facts are known", at)
            .help("people are asked for facts that decide nothing: leave it out, or mend it");
        super::looked_at(diagnostic, elements)
    }
}
