//! Reading the cases, some at a time: what is in memory at once does not grow
//! with the number of cases.

use std::io::{self, BufRead, BufReader, Read};
use std::vec;

use super::cases::{Source, SourceKind};
use crate::cli::failure::Failure;
use crate::cli::files::{self, ReadFailure, read_from};
use crate::compare::{Input, Place, Record};
use crate::facts::document::{MAX_FILE_BYTES, MAX_LINE_BYTES, decode};

/// So many cases are read at a time, or fewer.
const CASES_AT_A_TIME: usize = 4096;

/// No more is read once there are so many bytes.
const BYTES_AT_A_TIME: usize = 4 << 20;

/// A line that does not end in so many bytes is given up, and its file with it:
/// a device can go on forever.
const MOST_OF_A_LINE: u64 = 1 << 30;

/// A case that was read.
pub(super) struct Item {
    place: Place,
    name: Option<String>,
    /// The text, or why it is none.
    text: Result<String, String>,
}

impl Item {
    pub(super) fn record(&self) -> Record<'_> {
        let input = match (&self.text, &self.name) {
            (Err(reason), _) => Input::Unreadable(reason),
            (Ok(text), Some(name)) => Input::Case { name, text },
            (Ok(text), None) => Input::Facts(text),
        };
        Record {
            place: self.place,
            input,
        }
    }
}

/// Reads the cases of all files, one file after the other.
pub(super) struct Feed {
    sources: vec::IntoIter<Source>,
    /// How many files were started.
    files: u32,
    lines: Option<Lines>,
    /// How many bytes were read.
    pub(super) bytes: u64,
}

/// A file that has one case a line.
struct Lines {
    name: String,
    reader: BufReader<Box<dyn Read + Send>>,
    /// How many lines were read.
    number: u64,
    /// Whether nothing more is to be read.
    is_given_up: bool,
}

impl Feed {
    pub(super) fn of(sources: Vec<Source>) -> Self {
        Feed {
            sources: sources.into_iter(),
            files: 0,
            lines: None,
            bytes: 0,
        }
    }

    /// The next cases; none when all were read.
    pub(super) fn next(&mut self) -> Result<Vec<Item>, Failure> {
        let mut items = Vec::new();
        let start = self.bytes;
        let is_enough = |items: &Vec<Item>, bytes: u64| {
            items.len() >= CASES_AT_A_TIME || bytes - start >= BYTES_AT_A_TIME as u64
        };
        while !is_enough(&items, self.bytes) {
            match self.item()? {
                Some(item) => items.push(item),
                None => break,
            }
        }
        Ok(items)
    }

    fn item(&mut self) -> Result<Option<Item>, Failure> {
        loop {
            if let Some(lines) = &mut self.lines {
                if let Some(line) = lines.next()? {
                    self.bytes += line.bytes;
                    if let Some(text) = line.text {
                        let place = Place {
                            file: self.files - 1,
                            line: lines.number,
                        };
                        return Ok(Some(Item {
                            place,
                            name: None,
                            text,
                        }));
                    }
                    continue;
                }
                self.lines = None;
            }
            let Some(source) = self.sources.next() else {
                return Ok(None);
            };
            self.files += 1;
            match source.kind {
                SourceKind::Lines => self.lines = Some(Lines::open(&source)?),
                SourceKind::Case => return Ok(Some(self.case(&source))),
            }
        }
    }

    fn case(&mut self, source: &Source) -> Item {
        let text = match read_from(&source.path, source.from, MAX_FILE_BYTES as usize) {
            Ok(bytes) => {
                self.bytes += bytes.len() as u64;
                let text = decode(&bytes).map(str::to_owned);
                text.map_err(|error| error.to_string())
            }
            Err(ReadFailure::TooLarge) => Err(format!(
                "the file is larger than {} MB",
                MAX_FILE_BYTES >> 20
            )),
            Err(ReadFailure::Io(error)) => {
                Err(format!("cannot read it: {}", files::reason(&error)))
            }
        };
        Item {
            place: Place {
                file: self.files - 1,
                line: 0,
            },
            name: Some(source.name()),
            text,
        }
    }
}

/// A line that was read.
struct Line {
    bytes: u64,
    /// The text, or why it is none; nothing where the line is blank.
    text: Option<Result<String, String>>,
}

