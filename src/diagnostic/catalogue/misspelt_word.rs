//! A misspelt word of the language.

use crate::diagnostic::{Diagnostic, Page, Severity};
use crate::source::Span;

/// The page of this diagnostic.
pub(super) const PAGE: Page = Page {
    code: "misspelt-word",
    severity: Severity::Error,
    summary: "a misspelt word of the language",
    explanation: "\
Where one of a few words of the language is needed, there is a word that is almost one of
them. The words of the language are written in lower case.",
    bad: r#"
fact os: windows | mac
rule greet {
  when os is mac
  conclud "A Mac."
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

/// A word is almost one of the words that may stand there.
#[derive(Clone, Debug)]
pub struct MisspeltWord {
    /// The word as written.
    pub word: String,
    /// Where it stands.
    pub at: Span,
    /// The word that is probably meant.
    pub nearest: &'static str,
}

impl From<MisspeltWord> for Diagnostic {
    fn from(fault: MisspeltWord) -> Self {
        let MisspeltWord { word, at, nearest } = fault;
        Diagnostic::new(&PAGE, format!("`{word}` is not a word of the language"), at)
            .label(format!("did you mean `{nearest}`?"))
            .suggest(at, nearest, format!("write `{nearest}`"))
    }
}
