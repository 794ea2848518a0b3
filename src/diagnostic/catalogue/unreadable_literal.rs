//! A literal that cannot be read by the type that it meets.

use crate::diagnostic::{Diagnostic, Page, Severity};
use crate::source::Span;

/// The page of this diagnostic.
pub(super) const PAGE: Page = Page {
    code: "unreadable-literal",
    severity: Severity::Error,
    summary: "a literal that cannot be read by the type that it meets",
    explanation: "\
A literal is read by the type that it meets: text, versions and times stand in quotes,
numbers do not, durations and sizes are numbers with a unit, symbols are bare words.",
    bad: r#"
fact app.version: version
rule old {
  when app.version < "ten"
  conclude "Old."
}
"#,
    good: r#"
fact app.version: version
rule old {
  when app.version < "10.3.1"
  conclude "Old."
}
"#,
};

/// A literal that cannot be read by the type that it meets.
#[derive(Clone, Debug)]
pub struct UnreadableLiteral {
    /// What is wrong with it.
    pub problem: String,
    /// How such a literal is written.
    pub form: Option<String>,
    /// The literal.
    pub at: Span,
    /// What to write instead, where that is plain.
    pub mend: Option<String>,
}

impl From<UnreadableLiteral> for Diagnostic {
    fn from(fault: UnreadableLiteral) -> Self {
        let UnreadableLiteral { problem, form, at, mend } = fault;
        let mut diagnostic = Diagnostic::new(&PAGE, problem, at);
        diagnostic.help.extend(form);
        match mend {
            Some(mend) => {
                let title = format!("write `{mend}`");
                diagnostic.suggest(at, mend, title)
            }
            None => diagnostic,
        }
    }
}