impl Lines {
    fn open(source: &Source) -> Result<Self, Failure> {
        let name = source.name();
        let stream: Box<dyn Read + Send> = if source.is_stdin() {
            Box::new(io::stdin())
        } else {
            let file = files::open(&source.path, source.from);
            Box::new(file.map_err(|error| cannot_read(&name, &error))?)
        };
        Ok(Lines {
            name,
            reader: BufReader::with_capacity(1 << 16, stream),
            number: 0,
            is_given_up: false,
        })
    }

    /// The next line, with or without its end; none at the end of the file.
    fn next(&mut self) -> Result<Option<Line>, Failure> {
        if self.is_given_up {
            return Ok(None);
        }
        let mut bytes = Vec::new();
        let read = read_line(&mut self.reader, &mut bytes, MOST_OF_A_LINE)
            .map_err(|error| cannot_read(&self.name, &error))?;
        if read == 0 {
            return Ok(None);
        }
        self.number += 1;
        self.is_given_up = read >= MOST_OF_A_LINE;
        let text = if self.is_given_up {
            let limit = MOST_OF_A_LINE >> 30;
            Some(Err(format!(
                "the line does not end within {limit} GB: the rest of the file was not read"
            )))
        } else if read > MAX_LINE_BYTES as u64 + 1 {
            let limit = MAX_LINE_BYTES >> 20;
            Some(Err(format!("the line is longer than {limit} MB")))
        } else {
            text_of(bytes, self.number == 1)
        };
        Ok(Some(Line { bytes: read, text }))
    }
}

fn cannot_read(name: &str, error: &io::Error) -> Failure {
    Failure::new(format!("cannot read `{name}`: {}", files::reason(error)))
}

/// Reads to the end of the line, or until `most` bytes were read, and gives the
/// number of bytes. Of a line that is too long only the beginning is kept.
fn read_line(reader: &mut impl BufRead, line: &mut Vec<u8>, most: u64) -> io::Result<u64> {
    let mut read = 0;
    loop {
        let available = match reader.fill_buf() {
            Ok(available) => available,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(error),
        };
        let end = available.iter().position(|byte| *byte == b'\n');
        let taken = end.map_or(available.len(), |end| end + 1);
        if line.len() <= MAX_LINE_BYTES {
            line.extend_from_slice(&available[..end.unwrap_or(taken)]);
        }
        reader.consume(taken);
        read += taken as u64;
        if end.is_some() || taken == 0 || read >= most {
            return Ok(read);
        }
    }
}

/// The text of a line; nothing where it is blank. The first one may start with a
/// byte-order mark.
fn text_of(bytes: Vec<u8>, is_first: bool) -> Option<Result<String, String>> {
    let Ok(text) = String::from_utf8(bytes) else {
        return Some(Err("the line is not UTF-8 text".to_owned()));
    };
    let text = match text.strip_prefix('\u{feff}') {
        Some(rest) if is_first => rest.to_owned(),
        _ => text,
    };
    (!text.trim().is_empty()).then_some(Ok(text))
}

#[cfg(test)]
mod tests {
    use std::io::BufReader;

    use super::{read_line, text_of};

    #[test]
    fn the_last_line_may_lack_its_end() {
        let mut reader = BufReader::with_capacity(3, &b"{\"a\": 1}\n\n{\"b\""[..]);
        let mut lines = Vec::new();
        loop {
            let mut line = Vec::new();
            if read_line(&mut reader, &mut line, 100).expect("memory can be read") == 0 {
                break;
            }
            lines.push(String::from_utf8(line).expect("this is text"));
        }
        assert_eq!(lines, ["{\"a\": 1}", "", "{\"b\""]);
    }

    #[test]
    fn a_line_that_does_not_end_is_given_up() {
        let mut endless = BufReader::with_capacity(8, std::io::repeat(b'a'));
        let mut line = Vec::new();
        let read = read_line(&mut endless, &mut line, 100).expect("this can be read");
        assert_eq!(read, 104);
    }

    #[test]
    fn a_blank_line_is_no_case_and_bad_bytes_are_one() {
        assert_eq!(text_of(b" \r".to_vec(), false), None);
        assert_eq!(
            text_of(b"\xef\xbb\xbf{}".to_vec(), true),
            Some(Ok("{}".to_owned()))
        );
        assert!(matches!(text_of(b"\xff".to_vec(), false), Some(Err(_))));
    }
}
