//! A `contains` that the list does not allow.

use crate::diagnostic::{Diagnostic, Page, Severity};
use crate::source::Span;

/// The page of this diagnostic.
pub(super) const PAGE: Page = Page {
    code: "list-contains",
    severity: Severity::Error,
    summary: "a `contains` that the list does not allow",
    explanation: "\
`L contains x` asks whether x is an element of a list of plain values. Elements with
fields are tested with `any x in L has …`, and so are the beginnings and ends of texts.",
    bad: r#"
fact pods: list by name {
  name: text
}
rule own {
  when pods contains "own"
  conclude "There is a pod called own."
}
"#,
    good: r#"
fact pods: list by name {
  name: text
}
rule own {
  when any pod in pods has pod.name is "own"
  conclude "There is a pod called own."
}
"#,
};

/// A `contains` that the list does not allow.
#[derive(Clone, Debug)]
pub struct ListContains {
    /// The list as written.
    pub list: String,
    /// What is wrong.
    pub fault: ContainsFault,
    /// The test.
    pub at: Span,
}

/// What can be wrong with `contains` on a list.
#[derive(Clone, Debug)]
pub enum ContainsFault {
    /// Its elements have fields.
    Records,
    /// It is another operator, for texts only.
    Operator(&'static str),
    /// `contains exactly`, of elements that are no texts; their type is the end
    /// of a sentence.
    ExactlyOf(String),
}

impl From<ListContains> for Diagnostic {
    fn from(fault: ListContains) -> Self {
        let ListContains { list, fault, at } = fault;
        match fault {
            ContainsFault::Records => {
                Diagnostic::new(&PAGE, "the elements of this list have fields", at).help(format!(
                    "say which field is meant: `any x in {list} has x.… is …`"
                ))
            }
            ContainsFault::Operator(operator) => Diagnostic::new(
                &PAGE,
                format!("`{operator}` is for texts, and this is a list"),
                at,
            )
            .help(format!("write `any x in {list} has x {operator} …`")),
            ContainsFault::ExactlyOf(ty) => Diagnostic::new(
                &PAGE,
                format!("`contains exactly` is for texts, and each element is {ty}"),
                at,
            )
            .help("write `contains`"),
        }
    }
}
