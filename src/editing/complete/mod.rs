//! What fits where somebody is typing.

mod candidates;
mod position;
mod templates;

use super::base::Base;
use super::half::{Expect, Reader};
use super::typing::Typing;
use crate::source::{FileId, Span};
use candidates::Candidates;
use position::{Position, Where};

/// Something that may be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Completion {
    /// What is written, and what the list shows.
    pub label: String,
    /// What it is.
    pub kind: CompletionKind,
    /// A few words beside it.
    pub detail: Option<String>,
    /// What there is to know about it, in Markdown.
    pub documentation: Option<String>,
    /// A longer text with places to fill in, in the notation of editors.
    pub snippet: Option<String>,
    /// What it replaces.
    pub replace: Span,
}

/// What a completion is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum CompletionKind {
    /// A symbol of an enumeration.
    Symbol,
    /// A field of an element.
    Field,
    /// A variable.
    Variable,
    /// A fact.
    Fact,
    /// A let.
    Let,
    /// A condition or a symptom.
    Condition,
    /// An action.
    Action,
    /// A word of the language.
    Keyword,
    /// A type.
    Type,
    /// A function.
    Function,
    /// A file.
    File,
}

/// What fits at a byte of a file; `files` gives the paths that an import may name.
pub fn complete(
    base: &Base,
    file: FileId,
    offset: u32,
    files: &dyn Fn() -> Vec<String>,
) -> Vec<Completion> {
    let text = base.source(file).text();
    let Some(position) = Position::of(text, offset as usize) else {
        return Vec::new();
    };
    let lets = base.lets();
    let typing = Typing {
        names: base.names(),
        lets: &lets,
    };
    let mut reader = Reader::new(typing, file, text);
    for token in &position.before {
        reader.step(*token);
    }
    let replace = Span {
        file,
        start: position.start as u32,
        end: position.end as u32,
    };
    let mut found = Candidates::new(base, &reader, replace);
    match position.place {
        Where::Hole => {
            if candidates::has_holes(&reader) {
                found.operands();
            }
        }
        Where::Text => {
            if reader.keyword() == "import" && position.before.len() == 1 {
                found.paths(&files());
            }
        }
        Where::Allowed => found.warnings(),
        Where::Code => code(&mut found, &reader, position.first),
    }
    found.finish()
}

/// What fits outside texts.
fn code(found: &mut Candidates<'_, '_>, reader: &Reader<'_, '_>, first_of_line: bool) {
    let expect = reader.expect(first_of_line);
    match expect {
        Expect::Declaration => found.declarations(),
        Expect::Name => {}
        Expect::Header => found.header(),
        Expect::Type => found.types(),
        Expect::Operand => {
            found.operands();
            found.operand_words();
        }
        Expect::Opposite(symbols) => found.opposite(symbols),
        Expect::Item(symbols) => found.literals(symbols),
        Expect::Cell(symbols, at_start) => found.cell(symbols, at_start),
        Expect::List => found.lists(),
        Expect::Action => found.actions(),
        Expect::Path => found.fact_paths(),
        Expect::Words(words) => found.words(words),
        Expect::Continue => found.go_on(first_of_line),
        Expect::Line => found.lines(),
    }
    if first_of_line && reader.place().is_none() && expect != Expect::Declaration {
        found.declarations();
    }
}
