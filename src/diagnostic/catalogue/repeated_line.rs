//! A line that may stand once only.

use crate::diagnostic::{Diagnostic, Page, Severity};
use crate::source::Span;

/// The page of this diagnostic.
pub(super) const PAGE: Page = Page {
    code: "repeated-line",
    severity: Severity::Error,
    summary: "a line that may stand once only",
    explanation: "\
A rule has one `when` and one `priority`, an entry one `when`, one `because` and one
number of times, a fact one of each of its attributes. A `when` that
follows an entry belongs to the entry, on a line of its own too.",
    bad: r#"
fact os: windows | mac
fact version: version
rule greet {
  when os is mac
  when version > "14"
  conclude "A recent Mac."
}
"#,
    good: r#"
fact os: windows | mac
fact version: version
rule greet {
  when os is mac and version > "14"
  conclude "A recent Mac."
}
"#,
};

/// A line repeats one that may stand once only.
#[derive(Clone, Debug)]
pub struct RepeatedLine {
    /// The words that it begins with.
    pub word: String,
    /// Where it stands.
    pub at: Span,
    /// The first one.
    pub first: Span,
}

impl From<RepeatedLine> for Diagnostic {
    fn from(fault: RepeatedLine) -> Self {
        let RepeatedLine { word, at, first } = fault;
        let diagnostic = Diagnostic::new(&PAGE, format!("there is a second `{word}` here"), at)
            .also(first, "the first one");
        if word == "when" {
            diagnostic.help("join the two tests with `and` or `or`")
        } else {
            diagnostic.help("keep one of them")
        }
    }
}
