//! An import whose path no rules file can have.

use crate::diagnostic::{Diagnostic, Page, Severity};
use crate::source::Span;

/// The page of this diagnostic.
pub(super) const PAGE: Page = Page {
    code: "import-path",
    severity: Severity::Error,
    summary: "an import path that is not relative, or not of a rules file",
    explanation: "\
Rules move between machines, so imports are relative, with `/` between folders, and
they import nothing but rules: `../shared/facts.rules`.",
    bad: r#"
import "/home/me/facts.rules"
"#,
    good: r#"
import "facts.rules"

# file: facts.rules
fact os: windows | mac
"#,
};

/// An import whose path no rules file can have.
#[derive(Clone, Debug)]
pub struct ImportPath {
    /// The path as written.
    pub path: String,
    /// What is wrong with it.
    pub fault: ImportPathFault,
    /// The path in the import.
    pub at: Span,
}

/// What can be wrong with the path of an import.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ImportPathFault {
    /// It begins at the root or at a drive.
    Absolute,
    /// It has backslashes.
    Backslash,
    /// It does not end in `.rules`.
    NotRules,
}

impl From<ImportPath> for Diagnostic {
    fn from(fault: ImportPath) -> Self {
        let ImportPath { path, fault, at } = fault;
        match fault {
            ImportPathFault::Absolute => {
                Diagnostic::new(&PAGE, format!("`{path}` is not a relative path"), at).help(
                    "write the path relative to this file, such as `\"../shared/facts.rules\"`",
                )
            }
            ImportPathFault::Backslash => {
                Diagnostic::new(&PAGE, format!("`{path}` has a backslash"), at)
                    .help("write `/` between folders, on every system")
                    .suggest(at, format!("\"{}\"", path.replace('\\', "/")), "write `/`")
            }
            ImportPathFault::NotRules => {
                Diagnostic::new(&PAGE, format!("`{path}` is not a rules file"), at)
                    .help("only files whose name ends in `.rules` can be imported")
            }
        }
    }
}
