//! Which list, and which enumeration, an expression is of.

use std::collections::HashMap;

use super::names::{NameId, NameKind, Names, Shape};
use super::scope::Scope;
use crate::syntax::tree::{Expr, ExprKind, Let};

/// Lets may be defined by lets so many times over.
const DEEPEST: usize = 64;

/// The values of lets, which tell their types.
#[derive(Debug, Default)]
pub(super) struct Lets<'t> {
    by_name: HashMap<&'t str, &'t Expr>,
}

impl<'t> Lets<'t> {
    /// Adds a let.
    pub(super) fn add(&mut self, item: &'t Let) {
        self.by_name.entry(&item.name.text).or_insert(&item.value);
    }
}

/// What is needed to tell types.
#[derive(Clone, Copy)]
pub(super) struct Typing<'c, 't> {
    /// The names.
    pub(super) names: &'c Names,
    /// The lets.
    pub(super) lets: &'c Lets<'t>,
}

impl Typing<'_, '_> {
    /// The list (a fact or a field) from which an expression takes its elements.
    pub(super) fn list_of(&self, expr: &Expr, scope: &Scope) -> Option<NameId> {
        match self.origin(expr, scope)? {
            name if matches!(self.names.get(name).shape, Shape::Values | Shape::Records) => {
                Some(name)
            }
            _ => None,
        }
    }

    /// The fact or field whose symbols are the values of an expression.
    pub(super) fn enumeration(&self, expr: &Expr, scope: &Scope) -> Option<NameId> {
        self.origin(expr, scope)
            .filter(|name| self.names.get(*name).shape == Shape::Symbols)
            .or_else(|| self.element(expr, scope))
    }

    /// The list of symbols of which an expression is an element.
    fn element(&self, expr: &Expr, scope: &Scope) -> Option<NameId> {
        match &expr.kind {
            ExprKind::Name(name) => scope
                .element_of(self.names, &name.text)
                .filter(|list| self.has_symbols(*list)),
            ExprKind::Group(inner) => self.element(inner, scope),
            _ => None,
        }
    }

    /// Whether the values are symbols.
    pub(super) fn has_symbols(&self, name: NameId) -> bool {
        let first = self.names.parts(name).first();
        first.is_some_and(|part| self.names.get(*part).kind == NameKind::Symbol)
    }

    /// The fact or field that an expression hands on.
    fn origin(&self, expr: &Expr, scope: &Scope) -> Option<NameId> {
        let outside = Scope::default();
        let (mut expr, mut scope) = (expr, scope);
        for _ in 0..DEEPEST {
            expr = match &expr.kind {
                ExprKind::Group(inner) => inner,
                ExprKind::Where { list, .. } => list,
                ExprKind::Table(table) => {
                    let rows = table.rows.iter().map(|row| &row.value);
                    let last = table.otherwise.iter().map(|row| &row.value);
                    rows.chain(last).find(|value| is_name(value))?
                }
                ExprKind::Name(name) => {
                    let parts = scope.look_up(self.names, &name.text);
                    let last = parts.last().filter(|part| part.end == name.text.len())?;
                    match self.names.get(last.name).kind {
                        NameKind::Fact | NameKind::Field => return Some(last.name),
                        NameKind::Let => {
                            scope = &outside;
                            self.lets.by_name.get(name.text.as_str()).copied()?
                        }
                        _ => return None,
                    }
                }
                _ => return None,
            };
        }
        None
    }

    /// The same of a name alone.
    pub(super) fn of_name(&self, name: &str, scope: &Scope) -> Option<NameId> {
        let parts = scope.look_up(self.names, name);
        let last = parts.last().filter(|part| part.end == name.len())?;
        match self.names.get(last.name).kind {
            NameKind::Fact | NameKind::Field => Some(last.name),
            NameKind::Let => self.origin(self.lets.by_name.get(name)?, &Scope::default()),
            _ => None,
        }
    }

    /// The fact or field whose symbols may stand opposite a name.
    pub(super) fn symbols_of(&self, name: &str, scope: &Scope) -> Option<NameId> {
        self.of_name(name, scope)
            .or_else(|| scope.element_of(self.names, name))
            .filter(|name| self.has_symbols(*name))
    }
}

fn is_name(expr: &Expr) -> bool {
    match &expr.kind {
        ExprKind::Name(_) | ExprKind::Table(_) => true,
        ExprKind::Group(inner) => is_name(inner),
        _ => false,
    }
}
