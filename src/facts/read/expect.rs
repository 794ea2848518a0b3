//! Reads what a case file expects.

use super::attempts::{flat, known_action};
use super::case_error::{CaseError, Named};
use super::error::Part;
use super::errors::Errors;
use super::keys::{Keys, text, word};
use crate::facts::document::Node;
use crate::facts::names::Names;
use crate::model::DecisionKind;
use crate::source::Span;

/// What the decision on a case should be. What is not stated may be anything.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Expect {
    /// All of it.
    pub span: Span,
    /// The kind of the decision.
    pub kind: Option<Expected<DecisionKind>>,
    /// The name of the rule.
    pub rule: Option<Expected<String>>,
    /// The name of the action.
    pub action: Option<Expected<String>>,
    /// The path of the fact that is asked for, as decisions show it.
    pub fact: Option<Expected<String>>,
    /// The title.
    pub title: Option<Expected<String>>,
    /// The keys of the elements, in one list.
    pub element: Option<Expected<Vec<String>>>,
}

/// Something that is expected.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Expected<T> {
    /// What.
    pub value: T,
    /// Where that is said.
    pub span: Span,
}

const KEYS: Keys<6> = Keys {
    part: Part::Key("expect"),
    known: &["kind", "rule", "action", "fact", "title", "for"],
    example: Some("expect: { kind: do, action: restart }"),
};

/// What is expected; none where that is no map at all.
pub(super) fn expect(names: &Names<'_>, node: &Node, errors: &mut Errors) -> Option<Expect> {
    let [kind, rule, action, fact, title, element] = KEYS.read(node, |_| false, errors)?;
    Some(Expect {
        span: node.span,
        kind: kind.and_then(|node| {
            let words = DecisionKind::ALL.map(|kind| (kind.word(), kind));
            expected(node, word("kind", node, &words, errors))
        }),
        rule: rule.and_then(|node| expected(node, known_rule(names, node, errors))),
        action: action.and_then(|node| {
            let action = known_action(names, node, errors);
            expected(
                node,
                action.map(|action| names.rules.actions[action].name.clone()),
            )
        }),
        fact: fact.and_then(|node| expected(node, known_fact(names, node, errors))),
        title: title.and_then(|node| {
            expected(
                node,
                text(Part::Key("title"), node, errors).map(str::to_owned),
            )
        }),
        element: element.and_then(|node| {
            let keys = flat(node).into_iter();
            let keys = keys.map(|key| Some(text(Part::Item("for"), key, errors)?.to_owned()));
            expected(node, keys.collect())
        }),
    })
}

fn expected<T>(node: &Node, value: Option<T>) -> Option<Expected<T>> {
    Some(Expected {
        value: value?,
        span: node.span,
    })
}

fn known_rule(names: &Names<'_>, node: &Node, errors: &mut Errors) -> Option<String> {
    let name = text(Part::Key("rule"), node, errors)?;
    if names.is_rule(name) {
        return Some(name.to_owned());
    }
    errors.add(
        node.span,
        CaseError::UnknownName {
            what: Named::Rule,
            name: name.to_owned(),
            nearest: names.nearest_rule(name),
        },
    );
    None
}

fn known_fact(names: &Names<'_>, node: &Node, errors: &mut Errors) -> Option<String> {
    let path = text(Part::Key("fact"), node, errors)?;
    match names.path(path) {
        Ok(path) => Some(path.show(names.rules)),
        Err(error) => {
            errors.add(node.span, error);
            None
        }
    }
}
