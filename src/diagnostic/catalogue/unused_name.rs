//! A name that nothing uses.

use crate::diagnostic::{Diagnostic, Page, Severity};
use crate::source::Span;

/// The page of this diagnostic.
pub(super) const PAGE: Page = Page {
    code: "unused-name",
    severity: Severity::Warning,
    summary: "a fact, value, condition or action that nothing uses",
    explanation: "\
No rule leads to the name, not even through other names: it is left over, or the rule that
should use it is missing. A fact that actions only recheck is not used by that. Facts that
say `ask never` are left out, because a collector's document can be read only if its facts
are declared, and so are files that are only imported, and folders without rules.",
    bad: r#"
fact os: windows | mac
fact app.version: version
condition is_old when app.version < "10.0"
rule restart {
  when os is windows
  conclude "Start it again."
}
"#,
    good: r#"
fact os: windows | mac
fact app.version: version
condition is_old when app.version < "10.0"
rule restart {
  when os is windows and is_old
  conclude "Start it again."
}
"#,
};

/// A name that nothing uses.
#[derive(Clone, Debug)]
pub struct UnusedName {
    /// What has the name.
    pub kind: NamedKind,
    /// The name.
    pub name: String,
    /// Whether it is a fact that actions recheck.
    pub is_rechecked: bool,
    /// Where it is declared.
    pub at: Span,
    /// Where the names are declared that nothing else uses.
    pub followers: Vec<Span>,
}

/// What has a name that rules can use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NamedKind {
    /// A fact.
    Fact,
    /// A field of a list.
    Field,
    /// A `let`.
    Value,
    /// A condition.
    Condition,
    /// An action.
    Action,
}

impl NamedKind {
    fn word(self) -> &'static str {
        match self {
            NamedKind::Fact => "fact",
            NamedKind::Field => "field",
            NamedKind::Value => "value",
            NamedKind::Condition => "condition",
            NamedKind::Action => "action",
        }
    }
}

/// More places would hide the first.
const MOST_FOLLOWERS: usize = 5;

impl From<UnusedName> for Diagnostic {
    fn from(fault: UnusedName) -> Self {
        let UnusedName {
            kind,
            name,
            is_rechecked,
            at,
            followers,
        } = fault;
        let word = kind.word();
        let message = match kind {
            NamedKind::Action => format!("no rule proposes the action `{name}`"),
            _ => format!("nothing uses the {word} `{name}`"),
        };
        let mut diagnostic = Diagnostic::new(&PAGE, message, at);
        for follower in followers.iter().take(MOST_FOLLOWERS) {
            diagnostic = diagnostic.also(*follower, format!("nothing but `{name}` needs this"));
        }
        if let Some(others) = followers.len().checked_sub(MOST_FOLLOWERS + 1) {
            let others = others + 1;
            diagnostic = diagnostic.help(format!("it alone needs {others} more names"));
        }
        if is_rechecked {
            diagnostic = diagnostic.help("actions recheck it, but no rule looks at it");
        }
        diagnostic.help(format!("use it in a rule, or remove the {word}"))
    }
}
