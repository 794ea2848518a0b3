//! The fields of lists, and their keys.

use std::collections::HashSet;

use super::context::Context;
use super::declare::{add_fact, duplicate};
use crate::diagnostic::catalogue::{KeyFault, ListKey};
use crate::model::fact::{Fact, ListType, Type};
use crate::model::ids::{Arena, FactId, VariableId};
use crate::syntax::tree::{self, AttributeValue, Name};

/// Declares the fields of a list; gives those whose name is new.
pub(super) fn declare<'t>(
    context: &mut Context<'t>,
    of: (FactId, &[VariableId]),
    path: &str,
    fields: &'t [tree::Fact],
) -> Vec<FactId> {
    let mut ids = Vec::with_capacity(fields.len());
    for (slot, tree) in fields.iter().enumerate() {
        let word = tree.name.text.as_str();
        let id = add_fact(context, tree, &format!("{path}.{word}"), Some(of), slot);
        ids.push(id);
        if let Some(&first) = context.fields.get(&(of.0, word)) {
            let first = context.facts[first].name_span;
            duplicate(context, "field", word, tree.name.span, first);
        } else {
            context.fields.insert((of.0, word), id);
        }
    }
    ids
}

/// Resolves the keys of a list.
pub(super) fn keys<'t>(context: &mut Context<'t>, list: FactId, keys: &'t [Name]) -> Vec<FactId> {
    let mut ids = Vec::new();
    let mut seen = HashSet::new();
    for key in keys {
        match check_key(context, list, key, seen.insert(key.text.as_str())) {
            Ok(id) => ids.push(id),
            Err(fault) => {
                let key = key.clone();
                context.reports.error(ListKey {
                    name: key.text,
                    fault,
                    at: key.span,
                });
            }
        }
    }
    ids
}

fn check_key<'t>(
    context: &mut Context<'t>,
    list: FactId,
    key: &'t Name,
    first: bool,
) -> Result<FactId, KeyFault> {
    if !first {
        return Err(KeyFault::Twice);
    }
    let word = key.text.as_str();
    let Some(&field) = context.fields.get(&(list, word)) else {
        let tree = context.declaration(list).tree;
        let fields: &'t [tree::Fact] = match &tree.ty.kind {
            tree::TypeKind::ListBy { fields, .. } => fields,
            _ => &[],
        };
        let nearest = context
            .reports
            .nearest(word, fields.iter().map(|field| field.name.text.as_str()));
        return Err(KeyFault::NoSuchField { nearest });
    };
    if let Type::List(_) = context.facts[field].ty {
        return Err(KeyFault::List {
            field: context.facts[field].name_span,
        });
    }
    let attributes = &context.declaration(field).tree.attributes;
    let odd = attributes.iter().find(|attribute| {
        matches!(attribute.word.text.as_str(), "when" | "default")
            || matches!(attribute.value, AttributeValue::Never(_))
    });
    match odd {
        Some(attribute) => Err(KeyFault::Attribute {
            attribute: attribute.span,
        }),
        None => Ok(field),
    }
}

/// The words of the fields of a list of records.
pub(super) fn words(facts: &Arena<FactId, Fact>, list: FactId) -> impl Iterator<Item = &str> {
    let fields: &[FactId] = match &facts[list].ty {
        Type::List(ListType::Records { fields, .. }) => fields,
        _ => &[],
    };
    fields.iter().map(|field| facts[*field].word())
}

/// The first few of them, as they are to be written behind `prefix`.
pub(super) fn some(facts: &Arena<FactId, Fact>, list: FactId, prefix: &str) -> Vec<String> {
    const MOST: usize = 9;
    words(facts, list)
        .take(MOST)
        .map(|word| format!("{prefix}{word}"))
        .collect()
}
