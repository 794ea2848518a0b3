//! Braces in a string in which they are not replaced.

use crate::diagnostic::{Diagnostic, Page, Severity};
use crate::source::Span;

/// The page of this diagnostic.
pub(super) const PAGE: Page = Page {
    code: "not-interpolated",
    severity: Severity::Warning,
    summary: "a name in braces in a string that does not replace it",
    explanation: "\
Only texts for people replace `{name}` by a value: questions, help, steps, notes, titles of
actions, `conclude`, `refer` and `because`. Guards do not, and neither do other titles and
labels. Double the braces if they are meant as such.",
    bad: r#"
fact user: text
fact app.message: text
rule greet {
  when app.message is "Hello {user}"
  conclude "The app greets {user}."
}
"#,
    good: r#"
fact user: text
fact app.message: text
rule greet {
  when app.message starts with "Hello" and app.message contains user
  conclude "The app greets."
}
"#,
};

/// Braces in a string in which they are not replaced.
#[derive(Clone, Debug)]
pub struct NotInterpolated {
    /// The name in the braces.
    pub name: String,
    /// Where it is written.
    pub at: Span,
    /// Whether the string stands in a guard.
    pub guard: bool,
}

impl From<NotInterpolated> for Diagnostic {
    fn from(fault: NotInterpolated) -> Self {
        let NotInterpolated { name, at, guard } = fault;
        let message = format!("`{{{name}}}` is not replaced by a value here");
        let diagnostic = Diagnostic::new(&PAGE, message, at);
        if guard {
            diagnostic.help(format!(
                "compare with `{name}` itself, or double the braces if they are meant as such"
            ))
        } else {
            diagnostic
                .help("this string is shown as it is; double the braces if they are meant as such")
        }
    }
}
