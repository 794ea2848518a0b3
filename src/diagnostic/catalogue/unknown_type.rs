//! A word that is no type.

use crate::diagnostic::{Diagnostic, Page, Severity};
use crate::source::Span;

/// The page of this diagnostic.
pub(super) const PAGE: Page = Page {
    code: "unknown-type",
    severity: Severity::Error,
    summary: "a word that is no type",
    explanation: "\
The types are `yes/no`, `text`, `number`, `version`, `duration`, `size`, `time`, lists
(`list of text`, `list by name { … }`) and enumerations of two symbols or more
(`windows | mac`).",
    bad: r"
fact app.message: string
",
    good: r"
fact app.message: text
",
};

/// A word that is no type.
#[derive(Clone, Debug)]
pub struct UnknownType {
    /// The word.
    pub word: String,
    /// Where it is written.
    pub at: Span,
    /// The type that is probably meant.
    pub nearest: Option<String>,
}

impl From<UnknownType> for Diagnostic {
    fn from(fault: UnknownType) -> Self {
        let UnknownType { word, at, nearest } = fault;
        let diagnostic = Diagnostic::new(&PAGE, format!("there is no type `{word}`"), at);
        match nearest.as_deref() {
            Some("list") => diagnostic.help(
                "write `list of text`, or `list by name { name: text }` for elements with fields",
            ),
            Some(nearest) => diagnostic
                .label(format!("did you mean `{nearest}`?"))
                .suggest(at, nearest, format!("write `{nearest}`")),
            None => diagnostic
                .help("the types are yes/no, text, number, version, duration, size, time and lists")
                .help(format!(
                    "an enumeration has two symbols at least: `{word} | …`"
                )),
        }
    }
}
