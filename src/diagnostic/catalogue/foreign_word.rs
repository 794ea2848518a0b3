//! A sign or word of another language.

use crate::diagnostic::{Diagnostic, Page, Severity};
use crate::source::Span;

/// The page of this diagnostic.
pub(super) const PAGE: Page = Page {
    code: "foreign-word",
    severity: Severity::Error,
    summary: "a sign or a word of another language",
    explanation: "\
Programming languages write `==`, `!=`, `&&`, `||`, `if` and `then`. Rules are written
in words: `is`, `is not`, `and`, `or`, `when`; nothing stands between a rule's test
and what it proposes.",
    bad: r#"
fact os: windows | mac
rule greet {
  when os == mac
  conclude "A Mac."
}
"#,
    good: r#"
fact os: windows | mac
rule greet {
  when os is mac
  conclude "A Mac."
}
"#,
};

/// A sign or a word that means something elsewhere, but not here.
#[derive(Clone, Debug)]
pub struct ForeignWord {
    /// What is written.
    pub found: String,
    /// Where.
    pub at: Span,
    /// What to write instead; empty to write nothing.
    pub instead: &'static str,
    /// Whether something stands right before it and right behind it, from which
    /// a word has to be parted.
    pub touches: (bool, bool),
}

impl From<ForeignWord> for Diagnostic {
    fn from(fault: ForeignWord) -> Self {
        let ForeignWord {
            found,
            at,
            instead,
            touches: (before, behind),
        } = fault;
        let diagnostic = Diagnostic::new(&PAGE, format!("`{found}` is not a word of rules"), at);
        if instead.is_empty() {
            diagnostic.help("leave it out").suggest(at, "", "remove it")
        } else {
            let blank = |touches: bool| if touches { " " } else { "" };
            diagnostic.label(format!("write `{instead}`")).suggest(
                at,
                format!("{}{instead}{}", blank(before), blank(behind)),
                format!("write `{instead}`"),
            )
        }
    }
}
