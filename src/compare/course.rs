//! The course of a decision: which candidates were looked at, in order, and
//! what came of it. It says what is needed to tell what caused a change, and can
//! be had with or without the explanation of the decision.

use std::collections::HashMap;

use serde::Serialize;

use super::cause::Passing;
use super::names;
use crate::engine::{self, Candidate, Evaluator, Selection};
use crate::explain::{Decision, Next};
use crate::facts::memory::FactPath;
use crate::graph::{Content, Node};
use crate::model::DecisionKind;
use crate::model::ids::{ConditionId, EntryId};
use crate::program::Program;

/// The course of a decision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Course {
    pub(super) kind: DecisionKind,
    /// The candidates that were passed over, in order.
    pub(super) passed: Vec<Passed>,
    /// The one that decided, with the elements that the decision names.
    pub(super) decided: Option<(EntryId, Option<Vec<String>>)>,
    /// The fact that is asked for, of whichever element.
    pub(super) asks: Option<String>,
    /// The symptoms with what they can come out as, in the words of decisions.
    pub(super) symptoms: Vec<(ConditionId, String)>,
}

/// A candidate that was passed over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Passed {
    pub(super) entry: EntryId,
    pub(super) element: Option<Vec<String>>,
    pub(super) why: Passing,
}

/// A decision in a few words that do not depend on the case.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
pub struct Gist {
    /// Its kind.
    pub kind: DecisionKind,
    /// The action, the fact asked for, or the text as the rules write it.
    pub name: Option<String>,
}

impl Course {
    /// The course that the engine's events tell.
    pub(super) fn of_events<'a>(
        evaluator: &mut Evaluator<'a>,
        selection: &Selection<'a>,
        events: &[engine::Considered<'a>],
    ) -> Self {
        let rules = evaluator.rules();
        let passed = events.iter().filter_map(|event| {
            Some(Passed {
                entry: event.candidate.entry.entry,
                element: element(evaluator, &event.candidate),
                why: event.passed_over?.into(),
            })
        });
        let passed = passed.collect();
        let decided = match selection {
            Selection::Step(candidate) => {
                Some((candidate.entry.entry, target(evaluator, candidate)))
            }
            Selection::Ask { candidate, .. } => {
                Some((candidate.entry.entry, element(evaluator, candidate)))
            }
            _ => None,
        };
        let asks = match selection {
            Selection::Ask { fact, .. } => Some(FactPath::top_level(fact.fact).show(rules)),
            _ => None,
        };
        Course {
            kind: selection.kind(rules),
            passed,
            decided,
            asks,
            symptoms: symptoms(evaluator),
        }
    }

    pub(super) fn gist(&self, program: &Program) -> Gist {
        let entry = || {
            self.decided
                .as_ref()
                .map(|(entry, _)| names::entry(program.rules(), *entry))
        };
        Gist {
            kind: self.kind,
            name: self.asks.clone().or_else(entry),
        }
    }
}

/// The elements of a candidate's rule.
fn element<'a>(evaluator: &Evaluator<'a>, candidate: &Candidate<'a>) -> Option<Vec<String>> {
    flat(&candidate.instance.keys(evaluator))
}

/// The elements that a decision for this candidate names.
fn target<'a>(evaluator: &Evaluator<'a>, candidate: &Candidate<'a>) -> Option<Vec<String>> {
    match &candidate.entry.content {
        Content::Action(action) => flat(&evaluator.action_keys(action, &candidate.instance)),
        Content::Text(_) => element(evaluator, candidate),
    }
}

fn flat(keys: &[Vec<String>]) -> Option<Vec<String>> {
    (!keys.is_empty()).then(|| keys.concat())
}

fn symptoms(evaluator: &mut Evaluator<'_>) -> Vec<(ConditionId, String)> {
    let graph = evaluator.graph();
    let mut states = Vec::new();
    for &node in graph.symptoms() {
        if let Node::Condition(id, _) = graph.node(node) {
            states.push((*id, evaluator.truth(node).to_string()));
        }
    }
    states
}

/// The entries of a program by the places where they are written, which is how
/// decisions speak of them.
pub(super) struct Places {
    entries: HashMap<String, EntryId>,
    symptoms: HashMap<String, ConditionId>,
}

impl Places {
    pub(super) fn of(program: &Program) -> Self {
        let (rules, sources) = (program.rules(), program.sources());
        let entries = rules.entries.iter();
        let symptoms = rules.symptoms();
        Places {
            entries: entries
                .map(|(id, entry)| (sources.place(entry.span), id))
                .collect(),
            symptoms: symptoms
                .map(|(id, symptom)| (symptom.name.clone(), id))
                .collect(),
        }
    }

    /// The course that an explained decision tells.
    pub(super) fn course(&self, decision: &Decision) -> Course {
        let passed = decision.considered.iter().filter_map(|candidate| {
            Some(Passed {
                entry: self.entry(&candidate.at)?,
                element: candidate.element.clone(),
                why: Passing::of_word(candidate.passed_over),
            })
        });
        let symptoms = decision.symptoms.iter().filter_map(|symptom| {
            let id = *self.symptoms.get(&symptom.name)?;
            Some((id, symptom.truth.clone()))
        });
        Course {
            kind: decision.next.kind(),
            passed: passed.collect(),
            decided: self.decided(&decision.next),
            asks: asked(&decision.next),
            symptoms: symptoms.collect(),
        }
    }

    /// The symptom with this name.
    pub(super) fn symptom(&self, name: &str) -> Option<ConditionId> {
        self.symptoms.get(name).copied()
    }

    /// The entry that is written at this place.
    pub(super) fn entry(&self, at: &str) -> Option<EntryId> {
        self.entries.get(at).copied()
    }

    fn decided(&self, next: &Next) -> Option<(EntryId, Option<Vec<String>>)> {
        let (at, element) = match next {
            Next::Do(step) | Next::Escalate(step) => (&step.at, &step.element),
            Next::Ask { at, element, .. }
            | Next::Conclude { at, element, .. }
            | Next::Refer { at, element, .. } => (at, element),
            Next::Resolved { .. }
            | Next::NoSymptom
            | Next::Exhausted { .. }
            | Next::Undetermined => return None,
        };
        Some((self.entry(at)?, element.clone()))
    }
}

/// The fact that is asked for, of whichever element.
fn asked(next: &Next) -> Option<String> {
    match next {
        Next::Ask { fact, .. } => Some(without_keys(fact)),
        _ => None,
    }
}

/// The path of a fact without the keys of elements: `destinations.indicator` of
/// `destinations["Cloud"].indicator`.
fn without_keys(path: &str) -> String {
    let mut shown = String::new();
    let (mut in_key, mut in_quotes) = (false, false);
    for c in path.chars() {
        match c {
            '"' => in_quotes = !in_quotes,
            '[' if !in_quotes => in_key = true,
            ']' if !in_quotes => in_key = false,
            c if !in_key => shown.push(c),
            _ => {}
        }
    }
    shown
}
