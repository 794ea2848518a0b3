//! Braces in a text that do not hold a name.

use crate::diagnostic::{Diagnostic, Page, Severity};
use crate::source::Span;

/// The page of this diagnostic.
pub(super) const PAGE: Page = Page {
    code: "bad-interpolation",
    severity: Severity::Error,
    summary: "braces in a text that do not hold a name",
    explanation: "\
In a text for people, `{name}` stands for the value of a name. Braces that are meant as
such are doubled: `{{` and `}}`. Anything but a name is given one with `let`.",
    bad: r#"
fact os: windows | mac
rule greet {
  conclude "This runs on {os."
}
"#,
    good: r#"
fact os: windows | mac
rule greet {
  conclude "This runs on {os}."
}
"#,
};

/// Braces in a text do not hold a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BadInterpolation {
    /// What is wrong.
    pub kind: BadInterpolationKind,
    /// The brace, or the braces with what they hold.
    pub at: Span,
}

/// What can be wrong with braces in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BadInterpolationKind {
    /// `{` without `}`
    Unclosed,
    /// `}` without `{`
    Stray,
    /// `{}`
    Empty,
    /// Something that is not a name; it is given without the braces.
    NotAName(String),
}

impl From<BadInterpolation> for Diagnostic {
    fn from(fault: BadInterpolation) -> Self {
        let at = fault.at;
        match fault.kind {
            BadInterpolationKind::Unclosed => {
                Diagnostic::new(&PAGE, "this `{` is not closed in its text", at)
                    .help("write `{name}` for a value, `{{` for a brace")
            }
            BadInterpolationKind::Stray => {
                Diagnostic::new(&PAGE, "this `}` closes nothing in its text", at)
                    .help("write `}}` for a brace")
                    .suggest(at, "}}", "double the brace")
            }
            BadInterpolationKind::Empty => {
                Diagnostic::new(&PAGE, "there is no name in these braces", at)
                    .help("write `{name}` for a value, `{{}}` for a pair of braces")
            }
            BadInterpolationKind::NotAName(text) => Diagnostic::new(
                &PAGE,
                format!("`{text}` is not a name"),
                at,
            )
            .help(
                "give the value a name with `let`, or double the braces if they are meant as such",
            ),
        }
    }
}
