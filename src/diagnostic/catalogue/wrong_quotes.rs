//! Quotes that a word processor has made, or single ones.

use crate::diagnostic::{Diagnostic, Page, Severity};
use crate::source::Span;

/// The page of this diagnostic.
pub(super) const PAGE: Page = Page {
    code: "wrong-quotes",
    severity: Severity::Error,
    summary: "quotes other than the straight double one",
    explanation: "\
Texts stand in straight double quotes. Word processors and chat programs replace them
by curly ones, and other languages use single ones; neither begins a text here. Inside
a text they are ordinary characters.",
    bad: r"
fact os: windows | mac
rule greet {
  when os is mac
  conclude “A Mac.”
}
",
    good: r#"
fact os: windows | mac
rule greet {
  when os is mac
  conclude "A Mac."
}
"#,
};

/// A text in the wrong quotes.
#[derive(Clone, Debug)]
pub struct WrongQuotes {
    /// The opening quote.
    pub quote: char,
    /// The text with its quotes, or the quote alone.
    pub at: Span,
    /// The text in the right quotes, if it is closed.
    pub replacement: Option<String>,
}

impl From<WrongQuotes> for Diagnostic {
    fn from(fault: WrongQuotes) -> Self {
        let WrongQuotes {
            quote,
            at,
            replacement,
        } = fault;
        let diagnostic = Diagnostic::new(&PAGE, format!("`{quote}` does not begin a text"), at)
            .help("texts stand in straight double quotes: `\"…\"`");
        match replacement {
            Some(text) => diagnostic.suggest(at, text, "use straight double quotes"),
            None => diagnostic,
        }
    }
}
