//! A condition or an action without the element that it speaks of.

use crate::diagnostic::{Diagnostic, Page, Severity};
use crate::source::Span;

/// The page of this diagnostic.
pub(super) const PAGE: Page = Page {
    code: "needs-element",
    severity: Severity::Error,
    summary: "a condition or an action without its element",
    explanation: "\
A condition or an action that is declared `for x in L` speaks of one element of the list.
It is used where such an element is at hand: in a rule `for each x in L`, behind `any x in
L has`, or in `L where …`.",
    bad: r#"
fact pods: list by name {
  name: text
  waiting: yes/no
}
action read_logs for pod in pods {
  step "Read the log of {pod.name}."
}
rule crash_loop {
  when any pod in pods has pod.waiting
  try read_logs
}
"#,
    good: r#"
fact pods: list by name {
  name: text
  waiting: yes/no
}
action read_logs for pod in pods {
  step "Read the log of {pod.name}."
}
rule crash_loop for each pod in pods {
  when pod.waiting
  try read_logs
  conclude "Call the administrator."
}
"#,
};

/// A condition or an action without the element that it speaks of.
#[derive(Clone, Debug)]
pub struct NeedsElement {
    /// `condition` or `action`.
    pub what: &'static str,
    /// Its name.
    pub name: String,
    /// The list.
    pub list: String,
    /// The list as a `for` names it: for a nested list, by the variable around.
    pub named: String,
    /// The variable in its declaration.
    pub variable: String,
    /// Where it is used.
    pub at: Span,
    /// The name in its declaration.
    pub declared: Span,
}

impl From<NeedsElement> for Diagnostic {
    fn from(fault: NeedsElement) -> Self {
        let NeedsElement {
            what,
            name,
            list,
            named,
            variable,
            at,
            declared,
        } = fault;
        let message = format!("`{name}` speaks of an element of `{list}`, and there is none here");
        let diagnostic = Diagnostic::new(&PAGE, message, at).also(declared, "declared here");
        if what == "action" {
            diagnostic.help(format!("use it in a rule `for each {variable} in {named}`"))
        } else {
            diagnostic.help(format!("use it in `any {variable} in {named} has …`, or in a rule `for each {variable} in {named}`"))
        }
    }
}
