//! JSON: an array of records, or records one behind the other. Only the ends of
//! the records are looked for here; what is in them is read where they are
//! decided. So no file is too large, and no record nested too deep.

use std::io::BufRead as _;

use memchr::{memchr_iter, memchr2, memmem, memrchr};

use crate::cli::records::{Chunk, Fault, Place, Spot, Stream, filled};
use crate::facts::document::MAX_LINE_BYTES;

/// A file of JSON.
pub(super) struct Json {
    stream: Stream,
    input: usize,
    cursor: Cursor,
    state: State,
}

/// What may come next.
#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    /// The beginning of an array, or a record.
    Start,
    /// A record, or the end of the array that has none yet.
    Opened,
    /// A comma, or the end of the array.
    BehindElement,
    /// A record.
    BehindComma,
    /// A record, or the end of a file that is no array.
    Sequence,
    /// The end of the file.
    Closed,
}

/// A line and a column, counted from 1, the column in characters.
#[derive(Clone, Copy)]
struct Cursor {
    line: u64,
    column: u32,
}

impl Cursor {
    fn pass(&mut self, bytes: &[u8]) {
        let breaks = memchr_iter(b'\n', bytes).count();
        if breaks > 0 {
            self.line += breaks as u64;
            self.column = 1;
        }
        let rest = memrchr(b'\n', bytes).map_or(bytes, |at| &bytes[at + 1..]);
        // A byte that continues a character begins with the bits 10.
        let characters = rest.iter().filter(|byte| (**byte & 0xc0) != 0x80).count();
        let characters = u32::try_from(characters).unwrap_or(u32::MAX);
        self.column = self.column.saturating_add(characters);
    }
}

impl Json {
    pub(super) fn of(stream: Stream, input: usize) -> Self {
        Json {
            stream,
            input,
            cursor: Cursor { line: 1, column: 1 },
            state: State::Start,
        }
    }

    /// Fills a chunk; tells whether there may be more.
    pub(super) fn fill(&mut self, chunk: &mut Chunk) -> Result<bool, Fault> {
        while !chunk.is_full() {
            let next = self.peek()?;
            self.state = match (self.state, next) {
                (State::Start | State::Sequence | State::Closed, None) => return Ok(false),
                (_, None) => return Err(self.fault("the file ends within its array")),
                (State::Start, Some(b'[')) => self.pass(State::Opened),
                (State::Opened | State::BehindElement, Some(b']')) => self.pass(State::Closed),
                (State::BehindElement, Some(b',')) => self.pass(State::BehindComma),
                (State::BehindElement, Some(_)) => {
                    return Err(self.fault("a comma must stand between two records"));
                }
                (State::Closed, Some(_)) => {
                    return Err(self.fault("something stands behind the end of the array"));
                }
                (_, Some(b'}' | b']' | b',' | b':')) => {
                    return Err(self.fault("a record must stand here"));
                }
                (State::Start | State::Sequence, Some(_)) => {
                    self.element(chunk)?;
                    State::Sequence
                }
                (State::Opened | State::BehindComma, Some(_)) => {
                    if self.element(chunk)? {
                        State::BehindElement
                    } else {
                        State::Closed
                    }
                }
            };
        }
        Ok(true)
    }

    /// Goes over one character of ASCII.
    fn pass(&mut self, state: State) -> State {
        self.stream.consume(1);
        self.cursor.column = self.cursor.column.saturating_add(1);
        state
    }

    /// The next character that is no white space; none at the end.
    fn peek(&mut self) -> Result<Option<u8>, Fault> {
        let (input, line) = (self.input, self.cursor.line);
        loop {
            let available =
                filled(&mut self.stream).map_err(|error| Fault::behind(input, line, &error))?;
            if available.is_empty() {
                return Ok(None);
            }
            let blank = available.iter().take_while(|byte| is_blank(**byte)).count();
            let next = available.get(blank).copied();
            self.cursor.pass(&available[..blank]);
            self.stream.consume(blank);
            if next.is_some() {
                return Ok(next);
            }
        }
    }

