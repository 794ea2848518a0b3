//! A test that others in the same guard imply.

use crate::diagnostic::{Diagnostic, Page, Severity};
use crate::source::Span;

/// The page of this diagnostic.
pub(super) const PAGE: Page = Page {
    code: "implied-test",
    severity: Severity::Warning,
    summary: "a test that others beside it imply",
    explanation: "\
Where the others hold, this one does too (or, beside an `or`, where this one holds, another
does), so it can be left out and nothing changes. Mostly one of them should say something
else.",
    bad: r#"
fact os: windows | mac
fact days: number unit "days"
rule late {
  when days > 10 days and days > 5 days and os is mac
  conclude "Call the administrator."
}
"#,
    good: r#"
fact os: windows | mac
fact days: number unit "days"
rule late {
  when days > 10 days and os is mac
  conclude "Call the administrator."
}
"#,
};

/// A test that others in the same guard imply.
#[derive(Clone, Debug)]
pub struct ImpliedTest {
    /// The test that can be left out.
    pub at: Span,
    /// The tests that imply it, or that it implies beside an `or`.
    pub by: Vec<Span>,
    /// Whether they stand in an `or`.
    pub in_or: bool,
    /// How many elements of a list were looked at, where it depends on lists.
    pub elements: Option<usize>,
}

impl From<ImpliedTest> for Diagnostic {
    fn from(fault: ImpliedTest) -> Self {
        let ImpliedTest {
            at,
            by,
            in_or,
            elements,
        } = fault;
        let (message, text) = if in_or {
            (
                "this test adds nothing: where it holds, another one does",
                "holds wherever that one does",
            )
        } else {
            (
                "this test adds nothing: where the others hold, it does too",
                "implies it",
            )
        };
        let mut diagnostic = Diagnostic::new(&PAGE, message, at);
        for span in by {
            diagnostic = diagnostic.also(span, text);
        }
        let diagnostic = diagnostic.help("leave it out, or mend it");
        super::looked_at(diagnostic, elements)
    }
}
