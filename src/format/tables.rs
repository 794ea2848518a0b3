//! Tables: a row a line, the cells in columns.

use super::columns::Row as Columns;
use super::printer::{Blanks, Place, Printer};
use crate::source::Span;
use crate::syntax::tree::{Cell, CellKind, CellTest, Expr, Table};

/// A row, or `otherwise`.
struct Line<'e> {
    span: Span,
    value: &'e Expr,
    /// Where its cells begin, but for the first one.
    cells: Vec<usize>,
}

impl Printer<'_> {
    /// Writes a table that ends before the token `end`.
    pub(super) fn table(&mut self, table: &Table, end: usize) {
        let indent = self.lines.indent();
        for input in &table.inputs {
            self.tokens_to(self.start(input.span));
            self.expr(input, 2);
        }
        let lines = self.lines_of(table);
        let first = lines.first().map_or(end, |line| self.start(line.span));
        self.tokens_to(first.min(end - 1));
        self.align_rows(&lines, indent + 2, table.inputs.len());
        for line in &lines {
            self.begin_line(Place {
                blanks: Blanks::Keep,
                ..Place::broken(indent + 2)
            });
            self.tokens_to(self.start(line.value.span));
            self.expr(line.value, 0);
        }
        self.begin_line(Place {
            comments: indent + 2,
            blanks: Blanks::Keep,
            ..Place::broken(indent)
        });
        self.token();
    }

    fn lines_of<'e>(&self, table: &'e Table) -> Vec<Line<'e>> {
        let rows = table.rows.iter().map(|row| Line {
            span: row.span,
            value: &row.value,
            cells: row
                .cells
                .iter()
                .skip(1)
                .map(|cell| self.start(cell.span))
                .collect(),
        });
        let otherwise = table.otherwise.iter().map(|otherwise| Line {
            span: otherwise.span,
            value: &otherwise.value,
            cells: Vec::new(),
        });
        let mut lines: Vec<_> = rows.chain(otherwise).collect();
        lines.sort_by_key(|line| line.span.start);
        lines
    }

    /// Brings the cells into columns, and the values into the last one, that of `otherwise` too.
    fn align_rows(&mut self, lines: &[Line<'_>], indent: usize, inputs: usize) {
        let rows: Vec<_> = lines.iter().map(|line| self.columns_of(line)).collect();
        let is_row = |row: &&Columns| row.columns.len() == inputs && inputs > 1;
        let cells: Vec<_> = rows
            .iter()
            .filter(is_row)
            .map(|row| Columns {
                start: row.start,
                columns: row.columns[..inputs - 1].to_vec(),
                end: row.end,
            })
            .collect();
        self.align_up_to(&cells, indent, usize::MAX);
        let values: Vec<_> = rows
            .iter()
            .map(|row| Columns {
                start: row.start,
                columns: row.columns.last().copied().into_iter().collect(),
                end: row.end,
            })
            .collect();
        self.align_up_to(&values, indent, usize::MAX);
    }

    fn columns_of(&self, line: &Line<'_>) -> Columns {
        let range = self.range(line.span);
        let value = self.start(line.value.span);
        let mut columns = line.cells.clone();
        columns.push(value);
        Columns {
            start: range.start,
            columns,
            end: if self.is_flat(range.clone()) {
                range.end
            } else {
                value
            },
        }
    }
}

/// The literals and symbols in a cell.
pub(super) fn literals(cell: &Cell) -> Vec<&Expr> {
    let tests = match &cell.kind {
        CellKind::Anything => &[],
        CellKind::OneOf(tests) => tests.as_slice(),
    };
    let literals = |test| match test {
        &CellTest::Is(ref literal) | &CellTest::Compare(_, ref literal) => vec![literal],
        CellTest::Range(low, high) => vec![low, high],
    };
    tests.iter().flat_map(literals).collect()
}
