//! A symbol whose name has a meaning of its own.

use crate::diagnostic::{Diagnostic, Page, Severity};
use crate::source::Span;

/// The page of this diagnostic.
pub(super) const PAGE: Page = Page {
    code: "reserved-symbol",
    severity: Severity::Error,
    summary: "a symbol called `empty` or `unavailable`",
    explanation: "\
`x is empty` and `x is unavailable` are tests of their own, so no symbol can have one of
these names. Give it another name, and the word as its label.",
    bad: r"
fact tank: full | empty
",
    good: r#"
fact tank: full | drained "empty"
"#,
};

/// A symbol whose name has a meaning of its own.
#[derive(Clone, Debug)]
pub struct ReservedSymbol {
    /// The name.
    pub name: String,
    /// Where it is declared.
    pub at: Span,
}

impl From<ReservedSymbol> for Diagnostic {
    fn from(fault: ReservedSymbol) -> Self {
        let ReservedSymbol { name, at } = fault;
        Diagnostic::new(&PAGE, format!("no symbol can be called `{name}`"), at)
            .label(format!("`is {name}` is a test of its own"))
            .help(format!(
                "give it another name and this label, such as `was_{name} \"{name}\"`"
            ))
            .suggest(
                at,
                format!("was_{name} \"{name}\""),
                "keep the word as a label",
            )
    }
}
