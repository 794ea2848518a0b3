//! Reads case files.

use super::GATHERED;
use super::attempts::attempts;
use super::case_error::CaseError;
use super::error::{Part, Shape};
use super::errors::Errors;
use super::expect::{Expect, expect};
use super::facts::{Assignment, Others, apply, collect};
use super::gather;
use super::keys::{Keys, items, shape, text};
use super::script::script;
use crate::facts::case::Case;
use crate::facts::document::{Node, NodeKind};
use crate::facts::names::Names;
use crate::facts::script::Script;
use crate::model::value::Time;

/// What a case file says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CaseFile {
    /// What the case is called.
    pub name: Option<String>,
    /// The case itself.
    pub case: Case,
    /// What a consultation on it is told; without it, the case is one decision.
    pub script: Option<Script>,
    /// What the decision on it should be; of a walk, the last one.
    pub expect: Option<Expect>,
}

const KEYS: Keys<9> = Keys {
    part: Part::CaseFile,
    known: &[
        "case",
        "now",
        GATHERED,
        "facts",
        "attempted",
        "unavailable",
        ANSWERS,
        OUTCOMES,
        "expect",
    ],
    example: None,
};

/// The keys that make a case a walk.
const ANSWERS: &str = "answers";
const OUTCOMES: &str = "outcomes";

/// Reads a case file; an empty one is a case of which nothing is known.
pub(super) fn read(names: &Names<'_>, node: &Node, errors: &mut Errors) -> CaseFile {
    let mut file = CaseFile {
        name: None,
        case: Case::new(names.rules),
        script: None,
        expect: None,
    };
    if node.kind == NodeKind::Null {
        return file;
    }
    let is_fact = |key: &str| names.fact(key).is_some() || names.is_group(key);
    let Some(values) = KEYS.read(node, is_fact, errors) else {
        return file;
    };
    let [
        name,
        now,
        gathered,
        facts,
        attempted,
        unavailable,
        answers,
        outcomes,
        expected,
    ] = values;

    file.name = name
        .and_then(|node| text(Part::Key("case"), node, errors))
        .map(str::to_owned);
    file.case.now = now.and_then(|node| time(node, errors));
    if let Some(document) = gathered {
        gather::read(names, document, &mut file.case.facts, errors);
    }
    let mut assignments = facts.map_or_else(Vec::new, |node| given_facts(names, node, errors));
    if let Some(node) = unavailable {
        assignments.extend(unavailable_facts(names, node, errors));
    }
    apply(names, assignments, &mut file.case.facts, errors);
    file.case.attempts = attempted.map_or_else(Vec::new, |node| attempts(names, node, errors));
    if is_walk(node) {
        let facts = &file.case.facts;
        file.script = Some(script(names, facts, answers, outcomes, errors));
    }
    file.expect = expected.and_then(|node| expect(names, node, errors));
    file
}

/// Whether there is a script, be it an empty one.
fn is_walk(node: &Node) -> bool {
    let NodeKind::Mapping(entries) = &node.kind else {
        return false;
    };
    let is_scripted = |key: &str| key == ANSWERS || key == OUTCOMES;
    entries.iter().any(|(key, _)| is_scripted(&key.text))
}

fn time(node: &Node, errors: &mut Errors) -> Option<Time> {
    match Time::parse(text(Part::Key("now"), node, errors)?) {
        Ok(time) => Some(time),
        Err(error) => {
            errors.add(node.span, CaseError::Now(error));
            None
        }
    }
}

fn given_facts<'n>(names: &Names<'_>, node: &'n Node, errors: &mut Errors) -> Vec<Assignment<'n>> {
    if let NodeKind::Mapping(entries) = &node.kind {
        return collect(names, entries, Others::AreErrors, errors);
    }
    let example = names.example().map(|fact| format!("facts: {{ {fact} }}"));
    errors.add(
        node.span,
        shape(Part::Key("facts"), Shape::Map, node, example.as_deref()),
    );
    Vec::new()
}

fn unavailable_facts<'n>(
    names: &Names<'_>,
    node: &'n Node,
    errors: &mut Errors,
) -> Vec<Assignment<'n>> {
    let mut assignments = Vec::new();
    for item in items("unavailable", node, "unavailable: [app.message]", errors).unwrap_or_default()
    {
        let Some(path) = text(Part::Item("unavailable"), item, errors) else {
            continue;
        };
        match names.path(path) {
            Ok(path) => assignments.push(Assignment {
                path,
                span: item.span,
                node: None,
            }),
            Err(error) => errors.add(item.span, error),
        }
        if errors.are_enough() {
            break;
        }
    }
    assignments
}
