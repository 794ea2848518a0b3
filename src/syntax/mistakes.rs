//! What a syntax error probably is, from what stands there and what could.

use crate::diagnostic::Diagnostic;
use crate::diagnostic::catalogue::{
    ForeignWord, Found, MisspeltWord, NameWithHyphen, ReservedWord, Unexpected,
};
use crate::diagnostic::nearest::nearest;
use crate::source::Span;
use crate::syntax::parser::Failure;
use crate::syntax::{hints, names, quotes, words};

/// The report of `failure` in a piece of a file.
pub(super) fn explain(piece: Span, source: &str, failure: Failure) -> Diagnostic {
    if let Some(diagnostic) = failure.diagnostic {
        return *diagnostic;
    }
    let (before, rest) = source
        .split_at_checked(failure.at.saturating_sub(piece.start as usize))
        .unwrap_or((source, ""));
    let place = Place {
        piece,
        before,
        rest,
        token: token(rest),
        failure,
    };
    place
        .missing_at_line_end()
        .or_else(|| place.foreign_word())
        .or_else(|| place.name_with_hyphen())
        .or_else(|| place.reserved_word())
        .or_else(|| place.misspelt_word())
        .unwrap_or_else(|| place.unexpected())
}

/// The place of a syntax error.
struct Place<'t> {
    piece: Span,
    /// The text of the piece before it.
    before: &'t str,
    /// The text from there on, to the end of the piece.
    rest: &'t str,
    /// What stands there.
    token: &'t str,
    failure: Failure,
}

