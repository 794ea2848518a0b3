//! The syntax tree of one file: what is written, with the place of every part.
//!
//! The tree is as written: names are not resolved, literals are not read, and
//! brackets are kept. Comments stand beside the items, each with its place, so
//! that a formatter can put them back.

use crate::source::{FileId, Span};

/// A whole file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// Which file this is.
    pub id: FileId,
    /// The declarations in the order in which they are written.
    pub items: Vec<Item>,
    /// The places of all comments in order, each from its `#` to the end of
    /// its line.
    pub comments: Vec<Span>,
    /// The names that the broken declarations seem to declare: where one is
    /// used, its declaration is not missing.
    pub unread: Vec<Name>,
}

/// One declaration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Item {
    /// `guide "…" { … }`
    Guide(Guide),
    /// `import "…"`
    Import(Import),
    /// `fact …: …`
    Fact(Fact),
    /// `let … = …`
    Let(Let),
    /// `condition … when …` and `symptom … when …`
    Condition(Condition),
    /// `action … { … }`
    Action(Action),
    /// `rule … { … }`
    Rule(Rule),
    /// A declaration with a syntax error, which has been reported.
    Broken(Span),
}

/// A word or a dotted name, as written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    /// The words, joined by dots, without white space.
    pub text: String,
    /// Where.
    pub span: Span,
}

/// A string in double quotes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Str {
    /// What stands between the quotes, nothing replaced.
    pub raw: String,
    /// The place, quotes included.
    pub span: Span,
}

/// A line `word "…"` or `word …` inside the braces of a declaration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attribute {
    /// The word that it begins with.
    pub word: Name,
    /// What follows.
    pub value: AttributeValue,
    /// The whole line.
    pub span: Span,
}

/// What follows the word of an attribute.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AttributeValue {
    /// A string: `ask "…"`, `help "…"`, `from "…"`, `source "…"`, `version "…"`.
    Text(Str),
    /// `ask never`; the span is that of `never`.
    Never(Span),
    /// An expression: `when …`, `default …`.
    Expr(Expr),
}

/// `guide "…" { source "…" version "…" }`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Guide {
    /// The title.
    pub title: Str,
    /// `source` and `version`.
    pub attributes: Vec<Attribute>,
    /// The whole declaration.
    pub span: Span,
}

/// `import "…"`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Import {
    /// The path, relative to the importing file.
    pub path: Str,
    /// The whole declaration.
    pub span: Span,
}

/// `fact NAME "…": TYPE { … }`, also a field of a list (`NAME: TYPE { … }`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    /// The path of the fact, or the word of the field.
    pub name: Name,
    /// The title.
    pub title: Option<Str>,
    /// The type.
    pub ty: Type,
    /// The attributes in braces; those of a `list by` are the words without a
    /// colon.
    pub attributes: Vec<Attribute>,
    /// The whole declaration.
    pub span: Span,
}

/// A type as written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Type {
    /// Which.
    pub kind: TypeKind,
    /// Where.
    pub span: Span,
}

/// The kinds of types.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TypeKind {
    /// `yes/no`
    YesNo,
    /// `text`
    Text,
    /// `version`
    Version,
    /// `duration`
    Duration,
    /// `size`
    Size,
    /// `time`
    Time,
    /// `number`, `number unit "days" 0..100`
    Number {
        /// The unit.
        unit: Option<Str>,
        /// The bounds, both included.
        range: Option<(Number, Number)>,
    },
    /// `a "label" | b | c`. A single word without a label may also be a
    /// misspelt type; checking tells.
    Symbols(Vec<Symbol>),
    /// `list of T`
    ListOf(Box<Type>),
    /// `list by KEY, … { … }`
    ListBy {
        /// The names of the key fields.
        keys: Vec<Name>,
        /// The fields.
        fields: Vec<Fact>,
    },
}

/// One symbol of an enumeration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Symbol {
    /// The symbol.
    pub name: Name,
    /// What people read instead.
    pub label: Option<Str>,
}

/// A number with its sign, as written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Number {
    /// Digits, with a sign and a decimal point where they are written.
    pub text: String,
    /// Where.
    pub span: Span,
}

/// `let NAME = EXPR`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Let {
    /// The name.
    pub name: Name,
    /// The value.
    pub value: Expr,
    /// The whole declaration.
    pub span: Span,
}