    /// Reads a record to its end; tells whether it has one. One that is too long
    /// is passed over.
    fn element(&mut self, chunk: &mut Chunk) -> Result<bool, Fault> {
        let place = self.place();
        let mut draft = chunk.begin_text();
        let mut extent = Extent::default();
        let mut is_too_long = false;
        let has_end = loop {
            let available = match filled(&mut self.stream) {
                Ok(available) => available,
                Err(error) => {
                    draft.drop_text();
                    return Err(Fault::behind(self.input, self.cursor.line, &error));
                }
            };
            if available.is_empty() {
                break false;
            }
            let (taken, is_end) = extent.take(available);
            let piece = &available[..taken];
            is_too_long |= draft.text().len() + taken > MAX_LINE_BYTES;
            if !is_too_long {
                draft.push(piece);
            }
            self.cursor.pass(piece);
            self.stream.consume(taken);
            if is_end {
                break true;
            }
        };
        if is_too_long {
            let most = MAX_LINE_BYTES >> 20;
            draft.fail(place, format!("the record is longer than {most} MB"));
        } else if !has_end && memmem::find(draft.text(), b"\n{").is_some() {
            let message = "the record has no end: it takes all that stands behind it, other \
                           records too";
            draft.fail(place, message.to_owned());
        } else {
            draft.finish(place);
        }
        Ok(has_end)
    }

    fn place(&self) -> Place {
        let Cursor { line, column } = self.cursor;
        Place {
            input: self.input,
            spot: Spot::Text { line, column },
        }
    }

    fn fault(&self, message: &str) -> Fault {
        Fault {
            place: self.place(),
            message: format!("{message}: the rest of the file was not read"),
        }
    }
}

fn is_blank(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\r' | b'\n')
        // A byte-order mark can only stand at the beginning; nothing is lost
        // where it is passed over elsewhere between two records.
        || matches!(byte, 0xef | 0xbb | 0xbf)
}

/// How far a value goes, found piece by piece.
#[derive(Default)]
struct Extent {
    /// How many brackets are open.
    depth: u64,
    is_in_text: bool,
    is_escaped: bool,
    /// Whether it is a number or a word, which ends where something else begins.
    is_bare: bool,
}

impl Extent {
    /// How many of these bytes belong to the value, and whether it ends there.
    fn take(&mut self, bytes: &[u8]) -> (usize, bool) {
        let mut at = 0;
        while at < bytes.len() {
            if self.is_in_text {
                at += self.text(&bytes[at..]);
                if !self.is_in_text && self.depth == 0 {
                    return (at, true);
                }
                continue;
            }
            match bytes[at] {
                b'"' | b'{' | b'[' if self.is_bare => return (at, true),
                b'"' => self.is_in_text = true,
                b'{' | b'[' => self.depth += 1,
                b'}' | b']' if self.depth == 0 => return (at, true),
                b'}' | b']' if self.depth == 1 => return (at + 1, true),
                b'}' | b']' => self.depth -= 1,
                byte if self.depth == 0 => {
                    if byte == b',' || is_blank(byte) {
                        return (at, true);
                    }
                    self.is_bare = true;
                }
                _ => {}
            }
            at += 1;
        }
        (at, false)
    }

    /// How many bytes to the end of a text, its quote included, or to the next
    /// escape.
    fn text(&mut self, bytes: &[u8]) -> usize {
        if self.is_escaped {
            self.is_escaped = false;
            return 1;
        }
        let Some(at) = memchr2(b'"', b'\\', bytes) else {
            return bytes.len();
        };
        if bytes[at] == b'"' {
            self.is_in_text = false;
        } else {
            self.is_escaped = true;
        }
        at + 1
    }
}

#[cfg(test)]
mod tests {
    use super::Extent;

    /// The values that a text begins with, cut into pieces of this size.
    fn extent(text: &str, piece: usize) -> String {
        let mut extent = Extent::default();
        let mut value = Vec::new();
        for bytes in text.as_bytes().chunks(piece) {
            let (taken, is_end) = extent.take(bytes);
            value.extend_from_slice(&bytes[..taken]);
            if is_end {
                break;
            }
        }
        String::from_utf8(value).expect("a value is text")
    }

    #[test]
    fn a_value_ends_where_it_is_closed_however_it_is_cut() {
        for (text, value) in [
            (r#"{"a": "}"} , {}"#, r#"{"a": "}"}"#),
            (r#"{"a\"}": [1, {}]}]"#, r#"{"a\"}": [1, {}]}"#),
            (r#""a\\", 1"#, r#""a\\""#),
            ("12.5, 1", "12.5"),
            ("true]", "true"),
            ("{\"a\": {", "{\"a\": {"),
        ] {
            for piece in 1..=text.len() {
                assert_eq!(extent(text, piece), value, "{text} in pieces of {piece}");
            }
        }
    }
}
