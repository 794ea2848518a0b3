//! One test that is written in two ways.

use crate::diagnostic::{Diagnostic, Page, Severity};
use crate::source::Span;

/// The page of this diagnostic.
pub(super) const PAGE: Page = Page {
    code: "same-test",
    severity: Severity::Warning,
    summary: "one test, written in two ways",
    explanation: "\
Two tests hold, fail and cannot be known in exactly the same cases, and are written differently.
Readers look for the difference, and a change of one misses the other. Write them alike, or name
one as a `condition`.",
    bad: r#"
fact days: number unit "days"
fact os: windows | mac
rule late {
  when days >= 10 days and os is mac
  conclude "Call the administrator."
}
rule later {
  when not days < 10 days
  conclude "Wait."
}
"#,
    good: r#"
fact days: number unit "days"
fact os: windows | mac
rule late {
  when days >= 10 days and os is mac
  conclude "Call the administrator."
}
rule later {
  when days >= 10 days
  conclude "Wait."
}
"#,
};

/// One test that is written in two ways.
#[derive(Clone, Debug)]
pub struct SameTest {
    /// The test that is written first.
    pub first: Span,
    /// The other one.
    pub second: Span,
}

impl From<SameTest> for Diagnostic {
    fn from(fault: SameTest) -> Self {
        let SameTest { first, second } = fault;
        Diagnostic::new(
            &PAGE,
            "this is an earlier test, written in another way",
            second,
        )
        .also(first, "the same test")
        .help("write both alike, or name one as a `condition`")
    }
}
