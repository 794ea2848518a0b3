//! What is written one after the other, or one below the other.

use super::printer::{Place, Printer};
use crate::syntax::tree::Expr;

/// One of several parts, with the sign or word that joins it to the others.
pub(super) struct Part<'e> {
    /// Its first token.
    pub(super) start: usize,
    /// The token after its last.
    pub(super) end: usize,
    /// The expression in it.
    pub(super) expr: Option<&'e Expr>,
}

/// How parts follow one another.
#[derive(Clone, Copy)]
pub(super) struct Series {
    /// How far the lines are indented that begin with one.
    pub(super) indent: usize,
    /// Whether each has its own line, also where more would fit.
    pub(super) stacked: bool,
    /// How much follows the last one on its line.
    pub(super) after: usize,
}

impl Printer<'_> {
    /// Writes parts, the first of them on the line that has been begun.
    pub(super) fn series(&mut self, parts: &[Part<'_>], series: Series) {
        for (number, part) in parts.iter().enumerate() {
            let is_last = number + 1 == parts.len();
            let after = if is_last { series.after } else { 0 };
            let is_wide = || !self.fits(part.start..part.end, after);
            if self.has_comments(part.start) || number > 0 && (series.stacked || is_wide()) {
                self.begin_line(Place::broken(series.indent));
            }
            if let Some(expr) = part.expr {
                self.tokens_to(self.start(expr.span));
                self.expr(expr, after);
            }
            self.tokens_to(part.end);
        }
    }

    /// Writes `[a, b]`, as many items on a line as fit.
    pub(super) fn items(&mut self, items: &[Expr], after: usize) {
        let Some(first) = items.first() else {
            return;
        };
        self.tokens_to(self.start(first.span));
        let indent = self.lines.width();
        let parts: Vec<_> = items.iter().map(|item| self.list_item(item)).collect();
        let series = Series {
            indent,
            stacked: false,
            after: after + 1,
        };
        self.series(&parts, series);
        if self.has_comments(self.at()) {
            self.begin_line(Place::broken(indent));
        }
        self.token();
    }

    /// An item with the comma after it.
    fn list_item<'e>(&self, item: &'e Expr) -> Part<'e> {
        let range = self.range(item.span);
        let comma = usize::from(self.is(range.end, ","));
        Part {
            start: range.start,
            end: range.end + comma,
            expr: Some(item),
        }
    }

    /// Writes names with commas between them, as many on a line as fit, after a word.
    pub(super) fn names(&mut self, end: usize) {
        self.token();
        self.settle();
        let mut parts = Vec::new();
        let mut start = self.at();
        while start < end {
            let comma = (start..end).find(|&index| self.is(index, ","));
            let after = comma.map_or(end, |comma| comma + 1);
            parts.push(Part {
                start,
                end: after,
                expr: None,
            });
            start = after;
        }
        let series = Series {
            indent: self.lines.width(),
            stacked: false,
            after: 0,
        };
        self.series(&parts, series);
    }
}
