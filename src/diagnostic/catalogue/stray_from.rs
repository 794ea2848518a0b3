//! The `from` of a field whose list is not gathered.

use crate::diagnostic::{Diagnostic, Page, Severity};
use crate::source::Span;

/// The page of this diagnostic.
pub(super) const PAGE: Page = Page {
    code: "stray-from",
    severity: Severity::Warning,
    summary: "the `from` of a field whose list has none",
    explanation: "\
The path of a field leads on from an element, and only the list's own `from` says where a
gathered document has the elements. Without it, the field's is never followed.",
    bad: r#"
fact disks: list by name {
  name: text
  free: number { from "$.freePercent" }
}
rule full {
  when any disk in disks has disk.free < 5
  conclude "A disk is full."
}
"#,
    good: r#"
fact disks: list by name {
  from "$.disks"
  name: text
  free: number { from "$.freePercent" }
}
rule full {
  when any disk in disks has disk.free < 5
  conclude "A disk is full."
}
"#,
};

/// The `from` of a field whose list is not gathered.
#[derive(Clone, Debug)]
pub struct StrayFrom {
    /// The list without a `from`.
    pub list: String,
    /// The name of the list in its declaration.
    pub list_at: Span,
    /// The field's `from`.
    pub at: Span,
}

impl From<StrayFrom> for Diagnostic {
    fn from(fault: StrayFrom) -> Self {
        let StrayFrom { list, list_at, at } = fault;
        Diagnostic::new(
            &PAGE,
            format!("this path is never followed, as the list `{list}` has no `from`"),
            at,
        )
        .also(list_at, "this list")
        .help(format!(
            "give `{list}` a `from` that leads to its elements, as in `from \"$.items[*]\"`"
        ))
    }
}
