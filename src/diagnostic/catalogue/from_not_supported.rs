//! The attribute `from`, which is not supported yet.

use crate::diagnostic::{Diagnostic, Page, Severity};
use crate::source::Span;

/// The page of this diagnostic.
pub(super) const PAGE: Page = Page {
    code: "from-not-supported",
    severity: Severity::Error,
    summary: "`from` is not supported yet",
    explanation: "\
`from` will read a fact from a gathered document. This version does not do that yet: give
the value in the facts file under the fact's own path.",
    bad: r#"
fact pods.count: number {
  from "$.items.length"
}
"#,
    good: r"
fact pods.count: number {
  ask never
}
",
};

/// The attribute `from`, which is not supported yet.
#[derive(Clone, Debug)]
pub struct FromNotSupported {
    /// The attribute.
    pub at: Span,
}

impl From<FromNotSupported> for Diagnostic {
    fn from(fault: FromNotSupported) -> Self {
        Diagnostic::new(&PAGE, "`from` is not supported yet", fault.at)
            .help("leave it out, and give the value in the facts file under the fact's own path")
    }
}
