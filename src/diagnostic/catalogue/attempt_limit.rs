//! A number of attempts that makes no sense.

use crate::diagnostic::{Diagnostic, Page, Severity};
use crate::source::Span;

/// The page of this diagnostic.
pub(super) const PAGE: Page = Page {
    code: "attempt-limit",
    severity: Severity::Error,
    summary: "`up to N times` that makes no sense",
    explanation: "\
`up to N times` says how many attempts of an action use a `try` up: a whole number from 1
to 200. The other entries are never used up.",
    bad: r#"
action restart {
  step "Restart the service."
}
rule mend {
  try restart up to 0 times
}
"#,
    good: r#"
action restart {
  step "Restart the service."
}
rule mend {
  try restart up to 2 times
  conclude "Call the administrator."
}
"#,
};

/// A number of attempts that makes no sense.
#[derive(Clone, Debug)]
pub struct AttemptLimit {
    /// What is wrong.
    pub fault: AttemptFault,
    /// The number.
    pub at: Span,
}

/// What can be wrong with a number of attempts.
#[derive(Clone, Debug)]
pub enum AttemptFault {
    /// The entry is no `try`.
    NotTried,
    /// The number is none of those that are allowed.
    Number(String),
}

impl AttemptLimit {
    /// The largest number of attempts.
    pub const MOST: u32 = 200;
}

impl From<AttemptLimit> for Diagnostic {
    fn from(fault: AttemptLimit) -> Self {
        let AttemptLimit { fault, at } = fault;
        match fault {
            AttemptFault::NotTried => {
                Diagnostic::new(&PAGE, "only what is tried can be used up", at)
                    .help("`up to … times` stands behind `try` only: leave it out")
            }
            AttemptFault::Number(number) => {
                let most = AttemptLimit::MOST;
                Diagnostic::new(
                    &PAGE,
                    format!("an action cannot be tried up to {number} times"),
                    at,
                )
                .help(format!("write a whole number from 1 to {most}"))
            }
        }
    }
}
