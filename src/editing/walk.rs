//! The uses of names in trees.
//!
//! What stands opposite an enumeration is its symbol, a name before brackets a
//! function, a bare word in a `where` a field: the checker's rules, without its
//! faults.

use super::names::{Declared, NameId, NameKind, Names, Shape};
use super::scope::{Binding, Part, Scope};
use super::typing::{Lets, Typing};
use crate::syntax::TemplatePart;
use crate::syntax::tree::{
    Action, ActionLine, AttributeValue, Binder, Cell, CellKind, CellTest, Entry, EntryKind, Expr,
    ExprKind, Fact, File, Item, Name, Pattern, Rule, RuleLine, Str, Table, TypeKind,
};

/// Walks through the files of a rule base.
pub(super) struct Walk<'c, 't> {
    /// Where the uses are noted.
    pub(super) names: &'c mut Names,
    /// The lets of all files.
    pub(super) lets: &'c Lets<'t>,
}

impl Walk<'_, '_> {
    /// Notes what a file uses.
    pub(super) fn file(&mut self, file: &File) {
        let mut scope = Scope::default();
        for item in &file.items {
            scope.bindings.clear();
            let scope = &mut scope;
            match item {
                Item::Fact(fact) => {
                    let id = self.names.value(&fact.name.text);
                    self.fact(fact, id, scope);
                }
                Item::Let(item) => self.expr(&item.value, None, scope),
                Item::Condition(item) => {
                    self.binders(&item.binders, scope);
                    self.expr(&item.when, None, scope);
                }
                Item::Action(action) => self.action(action, scope),
                Item::Rule(rule) => self.rule(rule, scope),
                Item::Guide(_) | Item::Import(_) | Item::Broken(_) => {}
            }
        }
    }

    fn fact(&mut self, fact: &Fact, id: Option<NameId>, scope: &mut Scope) {
        for attribute in &fact.attributes {
            match &attribute.value {
                AttributeValue::Text(text) if attribute.word.text != "from" => {
                    self.text(text, scope);
                }
                AttributeValue::Expr(expr) => {
                    let symbols = id.filter(|_| attribute.word.text == "default");
                    self.expr(expr, symbols, scope);
                }
                AttributeValue::Text(_) | AttributeValue::Never(_) => {}
            }
        }
        let (TypeKind::ListBy { keys, fields }, Some(list)) = (&fact.ty.kind, id) else {
            return;
        };
        for key in keys {
            if let Some(field) = self.names.part(list, &key.text) {
                self.names.note(key.span, field);
            }
        }
        scope.bindings.push(Binding {
            variable: None,
            open: true,
            list: Some(list),
        });
        for field in fields {
            let id = self.names.part(list, &field.name.text);
            self.fact(field, id, scope);
        }
        scope.bindings.pop();
    }

    fn action(&mut self, action: &Action, scope: &mut Scope) {
        self.binders(&action.binders, scope);
        if let Some(title) = &action.title {
            self.text(title, scope);
        }
        for line in &action.lines {
            match line {
                ActionLine::Step(line) | ActionLine::Note(line) => {
                    self.text(&line.text, scope);
                    if let Some(when) = &line.when {
                        self.expr(when, None, scope);
                    }
                }
                ActionLine::Rechecks { facts, .. } => {
                    for fact in facts {
                        self.name(fact, &Scope::default());
                    }
                }
                ActionLine::Cost { .. } => {}
            }
        }
    }

    fn rule(&mut self, rule: &Rule, scope: &mut Scope) {
        self.binders(&rule.binders, scope);
        for line in &rule.lines {
            match line {
                RuleLine::When { test, .. } => self.expr(test, None, scope),
                RuleLine::Entry(entry) => self.entry(entry, scope),
                RuleLine::Priority { .. } => {}
            }
        }
    }

    fn entry(&mut self, entry: &Entry, scope: &mut Scope) {
        match &entry.kind {
            EntryKind::Try(name) | EntryKind::Escalate(name) => {
                if let Some(action) = self.names.action(&name.text) {
                    self.names.note(name.span, action);
                }
            }
            EntryKind::Conclude(text) | EntryKind::Refer { text, .. } => self.text(text, scope),
        }
        if let Some(when) = &entry.when {
            self.expr(when, None, scope);
        }
        if let Some(because) = &entry.because {
            self.text(because, scope);
        }
    }

    fn binders(&mut self, binders: &[Binder], scope: &mut Scope) {
        for binder in binders {
            self.bind(&binder.variable, &binder.list, scope);
        }
    }

    /// Puts the element of a list at hand, under the name of a variable.
    fn bind(&mut self, variable: &Name, list: &Expr, scope: &mut Scope) {
        let of = self.typing().list_of(list, scope);
        let id = self.names.declare(Declared {
            kind: NameKind::Variable,
            text: variable.text.clone(),
            name: variable.span,
            whole: variable.span,
            parent: of,
            shape: Shape::Plain,
        });
        let variable = Some((variable.text.clone(), id));
        self.list(list, variable.as_ref(), scope);
        scope.bindings.push(Binding {
            variable,
            open: false,
            list: of,
        });
    }

    /// A list; in its `where` a variable stands for the element too.
    fn list(&mut self, expr: &Expr, variable: Option<&(String, NameId)>, scope: &mut Scope) {
        match &expr.kind {
            ExprKind::Group(inner) => self.list(inner, variable, scope),
            ExprKind::Where { list, test } => {
                self.list(list, variable, scope);
                let of = self.typing().list_of(list, scope);
                scope.bindings.push(Binding {
                    variable: variable.cloned(),
                    open: true,
                    list: of,
                });
                self.expr(test, None, scope);
                scope.bindings.pop();
            }
            _ => self.expr(expr, None, scope),
        }
    }

