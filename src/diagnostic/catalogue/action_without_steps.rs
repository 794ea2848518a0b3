//! An action that does nothing.

use crate::diagnostic::{Diagnostic, Page, Severity};
use crate::source::Span;

/// The page of this diagnostic.
pub(super) const PAGE: Page = Page {
    code: "action-without-steps",
    severity: Severity::Error,
    summary: "an action without steps",
    explanation: "\
An action is something that people do, so it has a `step` at least. What they only have
to know is a `note`, or the text of a `conclude`.",
    bad: r#"
action wait {
  note "Maintenance cannot be stopped."
}
"#,
    good: r#"
action wait {
  step "Wait until the maintenance has ended."
  note "Maintenance cannot be stopped."
}
"#,
};

/// An action that does nothing.
#[derive(Clone, Debug)]
pub struct ActionWithoutSteps {
    /// Its name.
    pub name: String,
    /// The name in its declaration.
    pub at: Span,
}

impl From<ActionWithoutSteps> for Diagnostic {
    fn from(fault: ActionWithoutSteps) -> Self {
        let ActionWithoutSteps { name, at } = fault;
        Diagnostic::new(&PAGE, format!("the action `{name}` has no step"), at)
            .help("say what to do: `step \"…\"`")
    }
}
