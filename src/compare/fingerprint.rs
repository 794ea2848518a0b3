//! What a rule base says, as numbers: where two things have the same
//! fingerprint, they are written the same, and so is everything that they use.
//!
//! A fingerprint is made of the text of declarations, comments included, and
//! never of their places. So a change of the layout makes things look changed
//! that are not; nothing that is changed looks the same.

use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash, Hasher};
use std::mem::discriminant;

use crate::graph::{Content, EntryPlan, Node, NodeId, RulePlan, TextPlan};
use crate::model::expression::{List, ListKind};
use crate::model::ids::{EntryId, FactId, Id as _};
use crate::model::rule::{Binder, LetValue, Proposal};
use crate::program::Program;
use crate::source::Span;

/// The fingerprints of one rule base.
pub(super) struct Fingerprints {
    /// Of each entry: with its rule, its guard, and what it proposes.
    entries: Vec<u64>,
    /// Of each symptom with its name, in order.
    symptoms: Vec<u64>,
    /// Of each fact's declaration, with the list around it.
    facts: Vec<u64>,
    /// Of the question for each fact, with all that its text depends on.
    questions: Vec<u64>,
}

impl Fingerprints {
    pub(super) fn of(program: &Program) -> Self {
        let writer = Writer {
            program,
            nodes: node_fingerprints(program),
        };
        let mut entries = vec![0; program.rules().entries.len()];
        for rule in program.graph().rules() {
            let head = writer.head(rule);
            for entry in &rule.entries {
                entries[entry.entry.index()] = writer.entry(head, entry);
            }
        }
        let rules = program.rules();
        Fingerprints {
            entries,
            symptoms: program
                .graph()
                .symptoms()
                .iter()
                .map(|symptom| writer.nodes[symptom.index()])
                .collect(),
            facts: rules
                .facts
                .ids()
                .map(|fact| hash(|state| declaration(program, fact).hash(state)))
                .collect(),
            questions: rules
                .facts
                .ids()
                .map(|fact| writer.question(fact))
                .collect(),
        }
    }

    pub(super) fn entry(&self, entry: EntryId) -> u64 {
        self.entries[entry.index()]
    }

    pub(super) fn symptoms(&self) -> &[u64] {
        &self.symptoms
    }

    pub(super) fn facts(&self) -> &[u64] {
        &self.facts
    }

    pub(super) fn question(&self, fact: FactId) -> u64 {
        self.questions[fact.index()]
    }
}

fn hash(write: impl FnOnce(&mut DefaultHasher)) -> u64 {
    let mut state = DefaultHasher::new();
    write(&mut state);
    state.finish()
}

/// The fingerprint of each node, in the order of the nodes. What a node says
/// itself stands in the declaration around it.
fn node_fingerprints(program: &Program) -> Vec<u64> {
    let graph = program.graph();
    let mut found: Vec<u64> = Vec::with_capacity(graph.node_count());
    for id in graph.nodes() {
        let fingerprint = hash(|state| {
            let node = graph.node(id);
            discriminant(node).hash(state);
            declared(program, node).hash(state);
            for operand in graph.operands(id) {
                found[operand.node.index()].hash(state);
            }
        });
        found.push(fingerprint);
    }
    found
}

/// The text of the declaration that a node stands for.
fn declared<'p>(program: &'p Program, node: &Node) -> Option<&'p str> {
    let rules = program.rules();
    let span = match node {
        Node::Fact(fact) | Node::Field { fact, .. } => return Some(declaration(program, *fact)),
        Node::Let(id) => rules.lets[*id].span,
        Node::Condition(id, _) => rules.conditions[*id].span,
        _ => return None,
    };
    Some(program.sources().text(span))
}

/// The text that declares a fact: of a field, that of the outermost list.
fn declaration(program: &Program, fact: FactId) -> &str {
    let facts = &program.rules().facts;
    let outermost = std::iter::successors(Some(fact), |&fact| facts[fact].list).last();
    program
        .sources()
        .text(facts[outermost.unwrap_or(fact)].span)
}

struct Writer<'p> {
    program: &'p Program,
    nodes: Vec<u64>,
}

impl Writer<'_> {
    /// A rule without its entries.
    fn head(&self, plan: &RulePlan) -> u64 {
        let rule = &self.program.rules().rules[plan.rule];
        hash(|state| {
            rule.name.hash(state);
            for (binder, run) in rule.binders.iter().zip(&plan.loops) {
                self.binder(binder, state);
                self.node(run.list.node, state);
                for test in &run.tests {
                    self.node(test.node, state);
                }
            }
            rule.when
                .as_ref()
                .map(|when| self.text(when.span))
                .hash(state);
            self.node(plan.applies.node, state);
        })
    }

    fn binder(&self, binder: &Binder, state: &mut DefaultHasher) {
        let rules = self.program.rules();
        rules.variables[binder.variable].name.hash(state);
        let mut list: Option<&List> = Some(&binder.list);
        // A loop sees through named lists, which leave no node of their own.
        while let Some(part) = list {
            self.text(part.span).hash(state);
            list = match &part.kind {
                ListKind::Fact(_) => None,
                ListKind::Where { list, .. } => Some(list),
                ListKind::Let(id) => {
                    self.text(rules.lets[*id].span).hash(state);
                    match &rules.lets[*id].value {
                        LetValue::List(list) => Some(list),
                        LetValue::Operand(_) | LetValue::Test(_) => None,
                    }
                }
            };
        }
    }

    fn entry(&self, head: u64, plan: &EntryPlan) -> u64 {
        let rules = self.program.rules();
        let entry = &rules.entries[plan.entry];
        hash(|state| {
            head.hash(state);
            self.text(entry.span).hash(state);
            self.node(plan.guard.node, state);
            if let Proposal::Try { action, .. } | Proposal::Escalate(action) = &entry.proposal {
                self.text(rules.actions[action.action].span).hash(state);
            }
            if let Content::Action(action) = &plan.content {
                action.levels.hash(state);
            }
            for node in plan.content.nodes() {
                self.node(node, state);
            }
            if let Some(because) = &plan.because {
                self.holes(because, state);
            }
        })
    }

    fn question(&self, fact: FactId) -> u64 {
        let graph = self.program.graph();
        hash(|state| {
            declaration(self.program, fact).hash(state);
            for text in [graph.question(fact), graph.help(fact)]
                .into_iter()
                .flatten()
            {
                self.holes(text, state);
            }
        })
    }

    fn holes(&self, text: &TextPlan, state: &mut DefaultHasher) {
        for node in text.nodes() {
            self.node(node, state);
        }
    }

    fn node(&self, node: NodeId, state: &mut DefaultHasher) {
        self.nodes[node.index()].hash(state);
    }

    fn text(&self, span: Span) -> &str {
        self.program.sources().text(span)
    }
}
