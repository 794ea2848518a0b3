//! The text as tokens, each with the comments before it.

use super::marks::Marks;

/// A comment.
#[derive(Clone, Debug)]
pub(super) struct Comment<'t> {
    /// From `#` to its end, without white space there.
    pub(super) text: &'t str,
    /// Whether it has a line of its own.
    pub(super) own_line: bool,
    /// Whether a blank line stands before it.
    pub(super) blank: bool,
    /// How far from the margin it stands.
    pub(super) column: usize,
}

/// What white space does before a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Break {
    /// The token stands on the line of what is before it.
    None,
    /// A line ends.
    Line,
    /// There is a blank line.
    Blank,
}

impl Break {
    /// What so many ends of lines do.
    fn of(line_ends: usize) -> Self {
        match line_ends {
            0 => Break::None,
            1 => Break::Line,
            _ => Break::Blank,
        }
    }
}

/// A token with what stands before it.
#[derive(Clone, Debug)]
pub(super) struct Token<'t> {
    /// As it is written. That of the end of the file is empty.
    pub(super) text: &'t str,
    /// The byte at which it begins.
    pub(super) start: usize,
    /// How far from the margin it stands; that of the end of the file not at all.
    pub(super) column: usize,
    /// The comments between the token before it and this one.
    pub(super) comments: Vec<Comment<'t>>,
    /// What the white space after all comments does.
    pub(super) gap: Break,
    /// Whether a space parts it from the token before it on the same line.
    pub(super) spaced: bool,
    /// Whether it begins a table, which never stands on one line.
    pub(super) table: bool,
}

impl Token<'_> {
    /// How wide it is, with the space before it.
    pub(super) fn flat_width(&self) -> usize {
        usize::from(self.spaced) + self.text.chars().count()
    }
}

/// The tokens of a text, and in the end that of its end.
pub(super) struct Tokens<'t> {
    pub(super) list: Vec<Token<'t>>,
    /// The bytes of the text at which chains of tests begin and end.
    pub(super) chains: Vec<(usize, usize)>,
}

/// Takes a text without mistakes in its syntax apart.
pub(super) fn read<'t>(text: &'t str, marks: &Marks) -> Tokens<'t> {
    let mut reader = Reader {
        text,
        marks,
        at: if text.starts_with('\u{FEFF}') {
            '\u{FEFF}'.len_utf8()
        } else {
            0
        },
        line_start: 0,
        list: Vec::new(),
    };
    reader.line_start = reader.at;
    loop {
        let token = reader.token();
        let last = token.text.is_empty();
        reader.push(token);
        if last {
            break;
        }
    }
    let mut chains = marks.chains.clone();
    chains.sort_unstable();
    Tokens {
        list: reader.list,
        chains,
    }
}

struct Reader<'t, 'm> {
    text: &'t str,
    marks: &'m Marks,
    at: usize,
    line_start: usize,
    list: Vec<Token<'t>>,
}

