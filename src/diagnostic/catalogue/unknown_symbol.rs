//! A word that is no symbol of the enumeration opposite.

use crate::diagnostic::{Diagnostic, Page, Severity};
use crate::source::Span;

/// The page of this diagnostic.
pub(super) const PAGE: Page = Page {
    code: "unknown-symbol",
    severity: Severity::Error,
    summary: "a word that is no symbol of the enumeration opposite",
    explanation: "\
A single word that is compared with an enumeration is one of its symbols. Mend the
spelling, or add the symbol to the type.",
    bad: r#"
fact os: windows | mac
rule greet {
  when os is macs
  conclude "A Mac."
}
"#,
    good: r#"
fact os: windows | mac
rule greet {
  when os is mac
  conclude "A Mac."
}
"#,
};

/// A word that is no symbol of the enumeration opposite.
#[derive(Clone, Debug)]
pub struct UnknownSymbol {
    /// The word.
    pub name: String,
    /// What the enumeration offers, as the end of a sentence.
    pub symbols: String,
    /// Where the word is written.
    pub at: Span,
    /// The symbol that is most like it.
    pub nearest: Option<String>,
}

impl From<UnknownSymbol> for Diagnostic {
    fn from(fault: UnknownSymbol) -> Self {
        let UnknownSymbol {
            name,
            symbols,
            at,
            nearest,
        } = fault;
        let diagnostic = Diagnostic::new(&PAGE, format!("`{name}` is not {symbols}"), at);
        match nearest {
            Some(nearest) => diagnostic
                .label(format!("did you mean `{nearest}`?"))
                .suggest(at, nearest.clone(), format!("write `{nearest}`")),
            None => diagnostic.help("write one of the symbols, or add this one to the type"),
        }
    }
}
