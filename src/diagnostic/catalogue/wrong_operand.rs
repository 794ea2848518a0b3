//! An operator on a value that it is not made for.

use crate::diagnostic::{Diagnostic, Page, Severity};
use crate::source::Span;

/// The page of this diagnostic.
pub(super) const PAGE: Page = Page {
    code: "wrong-operand",
    severity: Severity::Error,
    summary: "an operator on a value that it is not made for",
    explanation: "\
`starts with`, `ends with`, `matches`, `is exactly` and `contains` are for texts
(`contains` also for lists), `is empty` is for lists and texts, `age(…)` is for times.",
    bad: r#"
fact app.version: version
rule old {
  when app.version starts with "9."
  conclude "Old."
}
"#,
    good: r#"
fact app.version: version
rule old {
  when app.version < "10"
  conclude "Old."
}
"#,
};

/// An operator on a value that it is not made for.
#[derive(Clone, Debug)]
pub struct WrongOperand {
    /// The operator.
    pub operator: &'static str,
    /// What it wants, as the end of a sentence.
    pub wanted: &'static str,
    /// What it got, as the end of a sentence.
    pub found: String,
    /// The value.
    pub at: Span,
}

impl From<WrongOperand> for Diagnostic {
    fn from(fault: WrongOperand) -> Self {
        let WrongOperand {
            operator,
            wanted,
            found,
            at,
        } = fault;
        let diagnostic = Diagnostic::new(&PAGE, format!("`{operator}` wants {wanted}"), at)
            .label(format!("this is {found}"));
        match operator {
            "is exactly" => diagnostic
                .help("write `is`: only texts can be alike without being equal to the letter"),
            "is empty" => {
                diagnostic.help("to ask whether the value cannot be had, write `is unavailable`")
            }
            _ => diagnostic,
        }
    }
}
