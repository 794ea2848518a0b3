//! An element in a text that several keys tell apart.

use crate::diagnostic::{Diagnostic, Page, Severity};
use crate::source::Span;

/// The page of this diagnostic.
pub(super) const PAGE: Page = Page {
    code: "unprintable-hole",
    severity: Severity::Error,
    summary: "an element with several keys in a text",
    explanation: "\
In a text, an element of a list is shown by its key. Where the list has several keys,
the text names the fields that it wants to show.",
    bad: r#"
fact pods: list by namespace, name {
  namespace: text
  name: text
}
rule own for each pod in pods {
  conclude "Look at {pod}."
}
"#,
    good: r#"
fact pods: list by namespace, name {
  namespace: text
  name: text
}
rule own for each pod in pods {
  conclude "Look at {pod.namespace}/{pod.name}."
}
"#,
};

/// An element in a text that several keys tell apart.
#[derive(Clone, Debug)]
pub struct UnprintableHole {
    /// The variable.
    pub name: String,
    /// Its key fields, as they are to be written.
    pub keys: Vec<String>,
    /// Where it is written.
    pub at: Span,
}

impl From<UnprintableHole> for Diagnostic {
    fn from(fault: UnprintableHole) -> Self {
        let UnprintableHole { name, keys, at } = fault;
        let fields: Vec<String> = keys.iter().map(|key| format!("{{{key}}}")).collect();
        let fields = fields.join(" ");
        Diagnostic::new(
            &PAGE,
            format!("`{name}` is an element with several keys, and a text cannot show it whole"),
            at,
        )
        .help(format!("name the fields: `{fields}`"))
    }
}
