//! How often facts have which values.

use super::cell::Cell;
use super::column::{Classes, Column};
use super::part::Cells;

/// What a guess from the type of a fact counts for beside what was seen, in cases.
const WEIGHT_OF_TYPE: f64 = 8.0;

/// How often a text is one of those that rules name.
const NAMED_TEXT: f64 = 0.2;

/// How often something is in a text for which rules look.
const YES_INSIDE: f64 = 0.1;

/// How often the cells of each column come, as far as some cases show it. Without
/// cases it is a guess from the types of the facts.
///
/// It decides how fast candidates are found, never which.
#[derive(Clone, Debug)]
pub struct Frequencies {
    /// For each column in how many cases each of its cells was seen.
    columns: Vec<Vec<u32>>,
}

impl Frequencies {
    /// No case was seen of these columns.
    pub(super) fn of(columns: &[Column]) -> Self {
        let unseen = |column: &Column| vec![0; column.cell_count() as usize];
        Frequencies {
            columns: columns.iter().map(unseen).collect(),
        }
    }

    /// Counts a case in which the column at `at` has this cell.
    pub fn count(&mut self, at: usize, cell: Cell) {
        self.columns[at][cell.number() as usize] += 1;
    }

    /// How often the cells of a column are likely to come.
    pub(super) fn shares(&self, at: usize, column: &Column) -> Shares {
        let by_cell = &self.columns[at];
        let seen: f64 = by_cell.iter().copied().map(f64::from).sum();
        let classes = (column.cell_count() - Cell::FIRST) as usize;
        let share = |cell: usize, by_type: f64| {
            (f64::from(by_cell[cell]) + by_type * WEIGHT_OF_TYPE) / (seen + WEIGHT_OF_TYPE)
        };
        let mut below = 0.0;
        let mut shares = Shares {
            below: vec![below],
            unknown: share(Cell::UNKNOWN.number() as usize, 0.0),
        };
        for class in 0..classes {
            below += share(class + Cell::FIRST as usize, weight(column, class, classes));
            shares.below.push(below);
        }
        shares
    }
}

/// How often the cells of a column are likely to come, as shares of all cases.
#[derive(Debug)]
pub(super) struct Shares {
    /// For each cell of a value the share of those below it, and at the end of all.
    below: Vec<f64>,
    /// The share of cases in which the fact is unknown, so that a test of it can
    /// hold.
    unknown: f64,
}

impl Shares {
    /// How often a test of these cells can hold, from 0 to 1.
    pub(super) fn of(&self, cells: &Cells) -> f32 {
        let first = Cell::FIRST as usize;
        let between = |low: usize, high: usize| self.below[high] - self.below[low];
        let of_cell = |cell: usize| between(cell - first, cell + 1 - first);
        let count = self.below.len() - 1;
        let (inside, outside) = match cells {
            Cells::Mask(mask) => {
                let cells = (first..first + count).filter(|cell| mask >> cell & 1 == 1);
                (cells.map(of_cell).sum(), false)
            }
            Cells::Range { low, high, outside } => {
                let inside = between(*low as usize - first, *high as usize - first);
                (inside, *outside)
            }
            Cells::Some { cells, outside } => {
                let inside = cells.iter().map(|&cell| of_cell(cell as usize)).sum();
                (inside, *outside)
            }
        };
        let share: f64 = if outside {
            self.below[count] - inside
        } else {
            inside
        };
        (share + self.unknown).clamp(0.0, 1.0) as f32
    }
}

/// How likely a value is to be of this class of so many, by the type of its fact:
/// symbols are equally likely, and values lie anywhere between and around the
/// thresholds.
fn weight(column: &Column, class: usize, count: usize) -> f64 {
    match column.classes() {
        Classes::YesNo => 0.5,
        Classes::Symbols(count) => 1.0 / f64::from(*count),
        // Between thresholds, or exactly at one of them, which is rare.
        Classes::Ordered(_) => {
            let thresholds = (count / 2) as f64;
            let at = 0.02 / thresholds.max(1.0);
            if class % 2 == 1 {
                at
            } else {
                (1.0 - at * thresholds) / (thresholds + 1.0)
            }
        }
        Classes::Folded(_) | Classes::Exact(_) => {
            if class + 1 == count {
                1.0 - NAMED_TEXT
            } else {
                NAMED_TEXT / (count - 1) as f64
            }
        }
        // A question about what is in a text is answered with yes now and then.
        Classes::Inside(_) if class == 1 => YES_INSIDE,
        Classes::Inside(_) => 1.0 - YES_INSIDE,
    }
}
