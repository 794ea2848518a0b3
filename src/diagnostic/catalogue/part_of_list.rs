//! A condition or an action over a part of a list.

use crate::diagnostic::{Diagnostic, Page, Severity};
use crate::source::Span;

/// The page of this diagnostic.
pub(super) const PAGE: Page = Page {
    code: "part-of-list",
    severity: Severity::Error,
    summary: "a condition or an action over a part of a list",
    explanation: "\
What is declared `for x in L` can be used for every element of the list, so L is a whole
list here. Narrow it where it is used: in the `for each` of the rule, or in the test.",
    bad: r#"
fact pods: list by name {
  name: text
  waiting: yes/no
}
action read_logs for pod in pods where waiting {
  step "Read the log of {pod.name}."
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
rule crash_loop for each pod in pods where waiting {
  try read_logs
  conclude "Call the administrator."
}
"#,
};

/// A condition or an action over a part of a list.
#[derive(Clone, Debug)]
pub struct PartOfList {
    /// `condition` or `action`.
    pub what: &'static str,
    /// The list of which it is a part.
    pub list: String,
    /// The list as written.
    pub at: Span,
}

impl From<PartOfList> for Diagnostic {
    fn from(fault: PartOfList) -> Self {
        let PartOfList { what, list, at } = fault;
        let article = if what == "action" { "an" } else { "a" };
        Diagnostic::new(
            &PAGE,
            format!("{article} {what} is declared for all elements of a list, not for a part"),
            at,
        )
        .help(format!(
            "write `{list}`, and narrow it where the {what} is used"
        ))
        .suggest(at, list.clone(), format!("write `{list}`"))
    }
}
