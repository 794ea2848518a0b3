//! A test that the type or the bounds of its fact decide.

use crate::diagnostic::{Diagnostic, Page, Severity};
use crate::source::Span;

/// The page of this diagnostic.
pub(super) const PAGE: Page = Page {
    code: "decided-test",
    severity: Severity::Warning,
    summary: "a test that the type of its fact decides",
    explanation: "\
The fact can have no value for which this test comes out otherwise: a number out of the bounds
of its type, all symbols of an enumeration, a value that is never unavailable because it has a
default.",
    bad: r#"
fact os: windows | mac | linux
fact drive_full: yes/no
rule full {
  when drive_full and os in [windows, mac, linux]
  conclude "Call the administrator."
}
"#,
    good: r#"
fact os: windows | mac | linux
fact drive_full: yes/no
rule full {
  when drive_full and os in [windows, mac]
  conclude "Call the administrator."
}
"#,
};

/// A test that the type or the bounds of its fact decide.
#[derive(Clone, Debug)]
pub struct DecidedTest {
    /// The test.
    pub at: Span,
    /// Whether it always holds; else it never does.
    pub holds: bool,
    /// How many elements of a list were looked at, where it depends on lists.
    pub elements: Option<usize>,
}

impl From<DecidedTest> for Diagnostic {
    fn from(fault: DecidedTest) -> Self {
        let DecidedTest {
            at,
            holds,
            elements,
        } = fault;
        let message = if holds {
            "this test always holds once its facts are known"
        } else {
            "this test can never hold"
        };
        let diagnostic = Diagnostic::new(&PAGE, message, at)
            .help("no value that its facts can have makes it come out otherwise");
        super::looked_at(diagnostic, elements)
    }
}
