//! What the findings that need the solver share.

use std::collections::HashSet;

use super::inquiry::Inquiry;
use crate::graph::{DecisionGraph, Node, NodeId, RulePlan, Sort};
use crate::model::RuleBase;
use crate::program::Program;
use crate::reason::{Formula, Outline};

/// A rule base with what formulas about it share.
pub(super) struct Reasoning<'a> {
    pub(super) inquiry: &'a Inquiry<'a>,
    pub(super) program: &'a Program,
    pub(super) outline: &'a Outline<'a>,
}

impl<'a> Reasoning<'a> {
    pub(super) fn rules(&self) -> &'a RuleBase {
        self.program.rules()
    }

    pub(super) fn graph(&self) -> &'a DecisionGraph {
        self.program.graph()
    }

    /// A formula that speaks of nothing yet.
    pub(super) fn formula(&self) -> Formula<'a> {
        Formula::new(self.outline)
    }

    /// A formula of all candidates of these rules.
    pub(super) fn formula_of(&self, rules: impl IntoIterator<Item = &'a RulePlan>) -> Formula<'a> {
        let mut formula = self.formula();
        formula.line_up(rules);
        formula
    }

    /// How many elements of a list a question looks at, at most; none where the
    /// nodes depend on no list.
    pub(super) fn elements(&self, nodes: impl IntoIterator<Item = NodeId>) -> Option<usize> {
        let graph = self.graph();
        let mut seen = HashSet::new();
        let mut stack: Vec<NodeId> = nodes.into_iter().collect();
        let mut most = None;
        while let Some(node) = stack.pop() {
            if !seen.insert(node) {
                continue;
            }
            if let (Sort::List, Node::Fact(fact) | Node::Field { fact, .. }) =
                (graph.sort(node), graph.node(node))
            {
                most = most.max(Some(self.outline.elements(*fact)));
            }
            stack.extend(graph.operands(node).iter().map(|operand| operand.node));
        }
        most
    }
}
