//! Tests and values, with names resolved and types agreed.
//!
//! A [`Test`] holds, fails or cannot be known; an [`Operand`] has a plain value
//! or none; a [`List`] has elements. Every part remembers its place, which the
//! explanations quote.

use std::cmp::Ordering;
use std::fmt;

use super::fact::PlainType;
use super::ids::{ConditionId, FactId, LetId, VariableId};
use super::value::Value;
use crate::source::Span;

/// A test.
#[derive(Clone, Debug)]
pub struct Test {
    /// Which.
    pub kind: TestKind,
    /// Where.
    pub span: Span,
}

/// The kinds of tests.
#[derive(Clone, Debug)]
pub enum TestKind {
    /// Always holds, or always fails.
    Constant(bool),
    /// All parts hold; two or more.
    And(Vec<Test>),
    /// Some part holds; two or more.
    Or(Vec<Test>),
    /// The part fails.
    Not(Box<Test>),
    /// A condition or symptom, with the variables that stand for its own.
    Condition {
        /// Which.
        condition: ConditionId,
        /// One for each of its binders.
        arguments: Vec<VariableId>,
    },
    /// A named test.
    Let(LetId),
    /// A yes/no value that is *yes*.
    IsYes(Operand),
    /// Two values of one type.
    Compare {
        /// The comparison; `is exactly` only for texts, the orders only for
        /// ordered types.
        op: Comparison,
        /// The left operand.
        left: Operand,
        /// The right operand.
        right: Operand,
    },
    /// A value that is one of some literals.
    OneOf {
        /// The value.
        value: Operand,
        /// The literals, of the type of the value.
        items: Vec<Value>,
    },
    /// A text that bears some relation to one of some texts.
    Text {
        /// The relation.
        relation: TextRelation,
        /// The text.
        value: Operand,
        /// The other texts, one or more; only a single one may be anything
        /// but a literal.
        patterns: Vec<Operand>,
    },
    /// A text that a regular expression matches.
    Matches {
        /// The text.
        value: Operand,
        /// The regular expression.
        regex: Regex,
    },
    /// Some, every or no element passes. `L is empty` is a quantifier too:
    /// no element passes a test that always holds. So is `contains` on a list.
    Quantified {
        /// Which quantifier.
        quantifier: Quantifier,
        /// The element.
        variable: VariableId,
        /// The list.
        list: List,
        /// The test of an element.
        body: Box<Test>,
    },
    /// `E is unavailable`
    Unavailable(Subject),
}

/// What `is unavailable` speaks of.
#[derive(Clone, Debug)]
pub enum Subject {
    /// A test.
    Test(Box<Test>),
    /// A value.
    Operand(Box<Operand>),
    /// A list.
    List(List),
}

/// Comparisons.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Comparison {
    /// `is`; texts without regard to case, white space and typography.
    Is,
    /// `is not`
    IsNot,
    /// `is exactly`
    IsExactly,
    /// `is not exactly`
    IsNotExactly,
    /// `<`
    Less,
    /// `<=`
    LessOrEqual,
    /// `>`
    Greater,
    /// `>=`
    GreaterOrEqual,
}

/// Relations of a text to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TextRelation {
    /// `contains`
    Contains,
    /// `contains exactly`
    ContainsExactly,
    /// `starts with`
    StartsWith,
    /// `ends with`
    EndsWith,
}

pub use crate::syntax::tree::Quantifier;

/// A regular expression that ignores case and runs in linear time. Two are
/// equal where they are written alike.
#[derive(Clone, Debug)]
pub struct Regex {
    source: String,
    compiled: regex::Regex,
}

impl Regex {
    /// The largest compiled program, in bytes.
    pub const SIZE_LIMIT: usize = 1 << 20;

    /// Reads what stands between the slashes.
    ///
    /// # Errors
    ///
    /// Where it is not a regular expression, or a huge one.
    pub fn new(source: &str) -> Result<Self, regex::Error> {
        let compiled = regex::RegexBuilder::new(source)
            .case_insensitive(true)
            .size_limit(Self::SIZE_LIMIT)
            .build()?;
        Ok(Regex {
            source: source.to_owned(),
            compiled,
        })
    }

    /// What stands between the slashes.
    pub fn source(&self) -> &str {
        &self.source
    }

    /// Whether it matches somewhere in `text`.
    pub fn is_match(&self, text: &str) -> bool {
        self.compiled.is_match(text)
    }
}

impl PartialEq for Regex {
    fn eq(&self, other: &Self) -> bool {
        self.source == other.source
    }
}

impl Eq for Regex {}

impl std::hash::Hash for Regex {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        self.source.hash(state);
    }
}

