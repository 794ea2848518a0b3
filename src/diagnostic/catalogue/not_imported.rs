//! A name of a file that is not imported.

use crate::diagnostic::{Diagnostic, Page, Severity};
use crate::source::Span;

/// The page of this diagnostic.
pub(super) const PAGE: Page = Page {
    code: "not-imported",
    severity: Severity::Error,
    summary: "a name of a file that is not imported",
    explanation: "\
A file sees its own names and those of the files that it imports itself; what these
import is not passed on. Import the file that declares the name.",
    bad: r#"
import "shortcuts.rules"
rule greet {
  when os is mac
  conclude "Press {shortcut}."
}

# file: shortcuts.rules
import "facts.rules"
let shortcut = table os {
  windows: "Ctrl+C"
  mac: "Command+C"
}

# file: facts.rules
fact os: windows | mac
"#,
    good: r#"
import "shortcuts.rules"
import "facts.rules"
rule greet {
  when os is mac
  conclude "Press {shortcut}."
}

# file: shortcuts.rules
import "facts.rules"
let shortcut = table os {
  windows: "Ctrl+C"
  mac: "Command+C"
}

# file: facts.rules
fact os: windows | mac
"#,
};

/// A name of a file that is not imported.
#[derive(Clone, Debug)]
pub struct NotImported {
    /// The name.
    pub name: String,
    /// Where it is used.
    pub at: Span,
    /// Where it is declared.
    pub declared: Span,
    /// The import that is missing.
    pub import: MissingImport,
}

/// An import that is missing.
#[derive(Clone, Debug)]
pub struct MissingImport {
    /// The path of the file, as the import has to write it.
    pub path: String,
    /// Where the import belongs.
    pub at: Span,
    /// What to insert there.
    pub text: String,
}

impl From<NotImported> for Diagnostic {
    fn from(fault: NotImported) -> Self {
        let NotImported {
            name,
            at,
            declared,
            import,
        } = fault;
        let line = format!("import \"{}\"", import.path);
        Diagnostic::new(
            &PAGE,
            format!("`{name}` is declared in a file that this one does not import"),
            at,
        )
        .also(declared, "declared here")
        .suggest(import.at, import.text, format!("add `{line}`"))
    }
}
