//! The cells of decision tables.

use super::compare::comparison;
use super::expression::{Expected, Expressions};
use super::report::{Check, Reported};
use crate::diagnostic::catalogue::{EmptyRange, WrongOperand};
use crate::model::expression::{Cell, CellTest, Comparison};
use crate::model::fact::PlainType;
use crate::model::value::Value;
use crate::source::Span;
use crate::syntax::tree::{self, CellKind, CompareOp, Expr};

impl<'t> Expressions<'_, 't> {
    /// A cell of a column whose input has this type.
    pub(super) fn cell(&mut self, cell: &'t tree::Cell, expected: Expected<'_>) -> Check<Cell> {
        let tests = match &cell.kind {
            CellKind::Anything => return Ok(Cell::Anything),
            CellKind::OneOf(tests) => tests,
        };
        let Expected::Type(ty) = expected else {
            return Err(Reported);
        };
        let tests: Vec<Check<CellTest>> =
            tests.iter().map(|test| self.cell_test(test, ty)).collect();
        let tests: Check<Vec<CellTest>> = tests.into_iter().collect();
        Ok(Cell::OneOf(tests?))
    }

    fn cell_test(&mut self, test: &'t tree::CellTest, ty: &PlainType) -> Check<CellTest> {
        match test {
            tree::CellTest::Is(expr) => {
                let value = self.literal_value(expr, ty)?;
                self.warn_of_range(ty, CompareOp::Is, &value, expr.span);
                Ok(CellTest::Compare(Comparison::Is, value))
            }
            tree::CellTest::Compare(op, expr) => {
                let value = self.literal_value(expr, ty)?;
                self.want_cell_operator(*op, ty, expr.span)?;
                self.warn_of_range(ty, *op, &value, expr.span);
                Ok(CellTest::Compare(comparison(*op), value))
            }
            tree::CellTest::Range(low, high) => self.cell_range(low, high, ty),
        }
    }

    fn want_cell_operator(&mut self, op: CompareOp, ty: &PlainType, at: Span) -> Check<()> {
        match op {
            CompareOp::Is | CompareOp::IsNot => Ok(()),
            CompareOp::IsExactly | CompareOp::IsNotExactly if *ty == PlainType::Text => Ok(()),
            CompareOp::IsExactly | CompareOp::IsNotExactly => {
                let found = super::types::describe(ty);
                Err(self.context.reports.error(WrongOperand {
                    operator: "is exactly",
                    wanted: "a text",
                    found,
                    at,
                }))
            }
            CompareOp::Less
            | CompareOp::LessOrEqual
            | CompareOp::Greater
            | CompareOp::GreaterOrEqual => self.want_order(ty, at),
        }
    }

    fn cell_range(&mut self, low: &'t Expr, high: &'t Expr, ty: &PlainType) -> Check<CellTest> {
        let at = low.span.to(high.span);
        let values = (self.literal_value(low, ty), self.literal_value(high, ty));
        let (low, high): (Value, Value) = (values.0?, values.1?);
        self.want_order(ty, at)?;
        if low.compare(&high) == Some(std::cmp::Ordering::Greater) {
            let (low, high) = (ty.write(&low), ty.write(&high));
            return Err(self.context.reports.error(EmptyRange { low, high, at }));
        }
        Ok(CellTest::Range(low, high))
    }
}
