//! Where the cursor stands.

use super::super::lexer::{Kind, Token, goes_on, tokens};
use super::super::words;

/// In what the cursor stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Where {
    /// Among words and signs.
    Code,
    /// In a text in quotes.
    Text,
    /// In braces in a text.
    Hole,
    /// At the code in a comment that allows a warning.
    Allowed,
}

/// Where the cursor stands, and what is written before it.
#[derive(Debug)]
pub(super) struct Position {
    /// In what.
    pub(super) place: Where,
    /// Where the word at the cursor begins; the cursor, if there is none.
    pub(super) start: usize,
    /// Where it ends.
    pub(super) end: usize,
    /// Whether it is the first on its line.
    pub(super) first: bool,
    /// The tokens of the declaration before that.
    pub(super) before: Vec<Token>,
}

impl Position {
    /// Where a byte of a text is; nothing in other comments.
    pub(super) fn of(text: &str, offset: usize) -> Option<Position> {
        let offset = offset.min(text.len());
        let tokens = tokens(text);
        let after = tokens.partition_point(|token| token.start < offset);
        let last = tokens[..after].last();
        // Blanks at its end belong to a comment, though not to its token.
        let reaches = |token: &&Token| {
            let between = text.get(token.end..offset).unwrap_or("");
            offset <= token.end || token.kind == Kind::Comment && !between.contains('\n')
        };
        let at = last.filter(reaches);
        let (place, start) = match at {
            Some(token) if token.kind == Kind::Comment => {
                (Where::Allowed, allowed(text, *token, offset)?)
            }
            Some(token) if token.kind == Kind::Pattern => return None,
            Some(token) if token.kind == Kind::Text && inside(text, *token, offset) => {
                match hole(text, *token, offset) {
                    Some(start) => (Where::Hole, start),
                    None => (Where::Text, token.start + 1),
                }
            }
            _ => (Where::Code, name_start(text, offset)),
        };
        let end = match place {
            Where::Text | Where::Allowed => offset,
            _ => offset + text[offset..].find(|c| !goes_on(c)).unwrap_or(0),
        };
        let token_start = match (place, at) {
            (Where::Code, _) | (_, None) => start,
            (_, Some(token)) => token.start,
        };
        let line = text[..start].rfind('\n').map_or(0, |at| at + 1);
        Some(Position {
            place,
            start,
            end,
            first: text[line..start].trim().is_empty(),
            before: declaration_before(text, &tokens, token_start),
        })
    }
}

/// Where the code begins in `# whatnext: allow CODE`, if a byte is at its end.
fn allowed(text: &str, token: Token, offset: usize) -> Option<usize> {
    let before = text.get(token.start..offset)?.strip_prefix('#')?;
    let rest = before.trim_start().strip_prefix("whatnext:")?;
    let rest = rest.trim_start().strip_prefix("allow")?;
    let code = rest.trim_start();
    let is_code = code.chars().all(|c| c.is_ascii_lowercase() || c == '-');
    (is_code && code.len() < rest.len()).then_some(offset - code.len())
}

/// Whether a byte is within the quotes: a text without a second one goes on.
fn inside(text: &str, token: Token, offset: usize) -> bool {
    let written = token.text(text);
    let closed = written.len() > 1 && written.ends_with('"');
    offset < token.end || !closed
}

/// Where the content of the hole begins that a byte of a text stands in.
fn hole(text: &str, token: Token, offset: usize) -> Option<usize> {
    let before = text.get(token.start + 1..offset)?;
    let mut open = None;
    let mut characters = before.char_indices().peekable();
    while let Some((at, character)) = characters.next() {
        match character {
            '{' | '}'
                if characters
                    .peek()
                    .is_some_and(|(_, next)| *next == character) =>
            {
                characters.next();
            }
            '{' => open = Some(token.start + 1 + at + 1),
            '}' => open = None,
            _ => {}
        }
    }
    let start = open?;
    let content = text.get(start..offset)?;
    let name = content.trim_start();
    name.chars()
        .all(|c| goes_on(c) || c == '.')
        .then_some(offset - name.len())
}

/// Where the name begins that ends at a byte, with a dot at its end too.
fn name_start(text: &str, offset: usize) -> usize {
    let before = &text[..offset];
    let length: usize = before
        .chars()
        .rev()
        .take_while(|c| goes_on(*c) || *c == '.')
        .map(char::len_utf8)
        .sum();
    let name = &before[offset - length..];
    // `..` parts two numbers; no name begins with a dot, a digit or `_`.
    let begins = name.rfind("..").map_or(0, |at| at + 2);
    let name = &name[begins..];
    if name.starts_with(char::is_alphabetic) {
        offset - name.len()
    } else {
        offset
    }
}

/// The tokens from the start of the declaration to a byte.
fn declaration_before(text: &str, tokens: &[Token], end: usize) -> Vec<Token> {
    let before = &tokens[..tokens.partition_point(|token| token.end <= end && token.start < end)];
    let begins = |token: &&Token| {
        token.first && token.kind == Kind::Word && words::DECLARATIONS.contains(&token.text(text))
    };
    let start = before.iter().rposition(|token| begins(&token));
    let declaration = start.map_or(&[][..], |start| &before[start..]);
    let written = declaration
        .iter()
        .filter(|token| token.kind != Kind::Comment);
    written.copied().collect()
}
