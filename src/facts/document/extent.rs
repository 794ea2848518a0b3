//! How large a tree is: what limits what aliases may repeat.

use super::{Node, NodeKind};

/// How large a tree is.
#[derive(Clone, Copy, Default)]
pub(super) struct Extent {
    /// What it counts for where it is repeated.
    pub(super) bytes: usize,
    /// How many collections are in one another.
    pub(super) depth: usize,
}

impl Extent {
    /// The extent of a tree, which is never deeper than the limit on nesting.
    pub(super) fn of(node: &Node) -> Extent {
        const LEAST: usize = 32;
        let around = |children: Extent| Extent {
            bytes: children.bytes + LEAST,
            depth: children.depth + 1,
        };
        match &node.kind {
            NodeKind::Null => Extent {
                bytes: LEAST,
                depth: 0,
            },
            NodeKind::Scalar { text, .. } => Extent {
                bytes: text.len().max(LEAST),
                depth: 0,
            },
            NodeKind::Sequence(items) => around(
                items
                    .iter()
                    .map(Extent::of)
                    .fold(Extent::default(), Extent::and),
            ),
            NodeKind::Mapping(entries) => {
                let keys = entries.iter().map(|(key, _)| key.text.len()).sum();
                let values = entries.iter().map(|(_, value)| Extent::of(value));
                around(values.fold(
                    Extent {
                        bytes: keys,
                        depth: 0,
                    },
                    Extent::and,
                ))
            }
        }
    }

    fn and(self, other: Extent) -> Extent {
        Extent {
            bytes: self.bytes + other.bytes,
            depth: self.depth.max(other.depth),
        }
    }
}
