//! The index of a program.

use super::bitmap::Bitmaps;
use super::candidates::Candidates;
use super::column::Column;
use super::estimate::Estimates;
use super::frequency::Frequencies;
use super::lists::Lists;
use super::part::{Cells, Part, PartId};
use super::unit::Units;
use crate::program::Program;

/// The candidates of a program by what must hold for them.
#[derive(Debug)]
pub struct Index<'p> {
    pub(super) program: &'p Program,
    pub(super) columns: Vec<Column>,
    /// For each column, when its fact is asked for; none where always.
    pub(super) asked_when: Vec<Option<PartId>>,
    pub(super) parts: Vec<Part>,
    pub(super) units: Units,
    /// How the candidates are reached.
    pub(super) candidates: Lists,
    /// How candidates are ruled out, where that is quicker than reaching them.
    pub(super) bitmaps: Option<Bitmaps>,
    /// How the other complaints are reached.
    pub(super) complaints: Lists,
}

impl<'p> Index<'p> {
    /// The index of a program of whose cases nothing is known.
    pub fn of(program: &'p Program) -> Self {
        let candidates = Candidates::of(program);
        let unseen = candidates.frequencies();
        Index::for_cases(candidates, &unseen)
    }

    /// The index for cases like those that were counted.
    pub fn for_cases(candidates: Candidates<'p>, seen: &Frequencies) -> Self {
        let Candidates {
            program,
            lowered,
            mut units,
        } = candidates;
        let estimates = Estimates::of(&lowered.parts, &lowered.columns, seen);
        units.put_unlikely_first(&estimates);
        let lists = |range| Lists::of(&units, range, &lowered.parts, &lowered.columns, &estimates);
        let candidates = lists(0..units.candidates);
        let bitmaps = Bitmaps::of(&units, &lowered.parts, &lowered.columns, &estimates)
            .filter(|bitmaps| bitmaps.cost < candidates.cost);
        let complaints = lists(units.candidates..units.all.len());
        Index {
            program,
            columns: lowered.columns,
            asked_when: lowered.asked_when,
            parts: lowered.parts,
            units,
            candidates,
            bitmaps,
            complaints,
        }
    }

    /// Whether many cases are better decided together, in a [`Block`](super::Block), than one
    /// after the other.
    pub fn prefers_blocks(&self) -> bool {
        let is_wide = |part: &&Part| matches!(part, Part::Probe(probe) if !matches!(probe.cells, Cells::Mask(_)));
        let wide = self.parts.iter().filter(is_wide).count();
        // For each case, in nanoseconds, more or less.
        let cost = self.units.all.len() as f32 * 0.1 + wide as f32 * 1.5;
        let one_by_one = self.bitmaps.as_ref().map(|bitmaps| bitmaps.cost);
        cost < one_by_one.unwrap_or(self.candidates.cost)
    }

    /// The program.
    pub fn program(&self) -> &'p Program {
        self.program
    }

    /// The facts as tests see them; one fact may have several columns.
    pub fn columns(&self) -> &[Column] {
        &self.columns
    }
}
