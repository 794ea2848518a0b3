//! What some records show of how often facts have which values.

use super::record::{Body, Record};
use super::rows::{Cells, Layout, Row, RowReader};
use crate::access::{Candidates, Frequencies};
use crate::facts::read::Reader;

/// More records do not show much more.
const MOST_RECORDS: usize = 1024;

/// Counts the cells of the records that are easily read.
pub(super) fn frequencies(
    candidates: &Candidates<'_>,
    reader: &Reader<'_>,
    layout: &Layout<'_>,
    records: &[Record<'_>],
) -> Frequencies {
    let mut frequencies = candidates.frequencies();
    let mut rows = RowReader::of(layout);
    let mut cells = Cells::of(layout, candidates.columns());
    let mut row = Row::default();
    for record in records.iter().take(MOST_RECORDS) {
        let Body::Json(text) = record.body else {
            continue;
        };
        if rows.read(text, &mut row).is_ok() {
            let count = |column, cell| frequencies.count(column, cell);
            // Where something is wrong with a fact, those before it were counted.
            let _ = cells.find(reader, &row, count);
        }
    }
    frequencies
}
