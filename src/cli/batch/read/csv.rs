//! CSV: a header with the paths of facts, and a record a row.

use std::collections::VecDeque;
use std::io::{self, Read};
use std::sync::Arc;

use csv::{ByteRecord, ErrorKind, ReaderBuilder};
use memchr::memchr_iter;

use crate::cli::batch::columns::{Columns, no_fact};
use crate::cli::failure::number_of;
use crate::cli::records::{Chunk, Fault, Place, Spot, Stream, cannot_read};
use crate::facts::document::MAX_LINE_BYTES;

/// A file of CSV.
pub(super) struct Csv {
    reader: csv::Reader<Limited>,
    input: usize,
    /// The names of the columns that are needed.
    header: Arc<[String]>,
    /// Which they are.
    wanted: Vec<usize>,
    /// How many columns there are.
    width: usize,
    row: ByteRecord,
}

impl Csv {
    /// Reads the header.
    pub(super) fn of(stream: Stream, input: usize, columns: &Columns) -> Result<Self, Fault> {
        let limited = Limited {
            stream,
            left: MAX_LINE_BYTES,
            is_at_end: false,
            lines: Lines::default(),
        };
        let mut reader = ReaderBuilder::new()
            .flexible(true)
            .buffer_capacity(64 << 10)
            .from_reader(limited);
        let header = match reader.byte_headers() {
            Ok(header) => header.clone(),
            Err(error) => return Err(fault(input, 0, &error)),
        };
        let mut csv = Csv {
            reader,
            input,
            header: Arc::new([]),
            wanted: Vec::new(),
            width: header.len(),
            row: ByteRecord::new(),
        };
        csv.choose(&header, columns)
            .map_err(|message| Fault::whole(input, message))?;
        Ok(csv)
    }

    /// Chooses the columns that are needed.
    fn choose(&mut self, header: &ByteRecord, columns: &Columns) -> Result<(), String> {
        let names: Result<Vec<&str>, _> = header.iter().map(std::str::from_utf8).collect();
        let names = names.map_err(|_| "the header is not UTF-8 text")?;
        let names: Vec<&str> = names.into_iter().map(str::trim).collect();
        let mut wanted = Vec::new();
        for (at, name) in names.iter().enumerate() {
            if !columns.wants(name) {
                continue;
            }
            if wanted.iter().any(|&other: &usize| names[other] == *name) {
                return Err(format!("the column `{name}` stands twice in the header"));
            }
            wanted.push(at);
        }
        let is_empty = names.iter().all(|name| name.is_empty());
        if !is_empty && !names.iter().any(|name| columns.may_be_fact(name)) {
            return Err(no_fact(names.into_iter()));
        }
        self.header = wanted.iter().map(|&at| names[at].to_owned()).collect();
        self.wanted = wanted;
        Ok(())
    }

    /// Fills a chunk; tells whether there may be more.
    pub(super) fn fill(&mut self, chunk: &mut Chunk) -> Result<bool, Fault> {
        while !chunk.is_full() {
            self.reader.get_mut().left = MAX_LINE_BYTES;
            let next = self.next_line();
            match self.reader.read_byte_record(&mut self.row) {
                Ok(true) => {}
                Ok(false) => return Ok(false),
                Err(error) => return Err(fault(self.input, next, &error)),
            }
            let is_never_closed = self.is_never_closed();
            let line = self.line(is_never_closed);
            let place = Place {
                input: self.input,
                spot: Spot::Text { line, column: 1 },
            };
            if is_never_closed {
                let message = "a quote in this row is never closed: the row takes all that \
                               stands behind it";
                chunk.push_fault(place, message.to_owned());
                continue;
            }
            if self.row.len() == self.width {
                let values = self.wanted.iter().filter_map(|&at| self.row.get(at));
                chunk.push_row(place, &self.header, values);
            } else {
                let fields = number_of(self.row.len(), "field");
                let message = format!("the row has {fields}, and the header {}", self.width);
                chunk.push_fault(place, message);
            }
        }
        Ok(true)
    }
}

