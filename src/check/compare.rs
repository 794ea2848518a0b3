//! Comparisons of two values.

use super::expression::{Expected, Expressions, describe};
use super::literals::is_literal;
use super::references::Referent;
use super::report::Check;
use super::tests::{is_yes, not};
use super::types::{self, Agreement};
use crate::diagnostic::catalogue::{
    NeverDiffers, NoOrder, TypeMismatch, UnitFault, UnitMismatch, WrongOperand,
};
use crate::model::expression::{Comparison, Operand, OperandKind, Test, TestKind};
use crate::model::fact::PlainType;
use crate::model::value::{Number, Value};
use crate::source::Span;
use crate::syntax::tree::{CompareOp, Expr, ExprKind};

impl<'t> Expressions<'_, 't> {
    /// `left op right`
    pub(super) fn compare(
        &mut self,
        op: CompareOp,
        left: &'t Expr,
        right: &'t Expr,
        span: Span,
    ) -> Check<Test> {
        let (left, right) = self.sides(left, right);
        let (left, right) = (left?, right?);
        self.want_agreement(&left, &right, span)?;
        self.want_operator(op, &left, span)?;
        if left.ty == PlainType::YesNo {
            return Ok(compare_yes_no(op, left, right, span));
        }
        if let OperandKind::Literal(literal) = &right.kind {
            self.warn_of_range(&left.ty, op, literal, right.span);
        } else if let OperandKind::Literal(literal) = &left.kind {
            self.warn_of_range(&right.ty, turned(op), literal, left.span);
        }
        Ok(Test {
            kind: TestKind::Compare {
                op: comparison(op),
                left,
                right,
            },
            span,
        })
    }

    /// The two sides; the one whose type is plain tells how the other is read.
    fn sides(&mut self, left: &'t Expr, right: &'t Expr) -> (Check<Operand>, Check<Operand>) {
        if is_literal(left) && !is_literal(right) || self.is_symbol_of(left, right) {
            let right = self.operand(right, Expected::Nothing);
            (self.operand(left, Expected::of(&right)), right)
        } else {
            let left = self.operand(left, Expected::Nothing);
            let right = self.operand(right, Expected::of(&left));
            (left, right)
        }
    }

    /// Whether the left side is a word that is to be a symbol of the right one.
    fn is_symbol_of(&mut self, left: &'t Expr, right: &'t Expr) -> bool {
        let (ExprKind::Name(word), ExprKind::Name(name)) =
            (&left.kind, &without_brackets(right).kind)
        else {
            return false;
        };
        if word.text.contains('.') {
            return false;
        }
        let Some(ty) = self
            .type_at_once(&name.text)
            .filter(|ty| ty.symbols().is_some())
        else {
            return false;
        };
        if self
            .type_at_once(&word.text)
            .is_some_and(|left| left.symbols().is_some())
        {
            return false;
        }
        self.context.symbols.find(&ty, &word.text).is_some()
            || self.look_up(&word.text) == Referent::Nothing
    }

    fn want_agreement(&mut self, left: &Operand, right: &Operand, at: Span) -> Check<()> {
        match types::agreement(&left.ty, &right.ty) {
            Agreement::Same => Ok(()),
            Agreement::Units => {
                let fault = UnitFault::Differ {
                    left: unit(&left.ty),
                    right: unit(&right.ty),
                };
                Err(self.context.reports.error(UnitMismatch { fault, at }))
            }
            Agreement::Different => {
                let sides = [(left.span, describe(left)), (right.span, describe(right))];
                Err(self.context.reports.error(TypeMismatch { sides, at }))
            }
        }
    }

    fn want_operator(&mut self, op: CompareOp, operand: &Operand, at: Span) -> Check<()> {
        match op {
            CompareOp::Is | CompareOp::IsNot => Ok(()),
            CompareOp::IsExactly | CompareOp::IsNotExactly => {
                if operand.ty == PlainType::Text {
                    return Ok(());
                }
                let found = describe(operand);
                let fault = WrongOperand {
                    operator: "is exactly",
                    wanted: "a text",
                    found,
                    at: operand.span,
                };
                Err(self.context.reports.error(fault))
            }
            CompareOp::Less
            | CompareOp::LessOrEqual
            | CompareOp::Greater
            | CompareOp::GreaterOrEqual => self.want_order(&operand.ty, at),
        }
    }

    /// Reports values that have no order.
    pub(super) fn want_order(&mut self, ty: &PlainType, at: Span) -> Check<()> {
        if types::is_ordered(ty) {
            return Ok(());
        }
        Err(self.context.reports.error(NoOrder {
            found: types::describe(ty),
            at,
        }))
    }

    /// Warns where the bounds of a number decide a comparison with a literal
    /// once and for all.
    pub(super) fn warn_of_range(
        &mut self,
        ty: &PlainType,
        op: CompareOp,
        literal: &Value,
        at: Span,
    ) {
        let (
            PlainType::Number {
                range: Some(range), ..
            },
            Value::Number(literal),
        ) = (ty, literal)
        else {
            return;
        };
        let (low, high) = **range;
        if let Some(holds) = always(op, low, high, *literal) {
            let (low, high) = (low.to_string(), high.to_string());
            self.context.reports.warn(NeverDiffers {
                holds,
                low,
                high,
                at,
            });
        }
    }
}

