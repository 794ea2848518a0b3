//! A complaint that holds in a case that no entry is for.

use crate::diagnostic::{Diagnostic, Page, Severity, Witness};
use crate::source::Span;

/// The page of this diagnostic.
pub(super) const PAGE: Page = Page {
    code: "unhandled-complaint",
    severity: Severity::Warning,
    summary: "a complaint for which nothing is left to do",
    explanation: "\
There is a case in which this complaint holds and no entry says what to do: the one that nobody
thought of. It ends *exhausted*. Close the rule with an `escalate` or a `conclude` that has no
`when`, or add what is missing.",
    bad: r#"
fact os: windows | mac
fact message: text
action restart { step "Restart the service." }
symptom no_backup "No backup" when message contains "backup"
rule mend {
  when no_backup
  try restart when os is windows
}
"#,
    good: r#"
fact os: windows | mac
fact message: text
action restart { step "Restart the service." }
symptom no_backup "No backup" when message contains "backup"
rule mend {
  when no_backup
  try restart when os is windows
  conclude "Call the administrator."
}
"#,
};

/// A complaint that holds in a case that no entry is for.
#[derive(Clone, Debug)]
pub struct UnhandledComplaint {
    /// The complaint: a symptom, or when a rule applies.
    pub complaint: String,
    /// Where it is.
    pub at: Span,
    /// The case.
    pub witness: Witness,
}

impl From<UnhandledComplaint> for Diagnostic {
    fn from(fault: UnhandledComplaint) -> Self {
        let UnhandledComplaint {
            complaint,
            at,
            witness,
        } = fault;
        Diagnostic::new(&PAGE, format!("{complaint} can hold, and nothing is left to do"), at)
            .help("end its rule with an `escalate` or `conclude` without `when`, or say what to do in this case")
            .witness(witness)
    }
}
