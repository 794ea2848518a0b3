//! The nodes of the decision graph.

use std::hash::{Hash, Hasher};
use std::ops::Range;

use crate::model::expression::{ArithmeticOp, Cell, Comparison, Quantifier, Regex, TextRelation};
use crate::model::ids::{ActionId, ConditionId, EntryId, FactId, LetId, RuleId};
use crate::model::value::Value;
use crate::source::Span;

/// A node of the decision graph.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct NodeId(pub(super) u32);

impl NodeId {
    /// Where the node stands among all nodes.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// How deep an element is bound: 0 for the outermost loop around a node. Two
/// loops that do not enclose each other use the same level.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Level(pub(super) u8);

impl Level {
    /// The level of the element `depth` loops below the outermost.
    pub fn outermost(depth: usize) -> Self {
        Level(u8::try_from(depth).unwrap_or(u8::MAX))
    }

    /// The level as a bit of a set of levels.
    pub fn bit(self) -> u32 {
        1_u32.checked_shl(u32::from(self.0)).unwrap_or(0)
    }

    /// The level as an index of the elements in force.
    pub fn index(self) -> usize {
        usize::from(self.0)
    }
}

/// What a node uses: another node, and the place where that is written. Equal
/// nodes are one, wherever they are written; their uses tell the places apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Use {
    /// The node.
    pub node: NodeId,
    /// The place.
    pub span: Span,
    pub(super) parts: Parts,
}

/// The operands of a node as they are written at one place: a range of all
/// uses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Parts {
    pub(super) start: u32,
    pub(super) end: u32,
}

impl Parts {
    /// As an index of all uses.
    pub(super) fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// A node with its operands as they are written at one place.
#[derive(Clone, Copy, Debug)]
pub(super) struct Occurrence {
    pub(super) node: NodeId,
    pub(super) parts: Parts,
}

impl Occurrence {
    /// The occurrence at its place.
    pub(super) fn at(self, span: Span) -> Use {
        Use {
            node: self.node,
            span,
            parts: self.parts,
        }
    }
}

/// A node of the decision graph; what it uses are its operands, in the order
/// of the text.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Node {
    /// A top-level fact. Operand: its `when`, if it has one.
    Fact(FactId),
    /// A field of the element at the last of the levels; the others are those
    /// of the elements around it. Operand: its `when`, if it has one.
    Field {
        /// The field.
        fact: FactId,
        /// One level for each list around it, the outermost first.
        levels: Vec<Level>,
    },
    /// The element of a list of plain values.
    Element(Level),

    /// A literal.
    Literal(Literal),
    /// Operands: left, right.
    Arithmetic(ArithmeticOp),
    /// Operand: a time.
    Age,
    /// Operand: a list.
    Count,
    /// Operands: the inputs, then the value of each row.
    Table {
        /// How many inputs there are.
        inputs: usize,
        /// The cells, row by row.
        rows: Vec<Vec<Cell>>,
    },
    /// A test as a yes/no value. Operand: the test.
    Truth,

    /// The elements that pass a test. Operands: the list, the test.
    Where(Level),

    /// A test whose result is clear.
    Constant(bool),
    /// All operands hold.
    And,
    /// Some operand holds.
    Or,
    /// The operand fails.
    Not,
    /// Operand: a yes/no value.
    IsYes,
    /// Operands: left, right.
    Compare(Comparison),
    /// Operand: a value.
    OneOf(Vec<Value>),
    /// Operands: the text, then the patterns.
    Text(TextRelation),
    /// Operand: a text.
    Matches(Regex),
    /// Operands: the list, the test of an element.
    Quantified(Quantifier, Level),
    /// Operand: a test, a value or a list.
    Unavailable,

    /// A named value, test or list. Operand: what it stands for.
    Let(LetId),
    /// A condition or symptom, at the levels of its own elements. Operand: the
    /// test.
    Condition(ConditionId, Vec<Level>),
    /// When a rule applies: all operands hold, the tests of its lists' elements
    /// and its `when`.
    Rule(RuleId),
    /// When an entry can be chosen: all operands hold, its rule and its `when`.
    Candidate(EntryId),
    /// An action. Operands: the candidates that propose it.
    Action(ActionId),
}

/// What a node stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sort {
    /// A test, which has a truth value.
    Test,
    /// A plain value.
    Value,
    /// A list.
    List,
}

/// A literal; two are equal where they are written alike, since a text can also
/// be compared to the letter.
#[derive(Clone, Debug)]
pub struct Literal(pub Value);

impl PartialEq for Literal {
    fn eq(&self, other: &Self) -> bool {
        self.0.is_identical(&other.0)
    }
}

impl Eq for Literal {}

impl Hash for Literal {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.0.hash(state);
    }
}
