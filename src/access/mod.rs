//! Access predicates: how the engine reaches the candidates that can decide
//! without looking at the others.
//!
//! An [`Index`] is made once for a program. Guards become *parts* in negation
//! normal form, whose leaves are tests of *cells*: classes of values of a fact
//! that no test tells apart. Every candidate is kept in the lists of the probes
//! that are the least likely to hold for it; a search looks only into the lists
//! that the case's cells let through, and into each only as far as the best
//! candidate found so far (the idea is that of access predicates: A. Fabret et
//! al., *Filtering algorithms and implementation for very fast publish/subscribe
//! systems*, SIGMOD 2001). What parts cannot express — lists, tables, arithmetic —
//! the [`Evaluator`](crate::engine::Evaluator) tells, when it comes to it.
//!
//! What is selected is what [`crate::engine::select`] selects: an unknown fact
//! lets a candidate through as one that can still hold, an unavailable one does
//! not.

mod bitmap;
mod block;
mod candidates;
mod cell;
mod column;
mod cover;
mod estimate;
mod frequency;
mod lists;
mod lower;
mod part;
mod planes;
mod question;
mod quick;
mod rail;
mod search;
mod select;
mod thresholds;
mod unit;

pub use block::{Block, CASES as CASES_OF_BLOCK, CellsOfColumn};
pub use candidates::Candidates;
pub use cell::Cell;
pub use column::Column;
pub use frequency::Frequencies;
pub use quick::Quick;
pub use select::Selector;

use crate::program::Program;
use bitmap::Bitmaps;
use lists::Lists;
use part::{Part, PartId};
use unit::Units;

/// The candidates of a program by what must hold for them.
#[derive(Debug)]
pub struct Index<'p> {
    program: &'p Program,
    columns: Vec<Column>,
    /// For each column, when its fact is asked for; none where always.
    asked_when: Vec<Option<PartId>>,
    parts: Vec<Part>,
    units: Units,
    /// How the candidates are reached.
    candidates: Lists,
    /// How candidates are ruled out, where that is quicker than reaching them.
    bitmaps: Option<Bitmaps>,
    /// How the other complaints are reached.
    complaints: Lists,
}

impl<'p> Index<'p> {
    /// The index of a program of whose cases nothing is known.
    pub fn of(program: &'p Program) -> Self {
        let candidates = Candidates::of(program);
        let unseen = candidates.frequencies();
        candidates.index(&unseen)
    }

    /// Whether many cases are better decided together, in a [`Block`], than one
    /// after the other.
    pub fn prefers_blocks(&self) -> bool {
        let is_wide = |part: &&Part| matches!(part, Part::Probe(probe) if !matches!(probe.cells, part::Cells::Mask(_)));
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
