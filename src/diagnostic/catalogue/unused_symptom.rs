//! A symptom that no rule is for.

use crate::diagnostic::{Diagnostic, Page, Severity};
use crate::source::Span;

/// The page of this diagnostic.
pub(super) const PAGE: Page = Page {
    code: "unused-symptom",
    severity: Severity::Warning,
    summary: "a symptom that no rule is for",
    explanation: "\
People can come with this complaint, but no `when` of a rule or of an entry speaks of it. So
nothing is done about it in particular: unless a rule applies to every case, it ends
exhausted.",
    bad: r#"
fact os: windows | mac
fact message: text
symptom no_backup "No backup" when message contains "backup"
rule restart {
  when os is windows
  conclude "Start it again."
}
"#,
    good: r#"
fact os: windows | mac
fact message: text
symptom no_backup "No backup" when message contains "backup"
rule restart {
  when no_backup and os is windows
  conclude "Start it again."
}
rule call {
  when no_backup
  conclude "Call the administrator."
}
"#,
};

/// A symptom that no rule is for.
#[derive(Clone, Debug)]
pub struct UnusedSymptom {
    /// The symptom.
    pub name: String,
    /// Where it is declared.
    pub at: Span,
}

impl From<UnusedSymptom> for Diagnostic {
    fn from(fault: UnusedSymptom) -> Self {
        let UnusedSymptom { name, at } = fault;
        Diagnostic::new(&PAGE, format!("no rule is for the symptom `{name}`"), at)
            .help(format!("add a rule that says `when {name}`"))
    }
}
