//! What cells alone tell of a case.

use super::cell::Cell;
use super::rail::Rail;
use super::search::{Facts, Search};
use super::select::Selector;
use super::unit::What;
use crate::engine::Truth;
use crate::graph::NodeId;

/// What the cells of a case tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Quick {
    /// This entry is selected, and its guard holds. Its text may still ask for a
    /// fact.
    Entry {
        /// The position of the rule in the decision graph.
        rule: u32,
        /// The position of the entry in the rule.
        entry: u32,
    },
    /// Every complaint fails.
    NoSymptom,
    /// It takes a closer look, with [`Selector::select`].
    Unsure,
}

/// Cells, and nothing else.
struct CellsAlone<C> {
    cell: C,
    /// Whether something else was asked for.
    needs_more: bool,
}

impl<C: FnMut(usize) -> Cell> Facts for CellsAlone<C> {
    fn cell(&mut self, column: usize) -> Cell {
        (self.cell)(column)
    }

    fn truth(&mut self, _: NodeId) -> Truth {
        self.needs_more = true;
        Truth::OPEN
    }
}

impl Selector<'_> {
    /// What the cells of a case tell in which nothing was attempted. They are
    /// asked for by column, each at most once, and not before they matter.
    pub fn quick(&mut self, cell: impl FnMut(usize) -> Cell) -> Quick {
        let (index, scratch) = self.parts();
        scratch.clear();
        let mut facts = CellsAlone {
            cell,
            needs_more: false,
        };
        let mut search = Search {
            index,
            scratch,
            facts: &mut facts,
        };
        let found = search.first_candidate(&mut |_, _| true);
        if let Some(unit) = found {
            let is_sure = !search.scratch.met_open || search.unit_truth(unit) == Truth::HOLDS;
            return match index.units.all[unit as usize].what {
                What::Entry { rule, entry } if is_sure => Quick::Entry { rule, entry },
                _ => Quick::Unsure,
            };
        }
        if search.scratch.met_unknowable {
            return Quick::Unsure;
        }
        let complaints = index.units.all.len() as u32;
        let found = search.first(&index.complaints, Rail::CanHold, complaints, &mut |_, _| {
            true
        });
        if found.is_some() || search.scratch.met_unknowable || search.facts.needs_more {
            Quick::Unsure
        } else {
            Quick::NoSymptom
        }
    }
}
