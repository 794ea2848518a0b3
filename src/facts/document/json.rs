//! Reading JSON.
//!
//! The structure is read here, because `serde_json` gives no places and keeps
//! the last of duplicate keys; the escapes in strings are left to it. Tests
//! compare what is accepted with what `serde_json` accepts.

use std::ops::Range;

use crate::source::FileId;

use super::builder::Builder;
use super::{DocumentError, Key, Node, NodeKind, Problem};

pub(super) fn read(file: FileId, text: &str) -> Result<Node, DocumentError> {
    let mut reader = Reader {
        text,
        at: 0,
        builder: Builder::new(file),
    };
    reader.skip_space();
    let mut next = if text.len() == reader.at {
        Next::Separator
    } else {
        Next::Value
    };
    loop {
        reader.skip_space();
        next = match next {
            Next::Value | Next::FirstValue => reader.value(next)?,
            Next::Key | Next::FirstKey => reader.key(next)?,
            Next::Separator if reader.builder.depth() > 0 => reader.separator()?,
            Next::Separator if reader.at == text.len() => return Ok(reader.builder.finish()),
            Next::Separator => return Err(reader.unexpected("the end")),
        };
    }
}

/// What comes next.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Next {
    Value,
    /// A value, or the end of the array.
    FirstValue,
    Key,
    /// A key, or the end of the object.
    FirstKey,
    /// A comma, or the end of the array, object or document.
    Separator,
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
    builder: Builder,
}

