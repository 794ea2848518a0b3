//! An entry that can never be chosen.

use crate::diagnostic::{Diagnostic, Page, Severity};
use crate::source::Span;

/// The page of this diagnostic.
pub(super) const PAGE: Page = Page {
    code: "never-chosen",
    severity: Severity::Warning,
    summary: "an entry that can never be chosen",
    explanation: "\
Whatever the case, an earlier entry decides first wherever this one could. Its step is never
shown to anybody. Mostly an earlier entry is wider than it was meant to be; else the entry can
go, or has to come first.",
    bad: r#"
fact service: running | stopped
fact message: text
action restart { step "Restart the service." }
rule no_backup {
  when service is stopped or message contains "backup"
  conclude "Call the administrator."
  try restart when service is stopped
}
"#,
    good: r#"
fact service: running | stopped
fact message: text
action restart { step "Restart the service." }
rule no_backup {
  when service is stopped or message contains "backup"
  try restart when service is stopped
  conclude "Call the administrator."
}
"#,
};

/// An entry that can never be chosen.
#[derive(Clone, Debug)]
pub struct NeverChosen {
    /// The entry, in a few words.
    pub entry: String,
    /// Where it is.
    pub at: Span,
    /// The earlier entries that decide wherever it could.
    pub shadowed_by: Vec<Span>,
    /// How many elements of a list were looked at, where it depends on lists.
    pub elements: Option<usize>,
}

impl From<NeverChosen> for Diagnostic {
    fn from(fault: NeverChosen) -> Self {
        let NeverChosen {
            entry,
            at,
            shadowed_by,
            elements,
        } = fault;
        let mut diagnostic = Diagnostic::new(&PAGE, format!("{entry} can never be chosen"), at);
        diagnostic = match shadowed_by.as_slice() {
            [] => diagnostic.help("no case leads to it"),
            [_] => diagnostic.help("wherever it could be, the earlier entry decides"),
            _ => diagnostic.help("wherever it could be, one of the earlier entries decides"),
        };
        for span in shadowed_by {
            diagnostic = diagnostic.also(span, "decides first");
        }
        super::looked_at(diagnostic, elements)
    }
}
