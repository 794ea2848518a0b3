//! Two values that cannot be compared.

use crate::diagnostic::{Diagnostic, Page, Severity};
use crate::source::Span;

/// The page of this diagnostic.
pub(super) const PAGE: Page = Page {
    code: "type-mismatch",
    severity: Severity::Error,
    summary: "two values of different types",
    explanation: "\
Only values of one type can be compared. Enumerations are of one type where they have
the same symbols in the same order. A text is compared with text in quotes, an
enumeration with one of its symbols.",
    bad: r#"
fact app.version: version
fact app.message: text
rule same {
  when app.version is app.message
  conclude "The message is a version."
}
"#,
    good: r#"
fact app.version: version
fact app.message: text
rule same {
  when app.version is "10.3" and app.message is "Ready"
  conclude "Version 10.3 is ready."
}
"#,
};

/// Two values that cannot be compared.
#[derive(Clone, Debug)]
pub struct TypeMismatch {
    /// The sides, each with its type as the end of a sentence.
    pub sides: [(Span, String); 2],
    /// The comparison.
    pub at: Span,
}

impl From<TypeMismatch> for Diagnostic {
    fn from(fault: TypeMismatch) -> Self {
        let TypeMismatch {
            sides: [(left, left_type), (right, right_type)],
            at,
        } = fault;
        let same = left_type == right_type;
        let message = if same {
            "these two enumerations differ in their symbols".to_owned()
        } else {
            format!("{left_type} cannot be compared with {right_type}")
        };
        Diagnostic::new(&PAGE, message, at)
            .also(left, left_type)
            .also(right, right_type)
    }
}