    /// An expression; `symbols` is the enumeration that stands opposite.
    fn expr(&mut self, expr: &Expr, symbols: Option<NameId>, scope: &mut Scope) {
        match &expr.kind {
            ExprKind::Literal(_) => {}
            ExprKind::Name(name) => self.name_or_symbol(name, symbols, scope),
            ExprKind::Group(inner) => self.expr(inner, symbols, scope),
            ExprKind::Not(inner)
            | ExprKind::Negate(inner)
            | ExprKind::Count(inner)
            | ExprKind::Age(inner) => self.expr(inner, None, scope),
            ExprKind::And(parts) | ExprKind::Or(parts) => {
                for part in parts {
                    self.expr(part, None, scope);
                }
            }
            ExprKind::Arithmetic { left, right, .. } => {
                self.expr(left, None, scope);
                self.expr(right, None, scope);
            }
            ExprKind::Compare { left, right, .. } => self.compare(left, right, scope),
            ExprKind::In { value, items, .. } => {
                self.expr(value, None, scope);
                let symbols = self.typing().enumeration(value, scope);
                self.all(items, symbols, scope);
            }
            ExprKind::TextTest { value, pattern, .. } => {
                self.expr(value, None, scope);
                let list = self.typing().list_of(value, scope);
                match pattern {
                    Pattern::One(one) => self.expr(one, list, scope),
                    Pattern::Any(items) => self.all(items, list, scope),
                }
            }
            ExprKind::Matches { value, .. }
            | ExprKind::Empty { value, .. }
            | ExprKind::Unavailable { value, .. } => self.expr(value, None, scope),
            ExprKind::Quantified {
                variable,
                list,
                body,
                ..
            } => {
                self.bind(variable, list, scope);
                self.expr(body, None, scope);
                scope.bindings.pop();
            }
            ExprKind::Where { .. } => self.list(expr, None, scope),
            ExprKind::Table(table) => self.table(table, symbols, scope),
        }
    }

    fn all(&mut self, exprs: &[Expr], symbols: Option<NameId>, scope: &mut Scope) {
        for expr in exprs {
            self.expr(expr, symbols, scope);
        }
    }

    fn compare(&mut self, left: &Expr, right: &Expr, scope: &mut Scope) {
        let typing = self.typing();
        let (of_left, of_right) = (
            typing.enumeration(left, scope),
            typing.enumeration(right, scope),
        );
        match (&left.kind, of_left, of_right) {
            (ExprKind::Name(word), None, Some(symbols))
                if self.names.part(symbols, &word.text).is_some()
                    || scope.look_up(self.names, &word.text).is_empty() =>
            {
                self.expr(right, None, scope);
                self.expr(left, Some(symbols), scope);
            }
            _ => {
                self.expr(left, None, scope);
                self.expr(right, of_left, scope);
            }
        }
    }

    fn table(&mut self, table: &Table, symbols: Option<NameId>, scope: &mut Scope) {
        for input in &table.inputs {
            self.expr(input, None, scope);
        }
        let columns: Vec<Option<NameId>> = table
            .inputs
            .iter()
            .map(|input| self.typing().enumeration(input, scope))
            .collect();
        let values = || {
            let rows = table.rows.iter().map(|row| &row.value);
            rows.chain(table.otherwise.iter().map(|row| &row.value))
        };
        let symbols =
            symbols.or_else(|| values().find_map(|value| self.typing().enumeration(value, scope)));
        for row in &table.rows {
            for (cell, column) in row.cells.iter().zip(&columns) {
                self.cell(cell, *column, scope);
            }
        }
        for value in values() {
            self.expr(value, symbols, scope);
        }
    }

    fn cell(&mut self, cell: &Cell, symbols: Option<NameId>, scope: &mut Scope) {
        let CellKind::OneOf(tests) = &cell.kind else {
            return;
        };
        for test in tests {
            match test {
                CellTest::Is(value) | CellTest::Compare(_, value) => {
                    self.expr(value, symbols, scope);
                }
                CellTest::Range(low, high) => {
                    self.expr(low, symbols, scope);
                    self.expr(high, symbols, scope);
                }
            }
        }
    }

    fn name_or_symbol(&mut self, name: &Name, symbols: Option<NameId>, scope: &Scope) {
        let symbol = symbols.and_then(|of| self.names.part(of, &name.text));
        match symbol.filter(|symbol| self.names.get(*symbol).kind == NameKind::Symbol) {
            Some(symbol) => self.names.note(name.span, symbol),
            None => self.name(name, scope),
        }
    }

    fn name(&mut self, name: &Name, scope: &Scope) {
        for part in scope.look_up(self.names, &name.text) {
            self.note(name, part);
        }
    }

    fn note(&mut self, name: &Name, part: Part) {
        self.names.note(part.within(name.span), part.name);
    }

    /// The holes of a text for people.
    fn text(&mut self, text: &Str, scope: &Scope) {
        for part in text.template().unwrap_or_default() {
            if let TemplatePart::Hole(name) = part {
                self.name(&name, scope);
            }
        }
    }

    fn typing(&self) -> Typing<'_, '_> {
        Typing {
            names: self.names,
            lets: self.lets,
        }
    }
}
