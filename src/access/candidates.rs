//! What the index of a program is made of.

use super::column::Column;
use super::frequency::Frequencies;
use super::lower::{Lowered, Lowering};
use super::unit::Units;
use crate::program::Program;

/// The candidates of a program, and what must hold for them.
#[derive(Debug)]
pub struct Candidates<'p> {
    pub(super) program: &'p Program,
    pub(super) lowered: Lowered,
    pub(super) units: Units,
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
}
