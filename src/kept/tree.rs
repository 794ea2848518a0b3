//! Syntax trees as bytes.
//!
//! The declarations below name every part of every kind of node once: a part that is
//! forgotten does not compile.

use super::Fault;
use super::text::{Part, TreeReader, TreeWriter};
use crate::source::FileId;
use crate::source::Span;
use crate::syntax::tree::{
    Action, ActionLine, ArithmeticOp, Attribute, AttributeValue, Binder, Cell, CellKind, CellTest,
    CompareOp, Condition, ConditionKind, Entry, EntryKind, Expr, ExprKind, Fact, File, Guide,
    Import, Item, Let, Literal, Name, Number, Otherwise, Pattern, Quantifier, Row, Rule, RuleLine,
    Str, Symbol, Table, TextLine, TextOp, Type, TypeKind,
};

/// The bytes of the tree of `text`, which has no mistakes.
pub(super) fn write(tree: &File, text: &str) -> Vec<u8> {
    let mut writer = TreeWriter::new(text);
    tree.items.write(&mut writer);
    tree.comments.write(&mut writer);
    writer.bytes.finish()
}

/// The tree of `text`.
///
/// # Errors
///
/// Where the bytes are those of no tree that this text can have.
pub(super) fn read(bytes: &[u8], file: FileId, text: &str) -> Result<File, Fault> {
    let mut reader = TreeReader::new(bytes, file, text);
    let tree = File {
        id: reader.file(),
        items: Part::read(&mut reader)?,
        comments: Part::read(&mut reader)?,
        unread: Vec::new(),
    };
    reader.bytes.end()?;
    Ok(tree)
}

/// Structs, with all their fields.
macro_rules! structs {
    ($($name:ident { $($field:ident),* $(,)? })*) => {$(
        impl Part for $name {
            fn write(&self, writer: &mut TreeWriter<'_>) {
                let $name { $($field),* } = self;
                $($field.write(writer);)*
            }

            fn read(reader: &mut TreeReader<'_>) -> Result<Self, Fault> {
                Ok($name { $($field: Part::read(reader)?),* })
            }
        }
    )*};
}

/// Enums, with all their variants: the byte of each, its parts and their types. Some
/// are possible only where a check says so.
macro_rules! enums {
    ($($name:ident $(if $is_possible:ident)? {
        $($tag:literal $variant:ident
            $(( $($part:ident: $type:ty),* ))?
            $({ $($field:ident),* })?
        ),* $(,)?
    })*) => {$(
        impl Part for $name {
            fn write(&self, writer: &mut TreeWriter<'_>) {
                match self {
                    $($name::$variant $(( $($part),* ))? $({ $($field),* })? => {
                        writer.bytes.byte($tag);
                        $($($part.write(writer);)*)?
                        $($($field.write(writer);)*)?
                    })*
                }
            }

            fn read(reader: &mut TreeReader<'_>) -> Result<Self, Fault> {
                let part = match reader.bytes.byte()? {
                    $($tag => $name::$variant
                        $(( $(<$type as Part>::read(reader)?),* ))?
                        $({ $($field: Part::read(reader)?),* })?,
                    )*
                    _ => return Err(Fault::Broken),
                };
                $(if !$is_possible(&part) {
                    return Err(Fault::Broken);
                })?
                Ok(part)
            }
        }
    )*};
}

structs! {
    Action { name, title, binders, lines, span }
    Attribute { word, value, span }
    Binder { variable, list, span }
    Cell { kind, span }
    Condition { kind, name, title, binders, when, span }
    Entry { kind, when, without_asking, because, up_to, span }
    Expr { kind, span }
    Fact { name, title, ty, attributes, span }
    Guide { title, attributes, span }
    Import { path, span }
    Let { name, value, span }
    Otherwise { value, span }
    Row { cells, value, span }
    Rule { name, title, binders, lines, span }
    Symbol { name, label }
    Table { inputs, rows, otherwise }
    TextLine { text, when, span }
    Type { kind, span }
}

