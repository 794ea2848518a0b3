//! A reserved word as a name.

use crate::diagnostic::{Diagnostic, Page, Severity};
use crate::source::Span;

/// The page of this diagnostic.
pub(super) const PAGE: Page = Page {
    code: "reserved-word",
    severity: Severity::Error,
    summary: "a reserved word as a name",
    explanation: "\
Some words have a meaning everywhere and cannot be names: `and`, `or`, `not`, `is`, `in`,
`has`, `any`, `every`, `no`, `where`, `when`, `yes`, `table`, `guide`, `import`, `fact`,
`let`, `condition`, `symptom`, `action`, `rule`. After a dot any word is fine:
`firewall.rule`.",
    bad: r#"
fact table: text
rule greet {
  conclude "Hello."
}
"#,
    good: r#"
fact disk.table: text
rule greet {
  when disk.table is "GPT"
  conclude "Hello."
}
"#,
};

/// A reserved word stands where a name is needed.
#[derive(Clone, Debug)]
pub struct ReservedWord {
    /// The word.
    pub word: String,
    /// Where it stands.
    pub at: Span,
}

impl From<ReservedWord> for Diagnostic {
    fn from(fault: ReservedWord) -> Self {
        let ReservedWord { word, at } = fault;
        let diagnostic = Diagnostic::new(
            &PAGE,
            format!("`{word}` is a word of the language, so nothing can be called that"),
            at,
        );
        match word.as_str() {
            "yes" | "no" => diagnostic.help("a fact that is true or not has the type `yes/no`"),
            _ => diagnostic.help(format!(
                "choose another name, for example `{word}_name`, or put it after a dot"
            )),
        }
    }
}
