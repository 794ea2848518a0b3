//! A bracket without its partner.

use crate::diagnostic::{Diagnostic, Page, Severity};
use crate::source::Span;

/// The page of this diagnostic.
pub(super) const PAGE: Page = Page {
    code: "unbalanced-brackets",
    severity: Severity::Error,
    summary: "a bracket without its partner",
    explanation: "\
Every `(`, `[` and `{` needs its `)`, `]` or `}` in the same declaration, and the
one that was opened last is closed first.",
    bad: r#"
fact os: windows | mac
fact version: version
rule greet {
  when (os is mac and version > "14"
  conclude "A recent Mac."
}
"#,
    good: r#"
fact os: windows | mac
fact version: version
rule greet {
  when (os is mac and version > "14")
  conclude "A recent Mac."
}
"#,
};

/// A bracket has no partner.
#[derive(Clone, Debug)]
pub enum UnbalancedBrackets {
    /// It is never closed.
    Unclosed {
        /// The opening bracket.
        bracket: char,
        /// Where it stands.
        at: Span,
        /// The bracket that comes where its partner should have stood.
        before: Option<(char, Span)>,
    },
    /// It closes nothing.
    Stray {
        /// The closing bracket.
        bracket: char,
        /// Where it stands.
        at: Span,
    },
}

impl From<UnbalancedBrackets> for Diagnostic {
    fn from(fault: UnbalancedBrackets) -> Self {
        match fault {
            UnbalancedBrackets::Unclosed {
                bracket,
                at,
                before,
            } => {
                let partner = match bracket {
                    '(' => ')',
                    '[' => ']',
                    _ => '}',
                };
                let diagnostic =
                    Diagnostic::new(&PAGE, format!("this `{bracket}` is not closed"), at);
                match before {
                    Some((close, place)) => diagnostic.also(
                        place,
                        format!("a `{partner}` belongs before this `{close}`"),
                    ),
                    None => diagnostic.help(format!("add the `{partner}` that belongs to it")),
                }
            }
            UnbalancedBrackets::Stray { bracket, at } => {
                Diagnostic::new(&PAGE, format!("this `{bracket}` closes nothing"), at)
                    .help("remove it, or add the bracket that it should close")
            }
        }
    }
}
