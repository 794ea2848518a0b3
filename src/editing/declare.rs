//! The names that the trees declare.

use super::names::{Declared, NameId, NameKind, Names, Shape};
use crate::source::Span;
use crate::syntax::tree::{ConditionKind, Fact, File, Item, Name, Type, TypeKind};

/// Adds what a file declares.
pub(super) fn declare(names: &mut Names, file: &File) {
    for item in &file.items {
        match item {
            Item::Fact(fact) => declare_fact(names, fact, None),
            Item::Let(item) => add(names, NameKind::Let, &item.name, item.span),
            Item::Condition(item) => {
                let kind = match item.kind {
                    ConditionKind::Condition => NameKind::Condition,
                    ConditionKind::Symptom => NameKind::Symptom,
                };
                add(names, kind, &item.name, item.span);
            }
            Item::Action(item) => add(names, NameKind::Action, &item.name, item.span),
            Item::Rule(item) => add(names, NameKind::Rule, &item.name, item.span),
            Item::Guide(_) | Item::Import(_) | Item::Broken(_) => {}
        }
    }
}

fn add(names: &mut Names, kind: NameKind, name: &Name, whole: Span) {
    names.declare(Declared {
        kind,
        text: name.text.clone(),
        name: name.span,
        whole,
        parent: None,
        shape: Shape::Plain,
    });
}

fn declare_fact(names: &mut Names, fact: &Fact, list: Option<NameId>) {
    let id = names.declare(Declared {
        kind: if list.is_some() {
            NameKind::Field
        } else {
            NameKind::Fact
        },
        text: fact.name.text.clone(),
        name: fact.name.span,
        whole: fact.span,
        parent: list,
        shape: shape(&fact.ty),
    });
    declare_parts(names, id, &fact.ty);
}

/// Fields in fields: the parser bounds how deep types go.
fn declare_parts(names: &mut Names, of: NameId, ty: &Type) {
    match &ty.kind {
        TypeKind::Symbols(symbols) => {
            for symbol in symbols {
                let end = symbol.label.as_ref().map_or(symbol.name.span, |l| l.span);
                names.declare(Declared {
                    kind: NameKind::Symbol,
                    text: symbol.name.text.clone(),
                    name: symbol.name.span,
                    whole: symbol.name.span.to(end),
                    parent: Some(of),
                    shape: Shape::Plain,
                });
            }
        }
        TypeKind::ListOf(inner) => declare_parts(names, of, inner),
        TypeKind::ListBy { fields, .. } => {
            for field in fields {
                declare_fact(names, field, Some(of));
            }
        }
        _ => {}
    }
}

fn shape(ty: &Type) -> Shape {
    match &ty.kind {
        TypeKind::Symbols(_) => Shape::Symbols,
        TypeKind::ListOf(_) => Shape::Values,
        TypeKind::ListBy { .. } => Shape::Records,
        _ => Shape::Plain,
    }
}
