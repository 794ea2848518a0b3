//! Hash-consing: equal nodes become one.

use std::hash::{BuildHasher, Hash, Hasher};

use foldhash::fast::RandomState;
use hashbrown::HashTable;
use hashbrown::hash_table::Entry;
use petgraph::graph::{DiGraph, NodeIndex};

use super::node::{Level, Node, NodeId, Occurrence, Parts, Sort, Use};
use super::{MAX_DEPTH, NodeInfo};
use crate::source::Span;

/// Collects nodes, each after all that it uses.
#[derive(Default)]
pub(super) struct Interner {
    graph: DiGraph<NodeInfo, u32>,
    operands: Vec<Use>,
    depths: Vec<u32>,
    /// Every node by the hash of its content, which is kept in the graph alone.
    ids: HashTable<Hashed>,
    hasher: RandomState,
    levels: usize,
    too_deep: Option<Span>,
}

/// A node with the hash of its content.
struct Hashed {
    hash: u64,
    node: NodeId,
}

/// The nodes of a finished graph.
pub(super) struct Interned {
    pub(super) graph: DiGraph<NodeInfo, u32>,
    pub(super) operands: Vec<Use>,
    pub(super) levels: usize,
}

impl Interner {
    /// The node that is `node` over `operands`; a new one only if there is none
    /// yet. `sort` says what it stands for, `bound` which level it binds.
    pub(super) fn intern(
        &mut self,
        node: Node,
        sort: Sort,
        operands: &[Use],
        bound: Option<Level>,
    ) -> Occurrence {
        let hash = self.hash(&node, operands);
        let is_same = |other: &Hashed| {
            let info = &self.graph[NodeIndex::new(other.node.index())];
            other.hash == hash
                && info.node == node
                && are_same(&self.operands[info.operands.range()], operands)
        };
        let new = NodeId(self.graph.node_count() as u32);
        match self.ids.entry(hash, is_same, |other| other.hash) {
            Entry::Occupied(known) => {
                let node = known.get().node;
                let parts = self.parts_at(node, operands);
                Occurrence { node, parts }
            }
            Entry::Vacant(place) => {
                place.insert(Hashed { hash, node: new });
                let parts = self.add(node, sort, operands, bound);
                Occurrence { node: new, parts }
            }
        }
    }

    /// The hash of a node over its operands, wherever these are written.
    fn hash(&self, node: &Node, operands: &[Use]) -> u64 {
        let mut hasher = self.hasher.build_hasher();
        node.hash(&mut hasher);
        for operand in operands {
            operand.node.hash(&mut hasher);
        }
        hasher.finish()
    }

    /// Adds a node that is new.
    fn add(&mut self, node: Node, sort: Sort, operands: &[Use], bound: Option<Level>) -> Parts {
        let free = self.free_levels(&node, operands, bound);
        let depth = 1 + operands
            .iter()
            .map(|operand| self.depths[operand.node.index()])
            .max()
            .unwrap_or(0);
        if depth as usize > MAX_DEPTH
            && let Some(first) = operands.first()
        {
            self.too_deep.get_or_insert(first.span);
        }
        let parts = self.keep(operands);
        let index = self.graph.add_node(NodeInfo {
            node,
            sort,
            operands: parts,
            free,
        });
        for (position, operand) in operands.iter().enumerate() {
            self.graph
                .add_edge(NodeIndex::new(operand.node.index()), index, position as u32);
        }
        self.depths.push(depth);
        parts
    }

    /// The operands of a node that exists, as they are written here.
    fn parts_at(&mut self, node: NodeId, operands: &[Use]) -> Parts {
        let own = self.graph[NodeIndex::new(node.index())].operands;
        if self.operands[own.range()] == *operands {
            return own;
        }
        self.keep(operands)
    }

    fn keep(&mut self, operands: &[Use]) -> Parts {
        let start = self.operands.len() as u32;
        self.operands.extend_from_slice(operands);
        Parts {
            start,
            end: self.operands.len() as u32,
        }
    }

    /// Remembers that something is nested too deeply to be evaluated.
    pub(super) fn report_too_deep(&mut self, span: Span) {
        self.too_deep.get_or_insert(span);
    }

    /// The nodes, or a place at which they are nested too deeply.
    pub(super) fn finish(self) -> Result<Interned, Span> {
        match self.too_deep {
            Some(span) => Err(span),
            None => Ok(Interned {
                graph: self.graph,
                operands: self.operands,
                levels: self.levels,
            }),
        }
    }

    fn free_levels(&mut self, node: &Node, operands: &[Use], bound: Option<Level>) -> u32 {
        let mut free = 0;
        for operand in operands {
            free |= self.graph[NodeIndex::new(operand.node.index())].free;
        }
        match node {
            Node::Element(level) => free |= level.bit(),
            // A condition speaks of the elements that it is given.
            Node::Field { levels, .. } | Node::Condition(_, levels) => {
                for level in levels {
                    free |= level.bit();
                }
            }
            _ => {}
        }
        if let Some(level) = bound {
            self.levels = self.levels.max(level.index() + 1);
            free &= !level.bit();
            // The list itself is outside the loop.
            if let Some(list) = operands.first() {
                free |= self.graph[NodeIndex::new(list.node.index())].free;
            }
        }
        free
    }
}

/// Whether two nodes have the same operands, wherever these are written.
fn are_same(left: &[Use], right: &[Use]) -> bool {
    left.len() == right.len() && left.iter().zip(right).all(|(a, b)| a.node == b.node)
}
