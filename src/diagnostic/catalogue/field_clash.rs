//! A field that hides something of the same name.

use crate::diagnostic::{Diagnostic, Page, Severity};
use crate::source::Span;

/// The page of this diagnostic.
pub(super) const PAGE: Page = Page {
    code: "field-clash",
    severity: Severity::Warning,
    summary: "a field that hides something of the same name",
    explanation: "\
In `L where …`, and in the braces of a list, a bare word is a field of the list's
elements first. Where something else has the same name, that is hidden. It works, but
it is easily misread.",
    bad: r#"
fact name: text
fact pods: list by name {
  name: text
}
rule own {
  when (pods where name is "own") is not empty
  conclude "There is a pod called own, and {name}."
}
"#,
    good: r#"
fact user.name: text
fact pods: list by name {
  name: text
}
rule own {
  when (pods where name is "own") is not empty
  conclude "There is a pod called own, and {user.name}."
}
"#,
};

/// A field that hides something of the same name.
#[derive(Clone, Debug)]
pub struct FieldClash {
    /// The field.
    pub field: String,
    /// Where it is used.
    pub at: Span,
    /// The declaration of what it hides.
    pub hidden: Span,
}

impl From<FieldClash> for Diagnostic {
    fn from(fault: FieldClash) -> Self {
        let FieldClash { field, at, hidden } = fault;
        Diagnostic::new(
            &PAGE,
            format!("`{field}` is the field of the list here, and hides something else"),
            at,
        )
        .also(hidden, format!("this `{field}` is hidden"))
        .help("give one of the two another name")
    }
}
