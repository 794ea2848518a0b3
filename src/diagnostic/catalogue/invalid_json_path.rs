//! A `from` that is not a `JSONPath`.

use crate::diagnostic::{Diagnostic, Page, Severity};
use crate::source::Span;

/// The page of this diagnostic.
pub(super) const PAGE: Page = Page {
    code: "invalid-json-path",
    severity: Severity::Error,
    summary: "a `from` that is not a JSONPath",
    explanation: "\
`from` says where a gathered document has the fact, as a JSONPath of RFC 9535. It begins
with `$`, which is the whole document, or in a field of a list the element. Names are
written `.name`, or `['a-name']` where they have other characters than letters, digits and
`_`. `[0]` is the first element, `[*]` all of them, `..name` all of that name at any depth,
and `[?@.kind == 'Pod']` those for which a test holds.",
    bad: r#"
fact app.version: version {
  from "app.version"
}
rule update {
  when app.version < 10
  conclude "Update the app."
}
"#,
    good: r#"
fact app.version: version {
  from "$.app.version"
}
rule update {
  when app.version < 10
  conclude "Update the app."
}
"#,
};

/// A `from` that is not a `JSONPath`.
#[derive(Clone, Debug)]
pub struct InvalidJsonPath {
    /// What is wrong with it.
    pub reason: String,
    /// What to write instead.
    pub help: &'static str,
    /// Where.
    pub at: Span,
}

impl From<InvalidJsonPath> for Diagnostic {
    fn from(fault: InvalidJsonPath) -> Self {
        Diagnostic::new(&PAGE, fault.reason, fault.at).help(fault.help)
    }
}
