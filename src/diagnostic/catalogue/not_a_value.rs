//! A list or an element where a plain value is wanted.

use crate::diagnostic::{Diagnostic, Page, Severity};
use crate::source::Span;

/// The page of this diagnostic.
pub(super) const PAGE: Page = Page {
    code: "not-a-value",
    severity: Severity::Error,
    summary: "a list or an element where a plain value is wanted",
    explanation: "\
Comparisons, arithmetic and tables work on plain values. Of an element, name the field
that is meant; of a list, test its elements or count them.",
    bad: r#"
fact pods: list by name {
  name: text
}
rule own for each pod in pods {
  when pod is "own"
  conclude "There is a pod called own."
}
"#,
    good: r#"
fact pods: list by name {
  name: text
}
rule own for each pod in pods {
  when pod.name is "own"
  conclude "There is a pod called own."
}
"#,
};

/// A list or an element where a plain value is wanted.
#[derive(Clone, Debug)]
pub struct NotAValue {
    /// What stands there.
    pub fault: ValueFault,
    /// Where.
    pub at: Span,
}

/// What stands where a plain value is wanted.
#[derive(Clone, Debug)]
pub enum ValueFault {
    /// A list.
    List,
    /// An element with fields, some of which are given.
    Record(Vec<String>),
}

impl From<NotAValue> for Diagnostic {
    fn from(fault: NotAValue) -> Self {
        let NotAValue { fault, at } = fault;
        match fault {
            ValueFault::List => Diagnostic::new(&PAGE, "this is a list, and one value is wanted", at)
                .help("test its elements with `any x in … has`, count them with `count(…)`, or write `is empty`"),
            ValueFault::Record(fields) => {
                let diagnostic = Diagnostic::new(&PAGE, "this is an element with fields, and one value is wanted", at);
                match fields.first() {
                    Some(field) => diagnostic.help(format!("name the field that is meant, such as `{field}`")),
                    None => diagnostic,
                }
            }
        }
    }
}
