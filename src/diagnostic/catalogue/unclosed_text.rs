//! A text without its closing quote.

use crate::diagnostic::{Diagnostic, Page, Severity};
use crate::source::Span;

/// The page of this diagnostic.
pub(super) const PAGE: Page = Page {
    code: "unclosed-text",
    severity: Severity::Error,
    summary: "a text in quotes that is not closed",
    explanation: "\
A text ends on the line on which it begins, with a straight double quote. To write a
quote inside a text, double it: `\"Press \"\"OK\"\".\"`. A long instruction becomes
several steps, one text each.",
    bad: r#"
fact os: windows | mac
rule greet {
  when os is mac
  conclude "A Mac.
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

/// A text is still open where its line ends.
#[derive(Clone, Debug)]
pub struct UnclosedText {
    /// The opening quote.
    pub at: Span,
    /// A curly quote that was perhaps meant to close it.
    pub curly_end: Option<Span>,
    /// Whether nothing but the quote is left on its line.
    pub last: bool,
    /// The end of the line, if the closing quote plainly belongs there.
    pub line_end: Option<Span>,
}

impl From<UnclosedText> for Diagnostic {
    fn from(fault: UnclosedText) -> Self {
        let UnclosedText {
            at,
            curly_end,
            last,
            line_end,
        } = fault;
        let diagnostic = Diagnostic::new(&PAGE, "this text is not closed", at).label("opened here");
        match (curly_end, line_end) {
            (Some(curly), _) => diagnostic
                .also(curly, "a curly quote does not close it")
                .help("use straight quotes: `\"`")
                .suggest(curly, "\"", "write a straight quote"),
            (None, Some(end)) => diagnostic
                .help("a text ends on its line with a `\"`")
                .suggest(end, "\"", "close the text at the end of the line"),
            (None, None) if last => diagnostic
                .help("if it is meant to close a text, the quote that opens it is missing"),
            (None, None) => diagnostic.help("a text ends on its line with a `\"`"),
        }
    }
}
