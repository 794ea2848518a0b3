//! `and` and `or` side by side.

use crate::diagnostic::{Diagnostic, Page, Severity};
use crate::source::Span;

/// The page of this diagnostic.
pub(super) const PAGE: Page = Page {
    code: "mixed-and-or",
    severity: Severity::Error,
    summary: "`and` and `or` without brackets",
    explanation: "\
Where `and` and `or` stand side by side, readers disagree about what belongs together.
Put brackets around the parts that do.",
    bad: r#"
fact os: windows | mac | linux
fact version: version
rule old {
  when os is mac or os is linux and version < "2.0"
  conclude "An old version."
}
"#,
    good: r#"
fact os: windows | mac | linux
fact version: version
rule old {
  when (os is mac or os is linux) and version < "2.0"
  conclude "An old version."
}
"#,
};

/// `and` and `or` stand side by side.
#[derive(Clone, Debug)]
pub struct MixedAndOr {
    /// The first of the two words.
    pub first: Span,
    /// The first place of the other one.
    pub other: Span,
}

impl From<MixedAndOr> for Diagnostic {
    fn from(fault: MixedAndOr) -> Self {
        Diagnostic::new(
            &PAGE,
            "`and` and `or` are mixed without brackets",
            fault.other,
        )
        .also(fault.first, "the other one")
        .help("put brackets around the part that belongs together")
    }
}
