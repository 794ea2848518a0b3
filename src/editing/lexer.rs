//! A text cut into tokens, whatever it says: half-written rules have tokens too.

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A word or a dotted name.
    Word,
    /// A number, without its sign.
    Number,
    /// A text in quotes; one that is not closed ends with its line.
    Text,
    /// What stands between slashes after `matches`.
    Pattern,
    /// Any other character; `..`, `<=` and `>=` are one.
    Sign,
    /// From `#` to the end of the line.
    Comment,
}

/// A token with its place in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Token {
    /// What it is.
    pub(super) kind: Kind,
    /// The first byte.
    pub(super) start: usize,
    /// The byte after the last.
    pub(super) end: usize,
    /// Whether it is the first on its line.
    pub(super) first: bool,
}

impl Token {
    /// What is written.
    pub(super) fn text(self, source: &str) -> &str {
        source.get(self.start..self.end).unwrap_or("")
    }
}

/// All tokens of a text.
pub(super) fn tokens(text: &str) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::new();
    let mut at = 0;
    let mut first = true;
    while let Some(character) = text[at..].chars().next() {
        if character == '\n' {
            first = true;
        }
        if character.is_whitespace() || character == '\u{FEFF}' {
            at += character.len_utf8();
            continue;
        }
        let after_matches = tokens
            .last()
            .is_some_and(|last| last.text(text) == "matches");
        let (kind, length) = token(&text[at..], character, after_matches);
        tokens.push(Token {
            kind,
            start: at,
            end: at + length,
            first,
        });
        first = false;
        at += length;
    }
    tokens
}

/// The kind and the length of the token that `rest` begins with.
fn token(rest: &str, character: char, after_matches: bool) -> (Kind, usize) {
    match character {
        '#' => (Kind::Comment, line(rest).trim_end().len()),
        '"' => (Kind::Text, text_length(rest)),
        '/' if after_matches => (Kind::Pattern, pattern_length(rest)),
        _ if character.is_alphabetic() => (Kind::Word, name_length(rest)),
        _ if character.is_ascii_digit() => (Kind::Number, number_length(rest)),
        '_' => (Kind::Sign, word_length(rest).max(1)),
        _ if ["..", "<=", ">="].iter().any(|sign| rest.starts_with(sign)) => (Kind::Sign, 2),
        _ => (Kind::Sign, character.len_utf8()),
    }
}

/// The text to the end of its line.
fn line(text: &str) -> &str {
    text.split('\n').next().unwrap_or(text)
}

fn text_length(text: &str) -> usize {
    let line = line(text);
    let mut at = 1;
    while let Some(quote) = line[at..].find('"') {
        at += quote + 1;
        if !line[at..].starts_with('"') {
            return at;
        }
        at += 1;
    }
    line.trim_end_matches('\r').len()
}

fn pattern_length(text: &str) -> usize {
    let line = line(text);
    let mut escaped = false;
    for (at, character) in line.char_indices().skip(1) {
        match character {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '/' => return at + 1,
            _ => {}
        }
    }
    line.trim_end_matches('\r').len()
}

/// Whether a word goes on with this character.
pub(super) fn goes_on(character: char) -> bool {
    character.is_alphanumeric() || character == '_'
}

fn word_length(text: &str) -> usize {
    text.find(|c| !goes_on(c)).unwrap_or(text.len())
}

fn name_length(text: &str) -> usize {
    let mut length = word_length(text);
    while let Some(rest) = text[length..].strip_prefix('.') {
        if !rest.starts_with(char::is_alphabetic) {
            break;
        }
        length += 1 + word_length(rest);
    }
    length
}

fn number_length(text: &str) -> usize {
    let digits = |text: &str| {
        text.find(|c: char| !c.is_ascii_digit())
            .unwrap_or(text.len())
    };
    let whole = digits(text);
    match text[whole..].strip_prefix('.') {
        Some(rest) if digits(rest) > 0 => whole + 1 + digits(rest),
        _ => whole,
    }
}

#[cfg(test)]
mod tests {
    use super::{Kind, tokens};

    fn shown(text: &str) -> Vec<(Kind, &str)> {
        tokens(text)
            .into_iter()
            .map(|token| (token.kind, token.text(text)))
            .collect()
    }

    #[test]
    fn every_kind_of_token() {
        use Kind::{Comment, Number, Pattern, Sign, Text, Word};
        assert_eq!(
            shown("app.os: 1.5..20 \"a \"\"b\"\"\" matches /a\\/b/ x. _ # end \n"),
            [
                (Word, "app.os"),
                (Sign, ":"),
                (Number, "1.5"),
                (Sign, ".."),
                (Number, "20"),
                (Text, "\"a \"\"b\"\"\""),
                (Word, "matches"),
                (Pattern, "/a\\/b/"),
                (Word, "x"),
                (Sign, "."),
                (Sign, "_"),
                (Comment, "# end"),
            ]
        );
    }

    #[test]
    fn what_is_not_closed_ends_with_its_line() {
        use Kind::{Pattern, Text, Word};
        assert_eq!(
            shown("ask \"what\nx matches /a\\\ny \""),
            [
                (Word, "ask"),
                (Text, "\"what"),
                (Word, "x"),
                (Word, "matches"),
                (Pattern, "/a\\"),
                (Word, "y"),
                (Text, "\""),
            ]
        );
    }
}
