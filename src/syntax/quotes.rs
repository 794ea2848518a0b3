//! Where texts and patterns end, and what is wrong where they do not.

use crate::diagnostic::Diagnostic;
use crate::diagnostic::catalogue::{UnclosedText, WrongQuotes};
use crate::source::{FileId, Span};

/// How a text or a pattern ends.
pub(super) enum Quoted {
    /// With its closing mark; the byte after it.
    Closed(usize),
    /// Its line ends before it does.
    Open,
}

/// The text whose opening quote is at `start`.
pub(super) fn string(text: &str, start: usize) -> Quoted {
    let bytes = text.as_bytes();
    let mut at = start + 1;
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'\n' => return Quoted::Open,
            b'"' if bytes.get(at + 1) == Some(&b'"') => at += 2,
            b'"' => return Quoted::Closed(at + 1),
            _ => at += 1,
        }
    }
    Quoted::Open
}

/// The pattern whose opening slash is at `start`.
pub(super) fn pattern(text: &str, start: usize) -> Quoted {
    let bytes = text.as_bytes();
    let mut at = start + 1;
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'\n' => return Quoted::Open,
            b'\\' if bytes.get(at + 1).is_some_and(|next| *next != b'\n') => at += 2,
            b'/' => return Quoted::Closed(at + 1),
            _ => at += 1,
        }
    }
    Quoted::Open
}

/// The report of a text that begins at `start` and is open where its line ends.
pub(super) fn unclosed(file: FileId, text: &str, start: usize, line_end: usize) -> Diagnostic {
    let span = |start: usize, end: usize| Span {
        file,
        start: start as u32,
        end: end as u32,
    };
    let line = text[start..line_end].trim_end();
    let curly = line.char_indices().find(|(_, c)| matches!(c, '”' | '“'));
    let plain = !line.contains(['#', '{', '[', ']', ')', '}', ',', '|']) && line.len() > 1;
    let end = start + line.len();
    UnclosedText {
        at: span(start, start + 1),
        curly_end: curly.map(|(offset, c)| span(start + offset, start + offset + c.len_utf8())),
        last: line.len() == 1,
        line_end: plain.then(|| span(end, end)),
    }
    .into()
}

/// The report of wrong quotes at `start`, with the place after them; none where
/// the mark is no quote (an apostrophe).
pub(super) fn wrong(file: FileId, text: &str, start: usize) -> Option<(usize, Diagnostic)> {
    let opening = text[start..].chars().next()?;
    let inner = start + opening.len_utf8();
    let rest = &text[inner..];
    let (closers, straight): (&[char], _) = match opening {
        '\'' | '‘' | '’' => (&['\'', '’', '‘'], None),
        '«' | '»' => (&['»', '«'], None),
        _ => (&['”', '“', '„'], Some('"')),
    };
    let apostrophe = text[..start]
        .chars()
        .next_back()
        .is_some_and(char::is_alphanumeric);
    if apostrophe && closers.contains(&'\'') {
        return None;
    }
    let on_line = |closes: &dyn Fn(char) -> bool| {
        rest.char_indices()
            .find(|(_, c)| *c == '\n' || closes(*c))
            .filter(|(_, c)| *c != '\n')
    };
    let closer = on_line(&|c| closers.contains(&c)).or_else(|| on_line(&|c| Some(c) == straight));
    let (length, end) = match closer {
        Some((length, closer)) => (length, inner + length + closer.len_utf8()),
        None if opening == '\'' => return None,
        None => (0, inner),
    };
    let at = Span {
        file,
        start: start as u32,
        end: end as u32,
    };
    let content = &rest[..length];
    let replacement = (end > inner).then(|| format!("\"{}\"", content.replace('"', "\"\"")));
    Some((
        end,
        WrongQuotes {
            quote: opening,
            at,
            replacement,
        }
        .into(),
    ))
}
