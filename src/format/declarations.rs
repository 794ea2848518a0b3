//! Declarations, and the bodies in their braces.

use super::columns::Row;
use super::printer::{Blanks, Place, Printer, Sibling};
use super::tokens::Break;
use crate::source::Span;
use crate::syntax::tree::{
    ActionLine, Attribute, AttributeValue, Binder, Fact, File, Item, RuleLine,
};

/// How far the lines of a body are indented.
pub(super) const INDENT: usize = 2;

/// How far what goes on with such a line is: below what follows its first word.
pub(super) const HANG: usize = 5;

/// A line of a body.
pub(super) enum Line<'e> {
    Attribute(&'e Attribute),
    Field(&'e Fact),
    Action(&'e ActionLine),
    Rule(&'e RuleLine),
}

impl Line<'_> {
    /// Where it is.
    pub(super) fn span(&self) -> Span {
        match self {
            Line::Attribute(attribute) => attribute.span,
            Line::Field(field) => field.span,
            Line::Action(ActionLine::Step(line) | ActionLine::Note(line)) => line.span,
            Line::Action(ActionLine::Cost { span, .. } | ActionLine::Rechecks { span, .. })
            | Line::Rule(RuleLine::When { span, .. } | RuleLine::Priority { span, .. }) => *span,
            Line::Rule(RuleLine::Entry(entry)) => entry.span,
        }
    }
}

/// Where a declaration is.
pub(super) fn span_of(item: &Item) -> Span {
    match item {
        Item::Guide(guide) => guide.span,
        Item::Import(import) => import.span,
        Item::Fact(fact) => fact.span,
        Item::Let(binding) => binding.span,
        Item::Condition(condition) => condition.span,
        Item::Action(action) => action.span,
        Item::Rule(rule) => rule.span,
        Item::Broken(span) => *span,
    }
}

impl Printer<'_> {
    /// Writes a whole file.
    pub(super) fn file(&mut self, file: &File) {
        let one_line = self.one_line_items(&file.items);
        let mut before: Option<(usize, bool)> = None;
        for (item, &is_one_line) in file.items.iter().zip(&one_line) {
            let range = self.range(span_of(item));
            let together = before.is_none_or(|(_, before)| before && is_one_line);
            self.begin_line(Place {
                blanks: if together { Blanks::Keep } else { Blanks::Need },
                before: before.and_then(|(start, _)| self.sibling(start, INDENT)),
                ..Place::broken(0)
            });
            if is_one_line {
                self.tokens_to(range.end);
            } else {
                self.hanging(2 * INDENT, |printer| {
                    printer.item(item);
                    printer.tokens_to(range.end);
                });
            }
            before = Some((range.start, is_one_line));
        }
        self.begin_line(Place {
            blanks: Blanks::Keep,
            before: before.and_then(|(start, _)| self.sibling(start, INDENT)),
            ..Place::broken(0)
        });
    }

    /// What stands before the next token and begins with the token `start`. After a closing brace
    /// nothing belongs to it any more.
    fn sibling(&self, start: usize, hang: usize) -> Option<Sibling> {
        let is_closed = self
            .at()
            .checked_sub(1)
            .is_some_and(|last| self.is(last, "}"));
        let start = self.peek(start).filter(|_| !is_closed)?;
        Some(Sibling {
            column: start.column,
            hang,
        })
    }

    fn item(&mut self, item: &Item) {
        match item {
            Item::Import(_) | Item::Broken(_) => {}
            Item::Guide(guide) => {
                self.pad_words(&guide.attributes, "version".len());
                let lines: Vec<_> = guide.attributes.iter().map(Line::Attribute).collect();
                self.body(&lines, self.range(guide.span).end, 0);
            }
            Item::Fact(fact) => self.fact(fact, 0),
            Item::Let(binding) => {
                self.tokens_to(self.start(binding.value.span));
                self.expr(&binding.value, 0);
            }
            Item::Condition(condition) => {
                self.binders(&condition.binders, INDENT, 0);
                self.tokens_to(self.start(condition.when.span) - 1);
                self.begin_line(Place::broken(INDENT));
                self.hanging(INDENT + HANG, |printer| {
                    printer.token();
                    printer.expr(&condition.when, 0);
                });
            }
            Item::Action(action) => {
                self.binders(&action.binders, 2 * INDENT, 2);
                let lines: Vec<_> = action.lines.iter().map(Line::Action).collect();
                self.body(&lines, self.range(action.span).end, 0);
            }
            Item::Rule(rule) => {
                self.binders(&rule.binders, 2 * INDENT, 2);
                self.pad_entries(&rule.lines);
                let lines: Vec<_> = rule.lines.iter().map(Line::Rule).collect();
                self.body(&lines, self.range(rule.span).end, 0);
            }
        }
    }

    /// Writes `for x in L`, on a line of its own where it does not fit.
    fn binders(&mut self, binders: &[Binder], indent: usize, after: usize) {
        for binder in binders {
            let range = self.range(binder.span);
            self.tokens_to(range.start);
            if self.has_comments(range.start) || !self.fits(range, after) {
                self.begin_line(Place::broken(indent));
            }
            self.tokens_to(self.start(binder.list.span));
            self.expr(&binder.list, after);
        }
    }

    /// Writes a fact, or a field of a list.
    pub(super) fn fact(&mut self, fact: &Fact, indent: usize) {
        let range = self.range(fact.span);
        let ty = self.range(fact.ty.span);
        self.tokens_to(ty.start);
        let has_body = self.is(ty.end, "{") && ty.end < range.end;
        self.ty(fact, &fact.ty, indent, if has_body { 2 } else { 0 });
        if has_body {
            let own = fact
                .attributes
                .iter()
                .filter(|line| line.span.start >= fact.ty.span.end);
            let lines: Vec<_> = own.map(Line::Attribute).collect();
            self.pad_words(&fact.attributes, "help".len());
            self.body(&lines, range.end, indent);
        }
    }

    /// Puts what follows the words of attributes into a column, if they are no longer than this.
    pub(super) fn pad_words(&mut self, attributes: &[Attribute], longest: usize) {
        for attribute in attributes {
            let missing = longest.saturating_sub(attribute.word.text.chars().count());
            let word = self.start(attribute.word.span);
            self.pad(word + 1, missing);
        }
    }

    /// Writes a body in braces, a line each, up to the token `end`.
    pub(super) fn body(&mut self, lines: &[Line<'_>], end: usize, indent: usize) {
        let first = lines
            .first()
            .map_or(end - 1, |line| self.start(line.span()));
        self.tokens_to(first);
        let inner = indent + INDENT;
        let mut before = None;
        for line in lines {
            let range = self.range(line.span());
            self.begin_line(Place {
                blanks: Blanks::Keep,
                before: before.and_then(|start| self.sibling(start, inner + HANG)),
                ..Place::broken(inner)
            });
            before = Some(range.start);
            self.hanging(inner + HANG, |printer| {
                printer.line(line, inner);
                printer.tokens_to(range.end);
            });
        }
        if !lines.is_empty() || self.has_comments(end - 1) {
            self.begin_line(Place {
                comments: inner,
                blanks: Blanks::Keep,
                before: before.and_then(|start| self.sibling(start, inner + HANG)),
                ..Place::broken(indent)
            });
        }
        self.tokens_to(end);
    }

    fn line(&mut self, line: &Line<'_>, indent: usize) {
        match line {
            Line::Attribute(attribute) => {
                self.token();
                if let AttributeValue::Expr(expr) = &attribute.value {
                    self.expr(expr, 0);
                }
            }
            Line::Field(field) if self.is_one_line_field(field, indent) => {}
            Line::Field(field) => self.fact(field, indent),
            Line::Action(line) => self.action_line(line, indent),
            Line::Rule(line) => self.rule_line(line, indent),
        }
    }

    /// Brings the types of fields that stand together one below the other.
    pub(super) fn align_fields(&mut self, lines: &[Line<'_>], indent: usize) {
        let mut rows: Vec<Row> = Vec::new();
        for line in lines {
            let Line::Field(field) = line else {
                self.align_and_clear(&mut rows, indent);
                continue;
            };
            let range = self.range(field.span);
            if self.is_after_blank(range.start) {
                self.align_and_clear(&mut rows, indent);
            }
            let ty = self.start(field.ty.span);
            let is_flat = self.is_one_line_field(field, indent);
            if is_flat {
                self.part_lines(field);
            }
            let brace = (ty..range.end).find(|&index| is_flat && self.is(index, "{"));
            rows.push(Row {
                start: range.start,
                columns: std::iter::once(ty).chain(brace).collect(),
                end: if is_flat { range.end } else { ty },
            });
        }
        self.align_and_clear(&mut rows, indent);
    }

    pub(super) fn align_and_clear(&mut self, rows: &mut Vec<Row>, indent: usize) {
        self.align(rows, indent);
        rows.clear();
    }

    /// Whether a blank line stands somewhere before a token.
    pub(super) fn is_after_blank(&self, index: usize) -> bool {
        self.peek(index).is_some_and(|token| {
            token.gap == Break::Blank || token.comments.iter().any(|comment| comment.blank)
        })
    }
}