fn without_brackets(mut expr: &Expr) -> &Expr {
    while let ExprKind::Group(inner) = &expr.kind {
        expr = inner;
    }
    expr
}

/// What `x op literal` gives for every x from `low` to `high`, if it gives the
/// same for all.
fn always(op: CompareOp, low: Number, high: Number, literal: Number) -> Option<bool> {
    let outside = literal < low || literal > high;
    let (all, none) = match op {
        CompareOp::Is | CompareOp::IsExactly => (false, outside),
        CompareOp::IsNot | CompareOp::IsNotExactly => (outside, false),
        CompareOp::Less => (high < literal, low >= literal),
        CompareOp::LessOrEqual => (high <= literal, low > literal),
        CompareOp::Greater => (low > literal, high <= literal),
        CompareOp::GreaterOrEqual => (low >= literal, high < literal),
    };
    (all || none).then_some(all)
}

/// The operator with its sides exchanged.
fn turned(op: CompareOp) -> CompareOp {
    match op {
        CompareOp::Less => CompareOp::Greater,
        CompareOp::LessOrEqual => CompareOp::GreaterOrEqual,
        CompareOp::Greater => CompareOp::Less,
        CompareOp::GreaterOrEqual => CompareOp::LessOrEqual,
        other => other,
    }
}

fn compare_yes_no(op: CompareOp, left: Operand, right: Operand, span: Span) -> Test {
    let negated = op == CompareOp::IsNot;
    let (tested, yes) = match (&left.kind, &right.kind) {
        (_, OperandKind::Literal(Value::YesNo(yes))) => (left, *yes),
        (OperandKind::Literal(Value::YesNo(yes)), _) => (right, *yes),
        _ => {
            return Test {
                kind: TestKind::Compare {
                    op: comparison(op),
                    left,
                    right,
                },
                span,
            };
        }
    };
    let test = is_yes(tested, span);
    if yes == negated { not(test) } else { test }
}

fn unit(ty: &PlainType) -> String {
    match ty {
        PlainType::Number {
            unit: Some(unit), ..
        } => unit.to_string(),
        _ => String::new(),
    }
}

/// The model's word for a comparison.
pub(super) fn comparison(op: CompareOp) -> Comparison {
    match op {
        CompareOp::Is => Comparison::Is,
        CompareOp::IsNot => Comparison::IsNot,
        CompareOp::IsExactly => Comparison::IsExactly,
        CompareOp::IsNotExactly => Comparison::IsNotExactly,
        CompareOp::Less => Comparison::Less,
        CompareOp::LessOrEqual => Comparison::LessOrEqual,
        CompareOp::Greater => Comparison::Greater,
        CompareOp::GreaterOrEqual => Comparison::GreaterOrEqual,
    }
}
