//! A symbol that is also the name of something else.

use crate::diagnostic::{Diagnostic, Page, Severity};
use crate::source::Span;

/// The page of this diagnostic.
pub(super) const PAGE: Page = Page {
    code: "symbol-clash",
    severity: Severity::Warning,
    summary: "a symbol that is also the name of something else",
    explanation: "\
A single word opposite an enumeration is its symbol, even where a fact, let, condition
or symptom has the same name. It works, but it is easily misread.",
    bad: r#"
fact os: windows | mac
condition mac when os is mac
rule greet {
  when mac
  conclude "A Mac."
}
"#,
    good: r#"
fact os: windows | mac
condition is_mac when os is mac
rule greet {
  when is_mac
  conclude "A Mac."
}
"#,
};

/// A symbol that is also the name of something else.
#[derive(Clone, Debug)]
pub struct SymbolClash {
    /// The word.
    pub name: String,
    /// Where it is taken for a symbol.
    pub at: Span,
    /// The declaration of the other thing.
    pub other: Span,
}

impl From<SymbolClash> for Diagnostic {
    fn from(fault: SymbolClash) -> Self {
        let SymbolClash { name, at, other } = fault;
        Diagnostic::new(
            &PAGE,
            format!("`{name}` is the symbol here, not what is declared under this name"),
            at,
        )
        .also(other, format!("`{name}` is declared here"))
        .help("give one of the two another name")
    }
}
