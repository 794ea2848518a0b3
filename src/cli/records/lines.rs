//! NDJSON: a record a line.

use std::io::BufRead as _;

use memchr::{memchr, memchr_iter};

use super::chunk::{Chunk, Place, Spot};
use super::fault::Fault;
use super::stream::{Stream, filled};
use crate::facts::document::MAX_LINE_BYTES;

const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

/// A line that does not end in so many bytes is given up, and its file with it:
/// a device can go on forever.
const MOST_OF_A_LINE: u64 = 16 << 30;

/// A file that has one record a line.
pub(in crate::cli) struct Lines {
    stream: Stream,
    input: usize,
    /// How many lines were read.
    line: u64,
}

impl Lines {
    pub(in crate::cli) fn of(stream: Stream, input: usize) -> Self {
        Lines {
            stream,
            input,
            line: 0,
        }
    }

    /// Fills a chunk; tells whether there may be more.
    pub(in crate::cli) fn fill(&mut self, chunk: &mut Chunk) -> Result<bool, Fault> {
        while !chunk.is_full() {
            let (input, line) = (self.input, self.line);
            let available =
                filled(&mut self.stream).map_err(|error| Fault::behind(input, line, &error))?;
            if available.is_empty() {
                return Ok(false);
            }
            let mut taken = 0;
            for end in memchr_iter(b'\n', available) {
                self.line += 1;
                push(chunk, self.input, self.line, &available[taken..end]);
                taken = end + 1;
                if chunk.is_full() {
                    break;
                }
            }
            let is_cut = taken == 0;
            self.stream.consume(taken);
            if is_cut {
                self.long_line(chunk)?;
            }
        }
        Ok(true)
    }

    /// A line that is not in the buffer as a whole: the last one of it, or one
    /// that is longer. What is beyond the limit is passed over.
    fn long_line(&mut self, chunk: &mut Chunk) -> Result<(), Fault> {
        let place = place(self.input, self.line + 1);
        let mut draft = chunk.begin_text();
        let mut is_too_long = false;
        let mut read = 0;
        loop {
            let available = match filled(&mut self.stream) {
                Ok(available) => available,
                Err(error) => {
                    draft.drop_text();
                    return Err(Fault::behind(self.input, self.line, &error));
                }
            };
            let end = memchr(b'\n', available);
            is_too_long |= draft.text().len() + end.unwrap_or(available.len()) > MAX_LINE_BYTES;
            if !is_too_long {
                draft.push(&available[..end.unwrap_or(available.len())]);
            }
            let taken = end.map_or(available.len(), |end| end + 1);
            self.stream.consume(taken);
            if end.is_some() || taken == 0 {
                break;
            }
            read += taken as u64;
            if read > MOST_OF_A_LINE {
                draft.drop_text();
                return Err(endless(place));
            }
        }
        self.line += 1;
        if is_too_long {
            draft.fail(place, too_long());
        } else if without_mark(draft.text(), self.line).len() < draft.text().len() {
            let text = without_mark(draft.text(), self.line).to_vec();
            draft.drop_text();
            push(chunk, self.input, self.line, &text);
        } else if is_blank(draft.text()) {
            draft.drop_text();
        } else {
            draft.finish(place);
        }
        Ok(())
    }
}

fn endless(place: Place) -> Fault {
    let most = MOST_OF_A_LINE >> 30;
    Fault {
        place,
        message: format!(
            "the line does not end within {most} GB: the rest of the file was not read"
        ),
    }
}

fn too_long() -> String {
    format!("the line is longer than {} MB", MAX_LINE_BYTES >> 20)
}

/// Adds a line that is not blank.
fn push(chunk: &mut Chunk, input: usize, line: u64, text: &[u8]) {
    let text = without_mark(text, line);
    if !is_blank(text) {
        chunk.push_json(place(input, line), text);
    }
}

/// The first line may begin with a byte-order mark.
fn without_mark(text: &[u8], line: u64) -> &[u8] {
    match text.strip_prefix(BYTE_ORDER_MARK) {
        Some(rest) if line == 1 => rest,
        _ => text,
    }
}

fn is_blank(text: &[u8]) -> bool {
    text.iter().all(u8::is_ascii_whitespace)
}

fn place(input: usize, line: u64) -> Place {
    Place {
        input,
        spot: Spot::Text { line, column: 1 },
    }
}

#[cfg(test)]
mod tests {
    use std::io::{BufReader, Cursor};

    use super::{Chunk, Lines};
    use crate::fleet::Body;

    /// The lines of a text that comes in pieces of this size.
    fn lines(text: &'static [u8], piece: usize) -> Vec<String> {
        let stream = BufReader::with_capacity(piece, Box::new(Cursor::new(text)) as Box<_>);
        let mut lines = Lines::of(stream, 0);
        let mut chunk = Chunk::default();
        assert!(matches!(lines.fill(&mut chunk), Ok(false)));
        chunk.with_records(|records| {
            let texts = records.iter().map(|record| match record.body {
                Body::Json(text) => text.to_owned(),
                Body::Unreadable(reason) => format!("<{reason}>"),
                Body::Fields(_) => "<row>".to_owned(),
            });
            texts.collect()
        })
    }

    #[test]
    fn lines_are_the_same_however_they_come() {
        let text = b"\xef\xbb\xbf{\"a\": 1}\n\n \r\n{\"b\"\n\xff\n\xef\xbb\xbf2";
        for piece in 1..=text.len() {
            assert_eq!(
                lines(text, piece),
                [
                    "{\"a\": 1}",
                    "{\"b\"",
                    "<it is not UTF-8 text>",
                    "\u{feff}2"
                ],
                "in pieces of {piece}"
            );
        }
    }
}
