//! Arithmetic: which types go together, and what comes of them.

use std::sync::Arc;

use super::expression::{Expected, Expressions, describe};
use super::literals::is_literal;
use super::report::Check;
use super::types;
use crate::diagnostic::catalogue::{ArithmeticMismatch, UnitFault, UnitMismatch};
use crate::model::expression::{ArithmeticOp, Operand, OperandKind};
use crate::model::fact::PlainType;
use crate::model::value::{Duration, Number, Size, Value};
use crate::source::Span;
use crate::syntax::tree::{Expr, ExprKind, Literal};

impl<'t> Expressions<'_, 't> {
    /// `left op right`
    pub(super) fn arithmetic(
        &mut self,
        op: ArithmeticOp,
        left: &'t Expr,
        right: &'t Expr,
        span: Span,
        expected: Expected<'_>,
    ) -> Check<Operand> {
        let (left, right) = self.terms(op, left, right, expected);
        let (left, right) = (left?, right?);
        let ty = match result(op, &left.ty, &right.ty) {
            Ok(ty) => ty,
            Err(Mismatch::Units(left, right)) => {
                let fault = UnitFault::Differ { left, right };
                return Err(self.context.reports.error(UnitMismatch { fault, at: span }));
            }
            Err(Mismatch::Types) => {
                let sides = [(left.span, describe(&left)), (right.span, describe(&right))];
                return Err(self.context.reports.error(ArithmeticMismatch {
                    op: sign(op),
                    sides,
                    at: span,
                }));
            }
        };
        Ok(Operand {
            kind: OperandKind::Arithmetic {
                op,
                left: Box::new(left),
                right: Box::new(right),
            },
            ty,
            span,
        })
    }

    /// The two sides. Literals are read by what stands opposite them, or else
    /// by what the whole meets.
    fn terms(
        &mut self,
        op: ArithmeticOp,
        left: &'t Expr,
        right: &'t Expr,
        expected: Expected<'_>,
    ) -> (Check<Operand>, Check<Operand>) {
        match (is_literal(left), is_literal(right)) {
            (true, true) => {
                let of_left = of_whole(op, left, expected);
                let of_right = of_whole(op, right, expected);
                (
                    self.operand(left, of_left.as_expected()),
                    self.operand(right, of_right.as_expected()),
                )
            }
            (true, false) => {
                let right = self.operand(right, Expected::Nothing);
                let met = right
                    .as_ref()
                    .map_or(Met::Unknown, |right| of_term(op, left, &right.ty));
                (self.operand(left, met.as_expected()), right)
            }
            (false, true) => {
                let left = self.operand(left, Expected::Nothing);
                let met = left
                    .as_ref()
                    .map_or(Met::Unknown, |left| of_term(op, right, &left.ty));
                let right = self.operand(right, met.as_expected());
                (left, right)
            }
            (false, false) => (
                self.operand(left, Expected::Nothing),
                self.operand(right, Expected::Nothing),
            ),
        }
    }

    /// `-value`
    pub(super) fn negate(
        &mut self,
        value: &'t Expr,
        span: Span,
        expected: Expected<'_>,
    ) -> Check<Operand> {
        let expected = if is_literal(value) {
            expected
        } else {
            Expected::Nothing
        };
        let operand = self.operand(value, expected)?;
        let zero = match &operand.ty {
            PlainType::Number { .. } => Value::Number(Number::ZERO),
            PlainType::Duration => Value::Duration(Duration::from_seconds(Number::ZERO)),
            PlainType::Size => Value::Size(Size::from_bytes(Number::ZERO)),
            _ => {
                let sides = [(span, String::new()), (operand.span, describe(&operand))];
                let op = sign(ArithmeticOp::Subtract);
                return Err(self.context.reports.error(ArithmeticMismatch {
                    op,
                    sides,
                    at: span,
                }));
            }
        };
        let ty = types::unbounded(operand.ty.clone());
        let zero = Operand {
            kind: OperandKind::Literal(zero),
            ty: ty.clone(),
            span,
        };
        let (left, right) = (Box::new(zero), Box::new(operand));
        Ok(Operand {
            kind: OperandKind::Arithmetic {
                op: ArithmeticOp::Subtract,
                left,
                right,
            },
            ty,
            span,
        })
    }
}

fn sign(op: ArithmeticOp) -> char {
    match op {
        ArithmeticOp::Add => '+',
        ArithmeticOp::Subtract => '-',
        ArithmeticOp::Multiply => '*',
        ArithmeticOp::Divide => '/',
    }
}

/// What a literal in a sum meets.
enum Met {
    Nothing,
    Type(PlainType),
    Unknown,
}

