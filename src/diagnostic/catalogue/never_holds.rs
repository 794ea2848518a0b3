//! A guard that can never hold.

use crate::diagnostic::{Diagnostic, Page, Severity};
use crate::source::Span;

/// The page of this diagnostic.
pub(super) const PAGE: Page = Page {
    code: "never-holds",
    severity: Severity::Warning,
    summary: "a guard that can never hold",
    explanation: "\
The tests contradict each other, whatever the case: two values of one fact at once, a number
above and below, a text that cannot be both. What is guarded so never happens.",
    bad: r#"
fact days: number unit "days"
fact os: windows | mac
rule late {
  when days > 10 days and days < 5 days
  conclude "Call the administrator."
}
rule other {
  when os is mac
  conclude "Wait."
}
"#,
    good: r#"
fact days: number unit "days"
fact os: windows | mac
rule late {
  when days > 10 days or days < 5 days
  conclude "Call the administrator."
}
rule other {
  when os is mac
  conclude "Wait."
}
"#,
};

/// A guard that can never hold.
#[derive(Clone, Debug)]
pub struct NeverHolds {
    /// The guard.
    pub at: Span,
    /// The parts that contradict each other.
    pub parts: Vec<Span>,
    /// How many elements of a list were looked at, where it depends on lists.
    pub elements: Option<usize>,
}

impl From<NeverHolds> for Diagnostic {
    fn from(fault: NeverHolds) -> Self {
        let NeverHolds {
            at,
            parts,
            elements,
        } = fault;
        let mut diagnostic = Diagnostic::new(&PAGE, "this can never hold", at);
        let is_one_of_them = parts.contains(&at);
        let last = parts.len().saturating_sub(1);
        for (position, part) in parts.into_iter().enumerate() {
            let text = match position {
                _ if part == at => continue,
                _ if is_one_of_them => "excludes it",
                0 => "this …",
                position if position == last => "… and this exclude each other",
                _ => "… this …",
            };
            diagnostic = diagnostic.also(part, text);
        }
        let diagnostic = diagnostic.help("whatever the case, one of its parts does not hold");
        super::looked_at(diagnostic, elements)
    }
}
