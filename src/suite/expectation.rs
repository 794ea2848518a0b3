//! What a case expects, held against what was decided.

use std::fmt;

use crate::explain::{Decision, Next};
use crate::facts::path::show_key;
use crate::facts::read::Expect;
use crate::model::value::printable;

/// Something that a case expects and that is not so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mismatch {
    /// The key under `expect:`.
    pub key: &'static str,
    /// What is expected, as the case says it.
    pub expected: String,
    /// What was decided; none where the decision has nothing of the kind.
    pub found: Option<String>,
}

/// What `expect` demands of a decision and does not get, in the order of its
/// keys.
pub fn unmet(expect: &Expect, decision: &Decision) -> Vec<Mismatch> {
    let found = Found::of(&decision.next);
    let name = |name: &str| name.to_owned();
    let expected = [
        (
            "kind",
            expect.kind.as_ref().map(|kind| name(kind.value.word())),
            Some(found.kind.to_owned()),
        ),
        (
            "rule",
            expect.rule.as_ref().map(|rule| rule.value.clone()),
            found.rule.map(name),
        ),
        (
            "action",
            expect.action.as_ref().map(|action| action.value.clone()),
            found.action.map(name),
        ),
        (
            "fact",
            expect.fact.as_ref().map(|fact| fact.value.clone()),
            found.fact.map(name),
        ),
        (
            "title",
            expect.title.as_ref().map(|title| title.value.clone()),
            found.title.map(name),
        ),
        (
            "for",
            expect.element.as_ref().map(|keys| show_key(&keys.value)),
            found.element.map(show_key),
        ),
    ];
    expected
        .into_iter()
        .filter(|(_, expected, found)| expected.is_some() && expected != found)
        .filter_map(|(key, expected, found)| {
            Some(Mismatch {
                key,
                expected: expected?,
                found,
            })
        })
        .collect()
}

/// What a decision has of that which can be expected.
#[derive(Default)]
struct Found<'d> {
    kind: &'static str,
    rule: Option<&'d str>,
    action: Option<&'d str>,
    fact: Option<&'d str>,
    title: Option<&'d str>,
    element: Option<&'d [String]>,
}

impl<'d> Found<'d> {
    fn of(next: &'d Next) -> Self {
        let kind = next.kind().word();
        match next {
            Next::Do(step) | Next::Escalate(step) => Found {
                kind,
                rule: Some(&step.rule),
                action: Some(&step.action),
                title: Some(&step.title),
                element: step.element.as_deref(),
                fact: None,
            },
            Next::Ask {
                rule,
                fact,
                element,
                ..
            } => Found {
                kind,
                rule: Some(rule),
                fact: Some(fact),
                element: element.as_deref(),
                ..Found::default()
            },
            Next::Conclude {
                rule,
                title,
                element,
                ..
            }
            | Next::Refer {
                rule,
                title,
                element,
                ..
            } => Found {
                kind,
                rule: Some(rule),
                title: Some(title),
                element: element.as_deref(),
                ..Found::default()
            },
            Next::Resolved {
                action, element, ..
            } => Found {
                kind,
                action: action.as_deref(),
                element: element.as_deref(),
                ..Found::default()
            },
            Next::NoSymptom | Next::Exhausted { .. } | Next::Undetermined => Found {
                kind,
                ..Found::default()
            },
        }
    }
}

impl fmt::Display for Mismatch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let expected = printable(&self.expected);
        write!(f, "expected `{}` `{expected}`, got ", self.key)?;
        match &self.found {
            Some(found) => write!(f, "`{}`", printable(found)),
            None => f.write_str("none"),
        }
    }
}