impl Met {
    fn as_expected(&self) -> Expected<'_> {
        match self {
            Met::Nothing => Expected::Nothing,
            Met::Type(ty) => Expected::Type(ty),
            Met::Unknown => Expected::Unknown,
        }
    }
}

/// The form of a literal, as far as it tells types apart.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    Number,
    Quantity,
    Other,
}

fn form(expr: &Expr) -> Form {
    match &expr.kind {
        ExprKind::Literal(Literal::Number(_)) => Form::Number,
        ExprKind::Literal(Literal::Quantity { .. }) => Form::Quantity,
        ExprKind::Group(inner) | ExprKind::Negate(inner) => form(inner),
        ExprKind::Arithmetic { left, right, .. } => match form(left) {
            Form::Number => form(right),
            other => other,
        },
        _ => Form::Other,
    }
}

/// What a literal meets where both sides are literals.
fn of_whole(op: ArithmeticOp, literal: &Expr, expected: Expected<'_>) -> Met {
    let ty = match expected {
        Expected::Nothing => return Met::Nothing,
        Expected::Unknown => return Met::Unknown,
        Expected::Type(ty) => ty,
    };
    let scales = matches!(op, ArithmeticOp::Multiply | ArithmeticOp::Divide);
    match (ty, form(literal)) {
        (PlainType::Number { .. }, Form::Quantity) => Met::Type(types::unbounded(ty.clone())),
        (PlainType::Number { .. }, _) if !scales => Met::Type(types::unbounded(ty.clone())),
        (PlainType::Time, Form::Other) => Met::Type(PlainType::Time),
        _ => Met::Nothing,
    }
}

/// What a literal meets where a value of type `other` stands opposite.
fn of_term(op: ArithmeticOp, literal: &Expr, other: &PlainType) -> Met {
    let scales = matches!(op, ArithmeticOp::Multiply | ArithmeticOp::Divide);
    match (other, form(literal)) {
        (PlainType::Number { unit: Some(_), .. }, Form::Quantity) => {
            Met::Type(types::unbounded(other.clone()))
        }
        (PlainType::Number { .. }, _) if !scales => Met::Type(types::unbounded(other.clone())),
        (PlainType::Duration, Form::Other) if !scales => Met::Type(PlainType::Time),
        (PlainType::Time, Form::Other) => Met::Type(PlainType::Time),
        (PlainType::Time | PlainType::Duration, Form::Number) if !scales => {
            Met::Type(PlainType::Duration)
        }
        (PlainType::Size, Form::Number) if !scales => Met::Type(PlainType::Size),
        _ => Met::Nothing,
    }
}

/// Why an operation has no result.
enum Mismatch {
    Units(String, String),
    Types,
}

/// The type of the result of an operation.
fn result(op: ArithmeticOp, left: &PlainType, right: &PlainType) -> Result<PlainType, Mismatch> {
    use ArithmeticOp::{Add, Divide, Multiply, Subtract};
    use PlainType::{Duration, Size, Time};
    match (op, left, right) {
        (_, PlainType::Number { unit: left, .. }, PlainType::Number { unit: right, .. }) => {
            Ok(PlainType::Number {
                unit: unit(op, left.as_ref(), right.as_ref())?.cloned(),
                range: None,
            })
        }
        (Add | Subtract, Duration, Duration)
        | (Subtract, Time, Time)
        | (Multiply | Divide, Duration, PlainType::Number { .. })
        | (Multiply, PlainType::Number { .. }, Duration) => Ok(Duration),
        (Add | Subtract, Size, Size)
        | (Multiply | Divide, Size, PlainType::Number { .. })
        | (Multiply, PlainType::Number { .. }, Size) => Ok(Size),
        (Add | Subtract, Time, Duration) | (Add, Duration, Time) => Ok(Time),
        (Divide, Duration, Duration) | (Divide, Size, Size) => Ok(types::NUMBER),
        _ => Err(Mismatch::Types),
    }
}

/// The unit of the result of an operation on numbers.
fn unit<'u>(
    op: ArithmeticOp,
    left: Option<&'u Arc<str>>,
    right: Option<&'u Arc<str>>,
) -> Result<Option<&'u Arc<str>>, Mismatch> {
    Ok(match (op, left, right) {
        (ArithmeticOp::Add | ArithmeticOp::Subtract, Some(left), Some(right)) if left != right => {
            return Err(Mismatch::Units(left.to_string(), right.to_string()));
        }
        (ArithmeticOp::Add | ArithmeticOp::Subtract, left, right) => left.or(right),
        (ArithmeticOp::Multiply, Some(unit), None) | (ArithmeticOp::Multiply, None, Some(unit)) => {
            Some(unit)
        }
        (ArithmeticOp::Divide, Some(unit), None) => Some(unit),
        (ArithmeticOp::Multiply | ArithmeticOp::Divide, _, _) => None,
    })
}
