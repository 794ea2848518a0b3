//! A symptom that speaks of elements.

use crate::diagnostic::{Diagnostic, Page, Severity};
use crate::source::Span;

/// The page of this diagnostic.
pub(super) const PAGE: Page = Page {
    code: "symptom-of-elements",
    severity: Severity::Error,
    summary: "a symptom `for x in L`",
    explanation: "\
A symptom is what people come with, and is there or not. Say with `any`, `every` or `no`
what it means for the elements of a list.",
    bad: r"
fact pods: list by name {
  name: text
  waiting: yes/no
}
symptom stuck for pod in pods when pod.waiting
",
    good: r"
fact pods: list by name {
  name: text
  waiting: yes/no
}
symptom stuck when any pod in pods has pod.waiting
",
};

/// A symptom that speaks of elements.
#[derive(Clone, Debug)]
pub struct SymptomOfElements {
    /// Its `for`.
    pub at: Span,
}

impl From<SymptomOfElements> for Diagnostic {
    fn from(fault: SymptomOfElements) -> Self {
        Diagnostic::new(
            &PAGE,
            "a symptom does not speak of single elements",
            fault.at,
        )
        .help("write `any x in L has …` behind `when`, or make it a condition")
    }
}
