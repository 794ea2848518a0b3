//! A comment that allows a warning which is not given.

use crate::diagnostic::{Diagnostic, Page, Severity};
use crate::source::Span;

/// The page of this diagnostic.
pub(super) const PAGE: Page = Page {
    code: "unused-allow",
    severity: Severity::Warning,
    summary: "a comment that allows a warning which is not given",
    explanation: "\
The rules were mended, or the comment stands above another part than the one that the
warning is about. Remove it, so that it does not hide the next mistake.",
    bad: r#"
# whatnext: allow unused-name because the next release asks for it
fact battery: number unit "%" 0..100
rule full {
  when battery >= 100
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

/// A comment that allows a warning which is not given.
#[derive(Clone, Debug)]
pub struct UnusedAllow {
    /// The code that it allows.
    pub code: &'static str,
    /// The comment.
    pub at: Span,
    /// Its line, with the line end.
    pub line: Span,
}

impl From<UnusedAllow> for Diagnostic {
    fn from(fault: UnusedAllow) -> Self {
        let UnusedAllow { code, at, line } = fault;
        Diagnostic::new(&PAGE, format!("there is no `{code}` here to allow"), at).suggest(
            line,
            "",
            "remove the comment",
        )
    }
}
