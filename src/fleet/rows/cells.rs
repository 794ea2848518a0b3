//! From raw values to the cells that the index searches by.

use super::hash::hash;
use super::layout::Layout;
use super::read::Row;
use super::value::plain;
use super::{Raw, Unusual};
use crate::access::{Cell, Column};
use crate::facts::memory::{Datum, State};
use crate::facts::read::Reader;
use crate::model::fact::{PlainType, Type};
use crate::model::ids::FactId;
use crate::model::value::{Number, Value};

/// Finds the cells of rows. Each thread has its own, because what texts mean is
/// remembered.
#[derive(Debug)]
pub struct Cells<'i> {
    layout: &'i Layout<'i>,
    columns: &'i [Column],
    facts: Vec<Fact<'i>>,
}

/// A fact and its columns.
#[derive(Debug)]
struct Fact<'i> {
    id: FactId,
    kind: Kind<'i>,
    /// The columns that see it.
    columns: Vec<usize>,
    /// Their cells where nothing is said of the fact.
    missing: Vec<Cell>,
    /// Their cells where it is unavailable.
    unavailable: Vec<Cell>,
}

/// How the value of a fact is turned into cells.
#[derive(Debug)]
enum Kind<'i> {
    YesNo {
        /// The cells for no and for yes.
        cells: [Vec<Cell>; 2],
        texts: Texts<'i>,
    },
    Number {
        /// What a whole number must be between; none where the bounds are not
        /// whole.
        bounds: Option<(i64, i64)>,
        texts: Texts<'i>,
    },
    Texts(Texts<'i>),
    List,
}

impl<'i> Cells<'i> {
    /// Prepares for the rows of a layout.
    pub fn of(layout: &'i Layout<'i>, columns: &'i [Column]) -> Self {
        let facts = layout.facts.iter();
        Cells {
            layout,
            columns,
            facts: facts.map(|&id| Fact::of(layout, columns, id)).collect(),
        }
    }

    /// Finds the cells of a row. Each column is told once.
    ///
    /// # Errors
    ///
    /// If the record must be read thoroughly; some columns have been told then.
    pub fn find(
        &mut self,
        reader: &Reader<'_>,
        row: &Row<'_>,
        mut tell: impl FnMut(usize, Cell),
    ) -> Result<(), Unusual> {
        for (fact, &raw) in self.facts.iter_mut().zip(&row.facts) {
            let Fact {
                id,
                kind,
                columns,
                missing,
                unavailable,
            } = fact;
            let cells: &[Cell] = match (kind, raw) {
                (_, Raw::Missing) => missing,
                (_, Raw::Null) => unavailable,
                (Kind::YesNo { cells, .. }, Raw::No) => &cells[0],
                (Kind::YesNo { cells, .. }, Raw::Yes) => &cells[1],
                (
                    Kind::Number {
                        bounds: Some((low, high)),
                        ..
                    },
                    Raw::Integer(number),
                ) => {
                    if number < *low || number > *high {
                        return Err(Unusual);
                    }
                    for &column in &*columns {
                        tell(column, self.columns[column].cell_of_integer(number));
                    }
                    continue;
                }
                (Kind::List, raw) => {
                    self.layout.state(reader, *id, raw)?;
                    // Their tests are no tests of cells.
                    unavailable
                }
                (
                    Kind::Texts(texts) | Kind::YesNo { texts, .. } | Kind::Number { texts, .. },
                    raw,
                ) => texts.cells(self.columns, columns, raw)?,
            };
            for (&column, &cell) in columns.iter().zip(cells) {
                tell(column, cell);
            }
        }
        Ok(())
    }
}

impl<'i> Fact<'i> {
    fn of(layout: &'i Layout<'i>, columns: &[Column], id: FactId) -> Self {
        let own: Vec<usize> = columns
            .iter()
            .enumerate()
            .filter(|(_, column)| column.fact() == id)
            .map(|(number, _)| number)
            .collect();
        let cells = |state: State| -> Vec<Cell> {
            own.iter()
                .map(|&column| columns[column].cell(&state))
                .collect()
        };
        let yes_no = |value: bool| cells(State::Known(Datum::Plain(Value::YesNo(value))));
        let kind = match &layout.rules.facts[id].ty {
            Type::List(_) => Kind::List,
            Type::Plain(ty) => {
                let texts = Texts::of(ty);
                match ty {
                    PlainType::YesNo => Kind::YesNo {
                        cells: [yes_no(false), yes_no(true)],
                        texts,
                    },
                    PlainType::Number { range, .. } => Kind::Number {
                        bounds: whole_bounds(range.as_deref()),
                        texts,
                    },
                    _ => Kind::Texts(texts),
                }
            }
        };
        Fact {
            id,
            kind,
            missing: cells(State::Unknown),
            unavailable: cells(State::Unavailable),
            columns: own,
        }
    }
}

fn whole_bounds(range: Option<&(Number, Number)>) -> Option<(i64, i64)> {
    let whole = |number: &Number| i64::try_from(number.to_i128()?).ok();
    match range {
        Some((low, high)) => whole(low).zip(whole(high)),
        None => Some((i64::MIN, i64::MAX)),
    }
}

/// What the last texts of a fact meant: each has one place, which it shares with
/// others.
#[derive(Debug)]
struct Texts<'i> {
    ty: &'i PlainType,
    /// The texts, all of them readable.
    known: Vec<Option<Box<str>>>,
    /// For each place the cells of the columns.
    cells: Vec<Cell>,
}

/// So many texts of a fact are remembered.
const PLACES: usize = 512;

/// A longer text is not remembered.
const LONGEST: usize = 64;

impl<'i> Texts<'i> {
    fn of(ty: &'i PlainType) -> Self {
        Texts {
            ty,
            known: Vec::new(),
            cells: Vec::new(),
        }
    }

    /// The cells of a value in these of all columns.
    fn cells(&mut self, all: &[Column], own: &[usize], raw: Raw<'_>) -> Result<&[Cell], Unusual> {
        if own.is_empty() && *self.ty == PlainType::Text {
            // Nobody sees it, and any single value will do.
            return match raw {
                Raw::Nested(_) => Err(Unusual),
                _ => Ok(&[]),
            };
        }
        if let Raw::Text(text) = raw {
            return self.of_text(all, own, text);
        }
        let text = raw.text()?.ok_or(Unusual)?;
        self.of_text(all, own, &text)
    }

    fn of_text(&mut self, all: &[Column], own: &[usize], text: &str) -> Result<&[Cell], Unusual> {
        if self.known.is_empty() {
            self.known.resize(PLACES, None);
            self.cells.resize(PLACES * own.len(), Cell::UNKNOWN);
        }
        let place = hash(text.as_bytes()) as usize % PLACES;
        let cells = place * own.len()..(place + 1) * own.len();
        if self.known[place].as_deref() != Some(text) {
            let value = plain(self.ty, text)?;
            self.known[place] = (text.len() <= LONGEST).then(|| text.into());
            for (cell, &column) in self.cells[cells.clone()].iter_mut().zip(own) {
                *cell = all[column].cell_of_value(&value);
            }
        }
        Ok(&self.cells[cells])
    }
}
