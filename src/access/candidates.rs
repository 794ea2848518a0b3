//! What the index of a program is made of.

use super::Index;
use super::bitmap::Bitmaps;
use super::column::Column;
use super::estimate::Estimates;
use super::frequency::Frequencies;
use super::lists::Lists;
use super::lower::{Lowered, Lowering};
use super::unit::Units;
use crate::program::Program;

/// The candidates of a program, and what must hold for them.
#[derive(Debug)]
pub struct Candidates<'p> {
    program: &'p Program,
    lowered: Lowered,
    units: Units,
}

impl<'p> Candidates<'p> {
    /// The candidates of a program.
    pub fn of(program: &'p Program) -> Self {
        let (rules, graph) = (program.rules(), program.graph());
        let mut lowering = Lowering::new(rules, graph);
        let units = Units::of(rules, graph, &mut lowering);
        Candidates {
            program,
            lowered: lowering.finish(),
            units,
        }
    }

    /// The facts as tests see them; one fact may have several columns.
    pub fn columns(&self) -> &[Column] {
        &self.lowered.columns
    }

    /// To count how often the cells of the columns come.
    pub fn frequencies(&self) -> Frequencies {
        Frequencies::of(self.columns())
    }

    /// The index for cases like those that were counted.
    pub fn index(self, frequencies: &Frequencies) -> Index<'p> {
        let Candidates {
            program,
            lowered,
            mut units,
        } = self;
        let estimates = Estimates::of(&lowered.parts, &lowered.columns, frequencies);
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
}
