//! Expressions. What fits stays on its line; of the rest, tests that `and` or `or` joins stand one
//! below the other, and the items of lists are wrapped.

use super::lists::{Part, Series};
use super::printer::Printer;
use crate::syntax::tree::{Expr, ExprKind, Pattern};

impl Printer<'_> {
    /// Writes an expression, which so much follows on its line.
    pub(super) fn expr(&mut self, expr: &Expr, after: usize) {
        self.expr_in(expr, after, false);
    }

    fn expr_in(&mut self, expr: &Expr, after: usize, in_brackets: bool) {
        let range = self.range(expr.span);
        if self.fits(range.clone(), after) && !self.has_comments(range.start) {
            self.tokens_to(range.end);
            return;
        }
        self.settle();
        let indent = self.lines.width() + 2;
        self.hanging(indent, |printer| {
            printer.broken(expr, after, in_brackets);
            printer.tokens_to(range.end);
        });
    }

    /// An expression that does not fit.
    fn broken(&mut self, expr: &Expr, after: usize, in_brackets: bool) {
        match &expr.kind {
            ExprKind::Literal(_) | ExprKind::Name(_) => {}
            ExprKind::And(tests) => self.chain(tests, "and", after, in_brackets),
            ExprKind::Or(tests) => self.chain(tests, "or", after, in_brackets),
            ExprKind::Group(inner) | ExprKind::Count(inner) | ExprKind::Age(inner) => {
                self.tokens_to(self.start(inner.span));
                self.expr_in(inner, after + 1, true);
            }
            ExprKind::Not(inner) | ExprKind::Negate(inner) => {
                self.token();
                self.expr(inner, after);
            }
            ExprKind::Arithmetic { left, right, .. } | ExprKind::Compare { left, right, .. } => {
                self.two(left, right, after);
            }
            ExprKind::Quantified { list, body, .. } => {
                self.tokens_to(self.start(list.span));
                self.two(list, body, after);
            }
            ExprKind::Where { list, test } => self.two(list, test, after),
            ExprKind::TextTest { value, pattern, .. } => match pattern {
                Pattern::One(pattern) => self.two(value, pattern, after),
                Pattern::Any(items) => {
                    self.expr(value, 0);
                    self.items(items, after);
                }
            },
            ExprKind::In { value, items, .. } => {
                self.expr(value, 0);
                self.items(items, after);
            }
            ExprKind::Matches { value, .. }
            | ExprKind::Empty { value, .. }
            | ExprKind::Unavailable { value, .. } => self.expr(value, 0),
            ExprKind::Table(table) => self.table(table, self.range(expr.span).end),
        }
    }

    /// Two expressions with words between them.
    fn two(&mut self, left: &Expr, right: &Expr, after: usize) {
        self.expr(left, 0);
        self.tokens_to(self.start(right.span));
        self.expr(right, after);
    }

    /// Tests joined by a word, which begins the lines: to the left of the tests, or in brackets
    /// below the first of them. Names alone are many on a line.
    fn chain(&mut self, tests: &[Expr], word: &str, after: usize, in_brackets: bool) {
        let column = self.lines.width();
        let left = word.len() + 1;
        let has_room = column > self.lines.indent() + left;
        let series = Series {
            indent: if in_brackets || !has_room {
                column
            } else {
                column - left
            },
            stacked: !tests.iter().all(is_name),
            after,
        };
        let parts: Vec<_> = tests
            .iter()
            .enumerate()
            .map(|(number, test)| {
                let range = self.range(test.span);
                Part {
                    start: range.start - usize::from(number > 0),
                    end: range.end,
                    expr: Some(test),
                }
            })
            .collect();
        self.series(&parts, series);
    }
}

fn is_name(test: &Expr) -> bool {
    match &test.kind {
        ExprKind::Name(_) => true,
        ExprKind::Not(inner) => matches!(inner.kind, ExprKind::Name(_)),
        _ => false,
    }
}
