//! Tests of texts: `contains`, `starts with`, `ends with`, `is empty`.

use super::expression::{Expected, Expressions, Meaning, describe};
use super::report::Check;
use super::tests::not;
use crate::diagnostic::catalogue::WrongOperand;
use crate::model::expression::{
    Comparison, Operand, OperandKind, Quantifier, Test, TestKind, TextRelation,
};
use crate::model::fact::PlainType;
use crate::model::value::{Text, Value};
use crate::source::Span;
use crate::syntax::tree::{Expr, Pattern, TextOp};

impl<'t> Expressions<'_, 't> {
    /// `value contains pattern`, and its like; of lists too.
    pub(super) fn text_test(
        &mut self,
        op: TextOp,
        value: &'t Expr,
        pattern: &'t Pattern,
        span: Span,
    ) -> Check<Test> {
        let value = match self.meaning_alone(value) {
            Ok(Meaning::List(list)) => return self.list_contains(op, list, pattern, span),
            Ok(meaning) => self.as_operand(meaning, value.span),
            Err(reported) => Err(reported),
        };
        let value = value.and_then(|value| self.want_text(&value, word(op)).map(|()| value));
        let patterns = self.patterns(op, pattern);
        let (value, patterns) = (value?, patterns?);
        Ok(Test {
            kind: TestKind::Text {
                relation: relation(op),
                value,
                patterns,
            },
            span,
        })
    }

    /// The texts on the right-hand side.
    fn patterns(&mut self, op: TextOp, pattern: &'t Pattern) -> Check<Vec<Operand>> {
        let text = PlainType::Text;
        match pattern {
            Pattern::One(expr) => {
                let operand = self.operand(expr, Expected::Type(&text))?;
                self.want_text(&operand, word(op))?;
                Ok(vec![operand])
            }
            Pattern::Any(exprs) => {
                let literals = self.literals(exprs, Expected::Type(&text))?;
                let operand = |(value, span)| Operand {
                    kind: OperandKind::Literal(value),
                    ty: PlainType::Text,
                    span,
                };
                Ok(literals.into_iter().map(operand).collect())
            }
        }
    }

    /// `value is empty`
    pub(super) fn empty(&mut self, value: &'t Expr, negated: bool, span: Span) -> Check<Test> {
        let operand = match self.meaning_alone(value)? {
            Meaning::List(list) => {
                let quantifier = if negated {
                    Quantifier::Any
                } else {
                    Quantifier::No
                };
                return self.quantify(quantifier, list, span, |_, _| Ok(TestKind::Constant(true)));
            }
            meaning => self.as_operand(meaning, value.span)?,
        };
        if operand.ty != PlainType::Text {
            let found = describe(&operand);
            let fault = WrongOperand {
                operator: "is empty",
                wanted: "a list or a text",
                found,
                at: operand.span,
            };
            return Err(self.context.reports.error(fault));
        }
        let nothing = OperandKind::Literal(Value::Text(Text::new("")));
        let right = Operand {
            kind: nothing,
            ty: PlainType::Text,
            span,
        };
        let test = Test {
            kind: TestKind::Compare {
                op: Comparison::Is,
                left: operand,
                right,
            },
            span,
        };
        Ok(if negated { not(test) } else { test })
    }
}

/// The operator as it is written.
pub(super) fn word(op: TextOp) -> &'static str {
    match op {
        TextOp::Contains => "contains",
        TextOp::ContainsExactly => "contains exactly",
        TextOp::StartsWith => "starts with",
        TextOp::EndsWith => "ends with",
    }
}

fn relation(op: TextOp) -> TextRelation {
    match op {
        TextOp::Contains => TextRelation::Contains,
        TextOp::ContainsExactly => TextRelation::ContainsExactly,
        TextOp::StartsWith => TextRelation::StartsWith,
        TextOp::EndsWith => TextRelation::EndsWith,
    }
}
