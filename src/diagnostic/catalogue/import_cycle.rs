//! Files that import one another in a circle.

use crate::diagnostic::{Diagnostic, Page, Severity};
use crate::source::Span;

/// The page of this diagnostic.
pub(super) const PAGE: Page = Page {
    code: "import-cycle",
    severity: Severity::Error,
    summary: "files that import one another in a circle",
    explanation: "\
A file that is imported by what it imports has no place in the order of files. Move
what both need to a third file, and import that in both.",
    bad: r#"
import "other.rules"
fact os: windows | mac

# file: other.rules
import "example.rules"
fact version: version
"#,
    good: r#"
import "other.rules"
fact os: windows | mac

# file: other.rules
fact version: version
"#,
};

/// Files that import one another in a circle.
#[derive(Clone, Debug)]
pub struct ImportCycle {
    /// A file of the circle, with the place of its import.
    pub first: (String, Span),
    /// The other files in the order of the imports; the last imports the first.
    pub others: Vec<(String, Span)>,
}

impl From<ImportCycle> for Diagnostic {
    fn from(fault: ImportCycle) -> Self {
        const MOST: usize = 10;
        let ImportCycle {
            first: (first, start),
            others,
        } = fault;
        let Some((_, closing)) = others.last() else {
            return Diagnostic::new(&PAGE, format!("`{first}` imports itself"), start)
                .help("leave the import out");
        };
        let mut path = vec![first.as_str()];
        path.extend(others.iter().take(MOST).map(|(file, _)| file.as_str()));
        if others.len() > MOST {
            path.push("…");
        }
        path.push(&first);
        Diagnostic::new(
            &PAGE,
            format!("files import one another in a circle: {}", path.join(" → ")),
            *closing,
        )
        .label("this closes the circle")
        .also(start, "it begins here")
        .help("move what they share to a file of its own, and import that")
    }
}
