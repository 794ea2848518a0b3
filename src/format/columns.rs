//! What stands one below the other in columns.

use super::MAX_WIDTH;
use super::printer::Printer;

/// How many spaces may be put before something to bring it into its column.
const MAX_SPREAD: usize = 20;

/// A line with columns.
pub(super) struct Row {
    /// Its first token.
    pub(super) start: usize,
    /// The tokens that begin its columns, but for the first one.
    pub(super) columns: Vec<usize>,
    /// The token after its last one.
    pub(super) end: usize,
}

impl Printer<'_> {
    /// Brings the columns of lines one below the other. Lines that do not have a column part those
    /// that do. A column that would make a line too long, or would have to be moved too far, stays
    /// as it is.
    pub(super) fn align(&mut self, rows: &[Row], indent: usize) {
        self.align_up_to(rows, indent, MAX_SPREAD);
    }

    /// The same, where columns may be moved so far.
    pub(super) fn align_up_to(&mut self, rows: &[Row], indent: usize, spread: usize) {
        let columns = rows.iter().map(|row| row.columns.len()).max().unwrap_or(0);
        for column in 0..columns {
            for block in rows.chunk_by(|a, b| a.columns.len().min(b.columns.len()) > column) {
                self.align_column(block, column, indent, spread);
            }
        }
    }

    fn align_column(&mut self, rows: &[Row], column: usize, indent: usize, spread: usize) {
        let starts: Vec<_> = rows
            .iter()
            .filter_map(|row| {
                let token = *row.columns.get(column)?;
                Some((row, token, self.padded_width(row.start, token)))
            })
            .collect();
        let places = || starts.iter().map(|(.., place)| *place);
        let (Some(least), Some(most)) = (places().min(), places().max()) else {
            return;
        };
        let is_wide = |(row, _, place): &(&Row, usize, usize)| {
            indent + self.padded_width(row.start, row.end) + most - place > MAX_WIDTH
        };
        if most - least > spread || starts.iter().any(is_wide) {
            return;
        }
        for (_, token, place) in starts {
            self.pad(token, most - place);
        }
    }

    /// How wide the tokens are on one line, with what has been put between them.
    pub(super) fn padded_width(&self, start: usize, end: usize) -> usize {
        let extra = self.extra.get(start + 1..end).unwrap_or_default();
        self.width(start..end) + extra.iter().sum::<usize>()
    }

    /// Puts so many more spaces before a token.
    pub(super) fn pad(&mut self, token: usize, spaces: usize) {
        if let Some(extra) = self.extra.get_mut(token) {
            *extra += spaces;
        }
    }
}
