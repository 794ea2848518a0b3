//! A hyphen in a name.

use crate::diagnostic::{Diagnostic, Page, Severity};
use crate::source::Span;

/// The page of this diagnostic.
pub(super) const PAGE: Page = Page {
    code: "name-with-hyphen",
    severity: Severity::Error,
    summary: "a hyphen in a name",
    explanation: "\
Names are made of letters, digits and `_`, and their words are joined by dots. A `-` is the
minus sign.",
    bad: r#"
fact os: mac-os | windows
rule greet {
  when os is windows
  conclude "Windows."
}
"#,
    good: r#"
fact os: mac_os | windows
rule greet {
  when os is windows
  conclude "Windows."
}
"#,
};

/// A name contains a hyphen.
#[derive(Clone, Debug)]
pub struct NameWithHyphen {
    /// The whole name as written.
    pub name: String,
    /// Where it stands.
    pub at: Span,
}

impl From<NameWithHyphen> for Diagnostic {
    fn from(fault: NameWithHyphen) -> Self {
        let NameWithHyphen { name, at } = fault;
        let mended = name.replace('-', "_");
        Diagnostic::new(
            &PAGE,
            format!("`{name}` is not a name: a `-` is the minus sign"),
            at,
        )
        .suggest(at, mended.clone(), format!("write `{mended}`"))
    }
}
