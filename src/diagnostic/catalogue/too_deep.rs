//! Nesting that is too deep.

use crate::diagnostic::{Diagnostic, Page, Severity};
use crate::source::Span;

/// The page of this diagnostic.
pub(super) const PAGE: Page = Page {
    code: "too-deep",
    severity: Severity::Error,
    summary: "brackets or operators nested too deeply",
    explanation: "\
Nobody can read an expression with hundreds of brackets, `not`s or operators inside
each other, and there is a limit to what the engine takes. Name the parts with `let`
or `condition`, and use the names.",
    bad: r#"
fact os: windows | mac
rule greet {
  when
    not not not not not not not not not not not not not not not not
    not not not not not not not not not not not not not not not not
    not not not not not not not not not not not not not not not not
    not not not not not not not not not not not not not not not not
    not not not not not not not not not not not not not not not not
    not not not not not not not not not not not not not not not not
    not not not not not not not not not not not not not not not not
    not not not not not not not not not not not not not not not not
    not not not not not not not not not not not not not not not not
    not not not not not not not not not not not not not not not not
    not not not not not not not not not not not not not not not not
    not not not not not not not not not not not not not not not not
    not not not not not not not not not not not not not not not not
    not not not not not not not not not not not not not not not not
    not not not not not not not not not not not not not not not not
    not not not not not not not not not not not not not not not not
    not not not not not not not not not not not not not not not not os is mac
  conclude "A Mac."
}
"#,
    good: r#"
fact os: windows | mac
rule greet {
  when os is mac
  conclude "A Mac."
}
"#,
};

/// Something is nested too deeply.
#[derive(Clone, Debug)]
pub struct TooDeep {
    /// Where the limit is passed.
    pub at: Span,
    /// The limit.
    pub limit: usize,
}

impl From<TooDeep> for Diagnostic {
    fn from(fault: TooDeep) -> Self {
        Diagnostic::new(
            &PAGE,
            format!("this is nested more than {} deep", fault.limit),
            fault.at,
        )
        .help("name the parts with `let` or `condition`, and use the names")
    }
}
