//! Two rules of different files that apply together, with one priority.

use crate::diagnostic::{Diagnostic, Page, Severity, Witness};
use crate::source::Span;

/// The page of this diagnostic.
pub(super) const PAGE: Page = Page {
    code: "file-order",
    severity: Severity::Warning,
    summary: "rules whose order only the names of files decide",
    explanation: "\
Rules are considered by priority, then by the path of their file, then by position. Within a
file the order is the author's; between files of one priority it is that of the alphabet, and
renaming a file changes decisions. Where two such rules apply together and propose different
steps, a `priority` says which comes first. This is told once for a file.",
    bad: r#"
import "other.rules"
fact message: text
rule late {
  when message contains "late"
  conclude "Call the administrator."
}

# file: other.rules
fact os: windows | mac
rule early {
  when os is mac
  conclude "Wait."
}
"#,
    good: r#"
import "other.rules"
fact message: text
rule late {
  when message contains "late"
  conclude "Call the administrator."
}

# file: other.rules
fact os: windows | mac
rule early {
  priority 10
  when os is mac
  conclude "Wait."
}
"#,
};

/// Two rules of different files that apply together, with one priority.
#[derive(Clone, Debug)]
pub struct FileOrder {
    /// The rule that comes first.
    pub first: String,
    /// Where it is declared.
    pub first_at: Span,
    /// The rule that comes second.
    pub second: String,
    /// Where it is declared.
    pub second_at: Span,
    /// A case in which both apply.
    pub witness: Witness,
}

impl From<FileOrder> for Diagnostic {
    fn from(fault: FileOrder) -> Self {
        let FileOrder {
            first,
            first_at,
            second,
            second_at,
            witness,
        } = fault;
        Diagnostic::new(
            &PAGE,
            format!("only the names of their files put `{first}` before `{second}`"),
            second_at,
        )
        .label("applies too")
        .also(first_at, "comes first")
        .help("give one of them a `priority`: the higher one comes first")
        .witness(witness)
    }
}
