//! A name that nothing visible declares.

use crate::diagnostic::{Diagnostic, Page, Severity};
use crate::source::Span;

/// The page of this diagnostic.
pub(super) const PAGE: Page = Page {
    code: "unknown-name",
    severity: Severity::Error,
    summary: "a name that is not declared",
    explanation: "\
An expression uses a name that no fact, let, condition or symptom of this file or of
the files that it imports declares. Declare it, or mend the spelling.",
    bad: r#"
fact os: windows | mac
rule greet {
  when oss is mac
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

/// An expression uses a name that is not declared.
#[derive(Clone, Debug)]
pub struct UnknownName {
    /// The name as written.
    pub name: String,
    /// Where it is written.
    pub at: Span,
    /// The visible name that is most like it.
    pub nearest: Option<String>,
}

impl From<UnknownName> for Diagnostic {
    fn from(fault: UnknownName) -> Self {
        let UnknownName { name, at, nearest } = fault;
        let diagnostic = Diagnostic::new(&PAGE, format!("nothing is called `{name}`"), at);
        match nearest {
            Some(nearest) => diagnostic
                .label(format!("did you mean `{nearest}`?"))
                .suggest(at, nearest.clone(), format!("write `{nearest}`")),
            None => diagnostic.help("declare it, or import the file that does"),
        }
    }
}
