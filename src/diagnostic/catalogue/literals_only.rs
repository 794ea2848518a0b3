//! An expression where only literals can stand.

use crate::diagnostic::{Diagnostic, Page, Severity};
use crate::source::Span;

/// The page of this diagnostic.
pub(super) const PAGE: Page = Page {
    code: "literals-only",
    severity: Severity::Error,
    summary: "an expression where only literals can stand",
    explanation: "\
In `in [ … ]`, behind `contains any [ … ]` and its like, in the cells of tables and
behind `default` stand literals and symbols. Compare with other values one by one, with
`is` and `or`. Text stands in quotes.",
    bad: r#"
fact app.message: text
rule ready {
  when app.message in [Ready, "Done"]
  conclude "Ready."
}
"#,
    good: r#"
fact app.message: text
rule ready {
  when app.message in ["Ready", "Done"]
  conclude "Ready."
}
"#,
};

/// An expression where only literals can stand.
#[derive(Clone, Debug)]
pub struct LiteralsOnly {
    /// What is wanted, as the end of a sentence.
    pub wanted: String,
    /// The expression.
    pub at: Span,
    /// The word in quotes, if it is a single word where text is wanted.
    pub quoted: Option<String>,
}

impl From<LiteralsOnly> for Diagnostic {
    fn from(fault: LiteralsOnly) -> Self {
        let LiteralsOnly { wanted, at, quoted } = fault;
        let diagnostic = Diagnostic::new(
            &PAGE,
            format!("only {wanted}, written out, can stand here"),
            at,
        );
        match quoted {
            Some(quoted) => {
                let title = format!("write `{quoted}`");
                diagnostic
                    .help("text stands in quotes")
                    .suggest(at, quoted, title)
            }
            None => diagnostic.help("compare with other values one by one, with `is` and `or`"),
        }
    }
}
