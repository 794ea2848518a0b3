//! Which probes lead to which unit.
//!
//! To look at the cell of a column costs something for every case, and to look at
//! a unit costs something for every case that its probes let through. A small rule
//! base is served best by few columns, a large one by the probes that are the least
//! likely to hold; the choice is greedy, starts from the latter, and gives up the
//! columns that do not pay.

use std::ops::Range;

use super::column::{Classes, Column};
use super::estimate::Estimates;
use super::part::{Part, PartId};
use super::unit::Units;

/// A unit is reached by no more probes than this; where it would take more, it is
/// always looked at.
const MOST_PROBES: usize = 16;

/// What it costs to look at a unit, in nanoseconds, more or less.
const COST_OF_UNIT: f32 = 7.0;

/// Columns are given up in so many rounds, at most.
const ROUNDS: usize = 12;

/// Probes one of which must hold so that a unit holds.
#[derive(Clone, Debug)]
pub(super) struct Cover {
    probes: Range<u32>,
    /// How many of them are likely to hold.
    pub(super) likely: f32,
}

/// The covers of some units.
pub(super) struct Covers<'a> {
    parts: &'a [Part],
    columns: &'a [Column],
    estimates: &'a Estimates,
    probes: Vec<PartId>,
    all: Vec<Cover>,
    /// For each unit where its covers are.
    of_units: Vec<Range<u32>>,
    /// Whether a column is looked at.
    is_kept: Vec<bool>,
}

impl<'a> Covers<'a> {
    /// All covers of the units at `range`.
    pub(super) fn of(
        units: &Units,
        range: Range<usize>,
        parts: &'a [Part],
        columns: &'a [Column],
        estimates: &'a Estimates,
    ) -> Self {
        let mut covers = Covers {
            parts,
            columns,
            estimates,
            probes: Vec::new(),
            all: Vec::new(),
            of_units: Vec::with_capacity(range.len()),
            is_kept: vec![true; columns.len()],
        };
        for unit in &units.all[range] {
            let start = covers.all.len() as u32;
            for &part in units.parts(unit) {
                covers.add(part);
            }
            covers.of_units.push(start..covers.all.len() as u32);
        }
        covers
    }

    /// The cover by which the unit is reached that stands at this place among the
    /// units; none if it is always looked at.
    pub(super) fn chosen(&self, unit: usize) -> Option<&Cover> {
        self.kept(unit).min_by(|a, b| a.likely.total_cmp(&b.likely))
    }

    /// The probes of a cover.
    pub(super) fn probes(&self, cover: &Cover) -> &[PartId] {
        &self.probes[cover.probes.start as usize..cover.probes.end as usize]
    }

    /// Gives up the columns that do not pay.
    pub(super) fn give_up_columns(&mut self) {
        for _ in 0..ROUNDS {
            let gains = self.gains();
            let losses = self.columns.iter().zip(&gains).enumerate();
            let mut losing: Vec<(f32, usize)> = losses
                .filter(|(at, _)| self.is_kept[*at])
                .map(|(at, (column, gain))| (gain - cost_of(column), at))
                .filter(|(balance, _)| *balance < 0.0)
                .collect();
            if losing.is_empty() {
                return;
            }
            losing.sort_by(|a, b| a.0.total_cmp(&b.0));
            // Those that stay take over what those that go have led to.
            losing.truncate(losing.len().div_ceil(3));
            for (_, column) in losing {
                self.is_kept[column] = false;
            }
        }
    }

    /// What a search costs, in nanoseconds, more or less. It looks at half of what
    /// its probes let through before it has found something.
    pub(super) fn cost(&self) -> f32 {
        let kept = self.columns.iter().zip(&self.is_kept);
        let columns: f32 = kept
            .filter(|(_, is_kept)| **is_kept)
            .map(|(column, _)| cost_of(column))
            .sum();
        let likely = |unit| self.chosen(unit).map_or(1.0, |cover| cover.likely);
        let units: f32 = (0..self.of_units.len()).map(likely).sum();
        columns + units * COST_OF_UNIT / 2.0
    }

    /// For each column, what would be lost without it.
    fn gains(&self) -> Vec<f32> {
        let mut gains = vec![0.0; self.columns.len()];
        for unit in 0..self.of_units.len() {
            let Some(best) = self.chosen(unit) else {
                continue;
            };
            for column in self.columns_of(best) {
                let others = self
                    .kept(unit)
                    .filter(|cover| self.columns_of(cover).all(|other| other != column));
                let next = others.map(|cover| cover.likely).fold(1.0, f32::min);
                gains[column] += (next - best.likely).max(0.0) * COST_OF_UNIT;
            }
        }
        gains
    }

    fn kept(&self, unit: usize) -> impl Iterator<Item = &Cover> {
        let range = &self.of_units[unit];
        let of_unit = &self.all[range.start as usize..range.end as usize];
        of_unit
            .iter()
            .filter(|cover| self.columns_of(cover).all(|column| self.is_kept[column]))
    }

    fn columns_of(&self, cover: &Cover) -> impl Iterator<Item = usize> {
        self.probes(cover)
            .iter()
            .filter_map(|probe| match &self.parts[probe.index()] {
                Part::Probe(probe) => Some(probe.column as usize),
                _ => None,
            })
    }

    /// Adds the covers of a part, if it has any.
    fn add(&mut self, part: PartId) {
        if let Part::All(parts) = &self.parts[part.index()] {
            // Any of them covers the whole.
            for &part in parts {
                self.add(part);
            }
            return;
        }
        let start = self.probes.len();
        match self.collect(part, start) {
            Some(likely) => self.all.push(Cover {
                probes: start as u32..self.probes.len() as u32,
                likely,
            }),
            None => self.probes.truncate(start),
        }
    }

    /// Collects probes one of which must hold so that a part holds, and says how
    /// many of them are likely to; none where there are no such probes.
    fn collect(&mut self, part: PartId, start: usize) -> Option<f32> {
        match &self.parts[part.index()] {
            Part::Constant(false) => Some(0.0),
            Part::Probe(_) => {
                self.probes.push(part);
                (self.probes.len() - start <= MOST_PROBES).then(|| self.estimates.part(part))
            }
            Part::Any(parts) if parts.len() <= MOST_PROBES => parts
                .iter()
                .try_fold(0.0, |sum, part| Some(sum + self.collect(*part, start)?)),
            Part::All(parts) => {
                let probes = parts
                    .iter()
                    .filter(|part| matches!(self.parts[part.index()], Part::Probe(_)));
                let estimates = self.estimates;
                let by_estimate =
                    |a: &&PartId, b: &&PartId| estimates.part(**a).total_cmp(&estimates.part(**b));
                let best = *probes.min_by(by_estimate)?;
                self.collect(best, start)
            }
            _ => None,
        }
    }
}

/// What it costs to look at the cell of a column, in nanoseconds, more or less.
pub(super) fn cost_of(column: &Column) -> f32 {
    match column.classes() {
        Classes::YesNo | Classes::Symbols(_) => 8.0,
        Classes::Ordered(_) => 10.0,
        Classes::Folded(_) | Classes::Exact(_) => 60.0,
        Classes::Inside(_) => 80.0,
    }
}
