//! Cells: the values of a fact, as far as tests can tell them apart.

use crate::model::value::SymbolId;

/// What a column says of a case. The first two cells stand for a fact that
/// nobody gathered and for one that cannot be had; every other one for values
/// that no test of the column tells apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Cell(u32);

impl Cell {
    /// Nobody gathered the fact.
    pub const UNKNOWN: Cell = Cell(0);
    /// The fact cannot be had.
    pub const UNAVAILABLE: Cell = Cell(1);
    /// The cell of the first class of values.
    pub(super) const FIRST: u32 = 2;

    /// The cell of no, or of yes, in any column of a fact that is one of both.
    #[inline]
    pub fn of_yes_no(yes: bool) -> Cell {
        Cell::of_class(u32::from(yes))
    }

    /// The cell of a symbol, in any column of a fact that is one.
    #[inline]
    pub fn of_symbol(symbol: SymbolId) -> Cell {
        Cell::of_class(u32::from(symbol.0))
    }

    /// The cell of the class of values at `index`.
    #[inline]
    pub(super) fn of_class(index: u32) -> Cell {
        Cell(index.saturating_add(Cell::FIRST))
    }

    /// The cell with this number.
    pub(super) fn from_number(number: u32) -> Cell {
        Cell(number)
    }

    /// The cell as a number: 0, 1, 2, ….
    pub(super) fn number(self) -> u32 {
        self.0
    }
}
