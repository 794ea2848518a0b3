//! Reading the text of a plain value by the type that it is given for.

use std::fmt;

use super::phrases::listed;
use crate::diagnostic::nearest::nearest;
use crate::model::fact::{PlainType, Symbol};
use crate::model::value::{
    Duration, Kind, Number, ReadError, Size, Text, Time, Value, Version, read_yes_no,
};

/// Why a text is not a value of a type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ValueError {
    /// It is not a value of that kind.
    Read(ReadError),
    /// It is not one of the symbols.
    Symbol {
        /// The text.
        text: String,
        /// The symbol that is probably meant.
        nearest: Option<String>,
        /// All symbols.
        symbols: Vec<String>,
    },
    /// The number is out of its bounds.
    Range {
        /// The number.
        number: Number,
        /// The bounds, both included.
        range: (Number, Number),
    },
    /// The number has another unit than the one it should have.
    Unit {
        /// The text.
        text: String,
        /// The right unit, if there is one.
        unit: Option<String>,
    },
}

/// Reads the text of a value of this type, as inputs write it.
///
/// # Errors
///
/// If it is not a value of the type.
pub fn read_plain(ty: &PlainType, text: &str) -> Result<Value, ValueError> {
    let value = match ty {
        PlainType::YesNo => read_yes_no(text).map(Value::YesNo),
        PlainType::Symbols(symbols) => {
            return ty
                .symbol(text)
                .map(Value::Symbol)
                .ok_or_else(|| no_symbol(symbols, text));
        }
        PlainType::Number { unit, range } => {
            return number(text, unit.as_deref(), range.as_deref().copied()).map(Value::Number);
        }
        PlainType::Text => Ok(Value::Text(Text::new(text))),
        PlainType::Version => Version::parse(text).map(Value::Version),
        PlainType::Duration => Duration::parse(text).map(Value::Duration),
        PlainType::Size => Size::parse(text).map(Value::Size),
        PlainType::Time => Time::parse(text).map(Value::Time),
    };
    value.map_err(ValueError::Read)
}

/// A label is not guessed to be its symbol, but it is the best suggestion.
fn no_symbol(symbols: &[Symbol], text: &str) -> ValueError {
    let labelled = symbols
        .iter()
        .find(|symbol| symbol.label.as_deref() == Some(text));
    let names = || symbols.iter().map(|symbol| symbol.name.as_str());
    ValueError::Symbol {
        text: text.to_owned(),
        nearest: labelled
            .map(|symbol| symbol.name.as_str())
            .or_else(|| nearest(text, names()))
            .map(str::to_owned),
        symbols: names().map(str::to_owned).collect(),
    }
}

fn number(
    text: &str,
    unit: Option<&str>,
    range: Option<(Number, Number)>,
) -> Result<Number, ValueError> {
    let bare = unit
        .and_then(|unit| text.strip_suffix(unit))
        .map_or(text, str::trim_end);
    let number = Number::parse_data(bare).map_err(|error| {
        if matches!(error, ReadError::Not { .. }) && has_unit(bare) {
            let unit = unit.map(str::to_owned);
            return ValueError::Unit {
                text: text.to_owned(),
                unit,
            };
        }
        // The text as it was given, if the unit was the whole of it.
        ValueError::Read(if bare.is_empty() {
            ReadError::not(Kind::Number, text)
        } else {
            error
        })
    })?;
    match range {
        Some(range) if number < range.0 || number > range.1 => {
            Err(ValueError::Range { number, range })
        }
        _ => Ok(number),
    }
}

/// Whether this is a number with something that may be a unit behind it.
fn has_unit(text: &str) -> bool {
    let is_digit = |c: char| c.is_ascii_digit() || matches!(c, '.' | '-' | '+');
    let (number, unit) = text.split_at(text.find(|c| !is_digit(c)).unwrap_or(text.len()));
    let unit = unit.trim_start();
    let is_word = unit
        .chars()
        .all(|c| c.is_alphabetic() || matches!(c, '%' | '/' | '°'));
    !unit.is_empty() && is_word && Number::parse_data(number).is_ok()
}

impl ValueError {
    /// A few words for the place of the error, where there is a suggestion.
    pub fn suggestion(&self) -> Option<&str> {
        match self {
            ValueError::Symbol { nearest, .. } => nearest.as_deref(),
            _ => None,
        }
    }

    /// What to write instead, where that is known.
    pub fn help(&self) -> Option<String> {
        match self {
            ValueError::Read(error) => error.help().map(str::to_owned),
            ValueError::Symbol { symbols, .. } => {
                listed(symbols, "and").map(|symbols| format!("the symbols are {symbols}"))
            }
            ValueError::Range { .. } => None,
            ValueError::Unit {
                unit: Some(unit), ..
            } => Some(format!(
                "give the number of {unit}; the unit need not be written"
            )),
            ValueError::Unit { unit: None, .. } => Some("give the number alone".to_owned()),
        }
    }
}

impl fmt::Display for ValueError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ValueError::Read(error) => error.fmt(f),
            ValueError::Symbol { text, .. } => write!(f, "`{text}` is not one of the symbols"),
            ValueError::Range {
                number,
                range: (low, high),
            } => {
                write!(f, "`{number}` is not between {low} and {high}")
            }
            ValueError::Unit {
                text,
                unit: Some(unit),
            } => {
                write!(f, "`{text}` is not a number of {unit}")
            }
            ValueError::Unit { text, unit: None } => {
                write!(f, "`{text}` has a unit where a number has none")
            }
        }
    }
}

impl std::error::Error for ValueError {}
