//! Tests that are written in two ways.

use std::collections::HashMap;

use super::Analysis;
use super::reasoning::Reasoning;
use crate::diagnostic::catalogue::SameTest;
use crate::graph::{DecisionGraph, Node, NodeId, Sort};
use crate::model::value::Value;
use crate::reason::{Literal, Test};
use crate::source::Span;

/// Finds tests that come out alike in every case. Equal parts of a formula are
/// one literal, so that these need no search.
pub(super) fn find(reasoning: &Reasoning<'_>, found: &mut Analysis) {
    let graph = reasoning.graph();
    let mut written: HashMap<NodeId, Span> = HashMap::new();
    for used in graph.uses() {
        let first = written.entry(used.node).or_insert(used.span);
        *first = (*first).min(used.span);
    }
    let mut formula = reasoning.formula();
    let unbound = formula.unbound();
    let yes = formula.yes();
    let mut known: HashMap<(Literal, Literal), NodeId> = HashMap::new();
    // Which test stands for each, so that what differs only in its parts is not
    // told of again.
    let mut stands_for: HashMap<NodeId, NodeId> = HashMap::new();
    let mut by_parts: HashMap<(std::mem::Discriminant<Node>, Vec<NodeId>), NodeId> = HashMap::new();
    for node in graph.nodes() {
        if graph.sort(node) != Sort::Test
            || graph.free_levels(node) != 0
            || is_wrapper(graph.node(node))
        {
            continue;
        }
        let Test { holds, fails } = formula.test(node, &unbound);
        let is_decided = |literal: Literal| literal == yes || literal == !yes;
        if is_decided(holds) || is_decided(fails) {
            continue;
        }
        let first = *known.entry((holds, fails)).or_insert(node);
        stands_for.insert(node, first);
        let operands = graph.operands(node).iter();
        let parts: Vec<NodeId> = operands
            .map(|operand| through_names(graph, operand.node))
            .map(|part| stands_for.get(&part).copied().unwrap_or(part))
            .collect();
        let parts_key = (std::mem::discriminant(graph.node(node)), parts);
        let is_told = !matches!(
            graph.node(node),
            Node::Compare(_) | Node::Text(_) | Node::OneOf(_) | Node::Matches(_) | Node::IsYes
        ) && by_parts.contains_key(&parts_key);
        by_parts.entry(parts_key).or_insert(node);
        if first == node
            || is_told
            || is_part(graph, first, node)
            || are_symbols(graph, first, node)
        {
            continue;
        }
        let (Some(&one), Some(&other)) = (written.get(&first), written.get(&node)) else {
            continue;
        };
        let (earlier, later) = (one.min(other), one.max(other));
        found.findings.push(
            SameTest {
                first: earlier,
                second: later,
            }
            .into(),
        );
    }
}

/// Whether a test is a part of another one.
fn is_part(graph: &DecisionGraph, part: NodeId, whole: NodeId) -> bool {
    graph.users_of(&[part])[whole.index()]
}

/// Whether both compare with symbols, but with other ones: `is not mac` and `is
/// windows` are one test only until there is a third symbol.
fn are_symbols(graph: &DecisionGraph, one: NodeId, other: NodeId) -> bool {
    let symbols = |node| {
        let operands = graph.operands(node).iter();
        let literals = operands.filter_map(|operand| match graph.node(operand.node) {
            Node::Literal(literal) => Some(vec![literal.0.clone()]),
            _ => None,
        });
        match graph.node(node) {
            Node::OneOf(items) => Some(items.clone()),
            Node::Compare(_) => literals.into_iter().next(),
            _ => None,
        }
        .filter(|values| values.iter().all(|value| matches!(value, Value::Symbol(_))))
    };
    match (symbols(one), symbols(other)) {
        (Some(one), Some(other)) => one != other,
        _ => false,
    }
}

/// What only gives a test a name or a place.
fn is_wrapper(node: &Node) -> bool {
    matches!(
        node,
        Node::Condition(..)
            | Node::Let(_)
            | Node::Rule(_)
            | Node::Candidate(_)
            | Node::Action(_)
            | Node::Constant(_)
    )
}

fn through_names(graph: &DecisionGraph, mut node: NodeId) -> NodeId {
    while let (Node::Condition(..) | Node::Let(_), [inner]) =
        (graph.node(node), graph.operands(node))
    {
        node = inner.node;
    }
    node
}
