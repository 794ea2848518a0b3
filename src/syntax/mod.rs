//! Source text to syntax tree.
//!
//! ```text
//! text → scan: pieces, comments → parser: grammar, tree ─┬→ tree
//!                    └ lexical faults  └ syntax faults ──┴→ diagnostics
//! ```
//!
//! [`parse`] never fails: what it cannot read becomes [`tree::Item::Broken`]
//! and a diagnostic, and every other declaration is in the tree. Only
//! `parser` knows pest; `mistakes` words what went wrong.

mod brackets;
mod hints;
mod mistakes;
mod names;
mod parser;
mod quotes;
mod scan;
mod strings;
pub mod tree;
mod words;

pub use strings::TemplatePart;
pub use words::is_reserved;
pub use words::{DECLARATIONS as DECLARATION_WORDS, LINES as LINE_WORDS};

use crate::diagnostic::Diagnostic;
use crate::source::{FileId, Span};
use tree::{File, Item, Name};

/// How deep brackets and operators may nest.
pub const MAX_NESTING: usize = 256;

/// The syntax tree of a file with everything that is wrong with its syntax.
#[derive(Clone, Debug)]
pub struct Parsed {
    /// The tree; without diagnostics it contains no [`Item::Broken`].
    pub tree: File,
    /// The faults in the order of the text.
    pub diagnostics: Vec<Diagnostic>,
}

/// Reads the text of a rules file, which must be shorter than 4 GiB.
pub fn parse(file: FileId, text: &str) -> Parsed {
    let start = if text.starts_with('\u{FEFF}') {
        '\u{FEFF}'.len_utf8()
    } else {
        0
    };
    let scan::Scan {
        pieces,
        comments,
        unreadable,
    } = scan::scan(file, text, start);
    let mut tree = File {
        id: file,
        items: Vec::with_capacity(pieces.len()),
        comments,
        unread: Vec::new(),
    };
    let mut diagnostics: Vec<Diagnostic> = unreadable.into_iter().collect();
    for piece in pieces {
        let span = Span {
            file,
            start: piece.start as u32,
            end: piece.end as u32,
        };
        let source = text.get(piece.start..piece.end).unwrap_or("");
        if !piece.faults.is_empty() || piece.unreadable {
            diagnostics.extend(piece.faults);
            tree.items.push(Item::Broken(span));
            tree.unread.extend(declared_name(source, span));
            continue;
        }
        match parser::parse(file, piece.start, source) {
            Ok(read) => {
                tree.items.extend(read.items);
                diagnostics.extend(read.diagnostics);
            }
            Err(failure) => {
                let stray = piece.stray.filter(|stray| stray.at <= failure.at);
                diagnostics.push(match stray {
                    Some(stray) => stray.fault,
                    None => mistakes::explain(span, source, failure),
                });
                tree.items.push(Item::Broken(span));
                tree.unread.extend(declared_name(source, span));
            }
        }
    }
    diagnostics.sort_by_key(|diagnostic| diagnostic.primary.span.start);
    Parsed { tree, diagnostics }
}

/// The name that a broken declaration seems to declare.
fn declared_name(source: &str, span: Span) -> Option<Name> {
    let keyword = names::word_length(source);
    let rest = source.get(keyword..)?.trim_start();
    let first = names::word_length(rest);
    let name = rest.get(..names::dotted_length(rest, first))?;
    if first == 0 || !name.starts_with(char::is_alphabetic) {
        return None;
    }
    let start = span.start + (source.len() - rest.len()) as u32;
    let span = Span {
        file: span.file,
        start,
        end: start + name.len() as u32,
    };
    Some(Name {
        text: name.to_owned(),
        span,
    })
}
