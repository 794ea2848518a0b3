//! Tests: connectives, and what may stand where a test is wanted.

use super::expression::{Expected, Expressions, Meaning, describe};
use super::report::Check;
use crate::diagnostic::catalogue::{InvalidRegex, NotATest, TestFault, WrongOperand};
use crate::model::expression::{Operand, OperandKind, Regex, Subject, Test, TestKind};
use crate::model::fact::PlainType;
use crate::model::value::Value;
use crate::source::Span;
use crate::syntax::tree::{self, Expr, ExprKind, Literal};

impl<'t> Expressions<'_, 't> {
    /// A test.
    pub(super) fn test(&mut self, expr: &'t Expr) -> Check<Test> {
        let span = expr.span;
        let kind = match &expr.kind {
            ExprKind::And(parts) => TestKind::And(self.tests(parts)?),
            ExprKind::Or(parts) => TestKind::Or(self.tests(parts)?),
            ExprKind::Not(part) => TestKind::Not(Box::new(self.test(part)?)),
            ExprKind::Group(inner) => return self.test(inner),
            ExprKind::Literal(Literal::YesNo(yes, _)) => TestKind::Constant(*yes),
            ExprKind::Compare { op, left, right } => return self.compare(*op, left, right, span),
            ExprKind::In {
                value,
                negated,
                items,
            } => return self.one_of(value, *negated, items, span),
            ExprKind::TextTest { op, value, pattern } => {
                return self.text_test(*op, value, pattern, span);
            }
            ExprKind::Matches { value, regex } => self.matches(value, regex)?,
            ExprKind::Empty { value, negated } => return self.empty(value, *negated, span),
            ExprKind::Unavailable { value, negated } => {
                return self.unavailable(value, *negated, span);
            }
            ExprKind::Quantified {
                quantifier,
                variable,
                list,
                body,
            } => {
                return self.quantified(*quantifier, variable, list, body, span);
            }
            _ => {
                let meaning = self.meaning_alone(expr)?;
                return self.as_test(meaning, span);
            }
        };
        Ok(Test { kind, span })
    }

    /// All parts, so that the faults of each are reported.
    fn tests(&mut self, parts: &'t [Expr]) -> Check<Vec<Test>> {
        let known = self.elements_before.len();
        let mut tests: Vec<Check<Test>> = Vec::with_capacity(parts.len());
        for part in parts {
            tests.push(self.test(part));
            if let ExprKind::Quantified { variable, .. } = &part.kind {
                self.elements_before.push(&variable.text);
            }
        }
        self.elements_before.truncate(known);
        tests.into_iter().collect()
    }

    /// What an expression means as a test.
    fn as_test(&mut self, meaning: Meaning, span: Span) -> Check<Test> {
        let fault = match meaning {
            Meaning::Test(test) => return Ok(test),
            Meaning::Operand(operand) if operand.ty == PlainType::YesNo => {
                return Ok(is_yes(operand, span));
            }
            Meaning::Operand(operand) => TestFault::Value(describe(&operand)),
            Meaning::List(_) => TestFault::List,
            Meaning::Record(variable, _) => TestFault::Record(self.fields_of(variable)),
        };
        let text = self.context.sources.text(span).to_owned();
        Err(self.context.reports.error(NotATest {
            text,
            fault,
            at: span,
        }))
    }

    /// `value in [ … ]`
    fn one_of(
        &mut self,
        value: &'t Expr,
        negated: bool,
        items: &'t [Expr],
        span: Span,
    ) -> Check<Test> {
        let value = self.operand(value, Expected::Nothing);
        let items = self.literals(items, Expected::of(&value));
        let (value, items) = (value?, items?);
        for (item, at) in &items {
            self.warn_of_range(&value.ty, tree::CompareOp::Is, item, *at);
        }
        let items = items.into_iter().map(|(item, _)| item).collect();
        let test = Test {
            kind: TestKind::OneOf { value, items },
            span,
        };
        Ok(if negated { not(test) } else { test })
    }

    /// `value is unavailable`
    fn unavailable(&mut self, value: &'t Expr, negated: bool, span: Span) -> Check<Test> {
        let subject = match self.meaning_alone(value)? {
            Meaning::Test(test) => Subject::Test(Box::new(test)),
            Meaning::List(list) => Subject::List(list.list),
            meaning @ (Meaning::Operand(_) | Meaning::Record(..)) => {
                Subject::Operand(Box::new(self.as_operand(meaning, value.span)?))
            }
        };
        let test = Test {
            kind: TestKind::Unavailable(subject),
            span,
        };
        Ok(if negated { not(test) } else { test })
    }

    /// `value matches /…/`
    fn matches(&mut self, value: &'t Expr, regex: &'t tree::Regex) -> Check<TestKind> {
        let operand = self.operand(value, Expected::Nothing);
        let regex = self.regex(regex);
        let operand = operand?;
        self.want_text(&operand, "matches")?;
        Ok(TestKind::Matches {
            value: operand,
            regex: regex?,
        })
    }

    fn regex(&mut self, written: &'t tree::Regex) -> Check<Regex> {
        let raw = written.raw.as_str();
        let read =
            || Regex::new(&without_escapes_of_slashes(raw)).map_err(|error| error.to_string());
        let regex = self.context.regexes.entry(raw).or_insert_with(read).clone();
        regex.map_err(|reason| {
            self.context.reports.error(InvalidRegex {
                reason,
                at: written.span,
            })
        })
    }

    /// Reports an operand that is no text.
    pub(super) fn want_text(&mut self, operand: &Operand, operator: &'static str) -> Check<()> {
        if operand.ty == PlainType::Text {
            return Ok(());
        }
        let found = describe(operand);
        Err(self.context.reports.error(WrongOperand {
            operator,
            wanted: "a text",
            found,
            at: operand.span,
        }))
    }
}

/// `\/` is a slash to the expression too.
fn without_escapes_of_slashes(raw: &str) -> String {
    let mut text = String::with_capacity(raw.len());
    let mut rest = raw.chars();
    while let Some(c) = rest.next() {
        match if c == '\\' { rest.next() } else { None } {
            Some('/') => text.push('/'),
            Some(escaped) => text.extend(['\\', escaped]),
            None => text.push(c),
        }
    }
    text
}

/// The negation of a test, which has the same place.
pub(super) fn not(test: Test) -> Test {
    let span = test.span;
    Test {
        kind: TestKind::Not(Box::new(test)),
        span,
    }
}

/// A yes/no value as a test.
pub(super) fn is_yes(operand: Operand, span: Span) -> Test {
    let kind = match operand.kind {
        OperandKind::Truth(test) => return Test { span, ..*test },
        OperandKind::Literal(Value::YesNo(yes)) => TestKind::Constant(yes),
        kind => TestKind::IsYes(Operand { kind, ..operand }),
    };
    Test { kind, span }
}
