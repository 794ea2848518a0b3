//! A regular expression that cannot be used.

use crate::diagnostic::{Diagnostic, Page, Severity};
use crate::source::Span;

/// The page of this diagnostic.
pub(super) const PAGE: Page = Page {
    code: "invalid-regex",
    severity: Severity::Error,
    summary: "a regular expression that cannot be used",
    explanation: "\
Between slashes stands a regular expression that runs in linear time: there are no
look-around and no back-references, and it must not be huge. A slash in it is written
`\\/`.",
    bad: r#"
fact app.message: text
rule wait {
  when app.message matches /wait (\d+ days/
  conclude "Wait."
}
"#,
    good: r#"
fact app.message: text
rule wait {
  when app.message matches /wait (\d+) days/
  conclude "Wait."
}
"#,
};

/// A regular expression that cannot be used.
#[derive(Clone, Debug)]
pub struct InvalidRegex {
    /// Why, in the words of the library that reads it.
    pub reason: String,
    /// The expression.
    pub at: Span,
}

impl From<InvalidRegex> for Diagnostic {
    fn from(fault: InvalidRegex) -> Self {
        let InvalidRegex { reason, at } = fault;
        // The reason shows the expression over several lines and ends in the point.
        let last = reason.lines().last().unwrap_or("").trim();
        let point = last
            .strip_prefix("error: ")
            .unwrap_or(last)
            .trim_end_matches('.');
        if reason.contains("size limit") {
            return Diagnostic::new(&PAGE, "this regular expression is too large", at)
                .help("repeat less: every number in braces multiplies its size");
        }
        let diagnostic = Diagnostic::new(
            &PAGE,
            format!("this regular expression cannot be read: {point}"),
            at,
        );
        if point.contains("look-around") || point.contains("backreferences") {
            diagnostic.help("write several tests joined by `and` and `or` instead")
        } else {
            diagnostic
        }
    }
}
