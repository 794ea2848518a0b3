//! Facts and their types.

use std::sync::Arc;

use super::expression::Test;
use super::ids::{FactId, VariableId};
use super::json_path::JsonPath;
use super::text::Template;
use super::value::{Number, SymbolId, Value, printable};
use crate::source::Span;

/// A fact, or a field of the elements of a list.
#[derive(Debug)]
pub struct Fact {
    /// The path as it is written in rules: `app.message`; of a field, the path
    /// of its list and its own word: `destinations.indicator`.
    pub path: String,
    /// The title.
    pub title: Option<String>,
    /// The list whose elements have this field; none for a top-level fact.
    pub list: Option<FactId>,
    /// Where the value stands: among the top-level facts, or among the fields
    /// of its list.
    pub slot: usize,
    /// The type.
    pub ty: Type,
    /// How it is asked for.
    pub ask: Ask,
    /// How to find it out.
    pub help: Option<Template>,
    /// It is asked for only where this holds. In a field, the list's own
    /// variable ([`ListType::Records`]) stands for the element at hand.
    pub when: Option<Test>,
    /// Its value where it is unavailable.
    pub default: Option<Value>,
    /// Where gathered documents have it: a path from the whole document, of a field
    /// from the element.
    pub from: Option<JsonPath>,
    /// The declaration.
    pub span: Span,
    /// The name in the declaration.
    pub name_span: Span,
}

impl Fact {
    /// The last word of the path of a field, or the whole path of a top-level
    /// fact.
    pub fn word(&self) -> &str {
        match self.list {
            Some(_) => self.path.rsplit('.').next().unwrap_or(&self.path),
            None => &self.path,
        }
    }
}

/// How a fact is asked for.
#[derive(Debug)]
pub enum Ask {
    /// With the author's question.
    Question(Template),
    /// With a question made from name and type.
    Made,
    /// Not at all: only a collector supplies it.
    Never,
}

/// The type of a fact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Type {
    /// A value that is not a list.
    Plain(PlainType),
    /// A list.
    List(ListType),
}

/// The type of a value that is not a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PlainType {
    /// `yes/no`
    YesNo,
    /// An enumeration. Two are the same type where their symbols have the same
    /// names in the same order. Shared, as every operand carries its type.
    Symbols(Arc<[Symbol]>),
    /// `number`
    Number {
        /// The unit, as people read it. Shared, as the symbols are.
        unit: Option<Arc<str>>,
        /// The bounds, both included, the lower first. Shared too.
        range: Option<Arc<(Number, Number)>>,
    },
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
}

/// A symbol of an enumeration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Symbol {
    /// The name that rules and inputs use.
    pub name: String,
    /// What people read instead.
    pub label: Option<String>,
}

impl Symbol {
    /// What people read.
    pub fn label(&self) -> &str {
        self.label.as_deref().unwrap_or(&self.name)
    }
}

/// The type of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ListType {
    /// `list of T`
    Values(PlainType),
    /// `list by KEY, … { … }`
    Records {
        /// The fields whose values tell the elements apart; one or more, all
        /// of plain types.
        keys: Vec<FactId>,
        /// All fields, the keys among them, in the order of their slots.
        fields: Vec<FactId>,
        /// The nameless element of which the attributes of the fields speak.
        element: VariableId,
    },
}

impl Type {
    /// The symbols, if this is an enumeration.
    pub fn symbols(&self) -> Option<&[Symbol]> {
        match self {
            Type::Plain(plain) => plain.symbols(),
            Type::List(_) => None,
        }
    }
}

impl PlainType {
    /// The symbols, if this is an enumeration.
    pub fn symbols(&self) -> Option<&[Symbol]> {
        match self {
            PlainType::Symbols(symbols) => Some(symbols),
            _ => None,
        }
    }

    /// The symbol with this name.
    pub fn symbol(&self, name: &str) -> Option<SymbolId> {
        let at = self
            .symbols()?
            .iter()
            .position(|symbol| symbol.name == name)?;
        u16::try_from(at).ok().map(SymbolId)
    }

    /// A value of this type as people read it: the label of a symbol, a number
    /// with its unit.
    pub fn show(&self, value: &Value) -> String {
        match (self, value) {
            (PlainType::Symbols(symbols), Value::Symbol(id)) => symbols
                .get(id.index())
                .map_or_else(String::new, |symbol| symbol.label().to_owned()),
            (
                PlainType::Number {
                    unit: Some(unit), ..
                },
                Value::Number(number),
            ) => format!("{number} {unit}"),
            (_, Value::Text(text)) => printable(text.raw()).into_owned(),
            _ => self.write(value),
        }
    }

    /// A value of this type as inputs write it: the name of a symbol, a bare
    /// number.
    pub fn write(&self, value: &Value) -> String {
        match value {
            Value::YesNo(yes) => if *yes { "yes" } else { "no" }.to_owned(),
            Value::Symbol(id) => self
                .symbols()
                .and_then(|symbols| symbols.get(id.index()))
                .map_or_else(String::new, |symbol| symbol.name.clone()),
            Value::Number(number) => number.to_string(),
            Value::Text(text) => text.raw().to_owned(),
            Value::Version(version) => version.to_string(),
            Value::Duration(duration) => duration.to_string(),
            Value::Size(size) => size.to_string(),
            Value::Time(time) => time.to_string(),
        }
    }
}