impl Reader<'_> {
    fn value(&mut self, next: Next) -> Result<Next, DocumentError> {
        let here = self.at..self.at + 1;
        match self.peek() {
            Some(b'[') => {
                self.builder.open_sequence(here)?;
                self.at += 1;
                Ok(Next::FirstValue)
            }
            Some(b'{') => {
                self.builder.open_mapping(here)?;
                self.at += 1;
                Ok(Next::FirstKey)
            }
            Some(b'"') => {
                let (text, bytes) = self.string()?;
                Ok(self.scalar(NodeKind::Scalar { text, quoted: true }, bytes))
            }
            Some(b'-' | b'0'..=b'9') => self.number(),
            Some(b'a'..=b'z' | b'A'..=b'Z') => self.word(),
            Some(b']') if next == Next::FirstValue => self.close(),
            Some(b']') if self.comma_before().is_some() => Err(self.trailing_comma()),
            _ if next == Next::FirstValue => Err(self.unexpected("a value or `]`")),
            _ => Err(self.unexpected("a value")),
        }
    }

    /// A key with its colon.
    fn key(&mut self, next: Next) -> Result<Next, DocumentError> {
        match self.peek() {
            Some(b'"') => {
                let (text, bytes) = self.string()?;
                let span = self.builder.span(bytes);
                self.builder.key(Key { text, span });
                self.skip_space();
                if self.peek() != Some(b':') {
                    return Err(self.unexpected("`:`"));
                }
                self.at += 1;
                Ok(Next::Value)
            }
            Some(b'}') if next == Next::FirstKey => self.close(),
            Some(b'}') => Err(self.trailing_comma()),
            _ if next == Next::FirstKey => Err(self.unexpected("a key in double quotes or `}`")),
            _ => Err(self.unexpected("a key in double quotes")),
        }
    }

    fn separator(&mut self) -> Result<Next, DocumentError> {
        match (self.peek(), self.builder.in_mapping()) {
            (Some(b','), in_mapping) => {
                self.at += 1;
                Ok(if in_mapping { Next::Key } else { Next::Value })
            }
            (Some(b'}'), true) | (Some(b']'), false) => self.close(),
            (_, true) => Err(self.unexpected("`,` or `}`")),
            (_, false) => Err(self.unexpected("`,` or `]`")),
        }
    }

    fn close(&mut self) -> Result<Next, DocumentError> {
        self.at += 1;
        if let Some(node) = self.builder.close(Some(self.at))? {
            self.builder.value(node);
        }
        Ok(Next::Separator)
    }

    fn scalar(&mut self, kind: NodeKind, bytes: Range<usize>) -> Next {
        let span = self.builder.span(bytes);
        self.builder.value(Node { span, kind });
        Next::Separator
    }

    /// A string, whose first quote is the next character.
    fn string(&mut self) -> Result<(String, Range<usize>), DocumentError> {
        let start = self.at;
        let mut end = start + 1;
        let mut escapes = false;
        loop {
            match self.text.as_bytes().get(end) {
                Some(b'"') => break,
                Some(b'\\') => {
                    escapes = true;
                    end += 2;
                }
                Some(0..=0x1f) => {
                    return Err(self.builder.error(end..end + 1, Problem::ControlCharacter));
                }
                Some(_) => end += 1,
                None => {
                    return Err(self
                        .builder
                        .error(start..start + 1, Problem::Unclosed { open: '"' }));
                }
            }
        }
        let bytes = start..end + 1;
        self.at = bytes.end;
        let text = if escapes {
            let decoded = serde_json::from_str(&self.text[bytes.clone()]);
            decoded.map_err(|_| {
                self.builder
                    .error(bytes.clone(), Problem::Escape { json: true })
            })?
        } else {
            self.text[start + 1..end].to_owned()
        };
        Ok((text, bytes))
    }

    fn number(&mut self) -> Result<Next, DocumentError> {
        let rest = &self.text[self.at..];
        let is_part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.');
        let length = rest.find(|c| !is_part(c)).unwrap_or(rest.len());
        let (number, bytes) = (&rest[..length], self.at..self.at + length);
        if !is_number(number) {
            return Err(self.builder.error(bytes, Problem::Number));
        }
        self.at = bytes.end;
        Ok(self.scalar(
            NodeKind::Scalar {
                text: number.to_owned(),
                quoted: false,
            },
            bytes,
        ))
    }

    fn word(&mut self) -> Result<Next, DocumentError> {
        let rest = &self.text[self.at..];
        let length = rest
            .find(|c: char| !c.is_ascii_alphanumeric() && c != '_')
            .unwrap_or(rest.len());
        let (word, bytes) = (&rest[..length], self.at..self.at + length);
        let kind = match word {
            "null" => NodeKind::Null,
            "true" | "false" => NodeKind::Scalar {
                text: word.to_owned(),
                quoted: false,
            },
            _ => {
                return Err(self.builder.error(
                    bytes,
                    Problem::UnknownWord {
                        word: word.to_owned(),
                    },
                ));
            }
        };
        self.at = bytes.end;
        Ok(self.scalar(kind, bytes))
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn skip_space(&mut self) {
        while matches!(self.peek(), Some(b' ' | b'\t' | b'\r' | b'\n')) {
            self.at += 1;
        }
    }

    /// Where the last character before white space is, if it is a comma.
    fn comma_before(&self) -> Option<usize> {
        let before = self.text[..self.at].trim_end();
        before.ends_with(',').then(|| before.len() - 1)
    }

    fn trailing_comma(&self) -> DocumentError {
        let at = self.comma_before().unwrap_or(self.at);
        self.builder.error(at..at + 1, Problem::TrailingComma)
    }

    fn unexpected(&self, expected: &'static str) -> DocumentError {
        let found = self.text[self.at..].chars().next();
        let bytes = self.at..self.at + found.map_or(0, char::len_utf8);
        let comment = matches!(found, Some('/' | '#'));
        let problem = if comment {
            Problem::Comment
        } else {
            Problem::Unexpected { expected, found }
        };
        self.builder.error(bytes, problem)
    }
}

/// Whether this is `-? (0 | [1-9] [0-9]*) (. [0-9]+)? ([eE] [+-]? [0-9]+)?`.
fn is_number(text: &str) -> bool {
    fn is_digits(text: &str) -> bool {
        !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())
    }
    let unsigned = text.strip_prefix('-').unwrap_or(text);
    let (decimal, exponent) = match unsigned.split_once(['e', 'E']) {
        Some((decimal, exponent)) => (decimal, Some(exponent)),
        None => (unsigned, None),
    };
    let (whole, fraction) = match decimal.split_once('.') {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (decimal, None),
    };
    is_digits(whole)
        && (whole == "0" || !whole.starts_with('0'))
        && fraction.is_none_or(is_digits)
        && exponent.is_none_or(|e| is_digits(e.strip_prefix(['+', '-']).unwrap_or(e)))
}
