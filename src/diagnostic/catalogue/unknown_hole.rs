//! Braces in a text around a name that is not declared.

use crate::diagnostic::{Diagnostic, Page, Severity};
use crate::source::Span;

/// The page of this diagnostic.
pub(super) const PAGE: Page = Page {
    code: "unknown-hole",
    severity: Severity::Error,
    summary: "a name in a text that is not declared",
    explanation: "\
In a text for people, `{name}` stands for the value of a fact, a let, a condition, a
variable or its field. Declare it, mend the spelling, or double the braces if they are
meant as such: `{{name}}`.",
    bad: r#"
fact os: windows | mac
rule greet {
  conclude "This device runs {oss}."
}
"#,
    good: r#"
fact os: windows | mac
rule greet {
  conclude "This device runs {os}."
}
"#,
};

/// Braces in a text around a name that is not declared.
#[derive(Clone, Debug)]
pub struct UnknownHole {
    /// The name.
    pub name: String,
    /// Where it is written.
    pub at: Span,
    /// The visible name that is most like it.
    pub nearest: Option<String>,
}

impl From<UnknownHole> for Diagnostic {
    fn from(fault: UnknownHole) -> Self {
        let UnknownHole { name, at, nearest } = fault;
        let diagnostic = Diagnostic::new(
            &PAGE,
            format!("nothing is called `{name}`, so the text cannot show it"),
            at,
        );
        match nearest {
            Some(nearest) => diagnostic
                .label(format!("did you mean `{nearest}`?"))
                .suggest(at, nearest.clone(), format!("write `{nearest}`")),
            None => diagnostic.help(format!(
                "if the braces are meant as such, double them: `{{{{{name}}}}}`"
            )),
        }
    }
}
