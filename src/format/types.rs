//! Types of facts and fields.

use super::declarations::{INDENT, Line};
use super::lists::{Part, Series};
use super::printer::Printer;
use crate::syntax::tree::{Fact, Symbol, Type, TypeKind};

impl Printer<'_> {
    /// Writes the type, or a part of it, of a fact whose line is indented by `indent`.
    pub(super) fn ty(&mut self, fact: &Fact, ty: &Type, indent: usize, after: usize) {
        let range = self.range(ty.span);
        match &ty.kind {
            TypeKind::Symbols(symbols) if !self.fits(range.clone(), after) => {
                self.symbols(symbols, range.end, after);
            }
            TypeKind::ListOf(inner) => {
                self.tokens_to(self.start(inner.span));
                self.ty(fact, inner, indent, after);
            }
            TypeKind::ListBy { fields, .. } => {
                let lines = list_lines(fact, ty, fields);
                let own: Vec<_> = lines
                    .iter()
                    .filter_map(|line| match line {
                        Line::Attribute(attribute) => Some((*attribute).clone()),
                        _ => None,
                    })
                    .collect();
                self.pad_words(&own, "help".len());
                self.align_fields(&lines, indent + INDENT);
                self.body(&lines, range.end, indent);
            }
            _ => {}
        }
        self.tokens_to(range.end);
    }

    /// Writes symbols on several lines, one on each if people read something else instead.
    fn symbols(&mut self, symbols: &[Symbol], end: usize, after: usize) {
        self.settle();
        let column = self.lines.width();
        let starts: Vec<_> = symbols
            .iter()
            .map(|symbol| self.start(symbol.name.span))
            .collect();
        let parts: Vec<_> = starts
            .iter()
            .enumerate()
            .map(|(number, &start)| Part {
                start: start - usize::from(number > 0),
                end: starts.get(number + 1).map_or(end, |next| next - 1),
                expr: None,
            })
            .collect();
        let series = Series {
            indent: column.saturating_sub(2),
            stacked: symbols.iter().any(|symbol| symbol.label.is_some()),
            after,
        };
        self.series(&parts, series);
    }
}

/// The lines in the braces of a list: its fields, and attributes of its own.
pub(super) fn list_lines<'e>(fact: &'e Fact, ty: &Type, fields: &'e [Fact]) -> Vec<Line<'e>> {
    let is_inside = |start| start < ty.span.end;
    let own = fact
        .attributes
        .iter()
        .filter(|line| is_inside(line.span.start));
    let mut lines: Vec<_> = own
        .map(Line::Attribute)
        .chain(fields.iter().map(Line::Field))
        .collect();
    lines.sort_by_key(|line| line.span().start);
    lines
}
