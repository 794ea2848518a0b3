//! Walks over the tokens and writes them.

use std::mem::{replace, take};
use std::ops::Range;

use super::MAX_WIDTH;
use super::lines::Lines;
use super::tokens::{Break, Token, Tokens};
use crate::source::Span;
use crate::syntax::tree::File;

/// How wide tests that are joined by `and` or `or` may be on one line; wider ones are easier to
/// read one below the other.
const MAX_CHAIN: usize = 72;

/// The text in the canonical layout.
pub(super) fn print(file: &File, tokens: Tokens<'_>) -> String {
    let mut printer = Printer::new(tokens);
    printer.file(file);
    printer.lines.finish()
}

/// Writes the tokens one after the other.
pub(super) struct Printer<'t> {
    tokens: Vec<Token<'t>>,
    /// How wide the tokens before this one are, all on one line.
    widths: Vec<usize>,
    /// Before how many of the tokens before this one the line has to end.
    breaks: Vec<usize>,
    /// How many tables begin before this token.
    tables: Vec<usize>,
    /// The spaces before a token that bring it into its column.
    pub(super) extra: Vec<usize>,
    /// The token to be written next.
    at: usize,
    /// Whether what stands before it has been written.
    settled: bool,
    /// How far a line is indented that had to be broken where it need not be.
    hang: usize,
    pub(super) lines: Lines,
}

/// Where a token stands that begins a line, and where the comments before it do.
#[derive(Clone, Copy)]
pub(super) struct Place {
    /// How far the token is indented.
    pub(super) indent: usize,
    /// How far the comments are.
    pub(super) comments: usize,
    /// What comments belong to that stand to its right, and how far they are indented then.
    pub(super) before: Option<Sibling>,
    /// What becomes of blank lines.
    pub(super) blanks: Blanks,
}

/// What stands before a line.
#[derive(Clone, Copy)]
pub(super) struct Sibling {
    /// How far it is from the margin, as its author wrote it.
    pub(super) column: usize,
    /// How far its comments are indented.
    pub(super) hang: usize,
}

/// What becomes of blank lines.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Blanks {
    /// They go.
    Drop,
    /// They stay, one at a time; but not below an opening brace and above a closing one.
    Keep,
    /// They stay in the same way, and where there is none, there will be one.
    Need,
}

/// For each value the sum of those before it.
fn sums(values: impl Iterator<Item = usize>) -> Vec<usize> {
    values
        .scan(0, |sum, value| Some(replace(sum, *sum + value)))
        .collect()
}

/// The sum of the values in a range.
fn between(sums: &[usize], range: Range<usize>) -> usize {
    let sum = |index: usize| sums.get(index).or(sums.last()).copied().unwrap_or(0);
    sum(range.end).saturating_sub(sum(range.start))
}

impl Place {
    /// Of a line in the midst of what belongs together.
    pub(super) fn broken(indent: usize) -> Self {
        Place {
            indent,
            comments: indent,
            before: None,
            blanks: Blanks::Drop,
        }
    }
}

impl<'t> Printer<'t> {
    fn new(tokens: Tokens<'t>) -> Self {
        let count = tokens.list.len();
        let mut printer = Printer {
            widths: Vec::new(),
            breaks: Vec::new(),
            tables: Vec::new(),
            extra: vec![0; count],
            at: 0,
            settled: false,
            hang: 0,
            lines: Lines::default(),
            tokens: tokens.list,
        };
        let widths = printer.tokens.iter().map(Token::flat_width);
        let widths = sums(widths);
        let tables = sums(printer.tokens.iter().map(|token| usize::from(token.table)));
        printer.widths = widths;
        printer.tables = tables;
        printer.breaks = printer.sum_of_breaks(&tokens.chains);
        printer
    }

    /// Where lines have to end: at comments, and in tests that are too wide.
    fn sum_of_breaks(&self, chains: &[(usize, usize)]) -> Vec<usize> {
        let has_comments = |token: &Token<'_>| !token.comments.is_empty();
        let mut breaks: Vec<_> = self.tokens.iter().map(has_comments).collect();
        for &(start, end) in chains {
            let (start, end) = (self.index(start), self.index(end));
            if self.width(start..end) > MAX_CHAIN
                && let Some(second) = breaks.get_mut(start + 1)
            {
                *second = true;
            }
        }
        sums(breaks.into_iter().map(usize::from))
    }

    /// The first token that does not begin before this byte.
    pub(super) fn index(&self, byte: usize) -> usize {
        self.tokens.partition_point(|token| token.start < byte)
    }

