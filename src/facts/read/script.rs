//! Reads the script of a walk: the answers and the outcomes of a case file.

use std::collections::HashSet;

use super::attempts::{keys_of, known_action, named_action};
use super::case_error::{CaseError, MissingKey};
use super::error::{InputErrorKind, Part, Shape};
use super::errors::Errors;
use super::facts::{Others, apply, collect};
use super::keys::{Keys, shape, word};
use crate::facts::case::AttemptOutcome;
use crate::facts::document::{Key, Node, NodeKind};
use crate::facts::memory::{Datum, FactPath, Record, State, WorkingMemory};
use crate::facts::names::Names;
use crate::facts::script::{Answers, Script, ScriptedOutcome};
use crate::model::RuleBase;
use crate::model::fact::{ListType, Type};
use crate::model::ids::FactId;

const EXAMPLE: &str = "outcomes: [not_fixed, { action: restart, outcome: fixed }]";

const KEYS: Keys<4> = Keys {
    part: Part::Item("outcomes"),
    known: &["action", "for", "outcome", "answers"],
    example: Some("{ action: restart, outcome: not_fixed }"),
};

/// The script of a case in which `facts` are given.
pub(super) fn script(
    names: &Names<'_>,
    facts: &WorkingMemory,
    answers: Option<&Node>,
    outcomes: Option<&Node>,
    errors: &mut Errors,
) -> Script {
    let mut reading = Reading {
        names,
        errors,
        elements: elements_of(names.rules, facts),
    };
    Script {
        answers: answers.map_or_else(Answers::default, |node| reading.answers(node)),
        outcomes: outcomes.map_or_else(Vec::new, |node| reading.outcomes(node)),
    }
}

/// A script while it is read.
struct Reading<'a> {
    names: &'a Names<'a>,
    errors: &'a mut Errors,
    /// The lists that were given so far, with nothing but keys: what they have
    /// can be answered by the path of its element.
    elements: WorkingMemory,
}

impl Reading<'_> {
    fn answers(&mut self, node: &Node) -> Answers {
        let NodeKind::Mapping(entries) = &node.kind else {
            let example = self.names.example();
            let example = example.map(|fact| format!("answers: {{ {fact} }}"));
            let kind = shape(Part::Key("answers"), Shape::Map, node, example.as_deref());
            self.errors.add(node.span, kind);
            return Answers::default();
        };
        let rules = self.names.rules;
        let assignments = collect(self.names, entries, Others::AreErrors, self.errors);
        let given = assignments.iter().map(|assignment| assignment.path.clone());
        let given: HashSet<FactPath> = given.collect();
        let mut memory = self.elements.clone();
        apply(self.names, assignments, &mut memory, self.errors);

        let mut answers = Answers::default();
        let mut gathering = Gathering {
            rules,
            given: &given,
            answers: &mut answers,
        };
        for (id, fact) in rules.top_level() {
            let mut path = FactPath::top_level(id);
            gathering.gather(&mut path, memory.slot(fact.slot), false);
        }
        self.elements = elements_of(rules, &memory);
        answers
    }

    fn outcomes(&mut self, node: &Node) -> Vec<ScriptedOutcome> {
        let mut outcomes = Vec::new();
        match &node.kind {
            NodeKind::Sequence(items) => {
                for item in items {
                    outcomes.extend(self.outcome(item));
                    if self.errors.are_enough() {
                        break;
                    }
                }
            }
            NodeKind::Mapping(entries) if !self.is_an_item(entries) => {
                for (action, node) in entries {
                    self.outcomes_of(action, node, &mut outcomes);
                    if self.errors.are_enough() {
                        break;
                    }
                }
            }
            NodeKind::Null | NodeKind::Scalar { .. } | NodeKind::Mapping(_) => {
                let kind = shape(Part::Key("outcomes"), Shape::List, node, Some(EXAMPLE));
                self.errors.add(node.span, kind);
            }
        }
        outcomes
    }

    /// Whether this is an item that should stand in a list.
    fn is_an_item(&self, entries: &[(Key, Node)]) -> bool {
        let is_action = |name: &str| self.names.action(name).is_some();
        entries
            .iter()
            .any(|(key, _)| key.text == "outcome" && !is_action(&key.text))
    }

    /// An item of a list: a word, or a map.
    fn outcome(&mut self, node: &Node) -> Option<ScriptedOutcome> {
        if let NodeKind::Scalar { .. } = &node.kind {
            return Some(ScriptedOutcome {
                action: None,
                element: None,
                outcome: outcome_word("outcomes", node, self.errors)?,
                answers: Answers::default(),
            });
        }
        let [action, element, outcome, answers] = KEYS.read(node, |_| false, self.errors)?;
        if outcome.is_none() {
            let missing = CaseError::MissingKey(MissingKey::Outcome);
            self.errors.add(node.span, missing);
        }
        let outcome = outcome.and_then(|node| outcome_word("outcome", node, self.errors));
        let known = action.and_then(|node| known_action(self.names, node, self.errors));
        let element = match (element, known) {
            (None, _) => None,
            (Some(element), Some(action)) => {
                keys_of(self.names.rules, action, node, Some(element), self.errors)
            }
            (Some(element), None) => {
                if action.is_none() {
                    self.errors.add(element.span, CaseError::ForWithoutAction);
                }
                None
            }
        };
        let answers = answers.map_or_else(Answers::default, |node| self.answers(node));
        Some(ScriptedOutcome {
            action: known,
            element,
            outcome: outcome?,
            answers,
        })
    }

    /// An entry of a map: an action, and its outcome or all of them in order.
    fn outcomes_of(&mut self, action: &Key, node: &Node, outcomes: &mut Vec<ScriptedOutcome>) {
        let known = named_action(self.names, &action.text, action.span, self.errors);
        let words = match &node.kind {
            NodeKind::Sequence(items) => items.as_slice(),
            NodeKind::Scalar { .. } => std::slice::from_ref(node),
            NodeKind::Null | NodeKind::Mapping(_) => {
                let kind = InputErrorKind::Shape {
                    part: Part::Outcomes(action.text.clone()),
                    expected: Shape::Single,
                    found: Shape::of(node),
                    example: Some(format!("{}: not_fixed", action.text)),
                };
                self.errors.add(node.span, kind);
                return;
            }
        };
        for node in words {
            let outcome = outcome_word("outcomes", node, self.errors);
            if let (Some(action), Some(outcome)) = (known, outcome) {
                outcomes.push(ScriptedOutcome {
                    action: Some(action),
                    element: None,
                    outcome,
                    answers: Answers::default(),
                });
            }
        }
    }
}

