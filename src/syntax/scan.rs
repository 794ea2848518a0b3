//! The first look at a file: cuts it into pieces, and finds the faults that
//! would mislead the grammar.
//!
//! A piece is, as a rule, one declaration: it reaches from a word that begins a
//! declaration, at the start of a line, to the next one. Each piece is parsed
//! for itself, so that a mistake in one does not spoil the others. Texts,
//! patterns and brackets that are not closed, wrong quotes, unreadable characters
//! and nesting that is too deep are found here, because whatever follows them
//! would be misread.

mod tokens;

use std::mem::take;

use crate::diagnostic::Diagnostic;
use crate::diagnostic::catalogue::{TooDeep, UnreadableCharacter};
use crate::diagnostic::nearest::nearest;
use crate::source::{FileId, Span};
use crate::syntax::MAX_NESTING;
use crate::syntax::brackets::{Brackets, Stray};
use crate::syntax::names::{dotted_length, word_length};
use crate::syntax::words;

/// What the first look finds.
pub(super) struct Scan {
    /// The pieces in order; white space and comments between them belong to none.
    pub(super) pieces: Vec<Piece>,
    /// The places of all comments.
    pub(super) comments: Vec<Span>,
    /// The fault of characters that cannot be read, reported once a file.
    pub(super) unreadable: Option<Diagnostic>,
}

/// A part of the file that is parsed for itself.
#[derive(Default)]
pub(super) struct Piece {
    /// The first byte.
    pub(super) start: usize,
    /// The byte after the last token.
    pub(super) end: usize,
    /// Why it need not be parsed.
    pub(super) faults: Vec<Diagnostic>,
    /// Whether it contains characters that cannot be read.
    pub(super) unreadable: bool,
    /// The first closing bracket that closes nothing; an earlier fault that
    /// parsing finds matters more.
    pub(super) stray: Option<Stray>,
}

/// Scans the text of a file from `start` on.
pub(super) fn scan(file: FileId, text: &str, start: usize) -> Scan {
    let mut scanner = Scanner {
        file,
        text,
        at: start,
        line_start: start,
        first_of_line: true,
        in_piece: false,
        last: Last::Open,
        unclosed_texts: 0,
        piece: Piece::default(),
        brackets: Brackets::default(),
        unreadable: Vec::new(),
        scan: Scan {
            pieces: Vec::new(),
            comments: Vec::new(),
            unreadable: None,
        },
    };
    while let Some(byte) = text.as_bytes().get(scanner.at) {
        scanner.token(*byte);
    }
    scanner.finish_piece();
    let mut unreadable = scanner.unreadable.into_iter();
    let mut scan = scanner.scan;
    scan.unreadable = unreadable.next().map(|(character, at)| {
        UnreadableCharacter {
            character,
            at,
            others: unreadable.len(),
        }
        .into()
    });
    scan
}

/// What the last token lets follow.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Last {
    /// More must follow.
    Open,
    /// It can be the last of a declaration.
    Complete,
    /// It is `matches`, which a pattern follows.
    Matches,
}

struct Scanner<'t> {
    file: FileId,
    text: &'t str,
    at: usize,
    /// Where the current line begins.
    line_start: usize,
    /// Whether only blanks stand before `at` on its line.
    first_of_line: bool,
    in_piece: bool,
    last: Last,
    unclosed_texts: usize,
    piece: Piece,
    brackets: Brackets,
    unreadable: Vec<(char, Span)>,
    scan: Scan,
}

