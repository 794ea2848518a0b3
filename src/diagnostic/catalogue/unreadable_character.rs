//! A character that cannot be seen.

use crate::diagnostic::{Diagnostic, Page, Severity};
use crate::source::Span;

/// The page of this diagnostic.
pub(super) const PAGE: Page = Page {
    code: "unreadable-character",
    severity: Severity::Error,
    summary: "a character that cannot be seen",
    explanation: "\
Rules are plain text. A control character or an invisible character usually comes with
text that is copied from elsewhere, or shows that the file is not a text file or is
not in UTF-8. Retype the place, or save the file as UTF-8.",
    bad: "
fact os: windows | mac
rule greet {
  when os is\u{200B} mac
  conclude \"A Mac.\"
}
",
    good: r#"
fact os: windows | mac
rule greet {
  when os is mac
  conclude "A Mac."
}
"#,
};

/// The file contains characters that cannot be seen.
#[derive(Clone, Debug)]
pub struct UnreadableCharacter {
    /// The first.
    pub character: char,
    /// Where it stands.
    pub at: Span,
    /// How many more there are.
    pub others: usize,
}

impl From<UnreadableCharacter> for Diagnostic {
    fn from(fault: UnreadableCharacter) -> Self {
        let UnreadableCharacter {
            character,
            at,
            others,
        } = fault;
        let code = character as u32;
        let more = match others {
            0 => String::new(),
            1 => ", and another one further down".to_owned(),
            _ => format!(", and {others} more further down"),
        };
        let diagnostic = Diagnostic::new(
            &PAGE,
            format!("there is an invisible character here (U+{code:04X}){more}"),
            at,
        );
        if character == '\0' {
            diagnostic.help("this is no text file, or it is not saved as UTF-8")
        } else {
            diagnostic.help("remove it: retyping the line helps")
        }
    }
}