impl<'t> Reader<'t, '_> {
    /// The next token, with the white space and the comments before it.
    fn token(&mut self) -> Token<'t> {
        let before = self.at;
        let mut comments = Vec::new();
        let mut ends = self.line_ends();
        while self.rest().starts_with('#') {
            comments.push(Comment {
                own_line: ends > 0 || self.list.is_empty() || !comments.is_empty(),
                blank: ends > 1,
                column: self.column(),
                text: self.comment(),
            });
            ends = self.line_ends();
        }
        let start = self.at;
        let column = self.column();
        let length = self.length();
        self.at += length;
        let text = self.text.get(start..self.at).unwrap_or("");
        Token {
            text,
            start,
            column: if text.is_empty() { 0 } else { column },
            comments,
            gap: Break::of(ends),
            spaced: self.is_spaced(text, start, before),
            table: self.marks.tables.contains(&start),
        }
    }

    /// Puts a token to the others. A comma before a closing bracket goes; the comments before it
    /// stay.
    fn push(&mut self, mut token: Token<'t>) {
        if token.text == "]"
            && let Some(comma) = self.list.pop_if(|last| last.text == ",")
        {
            token.spaced = false;
            token.gap = token.gap.max(comma.gap);
            // Only one comment can follow on a line.
            if let Some(first) = token.comments.first_mut() {
                first.own_line |= !comma.comments.is_empty();
            }
            token.comments.splice(0..0, comma.comments);
        }
        self.list.push(token);
    }

    fn rest(&self) -> &'t str {
        self.text.get(self.at..).unwrap_or("")
    }

    fn column(&self) -> usize {
        let line = self.text.get(self.line_start..self.at);
        line.unwrap_or("").chars().count()
    }

    /// Steps over white space, and counts the line ends in it.
    fn line_ends(&mut self) -> usize {
        let rest = self.rest();
        let space = rest.len()
            - rest
                .trim_start_matches([' ', '\t', '\r', '\n', '\u{A0}'])
                .len();
        let space = rest.get(..space).unwrap_or("");
        if let Some(last) = space.rfind('\n') {
            self.line_start = self.at + last + 1;
        }
        self.at += space.len();
        space.matches('\n').count()
    }

    /// Steps over a comment.
    fn comment(&mut self) -> &'t str {
        let rest = self.rest();
        let comment = rest.split('\n').next().unwrap_or(rest);
        self.at += comment.len();
        comment.trim_end()
    }

    /// How long the token is that begins here; nothing at the end of the text.
    fn length(&self) -> usize {
        let rest = self.rest();
        let Some(first) = rest.chars().next() else {
            return 0;
        };
        match first {
            '"' => string(rest),
            '/' if let Some(end) = self.marks.patterns.get(&self.at) => end - self.at,
            '.' => rest.len() - rest.trim_start_matches('.').len(),
            '<' | '>' if rest[1..].starts_with('=') => 2,
            '0'..='9' => number(rest),
            _ if is_sign(first) => first.len_utf8(),
            _ => word(rest),
        }
    }

    /// Whether a token is parted from the one before it, which ends at `before`.
    fn is_spaced(&self, text: &str, start: usize, before: usize) -> bool {
        let Some(last) = self.list.last() else {
            return false;
        };
        let in_yes_no = |last: &Token<'_>| self.marks.yes_no.contains(&last.start);
        match (last.text, text) {
            ("(" | "[" | "..", _)
            | (_, ")" | "]" | "," | ":" | ".." | "")
            | ("{", "}")
            | ("count" | "age", "(") => false,
            ("-" | "+", _) if self.marks.signs.contains(&last.start) => false,
            (_, "/") if in_yes_no(last) => false,
            ("/", "no") => !self.list.iter().nth_back(1).is_some_and(in_yes_no),
            _ if self.marks.units.contains(&start) => start > before,
            _ => true,
        }
    }
}

/// The length of a text in quotes, in which two quotes are one.
fn string(rest: &str) -> usize {
    let mut at = 1;
    loop {
        let Some(quote) = rest.get(at..).and_then(|rest| rest.find('"')) else {
            return rest.len();
        };
        at += quote + 1;
        if !rest[at..].starts_with('"') {
            return at;
        }
        at += 1;
    }
}

/// The length of a number without its sign.
fn number(rest: &str) -> usize {
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let whole = digits(rest);
    match rest[whole..].strip_prefix('.').map(digits) {
        Some(decimals @ 1..) => whole + 1 + decimals,
        _ => whole,
    }
}

/// The length of a word or a dotted name: two dots do not belong to it.
fn word(rest: &str) -> usize {
    let end = rest.char_indices().find(|(at, c)| match c {
        '.' => rest[at + 1..].starts_with('.'),
        c => is_sign(*c) || matches!(c, '"' | '#' | ' ' | '\t' | '\r' | '\n' | '\u{A0}'),
    });
    end.map_or(rest.len(), |(at, _)| at)
}

/// Whether a character is a token of its own.
fn is_sign(c: char) -> bool {
    matches!(
        c,
        '{' | '}'
            | '('
            | ')'
            | '['
            | ']'
            | ':'
            | ','
            | '|'
            | '='
            | '<'
            | '>'
            | '+'
            | '-'
            | '*'
            | '/'
            | '%'
    )
}
