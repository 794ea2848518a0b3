//! Tables. The grammar reads their rows without regard to lines; whether each
//! row has its own is seen here.

use super::node::{Node, Parts};
use super::tails::{compare_op, is_op};
use super::{Builder, Built, Rule, Stop};
use crate::diagnostic::catalogue::{BareRowValue, OtherwiseLast, RowLayout};
use crate::source::Span;
use crate::syntax::tree::{Cell, CellKind, CellTest, Expr, ExprKind, Otherwise, Row, Table};

impl Builder {
    /// Pushes a table on the stack of expressions.
    pub(super) fn push_table(&mut self, node: Node) -> Built<()> {
        let (at, span) = (node.start(), self.span_of(&node));
        let base = self.built.len();
        let mut lines = Vec::new();
        let mut parts = node.parts();
        while let Some(part) = parts.next() {
            match part.rule() {
                Rule::expr => self.push_expr(part)?,
                Rule::row | Rule::otherwise => {
                    self.push_row_value(&part)?;
                    lines.push(part);
                }
                _ => {}
            }
        }
        let table = self.table(lines, base, at)?;
        self.built.push(Expr {
            kind: ExprKind::Table(table),
            span,
        });
        Ok(())
    }

    /// The table of these rows; built since `base` are its inputs and then the
    /// values of the rows.
    fn table(&mut self, lines: Vec<Node>, base: usize, at: usize) -> Built<Table> {
        let first_value = self
            .built
            .len()
            .checked_sub(lines.len())
            .ok_or(Stop::Unknown(at))?;
        let values = self.built.split_off(first_value);
        let mut table = Table {
            inputs: self.built.split_off(base),
            rows: Vec::new(),
            otherwise: None,
        };
        let mut before: Option<(usize, Span)> = None;
        for (line, value) in lines.into_iter().zip(values) {
            let span = self.span_of(&line);
            if let Some((end, row)) = before
                && !has_line_end(line.source(), end, line.start())
            {
                self.report(RowLayout {
                    at: span,
                    same_line_as: Some(row),
                });
            }
            before = Some((line.end(), span));
            if let Some(otherwise) = &table.otherwise {
                let fault = OtherwiseLast {
                    at: span,
                    otherwise: otherwise.span,
                };
                self.report(fault);
            }
            if line.rule() == Rule::otherwise {
                table
                    .otherwise
                    .get_or_insert(Box::new(Otherwise { value, span }));
            } else {
                let cells = self.cells(line)?;
                table.rows.push(Row { cells, value, span });
            }
        }
        Ok(table)
    }

    fn cells(&mut self, row: Node) -> Built<Vec<Cell>> {
        let mut cells = Vec::new();
        let mut parts = row.parts();
        while let Some(part) = parts.next().filter(|part| part.rule() != Rule::colon) {
            if part.rule() == Rule::cell {
                cells.push(self.cell(part)?);
            }
        }
        Ok(cells)
    }

    fn push_row_value(&mut self, row: &Node) -> Built<()> {
        let value = self.value_of_row(row)?;
        let mut operand = value.parts().need()?.parts();
        self.push_operand(operand.need()?, &mut operand)
    }

    /// The value in a row, its layout seen to.
    fn value_of_row<'t>(&mut self, row: &Node<'t>) -> Built<Node<'t>> {
        let mut parts = row.clone().parts();
        while parts.next().is_some_and(|part| part.rule() != Rule::colon) {}
        let value = parts.need()?;
        if has_line_end(row.source(), row.start(), value.start()) {
            self.report(RowLayout {
                at: self.span_of(row),
                same_line_as: None,
            });
        }
        let mut inner = value.clone().parts();
        inner.need()?;
        if inner.next().is_some() {
            let text = row
                .source()
                .get(value.start()..value.end())
                .unwrap_or("")
                .to_owned();
            self.report(BareRowValue {
                at: self.span_of(&value),
                text,
            });
        }
        Ok(value)
    }

    fn cell(&mut self, node: Node) -> Built<Cell> {
        let span = self.span_of(&node);
        let mut parts = node.parts();
        if parts.take(Rule::anything).is_some() {
            return Ok(Cell {
                kind: CellKind::Anything,
                span,
            });
        }
        let mut tests = Vec::new();
        while let Some(part) = parts.next() {
            match part.rule() {
                Rule::cell_compare => tests.push(self.cell_compare(part.parts())?),
                Rule::cell_value => tests.push(self.cell_value(part.parts())?),
                _ => {}
            }
        }
        Ok(Cell {
            kind: CellKind::OneOf(tests),
            span,
        })
    }

    fn cell_compare(&mut self, mut parts: Parts) -> Built<CellTest> {
        let op = if let Some(op) = parts.take(Rule::compare_op) {
            compare_op(op.text())
        } else {
            parts.take(Rule::kw_is);
            let negated = parts.take(Rule::kw_not).is_some();
            is_op(negated, parts.take(Rule::kw_exactly).is_some())
        };
        Ok(CellTest::Compare(op, self.cell_literal(parts.need()?)?))
    }

    fn cell_value(&mut self, mut parts: Parts) -> Built<CellTest> {
        let low = self.cell_literal(parts.need()?)?;
        match parts.take(Rule::dots) {
            Some(_) => Ok(CellTest::Range(low, self.cell_literal(parts.need()?)?)),
            None => Ok(CellTest::Is(low)),
        }
    }

    fn cell_literal(&mut self, node: Node) -> Built<Expr> {
        if node.rule() == Rule::name {
            Ok(self.name_expr(&node))
        } else {
            self.literal_expr(node)
        }
    }
}

fn has_line_end(source: &str, start: usize, end: usize) -> bool {
    source
        .get(start..end)
        .is_some_and(|between| between.contains('\n'))
}
