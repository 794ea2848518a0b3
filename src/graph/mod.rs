//! The decision graph: facts → tests → conditions → rules → candidates →
//! actions, as a directed acyclic graph in which equal parts are one node.
//!
//! It is built once, and then only read: the engine evaluates its nodes, and
//! shares it among all evaluations.

mod build;
mod intern;
mod lower;
pub mod node;
pub mod plan;

use petgraph::Direction;
use petgraph::graph::{DiGraph, NodeIndex};

pub use build::{TooDeep, build};
pub use node::{Level, Literal, Node, NodeId, Sort, Use};
pub use plan::{ActionPlan, Content, EntryPlan, LinePlan, LoopPlan, PartPlan, RulePlan, TextPlan};

use node::Parts;

use crate::model::ids::{Arena, EntryId, FactId};
use crate::source::Span;

/// The largest number of nodes in a chain from a fact to an action. Evaluation
/// recurses along such chains.
pub const MAX_DEPTH: usize = 400;

/// A compiled rule base.
#[derive(Debug)]
pub struct DecisionGraph {
    /// Edges run from what is used to what uses it, each with its position
    /// among the operands.
    graph: DiGraph<NodeInfo, u32>,
    operands: Vec<Use>,
    rules: Vec<RulePlan>,
    symptoms: Vec<NodeId>,
    questions: Arena<FactId, Option<TextPlan>>,
    helps: Arena<FactId, Option<TextPlan>>,
    facts: Arena<FactId, NodeId>,
    levels: usize,
}

/// A node with what is known of it before any evaluation.
#[derive(Debug)]
struct NodeInfo {
    node: Node,
    sort: Sort,
    /// Its operands, as a range of all operands.
    operands: Parts,
    /// The levels of the elements on which it depends, a bit each.
    free: u32,
}

impl DecisionGraph {
    /// What the node is.
    pub fn node(&self, id: NodeId) -> &Node {
        &self.info(id).node
    }

    /// What the node stands for.
    pub fn sort(&self, id: NodeId) -> Sort {
        self.info(id).sort
    }

    /// What the node uses, in the order of the text.
    pub fn operands(&self, id: NodeId) -> &[Use] {
        &self.operands[self.info(id).operands.range()]
    }

    /// What the used node uses, in the order of the text, at the places of this
    /// use.
    pub fn parts(&self, used: Use) -> &[Use] {
        &self.operands[used.parts.range()]
    }

    /// Every use of a node, wherever it is written.
    pub fn uses(&self) -> impl Iterator<Item = Use> {
        let entries = self.rules.iter().flat_map(|rule| &rule.entries);
        let whens = entries.flat_map(|entry| match &entry.content {
            Content::Action(action) => action.lines.as_slice(),
            Content::Text(_) => &[],
        });
        let whens = whens.filter_map(|line| line.when);
        self.operands.iter().copied().chain(whens)
    }

    /// A node as it is written where it was first met.
    pub fn first_use(&self, node: NodeId, span: Span) -> Use {
        Use {
            node,
            span,
            parts: self.info(node).operands,
        }
    }

    /// The levels of the elements on which the node depends, a bit each; 0 for
    /// a node that has one value in a case.
    pub fn free_levels(&self, id: NodeId) -> u32 {
        self.info(id).free
    }

    /// How many nodes there are.
    pub fn node_count(&self) -> usize {
        self.graph.node_count()
    }

    /// How many elements are in force at once, at most.
    pub fn level_count(&self) -> usize {
        self.levels
    }

    /// The rules in the order in which they are considered.
    pub fn rules(&self) -> &[RulePlan] {
        &self.rules
    }

    /// The nodes of the symptoms, in the order of [`crate::model::RuleBase::symptoms`].
    pub fn symptoms(&self) -> &[NodeId] {
        &self.symptoms
    }

    /// The author's question for a fact. For a field, the elements around it
    /// are at the levels 0, 1, ….
    pub fn question(&self, fact: FactId) -> Option<&TextPlan> {
        self.questions[fact].as_ref()
    }

    /// How to find out a fact; levels as in [`DecisionGraph::question`].
    pub fn help(&self, fact: FactId) -> Option<&TextPlan> {
        self.helps[fact].as_ref()
    }

    /// The node of a fact. For a field, the elements around it are at the levels
    /// 0, 1, ….
    pub fn fact(&self, fact: FactId) -> NodeId {
        self.facts[fact]
    }

    /// The nodes that use this one, each once for every use.
    pub fn users(&self, id: NodeId) -> impl Iterator<Item = NodeId> {
        let index = NodeIndex::new(id.index());
        self.graph
            .neighbors_directed(index, Direction::Outgoing)
            .map(|user| NodeId(user.index() as u32))
    }

    /// Every node, each after all that it uses.
    pub fn nodes(&self) -> impl Iterator<Item = NodeId> {
        (0..self.node_count() as u32).map(NodeId)
    }

    /// Of `rules`, the entries that depend on `fact`, wherever it is used: in
    /// their guards, in the lists over which they are instantiated, or in their
    /// texts. They come in the order in which they are considered.
    pub fn entries_that_use<'g>(
        &'g self,
        fact: FactId,
        rules: impl Iterator<Item = &'g RulePlan>,
    ) -> Vec<EntryId> {
        let uses = |id: &NodeId| match self.node(*id) {
            Node::Fact(used) | Node::Field { fact: used, .. } => *used == fact,
            _ => false,
        };
        let starts: Vec<NodeId> = self.nodes().filter(uses).collect();
        let users = self.users_of(&starts);
        let is_user = |node: NodeId| users[node.index()];
        let mut entries = Vec::new();
        for rule in rules {
            let in_loops = rule.loops.iter().any(|l| is_user(l.list.node));
            let found = rule.entries.iter().filter(|entry| {
                in_loops || is_user(entry.guard.node) || entry.content.nodes().any(is_user)
            });
            entries.extend(found.map(|entry| entry.entry));
        }
        entries
    }

    /// For each node, whether it is one of `starts` or uses one of them,
    /// straight or through other nodes.
    pub fn users_of(&self, starts: &[NodeId]) -> Vec<bool> {
        let mut reached = vec![false; self.node_count()];
        let mut stack = starts.to_vec();
        while let Some(id) = stack.pop() {
            if !std::mem::replace(&mut reached[id.index()], true) {
                stack.extend(self.users(id));
            }
        }
        reached
    }

    fn info(&self, id: NodeId) -> &NodeInfo {
        &self.graph[NodeIndex::new(id.index())]
    }
}
