//! A field that the elements of a list do not have.

use crate::diagnostic::{Diagnostic, Page, Severity};
use crate::source::Span;

/// The page of this diagnostic.
pub(super) const PAGE: Page = Page {
    code: "unknown-field",
    severity: Severity::Error,
    summary: "a field that the elements of a list do not have",
    explanation: "\
The fields of a list are those in the braces of its declaration. Mend the spelling, or
declare the field there.",
    bad: r#"
fact pods: list by name {
  name: text
  restarts: number
}
rule crash_loop for each pod in pods {
  when pod.restart > 3
  conclude "{pod.name} restarts again and again."
}
"#,
    good: r#"
fact pods: list by name {
  name: text
  restarts: number
}
rule crash_loop for each pod in pods {
  when pod.restarts > 3
  conclude "{pod.name} restarts again and again."
}
"#,
};

/// A field that the elements of a list do not have.
#[derive(Clone, Debug)]
pub struct UnknownField {
    /// The word as written.
    pub field: String,
    /// The path of the list.
    pub list: String,
    /// The fields that there are, as they are to be written.
    pub fields: Vec<String>,
    /// Where the whole name is written.
    pub at: Span,
    /// The field that is most like it, as it is to be written.
    pub nearest: Option<String>,
}

impl From<UnknownField> for Diagnostic {
    fn from(fault: UnknownField) -> Self {
        const MOST: usize = 8;
        let UnknownField {
            field,
            list,
            fields,
            at,
            nearest,
        } = fault;
        let diagnostic = Diagnostic::new(
            &PAGE,
            format!("the elements of `{list}` have no field `{field}`"),
            at,
        );
        if let Some(nearest) = nearest {
            return diagnostic
                .label(format!("did you mean `{nearest}`?"))
                .suggest(at, nearest.clone(), format!("write `{nearest}`"));
        }
        if fields.is_empty() {
            return diagnostic.help("its elements are plain values: write the variable alone");
        }
        let shown: Vec<String> = fields
            .iter()
            .take(MOST)
            .map(|field| format!("`{field}`"))
            .collect();
        let more = if fields.len() > MOST { ", …" } else { "" };
        diagnostic.help(format!("there are {}{more}", shown.join(", ")))
    }
}
