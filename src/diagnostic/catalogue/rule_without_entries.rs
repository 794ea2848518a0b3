//! A rule that proposes nothing.

use crate::diagnostic::{Diagnostic, Page, Severity};
use crate::source::Span;

/// The page of this diagnostic.
pub(super) const PAGE: Page = Page {
    code: "rule-without-entries",
    severity: Severity::Error,
    summary: "a rule without entries",
    explanation: "\
A rule proposes something: it has a line that begins with `try`, `conclude`, `refer` or
`escalate`.",
    bad: r"
fact os: windows | mac
rule greet {
  when os is mac
}
",
    good: r#"
fact os: windows | mac
rule greet {
  when os is mac
  conclude "A Mac."
}
"#,
};

/// A rule that proposes nothing.
#[derive(Clone, Debug)]
pub struct RuleWithoutEntries {
    /// Its name.
    pub name: String,
    /// The name in its declaration.
    pub at: Span,
}

impl From<RuleWithoutEntries> for Diagnostic {
    fn from(fault: RuleWithoutEntries) -> Self {
        let RuleWithoutEntries { name, at } = fault;
        Diagnostic::new(&PAGE, format!("the rule `{name}` proposes nothing"), at)
            .help("add an entry: `try …`, `conclude \"…\"`, `refer \"…\" at \"…\"` or `escalate …`")
    }
}
