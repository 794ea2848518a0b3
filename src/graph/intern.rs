//! Hash-consing: equal nodes become one.

use std::collections::HashMap;

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
    ids: HashMap<(Node, Vec<NodeId>), NodeId>,
    levels: usize,
    too_deep: Option<Span>,
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
        let key = (
            node,
            operands
                .iter()
                .map(|operand| operand.node)
                .collect::<Vec<_>>(),
        );
        if let Some(&node) = self.ids.get(&key) {
            let parts = self.parts_at(node, operands);
            return Occurrence { node, parts };
        }
        let free = self.free_levels(&key.0, operands, bound);
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
        let info = NodeInfo {
            node: key.0.clone(),
            sort,
            operands: parts,
            free,
        };
        let index = self.graph.add_node(info);
        for (position, operand) in operands.iter().enumerate() {
            self.graph
                .add_edge(NodeIndex::new(operand.node.index()), index, position as u32);
        }
        self.depths.push(depth);
        let node = NodeId(index.index() as u32);
        self.ids.insert(key, node);
        Occurrence { node, parts }
    }

    /// The operands of a node that exists, as they are written here.
    fn parts_at(&mut self, node: NodeId, operands: &[Use]) -> Parts {
        let own = self.graph[NodeIndex::new(node.index())].operands;
        if self.operands[own.start as usize..own.end as usize] == *operands {
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
