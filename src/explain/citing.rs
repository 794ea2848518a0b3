//! What an explanation rests on: the facts below a node, as things are.

use std::collections::{BTreeSet, HashSet};

use super::proof::Proof;
use super::text::join_keys;
use crate::engine::{Element, Elements, Evaluator, ValueState};
use crate::facts::memory::{FactPath, State};
use crate::graph::{Node, NodeId, RulePlan};
use crate::model::fact::Type;

/// What an explanation rests on. A case that has only these facts, attempts and
/// this instant leads to the same decision.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Citations {
    /// The facts, known or unavailable.
    pub facts: BTreeSet<FactPath>,
    /// The positions of the attempts.
    pub attempts: BTreeSet<usize>,
    /// Whether the instant matters at which the case is seen.
    pub now: bool,
}

/// A fact with what is known of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct CitedFact {
    pub(super) path: FactPath,
    pub(super) state: CitedState,
}

/// What is known of a fact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum CitedState {
    /// Its value, as people read it.
    Known(String),
    /// Its default, as people read it: it cannot be had itself.
    Default(String),
    Unknown,
    Unavailable,
}

impl Proof {
    /// Cites the lists over which a rule is instantiated.
    pub(super) fn cite_loops<'a>(
        &mut self,
        evaluator: &mut Evaluator<'a>,
        rule: &RulePlan,
        depth: usize,
    ) {
        let Some(next) = rule.loops.get(depth) else {
            return;
        };
        self.cite_fact(evaluator, next.list.node);
        if depth + 1 == rule.loops.len() {
            return;
        }
        let known: Vec<Element<'a>> = evaluator.elements(next.list.node).known().collect();
        for element in known {
            evaluator.with_element(next.level, element, |evaluator| {
                self.cite_loops(evaluator, rule, depth + 1);
            });
        }
    }

    /// Cites every fact on which the node depends as things are, and gives them
    /// in the order of the text.
    pub(super) fn cite(&mut self, evaluator: &mut Evaluator<'_>, node: NodeId) -> Vec<CitedFact> {
        let mut reader = Reader::default();
        self.collect(evaluator, node, &mut reader);
        reader.facts
    }

    fn collect(&mut self, evaluator: &mut Evaluator<'_>, node: NodeId, reader: &mut Reader) {
        if !reader
            .seen
            .insert((node, evaluator.element_addresses(node)))
        {
            return;
        }
        evaluator.charge(1);
        let graph = evaluator.graph();
        let operands = graph.operands(node);
        match (graph.node(node), operands) {
            (Node::Fact(_) | Node::Field { .. }, operands) => {
                self.cite_fact(evaluator, node);
                if let Some(path) = evaluator.fact_path(node) {
                    let state = cited_state(evaluator, node);
                    let is_unknown = state != CitedState::Unavailable;
                    reader.facts.push(CitedFact { path, state });
                    // What keeps it from being asked for is at fault as well.
                    if let ([when], false) = (operands, is_unknown) {
                        self.collect(evaluator, when.node, reader);
                    }
                }
            }
            (Node::Where(_) | Node::Count, [..]) | (Node::Quantified(..), [_, _]) => {
                self.collect_of_elements(evaluator, node, reader);
            }
            (Node::Age, [time]) => {
                self.cited.now = true;
                self.collect(evaluator, time.node, reader);
            }
            (_, operands) => {
                for operand in operands {
                    self.collect(evaluator, operand.node, reader);
                }
            }
        }
    }

    fn collect_of_elements<'a>(
        &mut self,
        evaluator: &mut Evaluator<'a>,
        node: NodeId,
        reader: &mut Reader,
    ) {
        let graph = evaluator.graph();
        let (list, body) = match (graph.node(node), graph.operands(node)) {
            (Node::Count, [list]) => (list.node, None),
            (Node::Quantified(_, level), [list, body]) => (list.node, Some((*level, body.node))),
            _ => (node, None),
        };
        let filtered = evaluator.filtered(list);
        self.collect(evaluator, filtered.whole, reader);
        let known: Vec<Element<'a>> = evaluator.elements(filtered.whole).known().collect();
        for element in known {
            for (level, test) in filtered.tests.iter().copied().chain(body) {
                evaluator.with_element(level, element, |e| self.collect(e, test, reader));
            }
        }
    }

    /// Cites a fact if it is given, and otherwise what governs its asking.
    pub(super) fn cite_fact(&mut self, evaluator: &mut Evaluator<'_>, node: NodeId) {
        let Some(path) = evaluator.fact_path(node) else {
            return;
        };
        let rules = evaluator.rules();
        let lists = std::iter::successors(path.list(rules), |path| path.list(rules));
        self.cited.facts.extend(lists);
        let given = evaluator
            .given_state(node)
            .is_some_and(|(_, state)| *state != State::Unknown);
        if given {
            self.cited.facts.insert(path);
        } else if let [when] = evaluator.graph().operands(node) {
            let place = (when.node, evaluator.element_addresses(when.node));
            if self.asking.insert(place) {
                let _ = self.cite(evaluator, when.node);
            }
        }
    }
}

/// The facts that were found below a node.
#[derive(Default)]
struct Reader {
    facts: Vec<CitedFact>,
    seen: HashSet<(NodeId, Vec<usize>)>,
}

/// What is known of a fact, as people read it.
fn cited_state(evaluator: &mut Evaluator<'_>, node: NodeId) -> CitedState {
    let rules = evaluator.rules();
    let Some(fact) = evaluator.list_fact(node) else {
        return CitedState::Unavailable;
    };
    match &rules.facts[fact].ty {
        Type::Plain(plain) => match evaluator.value(node) {
            ValueState::Known(value) => match evaluator.given_state(node) {
                Some((_, State::Known(_))) => CitedState::Known(plain.show(&value)),
                _ => CitedState::Default(plain.show(&value)),
            },
            ValueState::Open => CitedState::Unknown,
            ValueState::Unavailable => CitedState::Unavailable,
        },
        Type::List(_) => match evaluator.elements(node) {
            Elements::Open => CitedState::Unknown,
            Elements::Unavailable => CitedState::Unavailable,
            elements => CitedState::Known(join_keys(
                elements.known().map(|element| element.key(fact, rules)),
            )),
        },
    }
}