    /// The tokens in a part of the text.
    pub(super) fn range(&self, span: Span) -> Range<usize> {
        self.index(span.start as usize)..self.index(span.end as usize)
    }

    /// The first token of a part of the text.
    pub(super) fn start(&self, span: Span) -> usize {
        self.index(span.start as usize)
    }

    /// The token at an index; that of the end of the file is the last.
    pub(super) fn peek(&self, index: usize) -> Option<&Token<'t>> {
        self.tokens.get(index)
    }

    /// Whether a token reads like this.
    pub(super) fn is(&self, index: usize, text: &str) -> bool {
        self.peek(index).is_some_and(|token| token.text == text)
    }

    /// Whether comments stand before a token and are still to be written.
    pub(super) fn has_comments(&self, index: usize) -> bool {
        self.peek(index)
            .is_some_and(|token| !token.comments.is_empty())
    }

    /// The token to be written next.
    pub(super) fn at(&self) -> usize {
        self.at
    }

    /// How wide tokens are on one line.
    pub(super) fn width(&self, range: Range<usize>) -> usize {
        let width = between(&self.widths, range.clone());
        let space = self.peek(range.start).is_some_and(|token| token.spaced);
        width - usize::from(space && !range.is_empty())
    }

    /// Whether tokens can stand on one line, were it long enough.
    pub(super) fn is_flat(&self, range: Range<usize>) -> bool {
        let inner = range.start + 1..range.end.max(range.start + 1);
        between(&self.breaks, inner) == 0 && between(&self.tables, range) == 0
    }

    /// Whether tokens can follow on the line, with so much after them.
    pub(super) fn fits(&self, range: Range<usize>, after: usize) -> bool {
        let space = match self.peek(range.start) {
            Some(token) if !self.settled => {
                usize::from(token.spaced) + self.extra.get(range.start).copied().unwrap_or(0)
            }
            _ => 0,
        };
        self.is_flat(range.clone())
            && self.lines.width() + space + self.width(range) + after <= MAX_WIDTH
    }

    /// What the lines are indented by that have to be broken in what `print` writes, where
    /// nothing says how far.
    pub(super) fn hanging(&mut self, indent: usize, print: impl FnOnce(&mut Self)) {
        let outer = replace(&mut self.hang, indent);
        print(self);
        self.hang = outer;
    }

    /// Writes what stands before the next token, if that does not begin a line.
    pub(super) fn settle(&mut self) {
        if self.settled {
            return;
        }
        if self.has_comments(self.at) {
            self.begin_line(Place::broken(self.hang));
        } else if let Some(token) = self.tokens.get(self.at) {
            let extra = self.extra.get(self.at).copied().unwrap_or(0);
            self.lines.space(usize::from(token.spaced) + extra);
        }
        self.settled = true;
    }

    /// Begins a line for the next token, with the comments before it.
    pub(super) fn begin_line(&mut self, place: Place) {
        let Some(token) = self.tokens.get_mut(self.at) else {
            return;
        };
        let comments = take(&mut token.comments);
        let has_blank = token.gap == Break::Blank || comments.iter().any(|comment| comment.blank);
        let (column, blank) = (token.column, token.gap == Break::Blank);
        let keeps = place.blanks != Blanks::Drop;
        let mut is_needed = place.blanks == Blanks::Need && !has_blank;
        let is_last = matches!(token.text, "" | "}");
        let mut is_first = self
            .at
            .checked_sub(1)
            .is_some_and(|before| self.is(before, "{"));
        let mut before = place.before;
        for comment in comments {
            if !comment.own_line {
                self.lines.comment(comment.text);
                continue;
            }
            before = before.filter(|before| {
                !comment.blank && comment.column > before.column && comment.column > column
            });
            if before.is_none() && take(&mut is_needed) || keeps && comment.blank && !is_first {
                self.lines.blank();
            }
            self.lines
                .begin(before.map_or(place.comments, |before| before.hang));
            self.lines.write(comment.text);
            is_first = false;
        }
        if is_needed || keeps && blank && !is_first && !is_last {
            self.lines.blank();
        }
        self.lines.begin(place.indent);
        self.settled = true;
    }

    /// Writes the next token.
    pub(super) fn token(&mut self) {
        self.settle();
        if let Some(token) = self.tokens.get(self.at) {
            self.lines.write(token.text);
            self.at += 1;
        }
        self.settled = false;
    }

    /// Writes the tokens up to this one, breaking no line without need.
    pub(super) fn tokens_to(&mut self, end: usize) {
        while self.at < end.min(self.tokens.len()) {
            self.token();
        }
    }
}
