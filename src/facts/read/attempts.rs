//! Reads the attempts of a case file.

use super::case_error::{CaseError, MissingKey, Named};
use super::error::{InputErrorKind, Part};
use super::errors::Errors;
use super::keys::{Keys, items, text, word};
use crate::facts::case::{Attempt, AttemptOutcome};
use crate::facts::document::{Node, NodeKind};
use crate::facts::names::Names;
use crate::facts::plain::read_plain;
use crate::model::RuleBase;
use crate::model::fact::{ListType, PlainType, Type};
use crate::model::ids::{ActionId, FactId};
use crate::model::rule::Action;
use crate::source::Span;

const EXAMPLE: &str = "attempted: [{ action: restart, outcome: not_fixed }]";

const KEYS: Keys<3> = Keys {
    part: Part::Attempt,
    known: &["action", "outcome", "for"],
    example: Some("{ action: restart, outcome: not_fixed }"),
};

/// The attempts, in order. Those with errors are left out.
pub(super) fn attempts(names: &Names<'_>, node: &Node, errors: &mut Errors) -> Vec<Attempt> {
    let mut attempts = Vec::new();
    for item in items("attempted", node, EXAMPLE, errors).unwrap_or_default() {
        attempts.extend(attempt(names, item, errors));
        if errors.are_enough() {
            break;
        }
    }
    attempts
}

fn attempt(names: &Names<'_>, node: &Node, errors: &mut Errors) -> Option<Attempt> {
    let [action, outcome, element] = KEYS.read(node, |_| false, errors)?;
    if action.is_none() {
        errors.add(node.span, CaseError::MissingKey(MissingKey::Action));
    }
    if outcome.is_none() {
        errors.add(node.span, CaseError::MissingKey(MissingKey::Outcome));
    }
    let action = action.and_then(|node| known_action(names, node, errors));
    let outcome = outcome.and_then(|node| {
        let words = AttemptOutcome::ALL.map(|outcome| (outcome.word(), outcome));
        word("outcome", node, &words, errors)
    });
    let action = action?;
    let element = keys_of(names.rules, action, node, element, errors)?;
    Some(Attempt {
        action,
        element,
        outcome: outcome?,
    })
}

/// The action that is named.
pub(super) fn known_action(
    names: &Names<'_>,
    node: &Node,
    errors: &mut Errors,
) -> Option<ActionId> {
    let name = text(Part::Key("action"), node, errors)?;
    named_action(names, name, node.span, errors)
}

/// The action of this name, which stands at `span`.
pub(super) fn named_action(
    names: &Names<'_>,
    name: &str,
    span: Span,
    errors: &mut Errors,
) -> Option<ActionId> {
    let action = names.action(name);
    if action.is_none() {
        errors.add(
            span,
            CaseError::UnknownName {
                what: Named::Action,
                name: name.to_owned(),
                nearest: names.nearest_action(name),
            },
        );
    }
    action
}

/// A part of the keys of an action's elements.
struct KeyPart<'r> {
    /// What it is called.
    name: &'r str,
    /// The key field, or the list of plain values.
    fact: FactId,
    ty: &'r PlainType,
}

/// The parts of the keys of an action's elements, binder by binder.
fn key_parts<'r>(rules: &'r RuleBase, action: &Action) -> Vec<Vec<KeyPart<'r>>> {
    let binders = action.binders.iter().map(|binder| {
        let list = rules.variables[binder.variable].list;
        match &rules.facts[list].ty {
            Type::List(ListType::Records { keys, .. }) => keys
                .iter()
                .filter_map(|&key| {
                    let fact = &rules.facts[key];
                    let Type::Plain(ty) = &fact.ty else {
                        return None;
                    };
                    Some(KeyPart {
                        name: &fact.path,
                        fact: key,
                        ty,
                    })
                })
                .collect(),
            Type::List(ListType::Values(ty)) | Type::Plain(ty) => {
                vec![KeyPart {
                    name: &rules.facts[list].path,
                    fact: list,
                    ty,
                }]
            }
        }
    });
    binders.collect()
}

/// The keys of the elements that an attempt was done to.
pub(super) fn keys_of(
    rules: &RuleBase,
    action: ActionId,
    attempt: &Node,
    element: Option<&Node>,
    errors: &mut Errors,
) -> Option<Vec<Vec<String>>> {
    let parts = key_parts(rules, &rules.actions[action]);
    let name = || rules.actions[action].name.clone();
    let names = || {
        parts
            .iter()
            .flatten()
            .map(|part| part.name.to_owned())
            .collect()
    };
    let given = match (element, parts.is_empty()) {
        (None, true) => return Some(Vec::new()),
        (None, false) => {
            errors.add(
                attempt.span,
                CaseError::NoFor {
                    action: name(),
                    keys: names(),
                },
            );
            return None;
        }
        (Some(element), true) => {
            errors.add(element.span, CaseError::NeedlessFor { action: name() });
            return None;
        }
        (Some(element), false) => flat(element),
    };
    let expected = parts.iter().flatten().count();
    if given.len() != expected {
        let span = element.unwrap_or(attempt).span;
        let found = given.len();
        errors.add(
            span,
            CaseError::ForParts {
                action: name(),
                keys: names(),
                found,
            },
        );
        return None;
    }
    let mut given = given.into_iter();
    let mut elements = Vec::with_capacity(parts.len());
    for binder in &parts {
        let keys = binder.iter().zip(&mut given);
        let keys = keys.map(|(part, node)| key_text(rules, part, node, errors));
        // Every part is looked at before the first error ends it.
        elements.push(keys.collect::<Vec<_>>());
    }
    elements
        .into_iter()
        .map(|keys| keys.into_iter().collect())
        .collect()
}

/// The parts of a key: a list of them, or the only one by itself.
pub(super) fn flat(node: &Node) -> Vec<&Node> {
    match &node.kind {
        NodeKind::Sequence(items) => items.iter().collect(),
        _ => vec![node],
    }
}

/// A part of a key as the working memory has it.
fn key_text(
    rules: &RuleBase,
    part: &KeyPart<'_>,
    node: &Node,
    errors: &mut Errors,
) -> Option<String> {
    let text = text(Part::Item("for"), node, errors)?;
    match read_plain(part.ty, text) {
        Ok(value) => Some(part.ty.write(&value)),
        Err(error) => {
            let fact = Part::Fact(rules.facts[part.fact].path.clone());
            errors.add(
                node.span,
                InputErrorKind::Value {
                    part: fact,
                    ty: part.ty.clone(),
                    error,
                },
            );
            None
        }
    }
}
