//! Places of the library as the protocol writes them.

use std::cell::OnceCell;
use std::collections::HashMap;

use gen_lsp_types::{
    Edit, Location, OptionalVersionedTextDocumentIdentifier, TextDocumentEdit,
    TextDocumentIdentifier, TextEdit, Uri, WorkspaceEdit,
};

use super::capabilities::Abilities;
use super::documents::Documents;
use super::lines::Lines;
use super::uris::uri_of;
use crate::editing::{Base, Change};
use crate::source::Span;

/// What is needed to write places.
#[derive(Clone, Copy)]
pub(super) struct Convert<'w> {
    /// The files that are open.
    pub(super) documents: &'w Documents,
    /// What the editor can do.
    pub(super) abilities: Abilities,
}

impl Convert<'_> {
    /// The address of a path: as the editor writes it, if the file is open.
    pub(super) fn uri(&self, path: &str) -> Uri {
        match self.documents.get(path) {
            Some(document) => Uri(document.uri.clone()),
            None => Uri(uri_of(path)),
        }
    }

    /// The lines of a text.
    pub(super) fn lines<'t>(&self, text: &'t str) -> Lines<'t> {
        Lines::new(text, self.abilities.encoding)
    }

    /// Writes places in a rule base.
    pub(super) fn places<'b>(&'b self, base: &'b Base) -> Places<'b> {
        let files = base.sources().iter().map(|_| OnceCell::new());
        Places {
            convert: self,
            base,
            lines: files.collect(),
        }
    }

    /// Changes of the files of a rule base, by path, in the order of the text.
    pub(super) fn edits(&self, base: &Base, changes: &[Change]) -> Vec<(String, Vec<TextEdit>)> {
        let mut files: Vec<(String, Vec<TextEdit>)> = Vec::new();
        let mut sorted: Vec<&Change> = changes.iter().collect();
        sorted.sort_by_key(|change| change.span);
        for (id, file) in base.sources().iter() {
            let lines = self.lines(file.text());
            let edits = sorted
                .iter()
                .filter(|change| change.span.file == id)
                .map(|change| TextEdit {
                    range: lines.range(change.span),
                    new_text: change.text.clone(),
                });
            let edits: Vec<TextEdit> = edits.collect();
            if !edits.is_empty() {
                files.push((file.name().to_owned(), edits));
            }
        }
        files
    }

    /// Changes as one.
    pub(super) fn workspace_edit(&self, files: Vec<(String, Vec<TextEdit>)>) -> WorkspaceEdit {
        if !self.abilities.versioned_changes {
            let changes = files
                .into_iter()
                .map(|(path, edits)| (self.uri(&path), edits));
            return WorkspaceEdit {
                changes: Some(changes.collect::<HashMap<_, _>>()),
                ..WorkspaceEdit::default()
            };
        }
        let changes = files.into_iter().map(|(path, edits)| {
            let version = self.documents.get(&path).map(|document| document.version);
            let edit = TextDocumentEdit {
                text_document: OptionalVersionedTextDocumentIdentifier {
                    version,
                    text_document_identifier: TextDocumentIdentifier {
                        uri: self.uri(&path),
                    },
                },
                edits: edits.into_iter().map(Edit::TextEdit).collect(),
            };
            edit.into()
        });
        WorkspaceEdit {
            document_changes: Some(changes.collect()),
            ..WorkspaceEdit::default()
        }
    }
}

/// Writes places in a rule base, and counts the lines of each file once.
pub(super) struct Places<'b> {
    convert: &'b Convert<'b>,
    base: &'b Base,
    lines: Vec<OnceCell<Lines<'b>>>,
}

impl Places<'_> {
    /// A place.
    pub(super) fn location(&self, span: Span) -> Location {
        let file = self.base.source(span.file);
        let lines = || self.convert.lines(file.text());
        let range = match self.lines.get(span.file.index()) {
            Some(kept) => kept.get_or_init(lines).range(span),
            None => lines().range(span),
        };
        Location {
            uri: self.convert.uri(file.name()),
            range,
        }
    }
}
