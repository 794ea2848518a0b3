//! A fact that `rechecks` names twice.

use crate::diagnostic::{Diagnostic, Page, Severity};
use crate::source::Span;

/// The page of this diagnostic.
pub(super) const PAGE: Page = Page {
    code: "repeated-recheck",
    severity: Severity::Warning,
    summary: "a fact that `rechecks` names twice",
    explanation: "\
Naming a fact once makes it unknown after the action; a second time changes nothing.",
    bad: r#"
fact os: windows | mac
action reinstall {
  step "Install the system again."
  rechecks os, os
}
"#,
    good: r#"
fact os: windows | mac
action reinstall {
  step "Install the system again."
  rechecks os
}
"#,
};

/// A fact that `rechecks` names twice.
#[derive(Clone, Debug)]
pub struct RepeatedRecheck {
    /// The name.
    pub name: String,
    /// Where it is written again.
    pub at: Span,
    /// Where it is written first.
    pub first: Span,
}

impl From<RepeatedRecheck> for Diagnostic {
    fn from(fault: RepeatedRecheck) -> Self {
        let RepeatedRecheck { name, at, first } = fault;
        Diagnostic::new(&PAGE, format!("`{name}` is rechecked already"), at)
            .also(first, "named first here")
    }
}
