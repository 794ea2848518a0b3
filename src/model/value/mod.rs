//! The plain values that facts, literals and derived values have.
//!
//! Every kind of value is equal, ordered and hashed by what it *means*: the
//! versions `10.3` and `10.3.0` are one value, and so are `90 s` and `1 minute
//! 30 seconds`. Lists are not values in this sense; their elements have places
//! of their own.

mod duration;
mod error;
mod number;
mod numeral;
mod quantity;
mod size;
mod text;
mod time;
mod version;

#[cfg(test)]
mod laws;

use std::cmp::Ordering;
use std::fmt;

pub use duration::Duration;
pub use error::ReadError;
pub use number::Number;
pub use size::Size;
pub use text::{Text, printable};
pub use time::Time;
pub use version::Version;

/// The index of a symbol among the symbols of its enumeration.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SymbolId(pub u16);

impl SymbolId {
    /// The index as a number that indexes slices.
    pub fn index(self) -> usize {
        usize::from(self.0)
    }
}

/// A plain value.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Value {
    /// Yes (`true`) or no.
    YesNo(bool),
    /// A symbol of an enumeration, which the type knows.
    Symbol(SymbolId),
    /// A decimal number.
    Number(Number),
    /// A text.
    Text(Text),
    /// The version of a product.
    Version(Version),
    /// A length of time.
    Duration(Duration),
    /// A number of bytes.
    Size(Size),
    /// An instant.
    Time(Time),
}

impl Value {
    /// What kind of value this is.
    pub fn kind(&self) -> Kind {
        match self {
            Value::YesNo(_) => Kind::YesNo,
            Value::Symbol(_) => Kind::Symbol,
            Value::Number(_) => Kind::Number,
            Value::Text(_) => Kind::Text,
            Value::Version(_) => Kind::Version,
            Value::Duration(_) => Kind::Duration,
            Value::Size(_) => Kind::Size,
            Value::Time(_) => Kind::Time,
        }
    }

    /// Whether the values are equal and are written alike, so that neither a
    /// test nor a reader can tell them apart.
    pub fn is_identical(&self, other: &Value) -> bool {
        self == other
            && match (self, other) {
                (Value::Text(a), Value::Text(b)) => a.is_exactly(b),
                (Value::Version(a), Value::Version(b)) => a.as_str() == b.as_str(),
                _ => true,
            }
    }

    /// Which of two values of the same ordered kind is the greater one. Yes/no,
    /// symbols and texts have no order.
    pub fn compare(&self, other: &Value) -> Option<Ordering> {
        match (self, other) {
            (Value::Number(a), Value::Number(b)) => Some(a.cmp(b)),
            (Value::Version(a), Value::Version(b)) => Some(a.cmp(b)),
            (Value::Duration(a), Value::Duration(b)) => Some(a.cmp(b)),
            (Value::Size(a), Value::Size(b)) => Some(a.cmp(b)),
            (Value::Time(a), Value::Time(b)) => Some(a.cmp(b)),
            _ => None,
        }
    }
}

/// The kinds of plain values.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Yes or no.
    YesNo,
    /// A symbol of an enumeration.
    Symbol,
    /// A decimal number.
    Number,
    /// A text.
    Text,
    /// The version of a product.
    Version,
    /// A length of time.
    Duration,
    /// A number of bytes.
    Size,
    /// An instant.
    Time,
}

impl fmt::Display for Kind {
    /// The kind as the end of a sentence: "is not a number".
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Kind::YesNo => "yes or no",
            Kind::Symbol => "a symbol",
            Kind::Number => "a number",
            Kind::Text => "a text",
            Kind::Version => "a version",
            Kind::Duration => "a duration",
            Kind::Size => "a size",
            Kind::Time => "a time",
        })
    }
}

/// Reads the text of a yes/no value. The spellings are those that YAML and
/// people use; the words must be all small, all capital or capitalised.
///
/// # Errors
///
/// If the text is written otherwise.
pub fn read_yes_no(text: &str) -> Result<bool, ReadError> {
    match text {
        "yes" | "Yes" | "YES" | "true" | "True" | "TRUE" => Ok(true),
        "no" | "No" | "NO" | "false" | "False" | "FALSE" => Ok(false),
        _ => Err(ReadError::not(Kind::YesNo, text)),
    }
}
