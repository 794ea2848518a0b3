//! The tests of one place as a list that people can go through: what belongs
//! together in groups, each test worded as its author wrote it.

use crate::explain::one_line;
use crate::graph::{DecisionGraph, Node, NodeId, Use};
use crate::source::Sources;

/// How the parts of a group count together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Group {
    /// `a and b`
    All,
    /// `a or b`
    Any,
    /// `not (a and b)`
    NotAll,
    /// `not (a or b)`
    None,
}

impl Group {
    /// The words above the parts.
    pub fn words(self) -> &'static str {
        match self {
            Group::All => "all of",
            Group::Any => "any of",
            Group::NotAll => "not all of",
            Group::None => "none of",
        }
    }
}

/// A test, or a group of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outline {
    /// Tests that count together.
    Group {
        /// How.
        group: Group,
        /// The parts in the order of the text.
        parts: Vec<Outline>,
    },
    /// A test that is not taken apart.
    Test {
        /// The test with its `not`, if it has one.
        used: Use,
        /// The test under the `not`.
        inner: Use,
    },
}

impl Outline {
    /// The tests at this place.
    pub fn of(graph: &DecisionGraph, used: Use) -> Outline {
        let parts = graph.parts(used);
        match (graph.node(used.node), parts) {
            (Node::And, parts) => Outline::group(graph, Group::All, parts),
            (Node::Or, parts) => Outline::group(graph, Group::Any, parts),
            // What is negated without a word of its own is written `is not`.
            (Node::Not, [inner]) if inner.span != used.span => {
                match (graph.node(inner.node), graph.parts(*inner)) {
                    (Node::And, parts) => Outline::group(graph, Group::NotAll, parts),
                    (Node::Or, parts) => Outline::group(graph, Group::None, parts),
                    (Node::Not, [under]) if under.span != inner.span => Outline::test(used),
                    _ => Outline::Test {
                        used,
                        inner: *inner,
                    },
                }
            }
            _ => Outline::test(used),
        }
    }

    /// Several tests, all of which must hold; none, if there are none.
    pub fn all_of(graph: &DecisionGraph, used: &[Use]) -> Option<Outline> {
        match used {
            [] => None,
            [one] => Some(Outline::of(graph, *one)),
            several => Some(Outline::group(graph, Group::All, several)),
        }
    }

    fn test(used: Use) -> Outline {
        Outline::Test { used, inner: used }
    }

    fn group(graph: &DecisionGraph, group: Group, parts: &[Use]) -> Outline {
        let mut outlines = Vec::with_capacity(parts.len());
        // `a and (b and c)` says no more than `a and b and c`.
        let inner = match group {
            Group::All | Group::NotAll => Group::All,
            Group::Any | Group::None => Group::Any,
        };
        for part in parts {
            match Outline::of(graph, *part) {
                Outline::Group { group, parts } if group == inner => outlines.extend(parts),
                outline => outlines.push(outline),
            }
        }
        Outline::Group {
            group,
            parts: outlines,
        }
    }
}

/// A test as its author wrote it, on one line.
pub fn as_written(sources: &Sources, used: Use) -> String {
    one_line(sources.text(used.span))
}

/// What a test or a value speaks of by name: the facts, lets and conditions that
/// it uses without going through another of them, in the order of the text.
pub fn named_parts(graph: &DecisionGraph, node: NodeId) -> Vec<NodeId> {
    let mut found = Vec::new();
    let mut stack = vec![node];
    while let Some(node) = stack.pop() {
        match graph.node(node) {
            Node::Fact(_) | Node::Field { .. } | Node::Let(_) | Node::Condition(..) => {
                if !found.contains(&node) {
                    found.push(node);
                }
            }
            _ => {
                let operands = graph.operands(node).iter().rev();
                stack.extend(operands.map(|operand| operand.node));
            }
        }
    }
    found
}