impl Place<'_> {
    /// The sign that stands around the place, if it is one of another language,
    /// or a word of one.
    fn foreign_word(&self) -> Option<Diagnostic> {
        let sign_of = |c: char| {
            matches!(
                c,
                '=' | '!' | '<' | '>' | '&' | '|' | '≠' | '≤' | '≥' | ';' | '~'
            )
        };
        let back = self
            .before
            .chars()
            .rev()
            .take(2)
            .take_while(|c| sign_of(*c))
            .map(char::len_utf8)
            .sum::<usize>();
        let start = self.before.len() - back;
        let forward: usize = self
            .rest
            .chars()
            .take(3)
            .take_while(|c| sign_of(*c))
            .map(char::len_utf8)
            .sum();
        let sign = format!("{}{}", &self.before[start..], &self.rest[..forward]);
        let instead = match sign.as_str() {
            _ if self.rest.starts_with("isn't") || self.rest.starts_with("isn’t") => "is not",
            _ if forward == 0 => self.foreign_name()?,
            "=" if self.expects("`:`") => ":",
            "=" if self.expects("`=`") => return None,
            "=" | "==" | "===" => "is",
            "!=" | "<>" | "!==" | "≠" | "~=" => "is not",
            "&&" | "&" => "and",
            "||" => "or",
            "!" => "not",
            "≤" | "=<" => "<=",
            "≥" | "=>" if self.expects("a test such as `is`") => ">=",
            ";" => "",
            _ => return None,
        };
        let (back, forward) = match forward {
            0 => (
                0,
                self.rest
                    .find(|c: char| !c.is_alphanumeric() && !matches!(c, '_' | '\'' | '’'))
                    .unwrap_or(self.rest.len()),
            ),
            _ => (back, forward),
        };
        let (before, found) = self.before.split_at(self.before.len() - back);
        let (sign, behind) = self.rest.split_at(forward);
        let is_word = instead.starts_with(char::is_alphabetic);
        let parted = |c: char| c.is_whitespace() || matches!(c, '(' | ')');
        let touches = (
            is_word && !before.is_empty() && !before.ends_with(parted),
            is_word && !behind.is_empty() && !behind.starts_with(parted),
        );
        Some(
            ForeignWord {
                found: format!("{found}{sign}"),
                at: self.here(back, forward),
                instead,
                touches,
            }
            .into(),
        )
    }

    /// What to write instead of a word of another language.
    fn foreign_name(&self) -> Option<&'static str> {
        Some(match self.token.to_lowercase().as_str() {
            "then" | "do" | "end" => "",
            "if" | "unless" if self.failure.expected.words.contains(&"when") => "when",
            "equals" | "equal" | "eq" if self.expects("a test such as `is`") => "is",
            "like" if self.expects("a test such as `is`") => "contains",
            "else" if self.failure.expected.words.contains(&"otherwise") => "otherwise",
            _ => return None,
        })
    }

    /// A hyphen between two words, where it cannot be a minus.
    fn name_with_hyphen(&self) -> Option<Diagnostic> {
        let is_part = |c: char| c.is_alphanumeric() || matches!(c, '_' | '.' | '-');
        if !self.rest.starts_with('-') || !self.rest[1..].starts_with(char::is_alphanumeric) {
            return None;
        }
        let back: usize = self
            .before
            .chars()
            .rev()
            .take_while(|c| is_part(*c))
            .map(char::len_utf8)
            .sum();
        if back == 0 {
            return None;
        }
        let forward = self.rest.find(|c| !is_part(c)).unwrap_or(self.rest.len());
        if back + forward > LONGEST {
            return None;
        }
        let name = format!(
            "{}{}",
            &self.before[self.before.len() - back..],
            &self.rest[..forward]
        );
        Some(
            NameWithHyphen {
                name,
                at: self.here(back, forward),
            }
            .into(),
        )
    }

    /// A reserved word where a name is needed.
    fn reserved_word(&self) -> Option<Diagnostic> {
        let names = ["a name", "a type", "a symbol", "a field", "a cell"];
        let before = self.before.trim_end();
        let field = names::last_word(before);
        if self.token == ":" && words::is_reserved(field) && self.before.starts_with("fact") {
            let end = before.len();
            return Some(
                ReservedWord {
                    word: field.to_owned(),
                    at: self.place(end - field.len(), end),
                }
                .into(),
            );
        }
        if !words::is_reserved(self.token) || !names.iter().any(|name| self.expects(name)) {
            return None;
        }
        // Before a list's `in`, a name is missing rather than wrong.
        if self.token == "in" {
            return None;
        }
        Some(
            ReservedWord {
                word: self.token.to_owned(),
                at: self.here(0, self.token.len()),
            }
            .into(),
        )
    }

    /// A word that is almost one that could stand there.
    fn misspelt_word(&self) -> Option<Diagnostic> {
        if !self.token.starts_with(char::is_alphabetic) || words::is_keyword(self.token) {
            return None;
        }
        let nearest = nearest(self.token, self.failure.expected.words.iter().copied())?;
        Some(
            MisspeltWord {
                word: self.token.to_owned(),
                at: self.here(0, self.token.len()),
                nearest,
            }
            .into(),
        )
    }

    fn unexpected(&self) -> Diagnostic {
        let hint = hints::hint(self.before, self.rest, self.token, &self.failure.expected);
        let found = match self.token {
            "" => Found::End,
            token if token.starts_with('"') => Found::Text,
            token => Found::Token(shortened(token)),
        };
        let expected = match hint {
            Some(hint) if hint.says_all() => Vec::new(),
            _ => self.failure.expected.shown(),
        };
        Unexpected {
            expected,
            found,
            at: self.here(0, self.token.len()),
            hint,
        }
        .into()
    }

    /// A word that begins a line, and was taken for the name that is missing at
    /// the end of the line before.
    fn missing_at_line_end(&self) -> Option<Diagnostic> {
        let line = self.before.rfind('\n')?;
        let word = self.before[line..].trim();
        if !words::LINES.contains(&word) {
            return None;
        }
        let earlier = self.before[..line].trim_end();
        let expected = match names::last_word(earlier) {
            "try" | "escalate" => "the name of an action",
            "and" | "or" | "not" | "when" | "has" | "where" => "a test or a value",
            "is" | "than" | "contains" | "with" | "exactly" => "a value",
            "" if earlier.ends_with(['+', '-', '*', '/', '<', '>', '=']) => "a value",
            _ => return None,
        };
        let at = self.place(earlier.len(), earlier.len());
        Some(
            Unexpected {
                expected: vec![expected],
                found: Found::Token(word.to_owned()),
                at,
                hint: None,
            }
            .into(),
        )
    }

    fn expects(&self, phrase: &str) -> bool {
        self.failure.expected.has(phrase)
    }

    /// The place from so many bytes before to so many bytes after.
    fn here(&self, back: usize, forward: usize) -> Span {
        let at = self.before.len();
        self.place(at - back, at + forward)
    }

    /// The place of some bytes of the piece.
    fn place(&self, start: usize, end: usize) -> Span {
        Span {
            file: self.piece.file,
            start: self.piece.start + start as u32,
            end: self.piece.start + end as u32,
        }
    }
}

/// How long what is shown of the text may be.
const LONGEST: usize = 60;

/// The token, cut off where it is too long to be shown.
fn shortened(token: &str) -> String {
    match token.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", &token[..end]),
        None => token.to_owned(),
    }
}

/// The token that the text begins with.
fn token(rest: &str) -> &str {
    let Some(first) = rest.chars().next() else {
        return "";
    };
    let length = if first == '"' {
        match quotes::string(rest, 0) {
            quotes::Quoted::Closed(end) => end,
            quotes::Quoted::Open => 1,
        }
    } else if first.is_alphanumeric() || first == '_' {
        names::dotted_length(rest, names::word_length(rest))
    } else if first == '.' {
        1 + names::word_length(&rest[1..])
    } else {
        first.len_utf8()
    };
    rest.get(..length).unwrap_or("")
}
