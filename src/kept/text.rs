//! Places in a text, and the words that stand there.
//!
//! What is written somewhere is not kept a second time: a word, a number or a string
//! is read off its place.

use super::Fault;
use super::bytes::{Reader, Writer};
use crate::source::{FileId, Span};
use crate::syntax::MAX_NESTING;
use crate::syntax::tree::{Name, Number, Regex, Str};

/// A part of a tree that is kept.
pub(super) trait Part: Sized {
    /// Writes it.
    fn write(&self, writer: &mut TreeWriter<'_>);

    /// Reads it.
    fn read(reader: &mut TreeReader<'_>) -> Result<Self, Fault>;
}

/// Writes the tree of a text.
pub(super) struct TreeWriter<'t> {
    pub(super) bytes: Writer,
    text: &'t str,
    /// Where the place began that was written last.
    last: u32,
}

impl<'t> TreeWriter<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        TreeWriter {
            bytes: Writer::default(),
            text,
            last: 0,
        }
    }

    /// A word at a place: it alone where it stands there, else with its letters.
    fn word(&mut self, word: &str, span: Span) {
        span.write(self);
        if at(self.text, span) == word {
            self.bytes.byte(AS_WRITTEN);
        } else {
            self.bytes.byte(SPELT_OUT);
            self.bytes.text(word);
        }
    }
}

/// A word is what stands at its place.
const AS_WRITTEN: u8 = 0;

/// A word is another than what stands at its place, such as `-1` for `- 1`.
const SPELT_OUT: u8 = 1;

/// A chain of parts, each in the next, may be so long. A level of nesting in a text is
/// at most three parts of its tree (brackets, a connective in them, a comparison in
/// that), and some stand around it.
const MOST_DEPTH: usize = 3 * MAX_NESTING + 64;

/// Reads the tree of a text, and believes nothing.
pub(super) struct TreeReader<'t> {
    pub(super) bytes: Reader<'t>,
    file: FileId,
    text: &'t str,
    last: u32,
    depth: usize,
    /// How many more parts there may be: every part has at least one letter of its
    /// own, so that a small file cannot ask for much memory.
    parts: usize,
}

impl<'t> TreeReader<'t> {
    pub(super) fn new(bytes: &'t [u8], file: FileId, text: &'t str) -> Self {
        TreeReader {
            bytes: Reader::new(bytes),
            file,
            text,
            last: 0,
            depth: 0,
            parts: text.len(),
        }
    }

    /// The file whose tree this is.
    pub(super) fn file(&self) -> FileId {
        self.file
    }

    /// A part that lies within others.
    pub(super) fn part<P: Part>(&mut self) -> Result<P, Fault> {
        self.parts = self.parts.checked_sub(1).ok_or(Fault::Broken)?;
        if self.depth == MOST_DEPTH {
            return Err(Fault::Broken);
        }
        self.depth += 1;
        let part = P::read(self)?;
        self.depth -= 1;
        Ok(part)
    }

    /// A word with its place.
    fn word(&mut self, is_right: impl Fn(&str) -> bool) -> Result<(String, Span), Fault> {
        let span = Span::read(self)?;
        let word = match self.bytes.byte()? {
            AS_WRITTEN => at(self.text, span),
            SPELT_OUT => self.bytes.text()?,
            _ => return Err(Fault::Broken),
        };
        if is_right(word) {
            Ok((word.to_owned(), span))
        } else {
            Err(Fault::Broken)
        }
    }

    /// What stands between two marks, with its place.
    fn between(&mut self, mark: char) -> Result<(String, Span), Fault> {
        let span = Span::read(self)?;
        let inner = at(self.text, span)
            .strip_prefix(mark)
            .and_then(|rest| rest.strip_suffix(mark))
            .filter(|inner| !inner.contains('\n'));
        Ok((inner.ok_or(Fault::Broken)?.to_owned(), span))
    }
}

/// What stands at a place.
fn at(text: &str, span: Span) -> &str {
    text.get(span.start as usize..span.end as usize)
        .unwrap_or_default()
}

impl Part for Span {
    fn write(&self, writer: &mut TreeWriter<'_>) {
        // Parts are written about in the order of the text.
        let (forward, back) = (
            self.start.saturating_sub(writer.last),
            writer.last.saturating_sub(self.start),
        );
        let move_on = if back == 0 {
            forward << 1
        } else {
            back << 1 | 1
        };
        writer.bytes.count(move_on as usize);
        writer.bytes.count((self.end - self.start) as usize);
        writer.last = self.start;
    }

    fn read(reader: &mut TreeReader<'_>) -> Result<Self, Fault> {
        let move_on = reader.bytes.count()?;
        let length = reader.bytes.count()?;
        let last = reader.last as usize;
        let start = match move_on & 1 {
            0 => last + (move_on >> 1),
            _ => last.checked_sub(move_on >> 1).ok_or(Fault::Broken)?,
        };
        let end = start + length;
        if reader.text.get(start..end).is_none() {
            return Err(Fault::Broken);
        }
        reader.last = start as u32;
        Ok(Span {
            file: reader.file,
            start: start as u32,
            end: end as u32,
        })
    }
}

impl Part for Name {
    fn write(&self, writer: &mut TreeWriter<'_>) {
        writer.word(&self.text, self.span);
    }

    fn read(reader: &mut TreeReader<'_>) -> Result<Self, Fault> {
        let (text, span) = reader.word(is_name)?;
        Ok(Name { text, span })
    }
}

impl Part for Number {
    fn write(&self, writer: &mut TreeWriter<'_>) {
        writer.word(&self.text, self.span);
    }

    fn read(reader: &mut TreeReader<'_>) -> Result<Self, Fault> {
        let (text, span) = reader.word(is_number)?;
        Ok(Number { text, span })
    }
}

impl Part for Str {
    fn write(&self, writer: &mut TreeWriter<'_>) {
        self.span.write(writer);
    }

    fn read(reader: &mut TreeReader<'_>) -> Result<Self, Fault> {
        let (raw, span) = reader.between('"')?;
        Ok(Str { raw, span })
    }
}

impl Part for Regex {
    fn write(&self, writer: &mut TreeWriter<'_>) {
        self.span.write(writer);
    }

    fn read(reader: &mut TreeReader<'_>) -> Result<Self, Fault> {
        let (raw, span) = reader.between('/')?;
        Ok(Regex { raw, span })
    }
}

/// Whether this is a dotted name, or the unit `%`.
fn is_name(text: &str) -> bool {
    let is_word = |word: &str| {
        word.starts_with(char::is_alphabetic)
            && word
                .chars()
                .all(|c| c == '_' || !c.is_ascii() || c.is_ascii_alphanumeric())
    };
    text == "%" || text.split('.').all(is_word)
}

/// Whether this is a number.
fn is_number(text: &str) -> bool {
    let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, "0"));
    [whole, fraction]
        .iter()
        .all(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit()))
}
