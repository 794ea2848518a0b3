//! What only the syntax tree can tell about tokens and the white space between them.

use std::collections::{BTreeMap, BTreeSet};

use crate::syntax::tree::{
    ActionLine, AttributeValue, Expr, ExprKind, Fact, File, Item, Literal, Number, Pattern,
    RuleLine, Type, TypeKind,
};

/// What the tree says of places in the text, each given by the byte at which something begins.
#[derive(Default)]
pub(super) struct Marks {
    /// Regular expressions, with the byte at which they end: to everyone else a slash divides.
    pub(super) patterns: BTreeMap<usize, usize>,
    /// Signs that belong to what follows them.
    pub(super) signs: BTreeSet<usize>,
    /// Units: the author may write `80 %` and `80%`.
    pub(super) units: BTreeSet<usize>,
    /// The type `yes/no`.
    pub(super) yes_no: BTreeSet<usize>,
    /// The tests that `and` or `or` joins: where they begin and where they end.
    pub(super) chains: Vec<(usize, usize)>,
    /// Tables, which never stand on one line.
    pub(super) tables: BTreeSet<usize>,
}

/// Collects what the tree says of the text.
pub(super) fn collect(file: &File) -> Marks {
    let mut marks = Marks::default();
    for item in &file.items {
        match item {
            Item::Guide(_) | Item::Import(_) | Item::Broken(_) => {}
            Item::Fact(fact) => marks.fact(fact),
            Item::Let(binding) => marks.expr(&binding.value),
            Item::Condition(condition) => {
                marks.exprs(condition.binders.iter().map(|binder| &binder.list));
                marks.expr(&condition.when);
            }
            Item::Action(action) => {
                marks.exprs(action.binders.iter().map(|binder| &binder.list));
                for line in &action.lines {
                    marks.action_line(line);
                }
            }
            Item::Rule(rule) => {
                marks.exprs(rule.binders.iter().map(|binder| &binder.list));
                for line in &rule.lines {
                    marks.rule_line(line);
                }
            }
        }
    }
    marks
}

impl Marks {
    fn fact(&mut self, fact: &Fact) {
        self.ty(&fact.ty);
        for attribute in &fact.attributes {
            if let AttributeValue::Expr(expr) = &attribute.value {
                self.expr(expr);
            }
        }
    }

    fn ty(&mut self, ty: &Type) {
        match &ty.kind {
            TypeKind::YesNo => {
                self.yes_no.insert(ty.span.start as usize);
            }
            TypeKind::Number {
                range: Some((low, high)),
                ..
            } => {
                self.number(low);
                self.number(high);
            }
            TypeKind::ListOf(inner) => self.ty(inner),
            TypeKind::ListBy { fields, .. } => {
                for field in fields {
                    self.fact(field);
                }
            }
            _ => {}
        }
    }

    fn action_line(&mut self, line: &ActionLine) {
        match line {
            ActionLine::Step(line) | ActionLine::Note(line) => self.exprs(line.when.iter()),
            ActionLine::Cost { value, .. } => self.literal(value),
            ActionLine::Rechecks { .. } => {}
        }
    }

    fn rule_line(&mut self, line: &RuleLine) {
        match line {
            RuleLine::When { test, .. } => self.expr(test),
            RuleLine::Priority { value, .. } => self.number(value),
            RuleLine::Entry(entry) => {
                self.exprs(entry.when.iter());
                if let Some(number) = &entry.up_to {
                    self.number(number);
                }
            }
        }
    }

    fn exprs<'e>(&mut self, exprs: impl Iterator<Item = &'e Expr>) {
        for expr in exprs {
            self.expr(expr);
        }
    }

    /// All that stands in an expression; it may be deep, so this does not call itself.
    fn expr(&mut self, expr: &Expr) {
        let mut open = vec![expr];
        while let Some(expr) = open.pop() {
            let (start, end) = (expr.span.start as usize, expr.span.end as usize);
            match &expr.kind {
                ExprKind::Literal(literal) => self.literal(literal),
                ExprKind::And(_) | ExprKind::Or(_) => self.chains.push((start, end)),
                ExprKind::Table(_) => {
                    self.tables.insert(start);
                }
                ExprKind::Negate(_) => {
                    self.signs.insert(start);
                }
                ExprKind::Matches { regex, .. } => {
                    let (start, end) = (regex.span.start as usize, regex.span.end as usize);
                    self.patterns.insert(start, end);
                }
                _ => {}
            }
            open.extend(parts(expr));
        }
    }

    fn literal(&mut self, literal: &Literal) {
        match literal {
            Literal::YesNo(..) | Literal::Str(_) => {}
            Literal::Number(number) => self.number(number),
            Literal::Quantity { number, unit } => {
                self.number(number);
                self.units.insert(unit.span.start as usize);
            }
        }
    }

    fn number(&mut self, number: &Number) {
        if number.text.starts_with(['-', '+']) {
            self.signs.insert(number.span.start as usize);
        }
    }
}

/// The expressions that an expression is made of.
fn parts(expr: &Expr) -> Vec<&Expr> {
    match &expr.kind {
        ExprKind::Literal(_) | ExprKind::Name(_) => Vec::new(),
        ExprKind::Group(inner)
        | ExprKind::Not(inner)
        | ExprKind::Negate(inner)
        | ExprKind::Count(inner)
        | ExprKind::Age(inner)
        | ExprKind::Matches { value: inner, .. }
        | ExprKind::Empty { value: inner, .. }
        | ExprKind::Unavailable { value: inner, .. } => vec![&**inner],
        ExprKind::And(tests) | ExprKind::Or(tests) => tests.iter().collect(),
        ExprKind::Arithmetic { left, right, .. } | ExprKind::Compare { left, right, .. } => {
            vec![&**left, &**right]
        }
        ExprKind::In { value, items, .. } => std::iter::once(&**value).chain(items).collect(),
        ExprKind::TextTest { value, pattern, .. } => {
            let patterns = match pattern {
                Pattern::One(pattern) => std::slice::from_ref(&**pattern),
                Pattern::Any(patterns) => patterns.as_slice(),
            };
            std::iter::once(&**value).chain(patterns).collect()
        }
        ExprKind::Quantified { list, body, .. } => vec![&**list, &**body],
        ExprKind::Where { list, test } => vec![&**list, &**test],
        ExprKind::Table(table) => {
            let values = table.rows.iter().map(|row| &row.value);
            let otherwise = table.otherwise.iter().map(|otherwise| &otherwise.value);
            let cells = table.rows.iter().flat_map(|row| &row.cells);
            let literals = cells.flat_map(super::tables::literals);
            let inputs = table.inputs.iter();
            inputs
                .chain(literals)
                .chain(values)
                .chain(otherwise)
                .collect()
        }
    }
}
