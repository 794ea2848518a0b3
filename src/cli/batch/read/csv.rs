//! CSV: a header with the paths of facts, and a record a row.

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
            let line = self.reader.position().line();
            match self.reader.read_byte_record(&mut self.row) {
                Ok(true) => {}
                Ok(false) => return Ok(false),
                Err(error) => return Err(fault(self.input, line, &error)),
            }
            let line = line + self.blank_lines(line);
            let place = Place {
                input: self.input,
                spot: Spot::Text { line, column: 1 },
            };
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
    /// How many blank lines stand before the row that was read from here on.
    fn blank_lines(&self, from: u64) -> u64 {
        let read = self.reader.position().line().saturating_sub(from);
        let own = 1 + memchr_iter(b'\n', self.row.as_slice()).count() as u64;
        read.saturating_sub(own)
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
}

impl Read for Limited {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.left == 0 {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        let count = self.stream.read(buffer)?;
        self.left = self.left.saturating_sub(count);
        Ok(count)
    }
}
