//! Decision tables.

use super::expression::{Expected, Expressions};
use super::literals::is_literal;
use super::report::{Check, Reported};
use super::types::{self, Agreement};
use crate::diagnostic::catalogue::{RowCells, RowType, TableWithoutRows};
use crate::model::expression::{Cell, Operand, OperandKind, Row, Table};
use crate::model::fact::PlainType;
use crate::source::Span;
use crate::syntax::tree::{self, Expr};

impl<'t> Expressions<'_, 't> {
    /// `table IN, IN { … }`
    pub(super) fn table(
        &mut self,
        table: &'t tree::Table,
        span: Span,
        expected: Expected<'_>,
    ) -> Check<Operand> {
        let inputs: Vec<Check<Operand>> = table
            .inputs
            .iter()
            .map(|input| self.operand(input, Expected::Nothing))
            .collect();
        if table.rows.is_empty() {
            return Err(self.context.reports.error(TableWithoutRows { at: span }));
        }
        let cells: Vec<Check<Vec<Cell>>> = table
            .rows
            .iter()
            .map(|row| self.row_cells(row, &inputs))
            .collect();
        let (values, ty) = self.row_values(table, expected)?;
        let spans = table
            .rows
            .iter()
            .map(|row| row.span)
            .chain(table.otherwise.iter().map(|row| row.span));
        let anything = table
            .otherwise
            .iter()
            .map(|_| Ok(vec![Cell::Anything; inputs.len()]));
        let rows = cells.into_iter().chain(anything).zip(values).zip(spans);
        let rows: Check<Vec<Row>> = rows
            .map(|((cells, value), span)| {
                Ok(Row {
                    cells: cells?,
                    value,
                    span,
                })
            })
            .collect();
        let inputs: Check<Vec<Operand>> = inputs.into_iter().collect();
        let table = Table {
            inputs: inputs?,
            rows: rows?,
        };
        Ok(Operand {
            kind: OperandKind::Table(Box::new(table)),
            ty,
            span,
        })
    }

    fn row_cells(&mut self, row: &'t tree::Row, inputs: &[Check<Operand>]) -> Check<Vec<Cell>> {
        if row.cells.len() != inputs.len() {
            let (cells, inputs) = (row.cells.len(), inputs.len());
            return Err(self.context.reports.error(RowCells {
                cells,
                inputs,
                at: row.span,
            }));
        }
        let cells: Vec<Check<Cell>> = row
            .cells
            .iter()
            .zip(inputs)
            .map(|(cell, input)| self.cell(cell, Expected::of(input)))
            .collect();
        cells.into_iter().collect()
    }

    /// The values of all rows, and their type: that of the first which has one
    /// of its own, or else what the table meets, or else what the first literal
    /// says.
    fn row_values(
        &mut self,
        table: &'t tree::Table,
        expected: Expected<'_>,
    ) -> Check<(Vec<Operand>, PlainType)> {
        let exprs: Vec<&'t Expr> = table
            .rows
            .iter()
            .map(|row| &row.value)
            .chain(table.otherwise.iter().map(|row| &row.value))
            .collect();
        let leader = exprs.iter().position(|expr| !is_literal(expr));
        let lead = match (leader, expected) {
            (Some(leader), _) => self.operand(exprs[leader], expected),
            (None, Expected::Type(ty)) => return self.rows_of_type(&exprs, None, ty),
            (None, _) => self.operand(exprs[0], expected),
        };
        if let Ok(lead) = lead {
            let ty = types::unbounded(lead.ty.clone());
            return self.rows_of_type(&exprs, Some((leader.unwrap_or(0), lead)), &ty);
        }
        // The other rows may have faults that do not depend on this one.
        let others = exprs
            .iter()
            .enumerate()
            .filter(|(row, _)| *row != leader.unwrap_or(0));
        for (_, expr) in others {
            let _ = self.operand(expr, Expected::Unknown);
        }
        Err(Reported)
    }

    fn rows_of_type(
        &mut self,
        exprs: &[&'t Expr],
        lead: Option<(usize, Operand)>,
        ty: &PlainType,
    ) -> Check<(Vec<Operand>, PlainType)> {
        let (leader, mut lead) =
            lead.map_or((None, None), |(leader, lead)| (Some(leader), Some(lead)));
        let first = leader.map_or(exprs[0].span, |leader| exprs[leader].span);
        let mut values = Vec::with_capacity(exprs.len());
        for (i, expr) in exprs.iter().enumerate() {
            values.push(match lead.take_if(|_| leader == Some(i)) {
                Some(lead) => Ok(lead),
                None => self.row_value(expr, ty, first),
            });
        }
        let values: Check<Vec<Operand>> = values.into_iter().collect();
        Ok((values?, types::unbounded(ty.clone())))
    }

    fn row_value(&mut self, expr: &'t Expr, ty: &PlainType, first: Span) -> Check<Operand> {
        let operand = self.operand(expr, Expected::Type(ty))?;
        if types::agreement(ty, &operand.ty) == Agreement::Same {
            return Ok(operand);
        }
        let (wanted, found) = (types::describe(ty), types::describe(&operand.ty));
        Err(self.context.reports.error(RowType {
            wanted,
            found,
            at: operand.span,
            first,
        }))
    }
}
