//! Expressions. What the grammar reads as a flat row of parts gets its
//! precedence here.

use super::node::{Node, Parts};
use super::{Builder, Built, Rule};
use crate::diagnostic::catalogue::{ChainedComparison, MixedAndOr};
use crate::syntax::tree::{Expr, ExprKind, Name, Quantifier};

/// What stands before a test.
enum Prefix {
    Not(usize),
    Quantifier {
        start: usize,
        quantifier: Quantifier,
        variable: Name,
    },
}

/// Expressions are built on a stack: what may nest pushes its result, and small
/// functions that call nothing take parts off and push the whole. That keeps
/// the frames of the functions that call each other small.
impl Builder {
    /// An expression: tests joined by `and` or by `or`.
    pub(super) fn expr(&mut self, node: Node) -> Built<Expr> {
        let at = node.start();
        self.push_expr(node)?;
        self.pop(at)
    }

    /// What `for x in` is followed by.
    pub(super) fn list(&mut self, node: Node) -> Built<Expr> {
        let at = node.start();
        self.push_narrowed(&mut node.parts())?;
        self.pop(at)
    }

    pub(super) fn push_expr(&mut self, node: Node) -> Built<()> {
        let base = self.built.len();
        let mut parts = node.parts();
        let mut connectives = Vec::new();
        while let Some(part) = parts.next() {
            if part.rule() == Rule::connective {
                connectives.push(part);
            } else {
                self.push_unit(part)?;
            }
        }
        self.join(base, &connectives);
        Ok(())
    }

    /// Joins what has been built since `base`.
    fn join(&mut self, base: usize, connectives: &[Node]) {
        let Some(first) = connectives.first() else {
            return;
        };
        if let Some(other) = connectives
            .iter()
            .find(|other| other.text() != first.text())
        {
            let fault = MixedAndOr {
                first: self.span_of(first),
                other: self.span_of(other),
            };
            self.report(fault);
        }
        let items = self.built.split_off(base);
        let span = items[0].span.to(items[items.len() - 1].span);
        let kind = if first.text() == "and" {
            ExprKind::And(items)
        } else {
            ExprKind::Or(items)
        };
        self.built.push(Expr { kind, span });
    }

    /// A test with everything before it.
    fn push_unit(&mut self, node: Node) -> Built<()> {
        let at = node.start();
        let mut parts = node.parts();
        let prefixes = parts.count(Rule::kw_not) + parts.count(Rule::quantifier);
        if prefixes == 0 {
            return self.push_test(&mut parts);
        }
        self.enter(prefixes, at)?;
        let mut before = Vec::with_capacity(prefixes);
        while matches!(parts.next_rule(), Some(Rule::kw_not | Rule::quantifier)) {
            let prefix = self.push_prefix(parts.need()?)?;
            before.push(prefix);
        }
        self.push_test(&mut parts)?;
        self.leave(prefixes);
        self.prefix(before)
    }

    /// Pushes the list of a quantifier; a `not` pushes nothing.
    fn push_prefix(&mut self, node: Node) -> Built<Prefix> {
        let start = node.start();
        if node.rule() == Rule::kw_not {
            return Ok(Prefix::Not(start));
        }
        let mut parts = node.parts();
        let quantifier = match parts.need()?.text() {
            "any" => Quantifier::Any,
            "every" => Quantifier::Every,
            _ => Quantifier::No,
        };
        let variable = self.name(&parts.need()?);
        let list = parts.need_after(Rule::kw_in)?;
        self.push_narrowed(&mut list.parts())?;
        Ok(Prefix::Quantifier {
            start,
            quantifier,
            variable,
        })
    }

    /// Puts what stands before a test before the last thing built.
    fn prefix(&mut self, before: Vec<Prefix>) -> Built<()> {
        for prefix in before.into_iter().rev() {
            let (Prefix::Not(start) | Prefix::Quantifier { start, .. }) = &prefix;
            let start = *start;
            let body = Box::new(self.pop(start)?);
            let span = self.span(start, start).to(body.span);
            let kind = match prefix {
                Prefix::Not(_) => ExprKind::Not(body),
                Prefix::Quantifier {
                    quantifier,
                    variable,
                    ..
                } => ExprKind::Quantified {
                    quantifier,
                    variable,
                    list: Box::new(self.pop(start)?),
                    body,
                },
            };
            self.built.push(Expr { kind, span });
        }
        Ok(())
    }

    /// An operand with its tests, of which there should be one.
    fn push_test(&mut self, parts: &mut Parts) -> Built<()> {
        self.push_narrowed(parts)?;
        let Some(tail) = parts.next() else {
            return Ok(());
        };
        let first = self.span_of(&tail);
        self.push_tail(&tail)?;
        if let Some(second) = parts.next() {
            let fault = ChainedComparison {
                second: self.span_of(&second),
                first,
            };
            self.report(fault);
        }
        Ok(())
    }

    /// An operand with its `where`s.
    fn push_narrowed(&mut self, parts: &mut Parts) -> Built<()> {
        let sum = parts.need()?;
        let at = sum.start();
        let clauses = parts.count(Rule::where_clause);
        if clauses == 0 {
            return self.push_sum(sum);
        }
        self.enter(clauses, at)?;
        self.push_sum(sum)?;
        while let Some(clause) = parts.take(Rule::where_clause) {
            let test = clause.parts().need_after(Rule::kw_where)?;
            if test.rule() == Rule::group {
                self.push_group(test)?;
            } else {
                self.push_unit(test)?;
            }
            self.narrow(at)?;
        }
        self.leave(clauses);
        Ok(())
    }

    fn narrow(&mut self, at: usize) -> Built<()> {
        let test = Box::new(self.pop(at)?);
        let list = Box::new(self.pop(at)?);
        let span = list.span.to(test.span);
        self.built.push(Expr {
            kind: ExprKind::Where { list, test },
            span,
        });
        Ok(())
    }
}
