//! Brackets after a name that is no function.

use crate::diagnostic::{Diagnostic, Page, Severity};
use crate::source::Span;

/// The page of this diagnostic.
pub(super) const PAGE: Page = Page {
    code: "unknown-function",
    severity: Severity::Error,
    summary: "brackets after a name that is no function",
    explanation: "\
Only two words are followed by brackets: `count(…)`, how many elements a list has, and
`age(…)`, how long ago a time was.",
    bad: r#"
fact drives: list of text
rule many {
  when size(drives) > 3
  conclude "Many drives."
}
"#,
    good: r#"
fact drives: list of text
rule many {
  when count(drives) > 3
  conclude "Many drives."
}
"#,
};

/// Brackets follow a name that is no function.
#[derive(Clone, Debug)]
pub struct UnknownFunction {
    /// The name.
    pub name: String,
    /// Where it stands.
    pub at: Span,
}

impl From<UnknownFunction> for Diagnostic {
    fn from(fault: UnknownFunction) -> Self {
        let UnknownFunction { name, at } = fault;
        let diagnostic = Diagnostic::new(&PAGE, format!("there is no function `{name}`"), at);
        match name.to_lowercase().as_str() {
            "size" | "len" | "length" | "number" | "count" => diagnostic
                .label("write `count`")
                .suggest(at, "count", "write `count`"),
            "age" | "since" => diagnostic
                .label("write `age`")
                .suggest(at, "age", "write `age`"),
            _ => diagnostic.help("the functions are `count` and `age`"),
        }
    }
}
