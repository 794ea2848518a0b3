//! An attribute about asking, of a fact that is never asked for.

use crate::diagnostic::{Diagnostic, Page, Severity};
use crate::source::Span;

/// The page of this diagnostic.
pub(super) const PAGE: Page = Page {
    code: "pointless-attribute",
    severity: Severity::Warning,
    summary: "an attribute about asking, of a fact that is never asked for",
    explanation: "\
With `ask never`, only a collector supplies the fact, so nobody reads its `help`, and
nothing depends on its `when`. Leave them out, or leave `ask never` out.",
    bad: r#"
fact uptime: duration {
  ask never
  help "Look at the task manager."
}
"#,
    good: r"
fact uptime: duration {
  ask never
}
",
};

/// An attribute about asking, of a fact that is never asked for.
#[derive(Clone, Debug)]
pub struct PointlessAttribute {
    /// Its word.
    pub word: &'static str,
    /// The attribute.
    pub at: Span,
    /// `never`.
    pub never: Span,
}

impl From<PointlessAttribute> for Diagnostic {
    fn from(fault: PointlessAttribute) -> Self {
        let PointlessAttribute { word, at, never } = fault;
        Diagnostic::new(
            &PAGE,
            format!("`{word}` has no use in a fact that is never asked for"),
            at,
        )
        .also(never, "this says so")
        .suggest(at, "", format!("leave `{word}` out"))
    }
}
