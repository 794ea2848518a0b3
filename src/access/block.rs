//! Searching for many cases at once: a bit for each case.
//!
//! Every part is worked out for all cases of a block together; a candidate is
//! then the intersection of some bit sets. That costs a little for every
//! candidate, and next to nothing for every case.

use super::cases::{Bits, CASES, NONE, WORDS, add, each, subtract};
use super::cell::Cell;
use super::index::Index;
use super::part::{Cells, Part, PartId};
use super::planes;
use super::quick::Quick;
use super::rail::Rail;
use super::unit::What;

/// Some cases as their columns show them, and what is selected for them.
#[derive(Debug)]
pub struct Block<'i> {
    index: &'i Index<'i>,
    cases: usize,
    /// The cells, column by column.
    cells: Vec<u16>,
    /// Grows with each block: what is not of this round is out of date.
    round: u32,
    /// Per column, the round of its sets.
    column_rounds: Vec<u32>,
    /// For columns with masks, where the sets of their cells are.
    column_starts: Vec<Option<u32>>,
    /// The cases in each cell of columns with masks.
    cell_sets: Vec<Bits>,
    /// Per part, the round of its sets.
    part_rounds: Vec<[u32; 2]>,
    /// Per part, where it can hold and where it is sure to.
    part_sets: Vec<[Bits; 2]>,
    found: Vec<Quick>,
}

impl<'i> Block<'i> {
    /// A block without cases; none for an index for which blocks do not pay: one
    /// that has columns with very many cells.
    pub fn of(index: &'i Index<'i>) -> Option<Self> {
        let mut starts = Vec::with_capacity(index.columns.len());
        let mut next = 0;
        for column in &index.columns {
            let count = column.cell_count();
            if count > u32::from(u16::MAX) {
                return None;
            }
            if count <= u64::BITS {
                starts.push(Some(next));
                next += count;
            } else {
                starts.push(None);
            }
        }
        Some(Block {
            index,
            cases: 0,
            cells: vec![0; index.columns.len() * CASES],
            round: 0,
            column_rounds: vec![0; index.columns.len()],
            column_starts: starts,
            cell_sets: vec![NONE; next as usize],
            part_rounds: vec![[0; 2]; index.parts.len()],
            part_sets: vec![[NONE; 2]; index.parts.len()],
            found: Vec::new(),
        })
    }

    /// Starts over with so many cases, at most [`CASES`]. All that is to be known
    /// of them must be told with [`Block::cells`] or [`Block::set`].
    pub fn start(&mut self, cases: usize) {
        self.cases = cases.min(CASES);
        self.round = self.round.wrapping_add(1);
        if self.round == 0 {
            // After four billion blocks.
            self.round = 1;
            self.column_rounds.fill(0);
            self.part_rounds.fill([0; 2]);
        }
    }

    /// Tells the cell of a column for a case.
    #[inline]
    pub fn set(&mut self, column: usize, case: usize, cell: Cell) {
        self.cells[column * CASES + case] = cell.number() as u16;
    }

