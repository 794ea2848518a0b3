//! Operands: what arithmetic joins, and the smallest expressions.

use super::node::{Node, Parts};
use super::{Builder, Built, Rule, Stop};
use crate::diagnostic::catalogue::UnknownFunction;
use crate::source::Span;
use crate::syntax::tree::{ArithmeticOp, Expr, ExprKind, Literal};

impl Builder {
    /// Operands joined by arithmetic.
    pub(super) fn push_sum(&mut self, node: Node) -> Built<()> {
        let at = node.start();
        let base = self.built.len();
        let mut parts = node.parts();
        let operators = parts.count(Rule::infix);
        self.enter(operators, at)?;
        let mut signs = Vec::new();
        let mut infixes = Vec::with_capacity(operators);
        while let Some(part) = parts.next() {
            match part.rule() {
                Rule::infix => infixes.push(part),
                Rule::minus => signs.push(part.start()),
                _ => {
                    self.enter(signs.len(), at)?;
                    self.push_operand(part, &mut parts)?;
                    self.leave(signs.len());
                    self.sign(&mut signs)?;
                }
            }
        }
        self.leave(operators);
        if operators > 0 {
            self.arithmetic(base, &infixes, at)
        } else {
            Ok(())
        }
    }

    /// Puts signs before the last operand built; the last one belongs to a
    /// number that has none yet.
    fn sign(&mut self, signs: &mut Vec<usize>) -> Built<()> {
        let Some(&last) = signs.last() else {
            return Ok(());
        };
        let mut operand = self.pop(last)?;
        if let ExprKind::Literal(Literal::Number(number) | Literal::Quantity { number, .. }) =
            &mut operand.kind
            && !number.text.starts_with(['-', '+'])
        {
            let at = self.span(last, last);
            number.text.insert(0, '-');
            number.span = at.to(number.span);
            operand.span = at.to(operand.span);
            signs.pop();
        }
        let signed = signs.drain(..).rev().fold(operand, |inner, sign| {
            let span = self.span(sign, sign).to(inner.span);
            Expr {
                kind: ExprKind::Negate(Box::new(inner)),
                span,
            }
        });
        self.built.push(signed);
        Ok(())
    }

    /// Joins the operands built since `base`, `*` and `/` before `+` and `-`.
    fn arithmetic(&mut self, base: usize, infixes: &[Node], at: usize) -> Built<()> {
        let mut operands = self.built.split_off(base).into_iter();
        let mut product = operands.next().ok_or(Stop::Unknown(at))?;
        let mut sum: Option<(Expr, ArithmeticOp)> = None;
        for (op, operand) in infixes.iter().zip(operands) {
            match op.text() {
                "*" => product = calculation(product, ArithmeticOp::Multiply, operand),
                "/" => product = calculation(product, ArithmeticOp::Divide, operand),
                sign => {
                    let next = if sign == "+" {
                        ArithmeticOp::Add
                    } else {
                        ArithmeticOp::Subtract
                    };
                    sum = Some((add(sum, product), next));
                    product = operand;
                }
            }
        }
        self.built.push(add(sum, product));
        Ok(())
    }

    /// The operand that `node` begins; the arguments of a function follow it.
    pub(super) fn push_operand(&mut self, node: Node, parts: &mut Parts) -> Built<()> {
        match node.rule() {
            Rule::name => {
                let Some(arguments) = parts.take(Rule::arguments) else {
                    self.push_name(&node);
                    return Ok(());
                };
                let end = self.span_of(&arguments);
                self.push_bracketed(arguments)?;
                self.call(&node, end)
            }
            Rule::group => self.push_group(node),
            Rule::table => {
                self.enter(1, node.start())?;
                self.push_table(node)?;
                self.leave(1);
                Ok(())
            }
            _ => self.push_literal(node),
        }
    }

    fn push_name(&mut self, node: &Node) {
        let name = self.name_expr(node);
        self.built.push(name);
    }

    fn push_literal(&mut self, node: Node) -> Built<()> {
        let literal = self.literal_expr(node)?;
        self.built.push(literal);
        Ok(())
    }

    /// Makes the last thing built the argument of a function.
    fn call(&mut self, name: &Node, arguments: Span) -> Built<()> {
        let at = self.span_of(name);
        let argument = Box::new(self.pop(name.start())?);
        let kind = match name.text() {
            "count" => ExprKind::Count(argument),
            "age" => ExprKind::Age(argument),
            other => {
                self.report(UnknownFunction {
                    name: other.to_owned(),
                    at,
                });
                ExprKind::Group(argument)
            }
        };
        self.built.push(Expr {
            kind,
            span: at.to(arguments),
        });
        Ok(())
    }

    pub(super) fn push_group(&mut self, node: Node) -> Built<()> {
        let span = self.span_of(&node);
        self.push_bracketed(node)?;
        self.group(span)
    }

    fn group(&mut self, span: Span) -> Built<()> {
        let inner = Box::new(self.pop(0)?);
        self.built.push(Expr {
            kind: ExprKind::Group(inner),
            span,
        });
        Ok(())
    }

    /// What stands between round brackets.
    fn push_bracketed(&mut self, node: Node) -> Built<()> {
        self.enter(1, node.start())?;
        self.push_expr(node.parts().need_after(Rule::open_paren)?)?;
        self.leave(1);
        Ok(())
    }

    pub(super) fn name_expr(&self, node: &Node) -> Expr {
        Expr {
            kind: ExprKind::Name(self.name(node)),
            span: self.span_of(node),
        }
    }

    pub(super) fn literal_expr(&mut self, node: Node) -> Built<Expr> {
        let span = self.span_of(&node);
        Ok(Expr {
            kind: ExprKind::Literal(self.literal(node)?),
            span,
        })
    }

    pub(super) fn literal(&mut self, node: Node) -> Built<Literal> {
        Ok(match node.rule() {
            Rule::string => Literal::Str(self.string(&node)),
            Rule::kw_yes => Literal::YesNo(true, self.span_of(&node)),
            Rule::kw_no => Literal::YesNo(false, self.span_of(&node)),
            Rule::quantity => {
                let mut parts = node.parts();
                let number = self.number(&parts.need()?);
                match parts.next() {
                    Some(unit) => Literal::Quantity {
                        number,
                        unit: self.name(&unit),
                    },
                    None => Literal::Number(number),
                }
            }
            _ => return Err(Stop::Unknown(node.start())),
        })
    }
}

fn add(sum: Option<(Expr, ArithmeticOp)>, product: Expr) -> Expr {
    match sum {
        Some((left, op)) => calculation(left, op, product),
        None => product,
    }
}

fn calculation(left: Expr, op: ArithmeticOp, right: Expr) -> Expr {
    let span = left.span.to(right.span);
    Expr {
        kind: ExprKind::Arithmetic {
            op,
            left: Box::new(left),
            right: Box::new(right),
        },
        span,
    }
}
