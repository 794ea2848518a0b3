//! A variable that hides something of the same name.

use crate::diagnostic::{Diagnostic, Page, Severity};
use crate::source::Span;

/// The page of this diagnostic.
pub(super) const PAGE: Page = Page {
    code: "variable-clash",
    severity: Severity::Warning,
    summary: "a variable that hides something of the same name",
    explanation: "\
Within its reach, a variable stands before everything else that has its name, and before
names that begin with it and a dot. It works, but it is easily misread.",
    bad: r#"
fact pod: text
fact pods: list by name {
  name: text
}
rule own for each pod in pods {
  when pod.name is "own"
  conclude "There is a pod called own."
}
rule other { when pod is "other"  conclude "The pod is called other." }
"#,
    good: r#"
fact pod: text
fact pods: list by name {
  name: text
}
rule own for each one in pods {
  when one.name is "own"
  conclude "There is a pod called own."
}
rule other { when pod is "other"  conclude "The pod is called other." }
"#,
};

/// A variable that hides something of the same name.
#[derive(Clone, Debug)]
pub struct VariableClash {
    /// The variable.
    pub name: String,
    /// Where it is introduced.
    pub at: Span,
    /// The declaration of what it hides; none where that is a variable or a
    /// field too.
    pub hidden: Option<Span>,
}

impl From<VariableClash> for Diagnostic {
    fn from(fault: VariableClash) -> Self {
        let VariableClash { name, at, hidden } = fault;
        let diagnostic = Diagnostic::new(
            &PAGE,
            format!("the variable `{name}` hides something else"),
            at,
        )
        .help("give the variable another name");
        match hidden {
            Some(hidden) => diagnostic.also(hidden, "this is hidden"),
            None => diagnostic.label("a variable or a field around it has this name too"),
        }
    }
}
