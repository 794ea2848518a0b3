//! What an evaluation remembers, kept from one case to the next.

use std::collections::HashMap;

use super::count::Tally;
use super::truth::Truth;
use crate::graph::{DecisionGraph, NodeId};

/// The memory of an evaluation, empty between two of them.
///
/// A decision looks at few of the nodes of a large graph. What it wrote is listed,
/// and only that is cleared, so that the next case costs what it touches and not
/// what the graph has. It serves any graph.
#[derive(Debug, Default)]
pub struct Scratch {
    /// The truth of the nodes that depend on no element: bits, 0 where it has
    /// not been asked for.
    truths: Vec<u8>,
    /// The nodes whose truth is not 0.
    written: Vec<NodeId>,
    /// The truth of conditions over elements, and of what governs the asking
    /// for fields, by the elements on which they depend.
    element_truths: HashMap<(NodeId, Vec<usize>), Truth>,
    /// The tallies of the lists that depend on no element.
    tallies: HashMap<NodeId, Tally>,
}

impl Scratch {
    /// Makes room for the nodes of `graph`.
    pub(super) fn fit(&mut self, graph: &DecisionGraph) {
        self.truths.resize(graph.node_count(), 0);
    }

    /// Forgets everything.
    pub(super) fn clear(&mut self) {
        for node in self.written.drain(..) {
            self.truths[node.index()] = 0;
        }
        // An empty map is as large as it ever was, and clearing it is not free.
        if !self.element_truths.is_empty() {
            self.element_truths.clear();
        }
        if !self.tallies.is_empty() {
            self.tallies.clear();
        }
    }

    /// The truth of a node that depends on no element.
    pub(super) fn truth(&self, node: NodeId) -> Option<Truth> {
        Truth::from_bits(self.truths[node.index()])
    }

    /// Remembers the truth of a node that depends on no element.
    pub(super) fn keep_truth(&mut self, node: NodeId, truth: Truth) {
        self.truths[node.index()] = truth.bits();
        self.written.push(node);
    }

    /// The truth of a node for the elements at these addresses.
    pub(super) fn element_truth(&self, key: &(NodeId, Vec<usize>)) -> Option<Truth> {
        self.element_truths.get(key).copied()
    }

    /// Remembers the truth of a node for the elements at these addresses.
    pub(super) fn keep_element_truth(&mut self, key: (NodeId, Vec<usize>), truth: Truth) {
        self.element_truths.insert(key, truth);
    }

    /// The tally of a list that depends on no element.
    pub(super) fn tally(&self, list: NodeId) -> Option<Tally> {
        self.tallies.get(&list).copied()
    }

    /// Remembers the tally of a list that depends on no element.
    pub(super) fn keep_tally(&mut self, list: NodeId, tally: Tally) {
        self.tallies.insert(list, tally);
    }
}
