//! Reading the cases, some at a time: what is in memory at once does not grow
//! with the number of cases.

use std::sync::atomic::Ordering;
use std::vec;

use super::cases::{Source, SourceKind};
use crate::cli::failure::Failure;
use crate::cli::files::{self, ReadFailure, read_from};
use crate::cli::records::{self, Bytes, Chunk, Lines, Spot};
use crate::compare::{Input, Place, Record};
use crate::facts::document::{MAX_FILE_BYTES, decode};
use crate::fleet::Body;

/// So many cases are read at a time, or some more.
const CASES_AT_A_TIME: usize = 4096;

/// No more is read once there are so many bytes.
const BYTES_AT_A_TIME: u64 = 4 << 20;

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
    /// The file that is being read, where it has one case a line, and its name.
    lines: Option<(Lines, String)>,
    chunk: Chunk,
    bytes: Bytes,
}

impl Feed {
    pub(super) fn of(sources: Vec<Source>) -> Self {
        Feed {
            sources: sources.into_iter(),
            files: 0,
            lines: None,
            chunk: Chunk::default(),
            bytes: Bytes::default(),
        }
    }

    /// How many bytes were read.
    pub(super) fn bytes(&self) -> u64 {
        self.bytes.load(Ordering::Relaxed)
    }

    /// The next cases; none when all were read.
    pub(super) fn next(&mut self) -> Result<Vec<Item>, Failure> {
        let mut items = Vec::new();
        let start = self.bytes();
        while items.len() < CASES_AT_A_TIME && self.bytes() - start < BYTES_AT_A_TIME {
            if self.lines.is_some() {
                self.some_lines(&mut items)?;
            } else if let Some(source) = self.sources.next() {
                self.files += 1;
                match source.kind {
                    SourceKind::Lines => self.lines = Some(self.open(&source)?),
                    SourceKind::Case => items.push(self.case(&source)),
                }
            } else {
                break;
            }
        }
        Ok(items)
    }

    fn open(&self, source: &Source) -> Result<(Lines, String), Failure> {
        let name = source.name();
        let opened = records::open(&source.path, source.from, &self.bytes);
        let (stream, _) = opened.map_err(|error| {
            Failure::new(format!("cannot read `{name}`: {}", files::reason(&error)))
        })?;
        Ok((Lines::of(stream, 0), name))
    }

    /// Reads some lines of the file that is being read.
    fn some_lines(&mut self, items: &mut Vec<Item>) -> Result<(), Failure> {
        let Some((lines, name)) = &mut self.lines else {
            return Ok(());
        };
        self.chunk.begin(0);
        let has_more = lines
            .fill(&mut self.chunk)
            .map_err(|fault| Failure::new(format!("`{name}`: {}", fault.message)))?;
        if !has_more {
            self.lines = None;
        }
        let (chunk, file) = (&self.chunk, self.files - 1);
        chunk.with_records(|records| {
            items.extend(records.iter().enumerate().map(|(at, record)| {
                let line = match chunk.place(at).map(|place| place.spot) {
                    Some(Spot::Text { line, .. }) => line,
                    _ => 0,
                };
                Item {
                    place: Place { file, line },
                    name: None,
                    text: match record.body {
                        Body::Json(text) => Ok(text.to_owned()),
                        Body::Unreadable(reason) => Err(reason.to_owned()),
                        Body::Fields(_) => Err("it is a row".to_owned()),
                    },
                }
            }));
        });
        Ok(())
    }

    fn case(&mut self, source: &Source) -> Item {
        let text = match read_from(&source.path, source.from, MAX_FILE_BYTES as usize) {
            Ok(bytes) => {
                self.bytes.fetch_add(bytes.len() as u64, Ordering::Relaxed);
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
