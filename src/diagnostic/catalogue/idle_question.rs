//! A question that no answer can make matter.

use crate::diagnostic::{Diagnostic, Page, Severity};
use crate::source::Span;

/// The page of this diagnostic.
pub(super) const PAGE: Page = Page {
    code: "idle-question",
    severity: Severity::Warning,
    summary: "a question that no answer can make matter",
    explanation: "\
Guards speak of this fact, so people may be asked for it; but whichever value it has, every
guard comes out the same.",
    bad: r#"
fact os: windows | mac
fact color: red | green { ask "Which colour is it?" }
rule late {
  when (os is mac and color is red) or (os is mac and color is green)
  conclude "Call the administrator."
}
"#,
    good: r#"
fact os: windows | mac
fact color: red | green { ask "Which colour is it?" }
rule late {
  when os is mac and color is green
  conclude "Call the administrator."
}
"#,
};

/// A question that no answer can make matter.
#[derive(Clone, Debug)]
pub struct IdleQuestion {
    /// The fact.
    pub fact: String,
    /// Where it is declared.
    pub at: Span,
}

impl From<IdleQuestion> for Diagnostic {
    fn from(fault: IdleQuestion) -> Self {
        let IdleQuestion { fact, at } = fault;
        Diagnostic::new(&PAGE, format!("no value of `{fact}` can make a difference"), at)
            .help("no guard that can decide anything comes out otherwise by it: mend these guards, or leave the fact out of them")
    }
}
