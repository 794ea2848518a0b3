//! A comparison of values that have no order.

use crate::diagnostic::{Diagnostic, Page, Severity};
use crate::source::Span;

/// The page of this diagnostic.
pub(super) const PAGE: Page = Page {
    code: "no-order",
    severity: Severity::Error,
    summary: "`<` or a range on values that have no order",
    explanation: "\
Numbers, versions, durations, sizes and times have an order. Texts, symbols and yes/no
have none: write the ones that are meant with `in [ … ]`. A version that is declared as
text is better declared as `version`.",
    bad: r#"
fact severity: low | medium | high
rule serious {
  when severity > low
  conclude "Serious."
}
"#,
    good: r#"
fact severity: low | medium | high
rule serious {
  when severity in [medium, high]
  conclude "Serious."
}
"#,
};

/// A comparison of values that have no order.
#[derive(Clone, Debug)]
pub struct NoOrder {
    /// Their type, as the end of a sentence.
    pub found: String,
    /// The comparison.
    pub at: Span,
}

impl From<NoOrder> for Diagnostic {
    fn from(fault: NoOrder) -> Self {
        let NoOrder { found, at } = fault;
        let diagnostic = Diagnostic::new(&PAGE, "these values have no order", at)
            .label(format!("each is {found}"));
        if found == "a text" {
            diagnostic.help("declare it as number, version, duration, size or time, whatever it is")
        } else {
            diagnostic.help("write the ones that are meant: `in [ … ]`")
        }
    }
}
