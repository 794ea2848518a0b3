//! What is looked up often, found once.

use std::collections::BTreeMap;

use crate::graph::{DecisionGraph, Node, NodeId, RulePlan, TextPlan};
use crate::model::ids::{ConditionId, FactId, RuleId};

/// Where conditions are in the graph, and which facts belong to which rules.
pub(super) struct Index {
    conditions: BTreeMap<ConditionId, NodeId>,
    facts: BTreeMap<RuleId, Vec<FactId>>,
    users: BTreeMap<FactId, Vec<RuleId>>,
}

impl Index {
    pub(super) fn of(graph: &DecisionGraph) -> Index {
        let mut conditions = BTreeMap::new();
        for node in graph.nodes() {
            if let Node::Condition(id, _) = graph.node(node) {
                conditions.entry(*id).or_insert(node);
            }
        }
        let mut facts = BTreeMap::new();
        let mut users: BTreeMap<FactId, Vec<RuleId>> = BTreeMap::new();
        for plan in graph.rules() {
            let found = facts_of(graph, plan);
            for &fact in &found {
                users.entry(fact).or_default().push(plan.rule);
            }
            facts.insert(plan.rule, found);
        }
        Index {
            conditions,
            facts,
            users,
        }
    }

    /// The node of a condition, at whichever levels its elements are bound.
    pub(super) fn node_of(&self, condition: ConditionId) -> Option<NodeId> {
        self.conditions.get(&condition).copied()
    }

    /// The facts on which a rule depends, in the order in which its tests and
    /// texts speak of them.
    pub(super) fn facts_of(&self, rule: RuleId) -> &[FactId] {
        self.facts.get(&rule).map_or(&[], Vec::as_slice)
    }

    /// The rules that depend on a fact, in the order in which they are
    /// considered.
    pub(super) fn users_of(&self, fact: FactId) -> &[RuleId] {
        self.users.get(&fact).map_or(&[], Vec::as_slice)
    }
}

fn facts_of(graph: &DecisionGraph, plan: &RulePlan) -> Vec<FactId> {
    let mut starts: Vec<NodeId> = plan.loops.iter().map(|l| l.list.node).collect();
    starts.push(plan.applies.node);
    for entry in &plan.entries {
        starts.push(entry.guard.node);
        starts.extend(entry.content.nodes());
        starts.extend(entry.because.iter().flat_map(TextPlan::nodes));
    }
    let mut facts = Vec::new();
    let mut seen = vec![false; graph.node_count()];
    for start in starts {
        let mut stack = vec![start];
        while let Some(node) = stack.pop() {
            if std::mem::replace(&mut seen[node.index()], true) {
                continue;
            }
            if let Node::Fact(id) | Node::Field { fact: id, .. } = graph.node(node)
                && !facts.contains(id)
            {
                facts.push(*id);
            }
            let operands = graph.operands(node).iter().rev();
            stack.extend(operands.map(|operand| operand.node));
        }
    }
    facts
}
