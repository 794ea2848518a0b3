//! `count(L)` and `age(x)`.

use super::expression::{Expected, Expressions, describe};
use super::report::Check;
use super::types;
use crate::diagnostic::catalogue::WrongOperand;
use crate::model::expression::{Operand, OperandKind};
use crate::model::fact::PlainType;
use crate::source::Span;
use crate::syntax::tree::Expr;

impl<'t> Expressions<'_, 't> {
    /// `count(list)`
    pub(super) fn count(&mut self, list: &'t Expr, span: Span) -> Check<Operand> {
        let list = self.list(list, None)?;
        Ok(Operand {
            kind: OperandKind::Count(list.list),
            ty: types::NUMBER,
            span,
        })
    }

    /// `age(time)`
    pub(super) fn age(&mut self, time: &'t Expr, span: Span) -> Check<Operand> {
        let operand = self.operand(time, Expected::Type(&PlainType::Time))?;
        if operand.ty != PlainType::Time {
            let found = describe(&operand);
            let fault = WrongOperand {
                operator: "age",
                wanted: "a time",
                found,
                at: operand.span,
            };
            return Err(self.context.reports.error(fault));
        }
        Ok(Operand {
            kind: OperandKind::Age(Box::new(operand)),
            ty: PlainType::Duration,
            span,
        })
    }
}
