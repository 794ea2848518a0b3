//! Colours by meaning: what a word is, not what it looks like.

use super::base::Base;
use super::lexer::{Kind, Token, tokens};
use super::names::{NameKind, Use};
use super::words;
use crate::source::{FileId, Span};

/// What a part of a text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Colour {
    /// A word of the language.
    Keyword,
    /// A comment.
    Comment,
    /// A text in quotes.
    Text,
    /// A number.
    Number,
    /// A regular expression.
    Pattern,
    /// A type.
    Type,
    /// A function.
    Function,
    /// A name.
    Name(NameKind),
}

/// A part of a text with what it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Painted {
    /// The part, on one line.
    pub span: Span,
    /// What it is.
    pub colour: Colour,
    /// Whether a name is declared here.
    pub is_declaration: bool,
}

/// What the parts of a file are, in order and without overlaps.
pub fn highlight(base: &Base, file: FileId) -> Vec<Painted> {
    let text = base.source(file).text();
    let mut names = base.names().in_file(file);
    let mut painted = Vec::new();
    for token in tokens(text) {
        let span = |start: usize, end: usize| Span {
            file,
            start: start as u32,
            end: end as u32,
        };
        let skipped = names.partition_point(|found| (found.span.end as usize) <= token.start);
        names = &names[skipped..];
        let within = names.partition_point(|found| (found.span.start as usize) < token.end);
        let (found, rest) = names.split_at(within);
        names = rest;
        let colour = colour(token, text);
        if found.is_empty() {
            painted.extend(colour.map(|colour| plain(span(token.start, token.end), colour)));
            continue;
        }
        // The names are drawn over the token: those in the holes of a text.
        let mut at = token.start;
        for found in found {
            let start = found.span.start as usize;
            if let (Some(colour), true) = (colour, token.kind == Kind::Text && at < start) {
                painted.push(plain(span(at, start), colour));
            }
            if at <= start {
                painted.push(named(base, *found));
                at = found.span.end as usize;
            }
        }
        if let (Some(colour), true) = (colour, token.kind == Kind::Text && at < token.end) {
            painted.push(plain(span(at, token.end), colour));
        }
    }
    painted
}

fn plain(span: Span, colour: Colour) -> Painted {
    Painted {
        span,
        colour,
        is_declaration: false,
    }
}

fn named(base: &Base, found: Use) -> Painted {
    Painted {
        span: found.span,
        colour: Colour::Name(base.names().get(found.name).kind),
        is_declaration: found.is_declaration,
    }
}

fn colour(token: Token, text: &str) -> Option<Colour> {
    Some(match token.kind {
        Kind::Comment => Colour::Comment,
        Kind::Text => Colour::Text,
        Kind::Number => Colour::Number,
        Kind::Pattern => Colour::Pattern,
        Kind::Sign => return None,
        Kind::Word => {
            let word = token.text(text);
            let after = text.get(token.end..).unwrap_or("").trim_start();
            if words::TYPES.contains(&word) && !after.starts_with('"') {
                Colour::Type
            } else if words::is_keyword(word) {
                Colour::Keyword
            } else if words::FUNCTIONS.contains(&word) && after.starts_with('(') {
                Colour::Function
            } else {
                return None;
            }
        }
    })
}