    /// The cells of a column, a number for each case, to be written.
    pub fn cells(&mut self, column: usize) -> CellsOfColumn<'_> {
        CellsOfColumn {
            numbers: &mut self.cells[column * CASES..][..self.cases],
        }
    }

    /// What the cells tell of each case.
    pub fn decide(&mut self) -> &[Quick] {
        self.found.clear();
        self.found.resize(self.cases, Quick::Unsure);
        let mut remaining = self.all();
        self.candidates(&mut remaining);
        if remaining != NONE {
            self.complaints(&mut remaining);
            each(&remaining, |case| self.found[case] = Quick::NoSymptom);
        }
        &self.found
    }

    fn all(&self) -> Bits {
        let mut all = NONE;
        for (word, bits) in all.iter_mut().enumerate() {
            let left = self.cases.saturating_sub(word * 64);
            *bits = if left >= 64 {
                u64::MAX
            } else {
                (1_u64 << left) - 1
            };
        }
        all
    }

    /// Decides the cases for which a candidate can hold, and takes them out of
    /// those that remain.
    fn candidates(&mut self, remaining: &mut Bits) {
        let index = self.index;
        for unit in &index.units.all[..index.units.candidates] {
            let parts = index.units.parts(unit);
            let mut can = *remaining;
            for &part in parts {
                if !self.narrow(&mut can, part, Rail::CanHold) {
                    break;
                }
            }
            if can == NONE {
                continue;
            }
            let mut sure = can;
            match unit.what {
                What::Entry { rule, entry } => {
                    for &part in parts {
                        if !self.narrow(&mut sure, part, Rail::Holds) {
                            break;
                        }
                    }
                    let found = Quick::Entry { rule, entry };
                    each(&sure, |case| self.found[case] = found);
                }
                What::Loop { .. } | What::Complaint => {}
            }
            // The others stay unsure.
            let mut left = false;
            for (remaining, can) in remaining.iter_mut().zip(&can) {
                *remaining &= !can;
                left |= *remaining != 0;
            }
            if !left {
                return;
            }
        }
    }

    /// Leaves the cases for which no complaint can be anything but false.
    fn complaints(&mut self, remaining: &mut Bits) {
        let index = self.index;
        for column in 0..index.columns.len() {
            let unavailable = self.cases_in(column, Cell::UNAVAILABLE);
            subtract(remaining, &unavailable);
        }
        for unit in &index.units.all[index.units.candidates..] {
            let mut can = *remaining;
            let parts = index.units.parts(unit);
            if parts
                .iter()
                .all(|&part| self.narrow(&mut can, part, Rail::CanHold))
            {
                subtract(remaining, &can);
            }
        }
    }

    /// Leaves of `set` the cases for which a part answers yes, and says whether
    /// there are any.
    fn narrow(&mut self, set: &mut Bits, part: PartId, rail: Rail) -> bool {
        self.work_out(part, rail);
        let of_part = &self.part_sets[part.index()][side(rail)];
        let mut any = 0;
        for (bits, of_part) in set.iter_mut().zip(of_part) {
            *bits &= of_part;
            any |= *bits;
        }
        any != 0
    }

    /// Parts are made of parts before them, in chains that are no longer than
    /// those of the graph: this cannot recurse too far.
    fn work_out(&mut self, id: PartId, rail: Rail) {
        let side = side(rail);
        if self.part_rounds[id.index()][side] == self.round {
            return;
        }
        self.part_rounds[id.index()][side] = self.round;
        let index = self.index;
        let bits = match &index.parts[id.index()] {
            Part::Constant(true) => [u64::MAX; WORDS],
            Part::Constant(false) => NONE,
            Part::Probe(probe) => {
                let column = probe.column as usize;
                match &probe.cells {
                    Cells::Mask(mask) => self.cases_in_mask(column, mask | rail.without_value()),
                    cells => self.cases_among(column, cells, rail),
                }
            }
            Part::IsUnavailable { column, negated } => {
                let column = *column as usize;
                let mut bits = self.cases_in(column, Cell::UNAVAILABLE);
                if *negated {
                    bits = bits.map(|word| !word);
                }
                let unknown = self.cases_in(column, Cell::UNKNOWN);
                match rail {
                    Rail::Holds => subtract(&mut bits, &unknown),
                    Rail::CanHold | Rail::MayNotFail => add(&mut bits, &unknown),
                }
                bits
            }
            Part::All(parts) => {
                let mut bits = [u64::MAX; WORDS];
                for &part in parts {
                    self.narrow(&mut bits, part, rail);
                }
                bits
            }
            Part::Any(parts) => {
                let mut bits = NONE;
                for &part in parts {
                    self.work_out(part, rail);
                    add(&mut bits, &self.part_sets[part.index()][side]);
                }
                bits
            }
            // Only a closer look tells: they can hold, and are not sure to.
            Part::CannotBeKnown { .. } | Part::Node { .. } => match rail {
                Rail::Holds => NONE,
                Rail::CanHold | Rail::MayNotFail => [u64::MAX; WORDS],
            },
        };
        self.part_sets[id.index()][side] = bits;
    }

    /// The cases whose cell is in a mask.
    fn cases_in_mask(&mut self, column: usize, mask: u64) -> Bits {
        let start = self.sets_of(column);
        let count = self.index.columns[column].cell_count();
        let all = u64::MAX >> (u64::BITS - count);
        let mut bits = NONE;
        let is_most = (mask & all).count_ones() * 2 > count;
        let mut left = if is_most { all & !mask } else { mask & all };
        while left != 0 {
            let cell = left.trailing_zeros() as usize;
            add(&mut bits, &self.cell_sets[start + cell]);
            left &= left - 1;
        }
        if is_most {
            bits.map(|word| !word)
        } else {
            bits
        }
    }

    /// The sets of the cells of a column, made for this round.
    fn sets_of(&mut self, column: usize) -> usize {
        let start = self.column_starts[column].unwrap_or_default() as usize;
        if !self.settle_once(column) {
            return start;
        }
        let count = self.index.columns[column].cell_count() as usize;
        let all = self.all();
        let sets = &mut self.cell_sets[start..start + count];
        planes::fill_sets(&self.cells[column * CASES..][..CASES], &all, sets);
        start
    }

    /// The cases whose cell is one of these.
    fn cases_among(&mut self, column: usize, among: &Cells, rail: Rail) -> Bits {
        self.settle_once(column);
        let without_value = rail.without_value();
        self.cases_where(column, |cell| {
            if cell < Cell::FIRST {
                without_value >> cell & 1 == 1
            } else {
                among.contain(cell)
            }
        })
    }

    fn cases_in(&mut self, column: usize, cell: Cell) -> Bits {
        if self.column_starts[column].is_some() {
            let start = self.sets_of(column);
            return self.cell_sets[start + cell.number() as usize];
        }
        self.settle_once(column);
        self.cases_where(column, |other| other == cell.number())
    }

    fn cases_where(&self, column: usize, is_in: impl Fn(u32) -> bool) -> Bits {
        let mut bits = NONE;
        let cells = &self.cells[column * CASES..][..self.cases];
        for (case, &cell) in cells.iter().enumerate() {
            bits[case / 64] |= u64::from(is_in(u32::from(cell))) << (case % 64);
        }
        bits
    }

    /// Settles the cells of a column, once in a round; says whether it was now.
    fn settle_once(&mut self, column: usize) -> bool {
        if self.column_rounds[column] == self.round {
            return false;
        }
        self.column_rounds[column] = self.round;
        self.settle(column);
        true
    }

    /// Unknown facts that nobody would ask for are unavailable.
    fn settle(&mut self, column: usize) {
        let Some(when) = self.index.asked_when[column] else {
            return;
        };
        self.work_out(when, Rail::CanHold);
        let asked = self.part_sets[when.index()][side(Rail::CanHold)];
        let unavailable = self.index.columns[column].unavailable().number() as u16;
        let cells = &mut self.cells[column * CASES..][..self.cases];
        for (case, cell) in cells.iter_mut().enumerate() {
            let is_asked = asked[case / 64] >> (case % 64) & 1 == 1;
            if u32::from(*cell) == Cell::UNKNOWN.number() && !is_asked {
                *cell = unavailable;
            }
        }
    }
}

/// The cells of a column of a block.
pub struct CellsOfColumn<'b> {
    numbers: &'b mut [u16],
}

impl CellsOfColumn<'_> {
    /// Writes the cells of all cases, in their order.
    pub fn write(&mut self, cells: impl Iterator<Item = Cell>) {
        for (number, cell) in self.numbers.iter_mut().zip(cells) {
            *number = cell.number() as u16;
        }
    }
}

/// Where the set of a rail is among those of a part. What may not fail is not
/// kept: no set is made for it.
fn side(rail: Rail) -> usize {
    usize::from(rail == Rail::Holds)
}
