//! Which facts a rule can ask for.

use std::collections::{BTreeSet, HashSet};

use crate::graph::{DecisionGraph, Node, NodeId, RulePlan};
use crate::model::RuleBase;
use crate::model::fact::Ask;
use crate::model::ids::{ConditionId, FactId};
use crate::reason::Answers;

/// What the guards and the texts of a rule depend on.
pub(super) struct RuleFacts {
    /// The facts, and those that say whether these are asked for.
    pub(super) facts: BTreeSet<FactId>,
    /// The conditions and symptoms of the guards.
    conditions: BTreeSet<ConditionId>,
}

impl RuleFacts {
    pub(super) fn of(graph: &DecisionGraph, rule: &RulePlan) -> Self {
        let mut reached = RuleFacts {
            facts: BTreeSet::new(),
            conditions: BTreeSet::new(),
        };
        let mut seen = HashSet::new();
        let guards = rule.entries.iter().map(|entry| entry.guard.node);
        let lists = rule.loops.iter().map(|l| l.list.node);
        reached.descend(graph, guards.chain(lists), &mut seen);
        // A symptom of which only a text speaks is none that the rule is for.
        let conditions = reached.conditions.clone();
        let texts = rule.entries.iter().flat_map(|entry| entry.content.nodes());
        reached.descend(graph, texts, &mut seen);
        reached.conditions = conditions;
        reached
    }

    /// The symptoms that the rule is for.
    pub(super) fn symptoms(&self, rules: &RuleBase) -> Vec<ConditionId> {
        let conditions = self.conditions.iter().copied();
        conditions
            .filter(|id| rules.conditions[*id].is_symptom)
            .collect()
    }

    fn descend(
        &mut self,
        graph: &DecisionGraph,
        from: impl Iterator<Item = NodeId>,
        seen: &mut HashSet<NodeId>,
    ) {
        let mut left: Vec<NodeId> = from.collect();
        while let Some(id) = left.pop() {
            if !seen.insert(id) {
                continue;
            }
            match graph.node(id) {
                Node::Fact(fact) | Node::Field { fact, .. } => {
                    self.facts.insert(*fact);
                }
                Node::Condition(condition, _) => {
                    self.conditions.insert(*condition);
                }
                _ => {}
            }
            left.extend(graph.operands(id).iter().map(|operand| operand.node));
        }
    }
}

/// How many questions there are at most about these facts, where lists have no
/// more elements than in the answers that are tried.
pub(super) fn most_questions(
    rules: &RuleBase,
    answers: &Answers<'_>,
    facts: &BTreeSet<FactId>,
) -> usize {
    let counts = facts.iter().map(|&fact| {
        if rules.is_key(fact) || matches!(rules.facts[fact].ask, Ask::Never) {
            return 0;
        }
        let list = |id: &FactId| rules.facts[*id].list;
        let lists = std::iter::successors(list(&fact), list);
        lists.map(|list| answers.most_elements(list)).product()
    });
    counts.sum()
}
