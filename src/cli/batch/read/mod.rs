//! Reading the inputs, one behind the other, into chunks of records.

mod csv;
#[cfg(feature = "parquet")]
mod guarded;
mod json;
#[cfg(feature = "parquet")]
mod parquet;

use std::sync::Arc;

use super::columns::Columns;
use super::inputs::Input;
use crate::cli::arguments::RecordFormat;
use crate::cli::records::{Bytes, Chunk, Fault, Lines, cannot_read, open};

/// Reads the records of all inputs.
pub(super) struct Feed {
    inputs: Arc<[Input]>,
    columns: Arc<Columns>,
    /// How many inputs were opened.
    opened: usize,
    current: Option<Reading>,
    /// How many records were read.
    records: u64,
    bytes: Bytes,
}

/// An input that is being read.
enum Reading {
    Lines(Lines),
    Json(json::Json),
    Csv(Box<csv::Csv>),
    #[cfg(feature = "parquet")]
    Parquet(Box<parquet::Parquet>),
}

impl Feed {
    /// Reads these inputs. Tables have the columns that `columns` wants.
    pub(super) fn of(inputs: Arc<[Input]>, columns: Columns, bytes: Bytes) -> Self {
        Feed {
            inputs,
            columns: Arc::new(columns),
            opened: 0,
            current: None,
            records: 0,
            bytes,
        }
    }

    /// Reads the next records; none when all were read.
    pub(super) fn fill(&mut self, chunk: &mut Chunk) {
        chunk.begin(self.records);
        while !chunk.is_full() {
            let filled = match &mut self.current {
                Some(current) => current.fill(chunk),
                None => match self.open_next() {
                    Some(Ok(reading)) => {
                        self.current = Some(reading);
                        continue;
                    }
                    Some(Err(fault)) => Err(fault),
                    None => break,
                },
            };
            match filled {
                Ok(true) => {}
                Ok(false) => self.current = None,
                Err(fault) => {
                    chunk.push_fault(fault.place, fault.message);
                    self.current = None;
                }
            }
        }
        self.records += chunk.len() as u64;
    }

    fn open_next(&mut self) -> Option<Result<Reading, Fault>> {
        let number = self.opened;
        let input = self.inputs.get(number)?;
        self.opened += 1;
        Some(self.open(input, number))
    }

    fn open(&self, input: &Input, number: usize) -> Result<Reading, Fault> {
        let (stream, start) = open(&input.path, input.origin, &self.bytes)
            .map_err(|error| Fault::whole(number, cannot_read(&error)))?;
        let format = input.format.or_else(|| RecordFormat::of_start(&start));
        let Some(format) = format else {
            let message =
                "it cannot be told how its records are written: say so with `--input-format`";
            return Err(Fault::whole(number, message));
        };
        Ok(match format {
            RecordFormat::Ndjson => Reading::Lines(Lines::of(stream, number)),
            RecordFormat::Json => Reading::Json(json::Json::of(stream, number)),
            RecordFormat::Csv => {
                Reading::Csv(Box::new(csv::Csv::of(stream, number, &self.columns)?))
            }
            #[cfg(feature = "parquet")]
            RecordFormat::Parquet => Reading::Parquet(Box::new(parquet::Parquet::of(
                stream,
                input,
                number,
                &self.columns,
                &self.bytes,
            )?)),
            #[cfg(not(feature = "parquet"))]
            RecordFormat::Parquet => return Err(Fault::whole(number, super::NO_PARQUET)),
        })
    }
}

impl Reading {
    /// Fills a chunk; tells whether there may be more.
    fn fill(&mut self, chunk: &mut Chunk) -> Result<bool, Fault> {
        match self {
            Reading::Lines(lines) => lines.fill(chunk),
            Reading::Json(json) => json.fill(chunk),
            Reading::Csv(csv) => csv.fill(chunk),
            #[cfg(feature = "parquet")]
            Reading::Parquet(parquet) => parquet.fill(chunk),
        }
    }
}

impl RecordFormat {
    /// How records are written in a file that begins so.
    fn of_start(start: &[u8]) -> Option<Self> {
        if start.starts_with(b"PAR1") {
            return Some(RecordFormat::Parquet);
        }
        let start = start.strip_prefix(b"\xef\xbb\xbf").unwrap_or(start);
        match start.iter().find(|byte| !byte.is_ascii_whitespace()) {
            Some(b'[') => Some(RecordFormat::Json),
            Some(b'{') | None => Some(RecordFormat::Ndjson),
            Some(_) => None,
        }
    }
}
