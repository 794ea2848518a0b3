//! Changes that mend what is wrong at a place.

use super::base::Base;
use super::rows;
use crate::diagnostic::Diagnostic;
use crate::source::{FileId, Span};

/// A replacement of text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// What to replace.
    pub span: Span,
    /// What to put there.
    pub text: String,
}

/// A change with its name.
#[derive(Clone, Debug)]
pub struct Fix<'b> {
    /// What it does, in a few words.
    pub title: String,
    /// The changes.
    pub changes: Vec<Change>,
    /// What it mends; nothing if nothing is wrong.
    pub mends: Option<&'b Diagnostic>,
}

/// The changes that fit some bytes of a file.
pub fn fixes(base: &Base, file: FileId, start: u32, end: u32) -> Vec<Fix<'_>> {
    let touches = |span: Span| span.file == file && span.start <= end && start <= span.end;
    let mut fixes = Vec::new();
    for diagnostic in base.diagnostics() {
        if let Some(suggestion) = &diagnostic.suggestion
            && touches(diagnostic.primary.span)
        {
            fixes.push(Fix {
                title: suggestion.title.clone(),
                changes: vec![Change {
                    span: suggestion.span,
                    text: suggestion.replacement.clone(),
                }],
                mends: Some(diagnostic),
            });
        }
    }
    fixes.extend(rows::missing(base, file, &touches));
    fixes
}
