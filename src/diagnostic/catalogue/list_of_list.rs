//! A list of lists.

use crate::diagnostic::{Diagnostic, Page, Severity};
use crate::source::Span;

/// The page of this diagnostic.
pub(super) const PAGE: Page = Page {
    code: "list-of-list",
    severity: Severity::Error,
    summary: "a list of lists",
    explanation: "\
The elements of `list of` are plain values. Elements with lists of their own are
records, which have a key: `list by name { name: text  tags: list of text }`.",
    bad: r"
fact tags: list of list of text
",
    good: r"
fact pods: list by name {
  name: text
  tags: list of text
}
",
};

/// A list of lists.
#[derive(Clone, Debug)]
pub struct ListOfList {
    /// The inner list.
    pub at: Span,
}

impl From<ListOfList> for Diagnostic {
    fn from(fault: ListOfList) -> Self {
        Diagnostic::new(
            &PAGE,
            "a `list of` has plain values only, not lists",
            fault.at,
        )
        .help("declare the elements with a key: `list by name { name: text … }`")
    }
}
