//! `contains` on lists of plain values.

use super::compare::comparison;
use super::expression::{Expected, Expressions, TypedList};
use super::report::Check;
use super::texts::word;
use super::types::{self, Agreement};
use crate::diagnostic::catalogue::{ContainsFault, ListContains, TypeMismatch};
use crate::model::expression::{Comparison, Operand, OperandKind, Quantifier, Test, TestKind};
use crate::model::fact::{ListType, PlainType, Type};
use crate::model::ids::VariableId;
use crate::source::Span;
use crate::syntax::tree::{CompareOp, Expr, Pattern, TextOp};

/// What elements of a list are compared with.
enum Wanted {
    One(Operand),
    Any(Vec<(crate::model::value::Value, Span)>),
}

impl<'t> Expressions<'_, 't> {
    /// `list contains x`: some element is it.
    pub(super) fn list_contains(
        &mut self,
        op: TextOp,
        list: TypedList,
        pattern: &'t Pattern,
        span: Span,
    ) -> Check<Test> {
        let fact = list.base.list.fact;
        let ty = match (&self.context.facts[fact].ty, op) {
            (_, TextOp::StartsWith | TextOp::EndsWith) => Err(ContainsFault::Operator(word(op))),
            (Type::List(ListType::Values(ty)), TextOp::ContainsExactly)
                if *ty != PlainType::Text =>
            {
                Err(ContainsFault::ExactlyOf(types::describe(ty)))
            }
            (Type::List(ListType::Values(ty)), _) => Ok(ty.clone()),
            _ => Err(ContainsFault::Records),
        };
        let ty = ty.map_err(|fault| {
            let path = self.context.sources.text(list.list.span).to_owned();
            self.context.reports.error(ListContains {
                list: path,
                fault,
                at: span,
            })
        })?;
        let exactly = op == TextOp::ContainsExactly;
        let wanted = match pattern {
            Pattern::One(expr) => Wanted::One(self.wanted(expr, &ty, span)?),
            Pattern::Any(exprs) => Wanted::Any(self.literals(exprs, Expected::Type(&ty))?),
        };
        let ty = types::unbounded(ty);
        self.quantify(Quantifier::Any, list, span, |variable, span| {
            Ok(element_is(variable, &ty, wanted, exactly, span))
        })
    }

    fn wanted(&mut self, expr: &'t Expr, ty: &PlainType, at: Span) -> Check<Operand> {
        let operand = self.operand(expr, Expected::Type(ty))?;
        if types::agreement(ty, &operand.ty) == Agreement::Same {
            return Ok(operand);
        }
        let sides = [
            (at, format!("elements that are {}", types::describe(ty))),
            (operand.span, types::describe(&operand.ty)),
        ];
        Err(self.context.reports.error(TypeMismatch { sides, at }))
    }
}

/// The test that an element is what is wanted.
fn element_is(
    variable: VariableId,
    ty: &PlainType,
    wanted: Wanted,
    exactly: bool,
    span: Span,
) -> TestKind {
    let element = || Operand {
        kind: OperandKind::Element(variable),
        ty: ty.clone(),
        span,
    };
    let op = if exactly {
        Comparison::IsExactly
    } else {
        comparison(CompareOp::Is)
    };
    let is = |right: Operand| TestKind::Compare {
        op,
        left: element(),
        right,
    };
    match wanted {
        Wanted::One(right) => is(right),
        Wanted::Any(values) if exactly => {
            let right = |(value, span)| Operand {
                kind: OperandKind::Literal(value),
                ty: ty.clone(),
                span,
            };
            let mut tests: Vec<Test> = values
                .into_iter()
                .map(|value| Test {
                    kind: is(right(value)),
                    span,
                })
                .collect();
            match tests.pop() {
                Some(only) if tests.is_empty() => only.kind,
                last => {
                    tests.extend(last);
                    TestKind::Or(tests)
                }
            }
        }
        Wanted::Any(values) => TestKind::OneOf {
            value: element(),
            items: values.into_iter().map(|(value, _)| value).collect(),
        },
    }
}