/// A plain value that may be open or unavailable.
#[derive(Clone, Debug)]
pub struct Operand {
    /// Which.
    pub kind: OperandKind,
    /// Its type.
    pub ty: PlainType,
    /// Where.
    pub span: Span,
}

/// The kinds of operands.
#[derive(Clone, Debug)]
pub enum OperandKind {
    /// A literal.
    Literal(Value),
    /// A fact, or a field of an element.
    Fact(FactRef),
    /// A named value.
    Let(LetId),
    /// An element of a list of plain values.
    Element(VariableId),
    /// Numbers, durations, sizes and times.
    Arithmetic {
        /// The operator.
        op: ArithmeticOp,
        /// The left operand.
        left: Box<Operand>,
        /// The right operand.
        right: Box<Operand>,
    },
    /// The number of elements of a list.
    Count(List),
    /// How long ago a time is, seen from the case's own `now`.
    Age(Box<Operand>),
    /// A decision table.
    Table(Box<Table>),
    /// A test as a yes/no value: *yes* where it holds.
    Truth(Box<Test>),
}

pub use crate::syntax::tree::ArithmeticOp;

/// A fact as rules speak of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct FactRef {
    /// The fact.
    pub fact: FactId,
    /// For a field, whose.
    pub of: Option<VariableId>,
}

/// A list, or the part of it that passes a test.
#[derive(Clone, Debug)]
pub struct List {
    /// Which.
    pub kind: ListKind,
    /// Where.
    pub span: Span,
}

/// The kinds of lists.
#[derive(Clone, Debug)]
pub enum ListKind {
    /// A fact, or a field of an element.
    Fact(FactRef),
    /// A named list.
    Let(LetId),
    /// The elements that pass a test.
    Where {
        /// The list.
        list: Box<List>,
        /// The element.
        variable: VariableId,
        /// The test of an element.
        test: Box<Test>,
    },
}

/// A decision table: the first row that fits wins.
#[derive(Clone, Debug)]
pub struct Table {
    /// The inputs, one or more.
    pub inputs: Vec<Operand>,
    /// The rows; `otherwise` is a last row of cells that accept anything.
    pub rows: Vec<Row>,
}

/// A row of a table.
#[derive(Clone, Debug)]
pub struct Row {
    /// As many cells as there are inputs.
    pub cells: Vec<Cell>,
    /// The value.
    pub value: Operand,
    /// Where.
    pub span: Span,
}

/// A cell of a table.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Cell {
    /// Accepts anything, a value that cannot be known too.
    Anything,
    /// Accepts a known value that passes one of the tests.
    OneOf(Vec<CellTest>),
}

/// One of the alternatives in a cell.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum CellTest {
    /// The value compares so with a literal.
    Compare(Comparison, Value),
    /// The value lies between two literals, both included.
    Range(Value, Value),
}

impl CellTest {
    /// Whether a known value passes.
    pub fn accepts(&self, value: &Value) -> bool {
        match self {
            CellTest::Compare(op, literal) => op.holds(value, literal),
            CellTest::Range(low, high) => {
                value.compare(low).is_some_and(Ordering::is_ge)
                    && value.compare(high).is_some_and(Ordering::is_le)
            }
        }
    }
}

impl Comparison {
    /// Whether two known values of one type compare so.
    pub fn holds(self, left: &Value, right: &Value) -> bool {
        let ordered = |wanted: fn(Ordering) -> bool| left.compare(right).is_some_and(wanted);
        match self {
            Comparison::Is => left == right,
            Comparison::IsNot => left != right,
            Comparison::IsExactly => exactly(left, right),
            Comparison::IsNotExactly => !exactly(left, right),
            Comparison::Less => ordered(Ordering::is_lt),
            Comparison::LessOrEqual => ordered(Ordering::is_le),
            Comparison::Greater => ordered(Ordering::is_gt),
            Comparison::GreaterOrEqual => ordered(Ordering::is_ge),
        }
    }
}

impl fmt::Display for Comparison {
    /// The operator as rules write it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Comparison::Is => "is",
            Comparison::IsNot => "is not",
            Comparison::IsExactly => "is exactly",
            Comparison::IsNotExactly => "is not exactly",
            Comparison::Less => "<",
            Comparison::LessOrEqual => "<=",
            Comparison::Greater => ">",
            Comparison::GreaterOrEqual => ">=",
        })
    }
}

/// Texts compare to the letter; other values have one spelling.
fn exactly(left: &Value, right: &Value) -> bool {
    match (left, right) {
        (Value::Text(a), Value::Text(b)) => a.raw() == b.raw(),
        _ => left == right,
    }
}
