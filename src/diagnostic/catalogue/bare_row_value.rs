//! A calculation without brackets in a row of a table.

use crate::diagnostic::{Diagnostic, Page, Severity};
use crate::source::Span;

/// The page of this diagnostic.
pub(super) const PAGE: Page = Page {
    code: "bare-row-value",
    severity: Severity::Error,
    summary: "a row of a table whose value needs brackets",
    explanation: "\
The value of a row is a literal, a name, or anything in brackets. Without brackets the end of
the value could not be told from the beginning of the next row.",
    bad: r#"
fact load: number
let limit = table load {
  < 50: load + 10
  _: load
}
rule busy {
  when limit > 80
  conclude "Busy."
}
"#,
    good: r#"
fact load: number
let limit = table load {
  < 50: (load + 10)
  _: load
}
rule busy {
  when limit > 80
  conclude "Busy."
}
"#,
};

/// The value of a row contains an operator outside brackets.
#[derive(Clone, Debug)]
pub struct BareRowValue {
    /// The value.
    pub at: Span,
    /// The value as written.
    pub text: String,
}

impl From<BareRowValue> for Diagnostic {
    fn from(fault: BareRowValue) -> Self {
        let BareRowValue { at, text } = fault;
        let diagnostic = Diagnostic::new(&PAGE, "this value of a row needs brackets", at);
        let bracketed = format!("({text})");
        diagnostic.suggest(at, bracketed, "put it in brackets")
    }
}
