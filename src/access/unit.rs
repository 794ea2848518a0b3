//! Units: what the search finds, in the order in which it matters.

use super::estimate::Estimates;
use super::lower::Lowering;
use super::part::PartId;
use crate::graph::{DecisionGraph, Node, NodeId, RulePlan};
use crate::model::RuleBase;

/// What a unit stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum What {
    /// An entry of a rule without loops; both by position.
    Entry {
        /// The rule.
        rule: u32,
        /// The entry among those of the rule.
        entry: u32,
    },
    /// A rule with loops, with all its instances and entries. Its parts are those
    /// that speak of no element: they must hold for all of them.
    Loop {
        /// The rule.
        rule: u32,
    },
    /// A complaint that no unit above tells of: a symptom, or when a rule applies
    /// all entries of which have guards of their own.
    Complaint,
}

/// What can be found.
#[derive(Clone, Copy, Debug)]
pub(super) struct Unit {
    /// What it stands for.
    pub(super) what: What,
    /// Its parts, all of which must hold, as a range of all units' parts.
    pub(super) start: u32,
    /// Where they end.
    pub(super) end: u32,
    /// Whether it is passed over while it is open: it says *without asking*.
    pub(super) must_be_sure: bool,
}

/// The units of a graph. First come the candidates in the order in which they are
/// considered, then complaints.
#[derive(Debug, Default)]
pub(super) struct Units {
    pub(super) all: Vec<Unit>,
    pub(super) parts: Vec<PartId>,
    /// How many of them are candidates.
    pub(super) candidates: usize,
}

impl Units {
    /// The parts of a unit.
    pub(super) fn parts(&self, unit: &Unit) -> &[PartId] {
        &self.parts[unit.start as usize..unit.end as usize]
    }

    pub(super) fn of(rules: &RuleBase, graph: &DecisionGraph, lowering: &mut Lowering<'_>) -> Self {
        let mut units = Units::default();
        for (at, plan) in graph.rules().iter().enumerate() {
            if plan.loops.is_empty() {
                units.entries(at, plan, rules, lowering);
            } else {
                let shared = shared_by_elements(plan, graph, lowering);
                units.add(What::Loop { rule: at as u32 }, &shared, false);
            }
        }
        units.candidates = units.all.len();
        for &symptom in graph.symptoms() {
            let parts = lowering.conjuncts(symptom);
            units.add(What::Complaint, &parts, false);
        }
        for plan in graph.rules() {
            if plan.loops.is_empty() && !has_free_entry(plan, graph) {
                let parts = lowering.conjuncts(plan.applies.node);
                units.add(What::Complaint, &parts, false);
            }
        }
        units
    }

    /// Orders the parts of each unit: those that rule out the most come first.
    pub(super) fn put_unlikely_first(&mut self, estimates: &Estimates) {
        for unit in &self.all {
            let parts = &mut self.parts[unit.start as usize..unit.end as usize];
            parts.sort_by(|a, b| estimates.part(*a).total_cmp(&estimates.part(*b)));
        }
    }

    fn entries(
        &mut self,
        rule: usize,
        plan: &RulePlan,
        rules: &RuleBase,
        lowering: &mut Lowering<'_>,
    ) {
        for (at, entry) in plan.entries.iter().enumerate() {
            let parts = lowering.conjuncts(entry.guard.node);
            let what = What::Entry {
                rule: rule as u32,
                entry: at as u32,
            };
            let must_be_sure = rules.entries[entry.entry].without_asking;
            self.add(what, &parts, must_be_sure);
        }
    }

    fn add(&mut self, what: What, parts: &[PartId], must_be_sure: bool) {
        let start = self.parts.len() as u32;
        self.parts.extend_from_slice(parts);
        self.all.push(Unit {
            what,
            start,
            end: self.parts.len() as u32,
            must_be_sure,
        });
    }
}

/// Whether an entry of a rule can be chosen whenever the rule applies, so that its
/// guard tells of the complaint.
fn has_free_entry(plan: &RulePlan, graph: &DecisionGraph) -> bool {
    let is_free = |guard| graph.operands(guard).len() == 1;
    plan.entries.iter().any(|entry| is_free(entry.guard.node))
}

/// What must hold for a rule with loops whatever the elements. The tests that
/// select elements are not among it, whatever they speak of: they are left out
/// while the list is not known.
fn shared_by_elements(
    plan: &RulePlan,
    graph: &DecisionGraph,
    lowering: &mut Lowering<'_>,
) -> Vec<PartId> {
    let tests: usize = plan.loops.iter().map(|l| l.tests.len()).sum();
    let operands = graph.operands(plan.applies.node);
    let mut stack: Vec<NodeId> = operands[tests..].iter().map(|part| part.node).collect();
    let mut parts = Vec::new();
    while let Some(node) = stack.pop() {
        if graph.free_levels(node) == 0 {
            parts.extend(lowering.conjuncts(node));
        } else if matches!(graph.node(node), Node::And) {
            stack.extend(graph.operands(node).iter().map(|operand| operand.node));
        }
    }
    parts.sort_unstable();
    parts.dedup();
    parts
}
