//! A guard that holds only where a fact is given outside its `when`.

use crate::diagnostic::{Diagnostic, Page, Severity, Witness};
use crate::source::Span;

/// The page of this diagnostic.
pub(super) const PAGE: Page = Page {
    code: "outside-when",
    severity: Severity::Warning,
    summary: "a guard that needs a fact where it is not asked for",
    explanation: "\
The fact has a `when`, and is asked for only where that holds. This guard can hold only where it
does not, so nobody is ever asked, and the guard holds only if the value was given all the
same.",
    bad: r#"
fact os: windows | mac | linux
fact distribution: debian | other { when os is linux }
rule mend {
  when os is windows and distribution is debian
  conclude "Call the administrator."
}
"#,
    good: r#"
fact os: windows | mac | linux
fact distribution: debian | other { when os is linux }
rule mend {
  when os is linux and distribution is debian
  conclude "Call the administrator."
}
"#,
};

/// A guard that holds only where a fact is given outside its `when`.
#[derive(Clone, Debug)]
pub struct OutsideWhen {
    /// The guard.
    pub at: Span,
    /// A case in which it holds, with a fact given outside its `when`.
    pub witness: Witness,
}

impl From<OutsideWhen> for Diagnostic {
    fn from(fault: OutsideWhen) -> Self {
        let OutsideWhen { at, witness } = fault;
        Diagnostic::new(
            &PAGE,
            "this holds only where a fact is given that nobody asks for",
            at,
        )
        .help("one of its facts is asked for only `when` something holds that excludes this guard")
        .witness(witness)
    }
}