impl Csv {
    /// The line behind those that were read.
    fn next_line(&mut self) -> u64 {
        let end = self.reader.position().byte();
        let lines = &mut self.reader.get_mut().lines;
        lines.line_before(end);
        // Of a carriage return and a line feed only the former was read.
        let is_within = lines.ahead.front() == Some(&end);
        lines.passed + 1 + u64::from(is_within)
    }

    /// In which line the row begins that was just read; if a quote is not closed, it
    /// has the last line break too.
    fn line(&mut self, is_never_closed: bool) -> u64 {
        let end = self.reader.position().byte();
        let lines = &mut self.reader.get_mut().lines;
        let last = match lines.line_before(end) {
            _ if is_never_closed => lines.passed + 1,
            last => last,
        };
        let breaks = memchr_iter(b'\n', self.row.as_slice()).count();
        last.saturating_sub(breaks as u64)
    }

    /// Whether the row goes on to the end of the file within quotes.
    fn is_never_closed(&self) -> bool {
        let Limited {
            lines, is_at_end, ..
        } = self.reader.get_ref();
        let is_last = *is_at_end && self.reader.position().byte() == lines.read;
        let last = self
            .row
            .len()
            .checked_sub(1)
            .and_then(|at| self.row.get(at));
        let goes_on = last.is_some_and(|field| field.contains(&b'\n'));
        is_last && goes_on && lines.last_character != b'"'
    }
}

fn fault(input: usize, line: u64, error: &csv::Error) -> Fault {
    match error.kind() {
        ErrorKind::Io(error) if error.kind() == io::ErrorKind::FileTooLarge => {
            let most = MAX_LINE_BYTES >> 20;
            let spot = Spot::Text { line, column: 1 };
            let message = format!(
                "the row is longer than {most} MB, perhaps for want of a closing quote: \
                 the rest of the file was not read"
            );
            Fault {
                place: Place { input, spot },
                message,
            }
        }
        ErrorKind::Io(error) => Fault::behind(input, line, error),
        _ => Fault::whole(input, cannot_read(&io::Error::other(error.to_string()))),
    }
}

/// Gives no more than so many bytes until it is asked for the next row: a quote
/// that is never closed must not read a whole file into memory.
struct Limited {
    stream: Stream,
    left: usize,
    is_at_end: bool,
    lines: Lines,
}

/// Where lines end in what was read, so far as no row was told of.
#[derive(Default)]
struct Lines {
    /// How many bytes were read.
    read: u64,
    /// The places of line breaks ahead.
    ahead: VecDeque<u64>,
    /// How many were passed.
    passed: u64,
    /// The last character that is no line break.
    last_character: u8,
}

impl Lines {
    fn add(&mut self, bytes: &[u8]) {
        self.ahead
            .extend(memchr_iter(b'\n', bytes).map(|at| self.read + at as u64));
        self.read += bytes.len() as u64;
        let is_break = |byte: &&u8| matches!(byte, b'\r' | b'\n');
        if let Some(last) = bytes.iter().rev().find(|byte| !is_break(byte)) {
            self.last_character = *last;
        }
    }

    /// In which line the byte before this one stands. Must not go back.
    fn line_before(&mut self, byte: u64) -> u64 {
        let mut is_break = false;
        while let Some(at) = self.ahead.front().filter(|at| **at < byte) {
            is_break = at + 1 == byte;
            self.passed += 1;
            self.ahead.pop_front();
        }
        self.passed + u64::from(!is_break)
    }
}

impl Read for Limited {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.left == 0 {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        let count = self.stream.read(buffer)?;
        self.left = self.left.saturating_sub(count);
        self.is_at_end |= count == 0;
        self.lines.add(&buffer[..count]);
        Ok(count)
    }
}
