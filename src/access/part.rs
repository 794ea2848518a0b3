//! Parts of guards: what must hold of cells so that a test holds.

use super::column::ClassSet;
use crate::access::cell::Cell;
use crate::graph::NodeId;

/// A part of a guard, among all parts of an index. Equal parts are one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) struct PartId(pub(super) u32);

impl PartId {
    pub(super) fn index(self) -> usize {
        self.0 as usize
    }
}

/// A test in negation normal form: negations stand at the leaves only. Its
/// truth is that of the nodes that it was made of.
#[derive(Clone, Debug)]
pub(super) enum Part {
    /// It is clear.
    Constant(bool),
    /// The value of a column is in some of its cells.
    Probe(Probe),
    /// The fact of a column is unavailable, or is not.
    IsUnavailable {
        /// The column.
        column: u32,
        /// Whether it is that the fact is *not* unavailable.
        negated: bool,
    },
    /// All of these hold.
    All(Box<[PartId]>),
    /// Some of these holds.
    Any(Box<[PartId]>),
    /// A part cannot be known, or can.
    CannotBeKnown {
        /// The part.
        part: PartId,
        /// Whether it is that the part *can* be known.
        negated: bool,
    },
    /// What only the evaluator can tell: a node, or its negation.
    Node {
        /// The node.
        node: NodeId,
        /// Whether it is negated.
        negated: bool,
    },
}

/// A test of the cell of a column that has a value.
#[derive(Clone, Debug)]
pub(super) struct Probe {
    /// The column.
    pub(super) column: u32,
    /// The cells in which it holds.
    pub(super) cells: Cells,
}

/// Some of the cells of a column that stand for values; the two that stand for
/// none are never among them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Cells {
    /// A bit for each; of columns that have no more than 64 cells.
    Mask(u64),
    /// Those from `low` on and below `high`, or all others.
    Range {
        /// The first.
        low: u32,
        /// The one behind the last.
        high: u32,
        /// Whether it is all others.
        outside: bool,
    },
    /// These, in order, or all others.
    Some {
        /// Their numbers.
        cells: Box<[u32]>,
        /// Whether it is all others.
        outside: bool,
    },
}

impl Cells {
    /// The cells of these classes, or of all others, of a column that has so many
    /// cells.
    pub(super) fn of(classes: &ClassSet, negated: bool, cell_count: u32) -> Self {
        if cell_count <= u64::BITS {
            let mask = match classes {
                ClassSet::Range { low, high } => bits_below(*high) & !bits_below(*low),
                ClassSet::Some(classes) => classes.iter().fold(0, |mask, &class| {
                    mask | bits_below(class + 1) & !bits_below(class)
                }),
            };
            let all = bits_below(cell_count - Cell::FIRST);
            let chosen = if negated { all & !mask } else { mask & all };
            return Cells::Mask(chosen << Cell::FIRST);
        }
        match classes {
            ClassSet::Range { low, high } => Cells::Range {
                low: low + Cell::FIRST,
                high: high + Cell::FIRST,
                outside: negated,
            },
            ClassSet::Some(classes) => Cells::Some {
                cells: classes.iter().map(|class| class + Cell::FIRST).collect(),
                outside: negated,
            },
        }
    }

    /// Whether the cell of a value is one of them.
    pub(super) fn contain(&self, cell: u32) -> bool {
        match self {
            Cells::Mask(mask) => mask >> cell & 1 == 1,
            Cells::Range { low, high, outside } => (*low <= cell && cell < *high) != *outside,
            Cells::Some { cells, outside } => cells.binary_search(&cell).is_ok() != *outside,
        }
    }
}

fn bits_below(count: u32) -> u64 {
    1_u64.checked_shl(count).map_or(u64::MAX, |bit| bit - 1)
}
