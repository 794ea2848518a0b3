//! Which declarations stand on one line, and what of those that stand together is in columns.

use std::mem::discriminant;

use super::MAX_WIDTH;
use super::columns::Row;
use super::declarations::{Line, span_of};
use super::printer::Printer;
use super::tokens::Break;
use super::types::list_lines;
use crate::syntax::tree::{ConditionKind, Fact, Item, Type, TypeKind};

impl Printer<'_> {
    /// Which declarations stand on one line. Their columns are brought one below the other.
    pub(super) fn one_line_items(&mut self, items: &[Item]) -> Vec<bool> {
        let one_line: Vec<_> = items.iter().map(|item| self.is_one_line(item)).collect();
        let mut rows: Vec<Row> = Vec::new();
        let mut before = None;
        for (item, &is_one_line) in items.iter().zip(&one_line) {
            let start = self.start(span_of(item));
            let kind = is_one_line.then(|| kind_of(item));
            if kind != before || self.is_after_blank(start) {
                self.align_and_clear(&mut rows, 0);
            }
            if is_one_line {
                for line in self.separated(item) {
                    self.pad(line, 1);
                }
                rows.push(self.row_of_item(item));
            }
            before = kind;
        }
        self.align_and_clear(&mut rows, 0);
        one_line
    }

    fn is_one_line(&self, item: &Item) -> bool {
        let range = self.range(span_of(item));
        let as_written = match item {
            Item::Condition(condition) => {
                let when = self.start(condition.when.span) - 1;
                self.peek(when).is_some_and(|when| when.gap == Break::None)
            }
            _ => self.has_one_line_body(range.start, range.end),
        };
        as_written
            && self.is_flat(range.clone())
            && self.width(range) + self.separated(item).len() <= MAX_WIDTH
    }

    /// Whether a field stands on one line, which is indented by `indent`.
    pub(super) fn is_one_line_field(&self, field: &Fact, indent: usize) -> bool {
        let range = self.range(field.span);
        let mut separated = Vec::new();
        self.separated_of_fact(field, &mut separated);
        self.has_one_line_body(range.start, range.end)
            && self.is_flat(range.clone())
            && indent + self.width(range) + separated.len() <= MAX_WIDTH
    }

    /// Parts the lines of a field that stands on one line.
    pub(super) fn part_lines(&mut self, field: &Fact) {
        let mut separated = Vec::new();
        self.separated_of_fact(field, &mut separated);
        for line in separated {
            self.pad(line, 1);
        }
    }

    /// Whether its author wrote a body on one line.
    fn has_one_line_body(&self, start: usize, end: usize) -> bool {
        let mut tokens = (start..end)
            .skip_while(|&index| !self.is(index, "{"))
            .skip(1);
        tokens.all(|index| {
            self.peek(index)
                .is_some_and(|token| token.gap == Break::None)
        })
    }

    /// The first tokens of lines that follow another one, where all stand on one line: wider
    /// spaces part them.
    fn separated(&self, item: &Item) -> Vec<usize> {
        let mut starts = Vec::new();
        match item {
            Item::Guide(guide) => {
                self.follow(guide.attributes.iter().map(Line::Attribute), &mut starts);
            }
            Item::Fact(fact) => self.separated_of_fact(fact, &mut starts),
            Item::Action(action) => self.follow(action.lines.iter().map(Line::Action), &mut starts),
            Item::Rule(rule) => self.follow(rule.lines.iter().map(Line::Rule), &mut starts),
            Item::Import(_) | Item::Let(_) | Item::Condition(_) | Item::Broken(_) => {}
        }
        starts
    }

    fn separated_of_fact(&self, fact: &Fact, starts: &mut Vec<usize>) {
        let own = fact
            .attributes
            .iter()
            .filter(|line| line.span.start >= fact.ty.span.end);
        self.separated_of_type(fact, &fact.ty, starts);
        self.follow(own.map(Line::Attribute), starts);
    }

    fn separated_of_type(&self, fact: &Fact, ty: &Type, starts: &mut Vec<usize>) {
        match &ty.kind {
            TypeKind::ListOf(inner) => self.separated_of_type(fact, inner, starts),
            TypeKind::ListBy { fields, .. } => {
                self.follow(list_lines(fact, ty, fields).into_iter(), starts);
                for field in fields {
                    self.separated_of_fact(field, starts);
                }
            }
            _ => {}
        }
    }

    fn follow<'e>(&self, lines: impl Iterator<Item = Line<'e>>, starts: &mut Vec<usize>) {
        starts.extend(lines.skip(1).map(|line| self.start(line.span())));
    }

    /// The columns of a declaration on one line: its title, its body or what else follows the
    /// name, and the lines in the body.
    fn row_of_item(&self, item: &Item) -> Row {
        let range = self.range(span_of(item));
        let find = |text: &str| range.clone().find(|&index| self.is(index, text));
        let title = |has_title: bool| has_title.then_some(range.start + 2);
        let mut columns: Vec<usize> = match item {
            Item::Fact(fact) => std::iter::once(self.start(fact.ty.span))
                .chain(find("{"))
                .collect(),
            Item::Let(binding) => vec![self.start(binding.value.span) - 1],
            Item::Condition(condition) => {
                let when = self.start(condition.when.span) - 1;
                title(condition.title.is_some())
                    .into_iter()
                    .chain([when])
                    .collect()
            }
            Item::Action(action) => title(action.title.is_some())
                .into_iter()
                .chain(find("{"))
                .collect(),
            Item::Rule(rule) => title(rule.title.is_some())
                .into_iter()
                .chain(find("{"))
                .collect(),
            Item::Guide(_) | Item::Import(_) | Item::Broken(_) => Vec::new(),
        };
        columns.extend(self.separated(item));
        Row {
            start: range.start,
            columns,
            end: range.end,
        }
    }
}

/// What declarations have to have in common to stand in columns.
fn kind_of(item: &Item) -> (std::mem::Discriminant<Item>, bool, bool) {
    let (is_symptom, has_title) = match item {
        Item::Condition(condition) => {
            let is_symptom = condition.kind == ConditionKind::Symptom;
            (is_symptom, condition.title.is_some())
        }
        Item::Action(action) => (false, action.title.is_some()),
        Item::Rule(rule) => (false, rule.title.is_some()),
        _ => (false, false),
    };
    (discriminant(item), is_symptom, has_title)
}