/// `for x in L`, `for each x in L`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Binder {
    /// The variable.
    pub variable: Name,
    /// The list.
    pub list: Expr,
    /// From `for` to the end of the list.
    pub span: Span,
}

/// Whether a declaration says `condition` or `symptom`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ConditionKind {
    /// A part of guards.
    Condition,
    /// A complaint that people come with.
    Symptom,
}

/// `condition NAME "…" for x in L when EXPR`, `symptom NAME "…" when EXPR`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Condition {
    /// Which of the two.
    pub kind: ConditionKind,
    /// The name.
    pub name: Name,
    /// The title.
    pub title: Option<Str>,
    /// The elements that it speaks of, outermost first.
    pub binders: Vec<Binder>,
    /// The test.
    pub when: Expr,
    /// The whole declaration.
    pub span: Span,
}

/// `action NAME "…" for x in L { … }`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Action {
    /// The name.
    pub name: Name,
    /// The title.
    pub title: Option<Str>,
    /// The elements that it is done to, outermost first.
    pub binders: Vec<Binder>,
    /// The lines of the body in order.
    pub lines: Vec<ActionLine>,
    /// The whole declaration.
    pub span: Span,
}

/// A line in the body of an action.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ActionLine {
    /// `step "…" when …`
    Step(TextLine),
    /// `note "…" when …`
    Note(TextLine),
    /// `cost 5 minutes`
    Cost {
        /// The duration.
        value: Literal,
        /// The whole line.
        span: Span,
    },
    /// `rechecks a, l.field`
    Rechecks {
        /// The facts.
        facts: Vec<Name>,
        /// The whole line.
        span: Span,
    },
}

/// The text of a step or a note.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextLine {
    /// The text.
    pub text: Str,
    /// When it is shown.
    pub when: Option<Expr>,
    /// The whole line.
    pub span: Span,
}

/// `rule NAME "…" for each x in L { … }`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rule {
    /// The name.
    pub name: Name,
    /// The title.
    pub title: Option<Str>,
    /// The elements that it is instantiated for, outermost first.
    pub binders: Vec<Binder>,
    /// The lines of the body in order.
    pub lines: Vec<RuleLine>,
    /// The whole declaration.
    pub span: Span,
}

/// A line in the body of a rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RuleLine {
    /// `when …`
    When {
        /// The test.
        test: Expr,
        /// The whole line.
        span: Span,
    },
    /// `priority 10`
    Priority {
        /// The number.
        value: Number,
        /// The whole line.
        span: Span,
    },
    /// `try …`, `conclude …`, `refer …`, `escalate …`
    Entry(Box<Entry>),
}

/// An entry of a rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// What it proposes.
    pub kind: EntryKind,
    /// `when …`
    pub when: Option<Expr>,
    /// The place of `without asking`.
    pub without_asking: Option<Span>,
    /// `because "…"`
    pub because: Option<Str>,
    /// `up to N times`
    pub up_to: Option<Number>,
    /// The whole entry.
    pub span: Span,
}

/// What an entry proposes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EntryKind {
    /// `try ACTION`
    Try(Name),
    /// `conclude "…"`
    Conclude(Str),
    /// `refer "…" at "…"`
    Refer {
        /// What is found there.
        text: Str,
        /// The address.
        url: Str,
    },
    /// `escalate ACTION`
    Escalate(Name),
}

/// An expression.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Expr {
    /// Which.
    pub kind: ExprKind,
    /// Where.
    pub span: Span,
}

