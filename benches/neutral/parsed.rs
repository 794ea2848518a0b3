//! Parsed facts: typed values by fact, in rows and in columns.

use std::collections::HashMap;

use whatnext::Case;
use whatnext::access::{Cell, CellsOfColumn, Column};
use whatnext::facts::memory::{Datum, State};
use whatnext::model::value::{Number, SymbolId, Text, Value};

/// A value that was parsed.
#[derive(Clone, Debug)]
pub(crate) enum Parsed {
    Missing,
    YesNo(bool),
    Symbol(SymbolId),
    Integer(i64),
    Text(Box<Text>),
}

impl Parsed {
    fn of(state: &State) -> Result<Self, String> {
        match state {
            State::Unknown => Ok(Parsed::Missing),
            State::Known(Datum::Plain(Value::YesNo(yes))) => Ok(Parsed::YesNo(*yes)),
            State::Known(Datum::Plain(Value::Symbol(symbol))) => Ok(Parsed::Symbol(*symbol)),
            State::Known(Datum::Plain(Value::Number(number))) => number
                .to_string()
                .parse()
                .map(Parsed::Integer)
                .map_err(|_| format!("{number} is no integer")),
            State::Known(Datum::Plain(Value::Text(text))) => {
                Ok(Parsed::Text(Box::new(text.clone())))
            }
            other => Err(format!("the workloads have no {other:?}")),
        }
    }

    /// The value as a case has it.
    pub(crate) fn state(&self) -> State {
        State::Known(Datum::Plain(match self {
            Parsed::Missing => return State::Unknown,
            Parsed::YesNo(yes) => Value::YesNo(*yes),
            Parsed::Symbol(symbol) => Value::Symbol(*symbol),
            Parsed::Integer(number) => Value::Number(Number::from(*number)),
            Parsed::Text(text) => Value::Text(Text::clone(text)),
        }))
    }

    /// The cell of the value.
    pub(crate) fn cell(&self, column: &Column) -> Cell {
        match self {
            Parsed::Missing => Cell::UNKNOWN,
            Parsed::YesNo(yes) => Cell::of_yes_no(*yes),
            Parsed::Symbol(symbol) => Cell::of_symbol(*symbol),
            Parsed::Integer(number) => column.cell_of_integer(*number),
            Parsed::Text(text) => column.cell_of_text(text),
        }
    }
}

/// The values of one fact in many snapshots, as columnar files keep them: each
/// different text once.
pub(crate) enum ParsedColumn {
    YesNo(Vec<Option<bool>>),
    Symbols(Vec<Option<SymbolId>>),
    Integers(Vec<Option<i64>>),
    Texts {
        dictionary: Vec<Text>,
        codes: Vec<Option<u32>>,
    },
}

/// The parsed facts of a snapshot, by slot.
pub(crate) fn row(case: &Case, slots: usize) -> Result<Vec<Parsed>, String> {
    let states = (0..slots).map(|slot| case.facts.slot(slot));
    states.map(Parsed::of).collect()
}

impl ParsedColumn {
    /// The values of the fact in this slot.
    pub(crate) fn of(rows: &[Vec<Parsed>], slot: usize) -> Self {
        let values = || rows.iter().map(|row| &row[slot]);
        let first = values().find(|value| !matches!(value, Parsed::Missing));
        match first {
            None | Some(Parsed::Missing | Parsed::YesNo(_)) => {
                let values = values().map(|value| match value {
                    Parsed::YesNo(yes) => Some(*yes),
                    _ => None,
                });
                ParsedColumn::YesNo(values.collect())
            }
            Some(Parsed::Symbol(_)) => {
                let values = values().map(|value| match value {
                    Parsed::Symbol(symbol) => Some(*symbol),
                    _ => None,
                });
                ParsedColumn::Symbols(values.collect())
            }
            Some(Parsed::Integer(_)) => {
                let values = values().map(|value| match value {
                    Parsed::Integer(number) => Some(*number),
                    _ => None,
                });
                ParsedColumn::Integers(values.collect())
            }
            Some(Parsed::Text(_)) => {
                let mut numbers: HashMap<String, u32> = HashMap::new();
                let mut dictionary = Vec::new();
                let codes = values().map(|value| match value {
                    Parsed::Text(text) => {
                        let next = numbers.len() as u32;
                        let code = numbers.entry(text.raw().to_owned()).or_insert_with(|| {
                            dictionary.push(Text::clone(text));
                            next
                        });
                        Some(*code)
                    }
                    _ => None,
                });
                let codes = codes.collect();
                ParsedColumn::Texts { dictionary, codes }
            }
        }
    }

    /// Tells the cells of some of the values.
    pub(crate) fn tell(
        &self,
        column: &Column,
        range: std::ops::Range<usize>,
        mut cells: CellsOfColumn<'_>,
    ) {
        match self {
            ParsedColumn::YesNo(values) => {
                let cell = |yes: &Option<bool>| yes.map_or(Cell::UNKNOWN, Cell::of_yes_no);
                cells.write(values[range].iter().map(cell));
            }
            ParsedColumn::Symbols(values) => {
                let cell =
                    |symbol: &Option<SymbolId>| symbol.map_or(Cell::UNKNOWN, Cell::of_symbol);
                cells.write(values[range].iter().map(cell));
            }
            ParsedColumn::Integers(values) => {
                let cell = |number: &Option<i64>| {
                    number.map_or(Cell::UNKNOWN, |number| column.cell_of_integer(number))
                };
                cells.write(values[range].iter().map(cell));
            }
            ParsedColumn::Texts { dictionary, codes } => {
                // A text is looked at where it first comes.
                let mut known: Vec<Option<Cell>> = vec![None; dictionary.len()];
                let cell = |code: &Option<u32>| {
                    code.map_or(Cell::UNKNOWN, |code| {
                        *known[code as usize]
                            .get_or_insert_with(|| column.cell_of_text(&dictionary[code as usize]))
                    })
                };
                cells.write(codes[range].iter().map(cell));
            }
        }
    }
}
