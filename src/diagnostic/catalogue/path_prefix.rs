//! A fact whose path goes on where that of another ends.

use crate::diagnostic::{Diagnostic, Page, Severity};
use crate::source::Span;

/// The page of this diagnostic.
pub(super) const PAGE: Page = Page {
    code: "path-prefix",
    severity: Severity::Error,
    summary: "a fact path that begins with another",
    explanation: "\
Facts files nest values along the dots of their paths, so a fact cannot have a value and
parts at the same time: `app` and `app.message` exclude each other.",
    bad: r"
fact app: text
fact app.message: text
",
    good: r"
fact app.name: text
fact app.message: text
",
};

/// A fact whose path goes on where that of another ends.
#[derive(Clone, Debug)]
pub struct PathPrefix {
    /// The longer path.
    pub path: String,
    /// The shorter one.
    pub prefix: String,
    /// The longer path in its declaration.
    pub at: Span,
    /// The shorter one in its declaration.
    pub other: Span,
}

impl From<PathPrefix> for Diagnostic {
    fn from(fault: PathPrefix) -> Self {
        let PathPrefix {
            path,
            prefix,
            at,
            other,
        } = fault;
        Diagnostic::new(
            &PAGE,
            format!("`{path}` cannot be a fact beside the fact `{prefix}`"),
            at,
        )
        .also(other, format!("`{prefix}` is declared here"))
        .help(format!(
            "give `{prefix}` another name, such as `{prefix}.name`"
        ))
    }
}