impl Scanner<'_> {
    /// Steps over the token, or the white space, that begins with `byte`.
    fn token(&mut self, byte: u8) {
        match byte {
            b'\n' => {
                self.at += 1;
                self.line_start = self.at;
                self.first_of_line = true;
            }
            b' ' | b'\t' | b'\r' => self.at += 1,
            b'#' => self.comment(),
            b'"' => self.string(),
            b'/' if self.last == Last::Matches => self.pattern(),
            b'(' | b'[' | b'{' => self.open(byte),
            b')' | b']' | b'}' => self.close(byte),
            b'a'..=b'z' | b'A'..=b'Z' => self.word(),
            b'0'..=b'9' | b'_' => self.other(1, Last::Complete),
            b'\'' => self.odd_quote(),
            0..0x20 | 0x7f => self.control(byte.into()),
            0x80.. => self.beyond_ascii(),
            _ => self.other(1, Last::Open),
        }
    }

    fn open(&mut self, bracket: u8) {
        let at = self.at;
        self.other(1, Last::Open);
        self.brackets.open(bracket, at);
        self.check_depth(at);
    }

    fn close(&mut self, bracket: u8) {
        let at = self.at;
        self.other(1, Last::Complete);
        self.brackets.close(bracket, at);
    }

    fn check_depth(&mut self, at: usize) {
        if self.brackets.depth() == MAX_NESTING + 1 && !self.brackets.reported_deep {
            self.brackets.reported_deep = true;
            self.piece.faults.push(
                TooDeep {
                    at: self.span(at, at + 1),
                    limit: MAX_NESTING,
                }
                .into(),
            );
        }
    }

    /// A word, or a dotted name as far as it is one.
    fn word(&mut self) {
        let start = self.at;
        let rest = &self.text[start..];
        let length = word_length(rest);
        let word = &rest[..length];
        let dotted = dotted_length(rest, length);
        if self.first_of_line && self.begins_piece(word, &rest[dotted..], dotted > length) {
            self.finish_piece();
        }
        let last = match word {
            _ if dotted > length => Last::Complete,
            "matches" => Last::Matches,
            _ if words::is_open_ended(word) => Last::Open,
            _ => Last::Complete,
        };
        self.other(dotted, last);
        if word == "table" && dotted == length {
            self.brackets.table();
            self.check_depth(start);
        }
    }

    /// Whether a word at the start of a line begins a declaration: certainly, or
    /// because nothing else can begin there.
    fn begins_piece(&self, word: &str, after: &str, dotted: bool) -> bool {
        let at_margin = self.at == self.line_start;
        let after = after.trim_start_matches([' ', '\t', '\u{A0}']);
        if words::DECLARATIONS.contains(&word) && !dotted {
            return at_margin || after.starts_with(['"', '{', '\n', '\r', '#']) || {
                let next = &after[..word_length(after)];
                !next.is_empty()
                    && (!words::is_reserved(next) || words::DECLARATIONS.contains(&next))
            };
        }
        // Two operands side by side are never right, so a piece may end between them.
        at_margin
            && self.last == Last::Complete
            && !dotted
            && !words::is_keyword(word)
            && (self.brackets.depth() == 0
                || after.starts_with(|c: char| c == '"' || c.is_alphabetic())
                    && nearest(word, words::DECLARATIONS.iter().copied()).is_some())
    }

    /// Steps over a token of this many bytes.
    fn other(&mut self, length: usize, last: Last) {
        if !self.in_piece {
            self.in_piece = true;
            self.piece.start = self.at;
        }
        self.at += length;
        self.piece.end = self.at;
        self.first_of_line = false;
        self.last = last;
    }

    fn finish_piece(&mut self) {
        if self.in_piece {
            let brackets = take(&mut self.brackets);
            let mut piece = take(&mut self.piece);
            let (unclosed, stray) = brackets.finish(self.file);
            if piece.faults.is_empty() {
                piece.faults.extend(unclosed);
                piece.stray = stray;
            }
            self.scan.pieces.push(piece);
        }
        self.in_piece = false;
        self.last = Last::Open;
        self.unclosed_texts = 0;
    }

    /// Where the line of `from` ends, its line feed not included.
    fn line_end(&self, from: usize) -> usize {
        self.text[from..]
            .find('\n')
            .map_or(self.text.len(), |length| from + length)
    }

    fn span(&self, start: usize, end: usize) -> Span {
        Span {
            file: self.file,
            start: start as u32,
            end: end as u32,
        }
    }
}