enums! {
    ActionLine if changes_something {
        0 Step(line: TextLine),
        1 Note(line: TextLine),
        2 Cost { value, span },
        3 Rechecks { facts, span },
    }
    ArithmeticOp { 0 Add, 1 Subtract, 2 Multiply, 3 Divide }
    AttributeValue {
        0 Text(text: Str),
        1 Never(span: Span),
        2 Expr(value: Expr),
    }
    CellKind if has_tests { 0 Anything, 1 OneOf(tests: Vec<CellTest>) }
    CellTest {
        0 Is(value: Expr),
        1 Compare(op: CompareOp, value: Expr),
        2 Range(low: Expr, high: Expr),
    }
    CompareOp {
        0 Is, 1 IsNot, 2 IsExactly, 3 IsNotExactly,
        4 Less, 5 LessOrEqual, 6 Greater, 7 GreaterOrEqual,
    }
    ConditionKind { 0 Condition, 1 Symptom }
    EntryKind {
        0 Try(action: Name),
        1 Conclude(text: Str),
        2 Refer { text, url },
        3 Escalate(action: Name),
    }
    ExprKind if has_parts {
        0 Literal(literal: Literal),
        1 Name(name: Name),
        2 Group(inner: Box<Expr>),
        3 Not(part: Box<Expr>),
        4 And(parts: Vec<Expr>),
        5 Or(parts: Vec<Expr>),
        6 Negate(value: Box<Expr>),
        7 Arithmetic { op, left, right },
        8 Compare { op, left, right },
        9 In { value, negated, items },
        10 TextTest { op, value, pattern },
        11 Matches { value, regex },
        12 Empty { value, negated },
        13 Unavailable { value, negated },
        14 Quantified { quantifier, variable, list, body },
        15 Where { list, test },
        16 Count(list: Box<Expr>),
        17 Age(time: Box<Expr>),
        18 Table(table: Table),
    }
    Item {
        0 Guide(item: Guide),
        1 Import(item: Import),
        2 Fact(item: Fact),
        3 Let(item: Let),
        4 Condition(item: Condition),
        5 Action(item: Action),
        6 Rule(item: Rule),
        7 Broken(span: Span),
    }
    Literal {
        0 YesNo(yes: bool, span: Span),
        1 Str(text: Str),
        2 Number(number: Number),
        3 Quantity { number, unit },
    }
    Pattern if has_patterns { 0 One(pattern: Box<Expr>), 1 Any(patterns: Vec<Expr>) }
    Quantifier { 0 Any, 1 Every, 2 No }
    RuleLine {
        0 When { test, span },
        1 Priority { value, span },
        2 Entry(entry: Box<Entry>),
    }
    TextOp { 0 Contains, 1 ContainsExactly, 2 StartsWith, 3 EndsWith }
    TypeKind if has_values {
        0 YesNo, 1 Text, 2 Version, 3 Duration, 4 Size, 5 Time,
        6 Number { unit, range },
        7 Symbols(symbols: Vec<Symbol>),
        8 ListOf(element: Box<Type>),
        9 ListBy { keys, fields },
    }
}

fn changes_something(line: &ActionLine) -> bool {
    !matches!(line, ActionLine::Rechecks { facts, .. } if facts.is_empty())
}

fn has_tests(cell: &CellKind) -> bool {
    !matches!(cell, CellKind::OneOf(tests) if tests.is_empty())
}

fn has_parts(kind: &ExprKind) -> bool {
    match kind {
        ExprKind::And(parts) | ExprKind::Or(parts) => parts.len() > 1,
        ExprKind::In { items, .. } => !items.is_empty(),
        ExprKind::Table(table) => !table.inputs.is_empty(),
        _ => true,
    }
}

fn has_patterns(pattern: &Pattern) -> bool {
    !matches!(pattern, Pattern::Any(patterns) if patterns.is_empty())
}

fn has_values(kind: &TypeKind) -> bool {
    match kind {
        TypeKind::Symbols(symbols) => !symbols.is_empty(),
        TypeKind::ListBy { keys, fields } => !keys.is_empty() && !fields.is_empty(),
        _ => true,
    }
}

impl Part for bool {
    fn write(&self, writer: &mut TreeWriter<'_>) {
        writer.bytes.byte(u8::from(*self));
    }

    fn read(reader: &mut TreeReader<'_>) -> Result<Self, Fault> {
        match reader.bytes.byte()? {
            0 => Ok(false),
            1 => Ok(true),
            _ => Err(Fault::Broken),
        }
    }
}

impl<P: Part> Part for Option<P> {
    fn write(&self, writer: &mut TreeWriter<'_>) {
        self.is_some().write(writer);
        if let Some(part) = self {
            part.write(writer);
        }
    }

    fn read(reader: &mut TreeReader<'_>) -> Result<Self, Fault> {
        bool::read(reader)?.then(|| P::read(reader)).transpose()
    }
}

impl<P: Part> Part for Box<P> {
    fn write(&self, writer: &mut TreeWriter<'_>) {
        P::write(self, writer);
    }

    fn read(reader: &mut TreeReader<'_>) -> Result<Self, Fault> {
        reader.part().map(Box::new)
    }
}

/// Room for more than this is made only as it is needed.
const USUAL_LENGTH: usize = 64;

impl<P: Part> Part for Vec<P> {
    fn write(&self, writer: &mut TreeWriter<'_>) {
        writer.bytes.count(self.len());
        for part in self {
            part.write(writer);
        }
    }

    fn read(reader: &mut TreeReader<'_>) -> Result<Self, Fault> {
        let count = reader.bytes.count()?;
        let mut parts = Vec::with_capacity(count.min(USUAL_LENGTH));
        for _ in 0..count {
            parts.push(reader.part()?);
        }
        Ok(parts)
    }
}

impl<P: Part, Q: Part> Part for (P, Q) {
    fn write(&self, writer: &mut TreeWriter<'_>) {
        self.0.write(writer);
        self.1.write(writer);
    }

    fn read(reader: &mut TreeReader<'_>) -> Result<Self, Fault> {
        Ok((P::read(reader)?, Q::read(reader)?))
    }
}
