//! A bit for each candidate: which of them a cell rules out.
//!
//! Where facts are few, or candidates are, it takes little to rule out nearly all
//! candidates together: the sets of those that the cells of some columns let through
//! are intersected, and what is left is looked at in its order. Candidates come in
//! blocks, so that what stands behind the first that decides costs nothing.

use super::cell::Cell;
use super::column::Column;
use super::cover::cost_of;
use super::estimate::Estimates;
use super::part::{Cells, Part};
use super::rail::Rail;
use super::unit::Units;

/// So many candidates make a block.
const UNITS: usize = 512;

const WORDS: usize = UNITS / 64;

/// A bit for each candidate of a block.
pub(super) type Bits = [u64; WORDS];

/// Once so few candidates of a block are left, they are looked at.
pub(super) const FEW: u32 = 3;

/// What it costs to intersect with a set, in nanoseconds, more or less.
const COST_OF_SET: f32 = 3.0;

/// What it costs to look at a candidate.
const COST_OF_UNIT: f32 = 15.0;

/// More memory than this, in sets, is not worth it.
const MOST_SETS: usize = 1 << 18;

/// Which candidates the cells of columns let through.
#[derive(Debug)]
pub(super) struct Bitmaps {
    /// The columns, those that rule out the most first, each with the place of the
    /// set of its first cell within a block.
    pub(super) columns: Vec<(u32, u32)>,
    /// How many sets a block has.
    sets_of_block: usize,
    sets: Vec<Bits>,
    /// The candidates of each block that can hold at all.
    pub(super) possible: Vec<Bits>,
    /// What a search is likely to cost, in nanoseconds, more or less.
    pub(super) cost: f32,
}

impl Bitmaps {
    /// The sets for the candidates; none where they would be too many.
    pub(super) fn of(
        units: &Units,
        parts: &[Part],
        columns: &[Column],
        estimates: &Estimates,
    ) -> Option<Self> {
        let blocks = units.candidates.div_ceil(UNITS);
        let (order, cost) = order(units, parts, columns, estimates);
        let mut starts = Vec::with_capacity(order.len());
        let mut next = 0;
        for column in order {
            starts.push((column as u32, next as u32));
            next += columns[column].cell_count() as usize;
        }
        if next * blocks > MOST_SETS {
            return None;
        }
        let mut bitmaps = Bitmaps {
            columns: starts,
            sets_of_block: next,
            sets: vec![[u64::MAX; WORDS]; next * blocks],
            possible: vec![[0; WORDS]; blocks],
            cost,
        };
        let mut start_of = vec![None; columns.len()];
        for &(column, start) in &bitmaps.columns {
            start_of[column as usize] = Some(start as usize);
        }
        for (at, unit) in units.all[..units.candidates].iter().enumerate() {
            let mut is_possible = true;
            for part in units.parts(unit) {
                match &parts[part.index()] {
                    Part::Constant(false) => is_possible = false,
                    Part::Probe(probe) => {
                        if let (Cells::Mask(mask), Some(start)) =
                            (&probe.cells, start_of[probe.column as usize])
                        {
                            let count = columns[probe.column as usize].cell_count();
                            bitmaps.rule_out(at, start, count, *mask);
                        }
                    }
                    _ => {}
                }
            }
            if is_possible {
                bitmaps.possible[at / UNITS][at % UNITS / 64] |= 1 << (at % 64);
            }
        }
        Some(bitmaps)
    }

    /// Rules a candidate out for the cells that are not in the mask.
    fn rule_out(&mut self, unit: usize, start: usize, count: u32, mask: u64) {
        let through = mask | Rail::CanHold.without_value();
        let block = unit / UNITS * self.sets_of_block + start;
        for cell in (0..count).filter(|cell| through >> cell & 1 == 0) {
            self.sets[block + cell as usize][unit % UNITS / 64] &= !(1 << (unit % 64));
        }
    }

    /// The candidates of a block that a cell lets through. `start` is that of the
    /// column.
    pub(super) fn through(&self, block: usize, start: u32, cell: Cell) -> &Bits {
        &self.sets[block * self.sets_of_block + start as usize + cell.number() as usize]
    }

    /// The first candidate of a block.
    pub(super) fn first_of(block: usize) -> u32 {
        (block * UNITS) as u32
    }
}

/// The columns by what they are likely to rule out for what they cost, and what a
/// search costs that way.
fn order(
    units: &Units,
    parts: &[Part],
    columns: &[Column],
    estimates: &Estimates,
) -> (Vec<usize>, f32) {
    let mut left_of_units = vec![1.0_f32; units.candidates];
    let mut powers = vec![0.0_f32; columns.len()];
    let mut members: Vec<Vec<(u32, f32)>> = vec![Vec::new(); columns.len()];
    for (at, unit) in units.all[..units.candidates].iter().enumerate() {
        for part in units.parts(unit) {
            if let Part::Probe(probe) = &parts[part.index()]
                && matches!(probe.cells, Cells::Mask(_))
            {
                let likely = estimates.part(*part);
                powers[probe.column as usize] += 1.0 - likely;
                members[probe.column as usize].push((at as u32, likely));
            }
        }
    }
    let mut order: Vec<usize> = (0..columns.len())
        .filter(|&column| powers[column] > 0.0)
        .collect();
    order.sort_by(|&a, &b| {
        let of = |column: usize| powers[column] / cost_of(&columns[column]);
        of(b).total_cmp(&of(a))
    });
    let blocks = units.candidates.div_ceil(UNITS) as f32;
    let mut cost = 0.0;
    let mut left = units.candidates as f32;
    for &column in &order {
        if left <= FEW as f32 * blocks {
            break;
        }
        cost += cost_of(&columns[column]) + COST_OF_SET * blocks / 2.0;
        for &(unit, likely) in &members[column] {
            let of_unit = &mut left_of_units[unit as usize];
            left -= *of_unit * (1.0 - likely);
            *of_unit *= likely;
        }
    }
    (order, cost + left.max(1.0) * COST_OF_UNIT / 2.0)
}
