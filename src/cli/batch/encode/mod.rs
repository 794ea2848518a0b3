//! From outcomes to the lines of the output.

mod csv;
mod json;
mod names;

use crate::cli::records::{Place, Spot};
use crate::fleet::{Fault, Outcome};
use crate::program::Program;
#[cfg(feature = "parquet")]
pub(super) use json::text as json_text;
use names::Names;

/// How lines are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Lines {
    /// A JSON map each.
    Ndjson,
    /// The rows of a table.
    Csv,
}

/// Writes outcomes as lines. What can be written beforehand is.
#[derive(Debug)]
pub(super) struct Encoder {
    lines: Lines,
    explain: bool,
    names: Names,
    /// What the inputs are called.
    inputs: Vec<String>,
}

impl Encoder {
    /// An encoder of decisions under these rules on records of these inputs.
    pub(super) fn new(program: &Program, lines: Lines, explain: bool, inputs: Vec<String>) -> Self {
        Encoder {
            lines,
            explain,
            names: Names::of(program.rules(), lines),
            inputs,
        }
    }

    /// What stands before all lines.
    pub(super) fn header(&self) -> &'static str {
        match (self.lines, self.explain) {
            (Lines::Ndjson, _) => "",
            (Lines::Csv, false) => csv::HEADER,
            (Lines::Csv, true) => csv::HEADER_WITH_EXPLANATION,
        }
    }

    /// Adds the line of an outcome.
    pub(super) fn encode(
        &self,
        program: &Program,
        outcome: &Outcome<'_>,
        place: Option<Place>,
        out: &mut Vec<u8>,
    ) {
        match self.lines {
            Lines::Ndjson => json::line(self, program, outcome, place, out),
            Lines::Csv => csv::line(self, program, outcome, place, out),
        }
    }

    /// What there is to tell of the place of a fault.
    fn found(&self, fault: &Fault, place: Option<Place>) -> Found<'_> {
        let file = place.and_then(|place| self.inputs.get(place.input));
        let mut found = Found {
            file: file.map(String::as_str),
            ..Found::default()
        };
        match place.map(|place| place.spot) {
            Some(Spot::Text { line, column }) => {
                let (lines, columns) = fault.position.unwrap_or_default();
                found.line = Some(line + u64::from(lines.saturating_sub(1)));
                // Only the first line of a record may begin behind others.
                let before = if lines <= 1 { column - 1 } else { 0 };
                found.column = match fault.position {
                    Some(_) => Some(before.saturating_add(columns)),
                    None => Some(column).filter(|column| *column > 1),
                };
            }
            #[cfg(feature = "parquet")]
            Some(Spot::Row(row)) => found.row = Some(row),
            Some(Spot::Whole) | None => {}
        }
        found
    }
}

/// Where a fault is.
#[derive(Default)]
struct Found<'e> {
    file: Option<&'e str>,
    line: Option<u64>,
    column: Option<u32>,
    row: Option<u64>,
}
