//! The files that are open in the editor, as they stand there.

use std::collections::BTreeMap;

use gen_lsp_types::{Range, TextDocumentContentChangeEvent};

use super::lines::{Encoding, Lines};
use super::uris::path_of;

/// A file that is open.
#[derive(Debug)]
pub(super) struct Document {
    /// Its address, as the editor writes it.
    pub(super) uri: String,
    /// Its version, as the editor counts.
    pub(super) version: i32,
    /// Its text.
    pub(super) text: String,
}

/// The files that are open, by path.
#[derive(Debug, Default)]
pub(super) struct Documents {
    open: BTreeMap<String, Document>,
}

impl Documents {
    /// The file at a path, if it is open.
    pub(super) fn get(&self, path: &str) -> Option<&Document> {
        self.open.get(path)
    }

    /// The paths of all open files.
    pub(super) fn paths(&self) -> impl Iterator<Item = &String> {
        self.open.keys()
    }

    /// Opens a file, or replaces what is known of it.
    pub(super) fn open(&mut self, document: Document) -> String {
        let path = path_of(&document.uri);
        self.open.insert(path.clone(), document);
        path
    }

    /// Closes a file.
    pub(super) fn close(&mut self, uri: &str) -> String {
        let path = path_of(uri);
        self.open.remove(&path);
        path
    }

    /// Changes a file. One that was never opened is open with its first whole text;
    /// changes of parts of it are lost.
    pub(super) fn change(
        &mut self,
        uri: &str,
        version: i32,
        changes: Vec<TextDocumentContentChangeEvent>,
        encoding: Encoding,
    ) -> String {
        let path = path_of(uri);
        for change in changes {
            match change {
                TextDocumentContentChangeEvent::TextDocumentContentChangeWholeDocument(whole) => {
                    let document = Document {
                        uri: uri.to_owned(),
                        version,
                        text: whole.text,
                    };
                    self.open.insert(path.clone(), document);
                }
                TextDocumentContentChangeEvent::TextDocumentContentChangePartial(part) => {
                    if let Some(document) = self.open.get_mut(&path) {
                        replace(&mut document.text, part.range, &part.text, encoding);
                    }
                }
            }
        }
        if let Some(document) = self.open.get_mut(&path) {
            document.version = version;
        }
        path
    }
}

fn replace(text: &mut String, range: Range, new: &str, encoding: Encoding) {
    let lines = Lines::new(text, encoding);
    let (start, end) = (lines.offset(range.start), lines.offset(range.end));
    // A range that ends before it begins is turned round.
    text.replace_range(start.min(end)..start.max(end), new);
}
