//! An action that is not declared.

use crate::diagnostic::{Diagnostic, Page, Severity};
use crate::source::Span;

/// The page of this diagnostic.
pub(super) const PAGE: Page = Page {
    code: "unknown-action",
    severity: Severity::Error,
    summary: "an action that is not declared",
    explanation: "\
`try` and `escalate` propose actions, which are declared with `action` in this file or in
one that it imports. Declare it, or mend the spelling.",
    bad: r#"
action reinstall {
  step "Install the app again."
}
rule mend {
  try reinstal
}
"#,
    good: r#"
action reinstall {
  step "Install the app again."
}
rule mend {
  try reinstall
  conclude "Call the administrator."
}
"#,
};

/// An action that is not declared.
#[derive(Clone, Debug)]
pub struct UnknownAction {
    /// The name as written.
    pub name: String,
    /// Where it is written.
    pub at: Span,
    /// The visible action whose name is most like it.
    pub nearest: Option<String>,
}

impl From<UnknownAction> for Diagnostic {
    fn from(fault: UnknownAction) -> Self {
        let UnknownAction { name, at, nearest } = fault;
        let diagnostic = Diagnostic::new(&PAGE, format!("there is no action `{name}`"), at);
        match nearest {
            Some(nearest) => diagnostic
                .label(format!("did you mean `{nearest}`?"))
                .suggest(at, nearest.clone(), format!("write `{nearest}`")),
            None => diagnostic.help("declare it with `action`, or import the file that does"),
        }
    }
}