fn outcome_word(key: &'static str, node: &Node, errors: &mut Errors) -> Option<AttemptOutcome> {
    let words = AttemptOutcome::ALL.map(|outcome| (outcome.word(), outcome));
    word(key, node, &words, errors)
}

/// Takes apart what was read into one answer for each fact that can be asked
/// for.
struct Gathering<'a> {
    rules: &'a RuleBase,
    /// The facts that are named.
    given: &'a HashSet<FactPath>,
    answers: &'a mut Answers,
}

impl Gathering<'_> {
    /// The fact at `path`, which stands in a list that is given or not. Lists
    /// are not nested so deep that this could recurse too far.
    fn gather(&mut self, path: &mut FactPath, state: &State, in_given: bool) {
        let given = in_given || self.given.contains(path);
        if given && *state != State::Unknown {
            let answer = keys_only(self.rules, path.fact, state, Fields::Forget);
            self.answers.facts.insert(path.clone(), answer);
        }
        let (State::Known(Datum::Records(records)), Type::List(ListType::Records { fields, .. })) =
            (state, &self.rules.facts[path.fact].ty)
        else {
            return;
        };
        let list = path.fact;
        for record in records {
            path.elements.push(record.key.clone());
            for (&field, state) in fields.iter().zip(&record.fields) {
                if !self.rules.is_key(field) {
                    path.fact = field;
                    self.gather(path, state, given);
                }
            }
            path.elements.pop();
        }
        path.fact = list;
    }
}

/// The lists of a memory, and the lists within them, with nothing but their
/// keys.
fn elements_of(rules: &RuleBase, memory: &WorkingMemory) -> WorkingMemory {
    let mut elements = WorkingMemory::new(rules);
    for (id, fact) in rules.top_level() {
        if let State::Known(Datum::Records(_)) = memory.slot(fact.slot)
            && let Some(state) = elements.get_mut(rules, &FactPath::top_level(id))
        {
            *state = keys_only(rules, id, memory.slot(fact.slot), Fields::KeepLists);
        }
    }
    elements
}

/// What becomes of the fields that are no keys.
#[derive(Clone, Copy)]
enum Fields {
    /// Nothing is known of them.
    Forget,
    /// Nothing is known of them but the elements of lists.
    KeepLists,
}

/// A state, of which a list by key has nothing but its keys.
fn keys_only(rules: &RuleBase, fact: FactId, state: &State, others: Fields) -> State {
    let (State::Known(Datum::Records(records)), Type::List(ListType::Records { fields, .. })) =
        (state, &rules.facts[fact].ty)
    else {
        return state.clone();
    };
    let field = |(&field, state): (&FactId, &State)| match (others, state) {
        _ if rules.is_key(field) => state.clone(),
        (Fields::KeepLists, State::Known(Datum::Records(_))) => {
            keys_only(rules, field, state, others)
        }
        _ => State::Unknown,
    };
    let records = records.iter().map(|record| Record {
        key: record.key.clone(),
        fields: fields.iter().zip(&record.fields).map(field).collect(),
    });
    State::Known(Datum::Records(records.collect()))
}
