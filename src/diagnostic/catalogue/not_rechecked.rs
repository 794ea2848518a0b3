//! Something in `rechecks` that cannot be looked up again.

use crate::diagnostic::{Diagnostic, Page, Severity};
use crate::source::Span;

/// The page of this diagnostic.
pub(super) const PAGE: Page = Page {
    code: "not-rechecked",
    severity: Severity::Error,
    summary: "something in `rechecks` that is no fact",
    explanation: "\
`rechecks` names the facts that the action may change: facts, lists, and fields of lists
that are no keys (`destinations.indicator`). What is derived from them changes with them.",
    bad: r#"
fact os: windows | mac
condition is_mac when os is mac
action reinstall {
  step "Install the system again."
  rechecks is_mac
}
"#,
    good: r#"
fact os: windows | mac
condition is_mac when os is mac
action reinstall {
  step "Install the system again."
  rechecks os
}
"#,
};

/// Something in `rechecks` that cannot be looked up again.
#[derive(Clone, Debug)]
pub struct NotRechecked {
    /// The name.
    pub name: String,
    /// What it is.
    pub fault: RecheckFault,
    /// Where it is written.
    pub at: Span,
}

/// What `rechecks` names.
#[derive(Clone, Debug)]
pub enum RecheckFault {
    /// Something that is derived from facts.
    Derived,
    /// A key of this list.
    Key(String),
}

impl From<NotRechecked> for Diagnostic {
    fn from(fault: NotRechecked) -> Self {
        let NotRechecked { name, fault, at } = fault;
        match fault {
            RecheckFault::Derived => Diagnostic::new(&PAGE, format!("`{name}` is not a fact"), at)
                .help("name the facts that it depends on"),
            RecheckFault::Key(list) => Diagnostic::new(
                &PAGE,
                format!("`{name}` is a key, which tells elements apart"),
                at,
            )
            .help(format!("to look the whole list up again, write `{list}`"))
            .suggest(at, list.clone(), format!("write `{list}`")),
        }
    }
}
