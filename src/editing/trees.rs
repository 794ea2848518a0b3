//! Finding the tree of a declaration.

use super::base::Base;
use super::names::Declared;
use crate::source::Span;
use crate::syntax::tree::{Fact, Item, TypeKind};

/// The place of a whole declaration.
pub(super) fn span_of(item: &Item) -> Span {
    match item {
        Item::Guide(item) => item.span,
        Item::Import(item) => item.span,
        Item::Fact(item) => item.span,
        Item::Let(item) => item.span,
        Item::Condition(item) => item.span,
        Item::Action(item) => item.span,
        Item::Rule(item) => item.span,
        Item::Broken(span) => *span,
    }
}

/// The declaration that a byte of a file stands in.
pub(super) fn item_at(base: &Base, at: Span) -> Option<&Item> {
    let items = &base.tree(at.file)?.items;
    let after = items.partition_point(|item| span_of(item).start <= at.start);
    let item = items[..after].last()?;
    (at.start <= span_of(item).end).then_some(item)
}

/// The tree of a fact or a field.
pub(super) fn fact<'b>(base: &'b Base, declared: &Declared) -> Option<&'b Fact> {
    match item_at(base, declared.name)? {
        Item::Fact(fact) => within(fact, declared.name),
        _ => None,
    }
}

/// The fact of this name's place, or the field in it. The way down is as long as
/// types are deep.
fn within(fact: &Fact, name: Span) -> Option<&Fact> {
    let mut fact = fact;
    while fact.name.span != name {
        let TypeKind::ListBy { fields, .. } = &fact.ty.kind else {
            return None;
        };
        fact = fields
            .iter()
            .find(|field| field.span.start <= name.start && name.end <= field.span.end)?;
    }
    Some(fact)
}