/// The kinds of expressions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ExprKind {
    /// A literal.
    Literal(Literal),
    /// A name: a fact, let, condition, symptom, variable, field or symbol.
    Name(Name),
    /// `( … )`
    Group(Box<Expr>),
    /// `not …`
    Not(Box<Expr>),
    /// `… and …`, two or more parts.
    And(Vec<Expr>),
    /// `… or …`, two or more parts.
    Or(Vec<Expr>),
    /// `-x`, of anything but a number written out.
    Negate(Box<Expr>),
    /// `a + b`
    Arithmetic {
        /// The operator.
        op: ArithmeticOp,
        /// The left operand.
        left: Box<Expr>,
        /// The right operand.
        right: Box<Expr>,
    },
    /// `a < b`, `a is b`
    Compare {
        /// The operator.
        op: CompareOp,
        /// The left operand.
        left: Box<Expr>,
        /// The right operand.
        right: Box<Expr>,
    },
    /// `a in [ … ]`, `a not in [ … ]`
    In {
        /// The operand.
        value: Box<Expr>,
        /// Whether `not` stands before `in`.
        negated: bool,
        /// What stands in the brackets.
        items: Vec<Expr>,
    },
    /// `a contains b`, `a starts with any [ … ]`
    TextTest {
        /// The operator.
        op: TextOp,
        /// The left operand.
        value: Box<Expr>,
        /// The right operand.
        pattern: Pattern,
    },
    /// `a matches /…/`
    Matches {
        /// The operand.
        value: Box<Expr>,
        /// The regular expression.
        regex: Regex,
    },
    /// `a is empty`, `a is not empty`
    Empty {
        /// The operand.
        value: Box<Expr>,
        /// Whether it says `is not`.
        negated: bool,
    },
    /// `a is unavailable`, `a is not unavailable`
    Unavailable {
        /// The operand.
        value: Box<Expr>,
        /// Whether it says `is not`.
        negated: bool,
    },
    /// `any x in L has …`
    Quantified {
        /// Which quantifier.
        quantifier: Quantifier,
        /// The variable.
        variable: Name,
        /// The list.
        list: Box<Expr>,
        /// The test of an element.
        body: Box<Expr>,
    },
    /// `L where …`
    Where {
        /// The list.
        list: Box<Expr>,
        /// The test of an element.
        test: Box<Expr>,
    },
    /// `count(L)`
    Count(Box<Expr>),
    /// `age(x)`
    Age(Box<Expr>),
    /// `table … { … }`
    Table(Table),
}

/// A literal; what it means depends on the type that it meets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Literal {
    /// `yes`, `no`
    YesNo(bool, Span),
    /// `"…"`
    Str(Str),
    /// `-1.5`
    Number(Number),
    /// `5 minutes`
    Quantity {
        /// The number.
        number: Number,
        /// The unit.
        unit: Name,
    },
}

/// Quantifiers over lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Quantifier {
    /// `any`
    Any,
    /// `every`
    Every,
    /// `no`
    No,
}

/// Operators on quantities.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ArithmeticOp {
    /// `+`
    Add,
    /// `-`
    Subtract,
    /// `*`
    Multiply,
    /// `/`
    Divide,
}

/// Comparisons.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CompareOp {
    /// `is`
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

/// Tests on texts; the first is also a test on lists of plain values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TextOp {
    /// `contains`
    Contains,
    /// `contains exactly`
    ContainsExactly,
    /// `starts with`
    StartsWith,
    /// `ends with`
    EndsWith,
}

/// The right-hand side of a text test.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Pattern {
    /// One operand.
    One(Box<Expr>),
    /// `any [ … ]`
    Any(Vec<Expr>),
}

/// A regular expression between slashes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Regex {
    /// What stands between the slashes, nothing replaced (`\/` included).
    pub raw: String,
    /// The place, slashes included.
    pub span: Span,
}

/// `table IN, IN { … }`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// The inputs.
    pub inputs: Vec<Expr>,
    /// The rows in order; `otherwise` is not among them.
    pub rows: Vec<Row>,
    /// `otherwise: value`
    pub otherwise: Option<Box<Otherwise>>,
}

/// `cell, cell: value`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The cells, left to right.
    pub cells: Vec<Cell>,
    /// The value.
    pub value: Expr,
    /// The whole row.
    pub span: Span,
}

/// `otherwise: value`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Otherwise {
    /// The value.
    pub value: Expr,
    /// The whole row.
    pub span: Span,
}

/// A cell of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell {
    /// Which.
    pub kind: CellKind,
    /// Where.
    pub span: Span,
}

/// The kinds of cells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CellKind {
    /// `_`
    Anything,
    /// `a | b`, one or more.
    OneOf(Vec<CellTest>),
}

/// One of the alternatives in a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CellTest {
    /// A literal or a symbol.
    Is(Expr),
    /// `< 5`, `is not x`
    Compare(CompareOp, Expr),
    /// `1..5`, both bounds included.
    Range(Expr, Expr),
}
