//! A field without the element whose it is.

use crate::diagnostic::{Diagnostic, Page, Severity};
use crate::source::Span;

/// The page of this diagnostic.
pub(super) const PAGE: Page = Page {
    code: "field-of-list",
    severity: Severity::Error,
    summary: "a field without the element whose it is",
    explanation: "\
The fields of a list have a value for each of its elements. Say of which elements you
speak: `any x in L has x.field …`, `L where field …`, or a rule `for each x in L`.",
    bad: r#"
fact pods: list by name {
  name: text
  waiting: yes/no
}
rule stuck {
  when pods.waiting
  conclude "A pod waits."
}
"#,
    good: r#"
fact pods: list by name {
  name: text
  waiting: yes/no
}
rule stuck {
  when any pod in pods has pod.waiting
  conclude "A pod waits."
}
"#,
};

/// A field without the element whose it is.
#[derive(Clone, Debug)]
pub struct FieldOfList {
    /// The name as written.
    pub name: String,
    /// The list, as it is written before the field.
    pub list: String,
    /// The field.
    pub field: String,
    /// Where it is written.
    pub at: Span,
    /// The list in its declaration.
    pub declared: Span,
}

impl From<FieldOfList> for Diagnostic {
    fn from(fault: FieldOfList) -> Self {
        let FieldOfList {
            name,
            list,
            field,
            at,
            declared,
        } = fault;
        Diagnostic::new(&PAGE, format!("`{name}` has a value for each element of `{list}`"), at)
            .also(declared, "declared here as a list")
            .help(format!("write `any x in {list} has x.{field} …`, or use `x.{field}` in a rule `for each x in {list}`"))
    }
}
