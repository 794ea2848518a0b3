//! A name that is declared twice.

use crate::diagnostic::{Diagnostic, Page, Severity};
use crate::source::Span;

/// The page of this diagnostic.
pub(super) const PAGE: Page = Page {
    code: "duplicate-name",
    severity: Severity::Error,
    summary: "a name that is declared twice",
    explanation: "\
Facts, lets, conditions and symptoms share one set of names, in all files together;
actions and rules have one each. The fields of a list and the symbols of an enumeration
are told apart by their names too. Give one of the two another name.",
    bad: r"
fact os: windows | mac
condition os when os is mac
",
    good: r"
fact os: windows | mac
condition is_mac when os is mac
",
};

/// A name that is declared twice.
#[derive(Clone, Debug)]
pub struct DuplicateName {
    /// What has the name: `name`, `action`, `rule`, `field` or `symbol`.
    pub what: &'static str,
    /// The name.
    pub name: String,
    /// The second declaration.
    pub at: Span,
    /// The first.
    pub first: Span,
}

impl From<DuplicateName> for Diagnostic {
    fn from(fault: DuplicateName) -> Self {
        let DuplicateName {
            what,
            name,
            at,
            first,
        } = fault;
        Diagnostic::new(&PAGE, format!("the {what} `{name}` is declared twice"), at)
            .also(first, "first declared here")
            .help("give one of them another name")
    }
}
