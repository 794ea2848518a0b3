//! Searching for one case: which is the first unit that holds?

use super::bitmap::{self, Bitmaps};
use super::cell::Cell;
use super::index::Index;
use super::lists::{List, Lists};
use super::part::{Part, PartId};
use super::rail::Rail;
use crate::engine::Truth;
use crate::graph::NodeId;

/// What is known of a case, as the search wants to know it.
pub(super) trait Facts {
    /// The cell of a column.
    fn cell(&mut self, column: usize) -> Cell;
    /// The truth of a node that only the evaluator can tell.
    fn truth(&mut self, node: NodeId) -> Truth;
}

/// All lists are looked into for so many units before any is for the next: what
/// stands behind the best is mostly not looked at then.
const WINDOW: u32 = 8_192;

/// Stands for a cell that nobody asked for.
const UNSET: u32 = u32::MAX;

/// What a search has found out of a case so far. It is kept from one case to the
/// next for its memory.
#[derive(Debug)]
pub(super) struct Scratch {
    cells: Vec<u32>,
    /// For each part two bits a rail: whether it was asked, and the answer.
    answers: Vec<u8>,
    truths: Vec<u8>,
    /// The lists that are open to a search, as far as it has not looked into them.
    open: Vec<List>,
    /// The parts that have answers or truths.
    answered: Vec<PartId>,
    /// Whether something was met that cannot be known.
    pub(super) met_unknowable: bool,
    /// Whether something was met that is not known, or that cells do not tell. What
    /// can hold holds, and what may not fail holds, where it is not so.
    pub(super) met_open: bool,
}

impl Scratch {
    pub(super) fn of(index: &Index<'_>) -> Self {
        Scratch {
            cells: vec![UNSET; index.columns.len()],
            answers: vec![0; index.parts.len()],
            truths: vec![0; index.parts.len()],
            open: Vec::new(),
            answered: Vec::new(),
            met_unknowable: false,
            met_open: false,
        }
    }

    /// Forgets the last case.
    pub(super) fn clear(&mut self) {
        self.cells.fill(UNSET);
        for part in self.answered.drain(..) {
            self.answers[part.index()] = 0;
            self.truths[part.index()] = 0;
        }
        self.met_unknowable = false;
        self.met_open = false;
    }
}

/// A search of one case.
pub(super) struct Search<'s, 'p, F> {
    pub(super) index: &'s Index<'p>,
    pub(super) scratch: &'s mut Scratch,
    pub(super) facts: &'s mut F,
}

impl<F: Facts> Search<'_, '_, F> {
    /// The first unit among `lists` that answers yes on the rail, before `limit`,
    /// and that `accept` takes.
    pub(super) fn first(
        &mut self,
        lists: &Lists,
        rail: Rail,
        limit: u32,
        accept: &mut impl FnMut(&mut Self, u32) -> bool,
    ) -> Option<u32> {
        let mut best = limit;
        let mut open = std::mem::take(&mut self.scratch.open);
        open.clear();
        let without_value = rail.without_value();
        // Facts lie far apart in memory: asked for one after the other, they come
        // side by side.
        for column in &lists.columns {
            if self.scratch.cells[column.column as usize] == UNSET {
                self.new_cell(column.column);
            }
        }
        for column in &lists.columns {
            let cell = self.scratch.cells[column.column as usize];
            if cell < Cell::FIRST && without_value >> cell & 1 == 0 {
                continue;
            }
            open.extend(lists.through(column, cell));
        }
        let mut until = 0_u32;
        while best == limit && until < limit && !open.is_empty() {
            until = until.saturating_add(WINDOW);
            for list in &mut open {
                let entries = &lists.entries[list.start as usize..list.end as usize];
                for entry in entries {
                    if entry.unit >= best.min(until) {
                        break;
                    }
                    list.start += 1;
                    if entry.passes(without_value, |column| self.cell(column))
                        && self.unit(entry.unit, rail)
                        && accept(self, entry.unit)
                    {
                        best = entry.unit;
                        break;
                    }
                }
            }
            open.retain(|list| list.start < list.end);
        }
        self.scratch.open = open;
        for &unit in &lists.always {
            if unit >= best {
                break;
            }
            if self.unit(unit, rail) && accept(self, unit) {
                best = unit;
                break;
            }
        }
        (best < limit).then_some(best)
    }

    /// The first candidate that can hold and that `accept` takes.
    pub(super) fn first_candidate(
        &mut self,
        accept: &mut impl FnMut(&mut Self, u32) -> bool,
    ) -> Option<u32> {
        let index = self.index;
        if let Some(bitmaps) = &index.bitmaps {
            return self.first_of_bitmaps(bitmaps, accept);
        }
        let limit = index.units.candidates as u32;
        self.first(&index.candidates, Rail::CanHold, limit, accept)
    }

    fn first_of_bitmaps(
        &mut self,
        bitmaps: &Bitmaps,
        accept: &mut impl FnMut(&mut Self, u32) -> bool,
    ) -> Option<u32> {
        for (block, possible) in bitmaps.possible.iter().enumerate() {
            let mut left = *possible;
            let mut count = count_ones(&left);
            for &(column, start) in &bitmaps.columns {
                if count <= bitmap::FEW {
                    break;
                }
                let cell = Cell::from_number(self.cell(column));
                let through = bitmaps.through(block, start, cell);
                for (left, through) in left.iter_mut().zip(through) {
                    *left &= through;
                }
                count = count_ones(&left);
            }
            for (word, &bits) in left.iter().enumerate() {
                let mut bits = bits;
                while bits != 0 {
                    let unit = Bitmaps::first_of(block) + word as u32 * 64 + bits.trailing_zeros();
                    if self.unit(unit, Rail::CanHold) && accept(self, unit) {
                        return Some(unit);
                    }
                    bits &= bits - 1;
                }
            }
        }
        None
    }

    /// Whether a unit answers yes on the rail.
    fn unit(&mut self, number: u32, rail: Rail) -> bool {
        let index = self.index;
        let unit = &index.units.all[number as usize];
        let parts = index.units.parts(unit);
        parts.iter().all(|&part| self.answer(part, rail))
    }

    /// The truth of a unit.
    pub(super) fn unit_truth(&mut self, number: u32) -> Truth {
        let index = self.index;
        let unit = &index.units.all[number as usize];
        let mut truth = Truth::HOLDS;
        for &part in index.units.parts(unit) {
            truth = truth.and(self.truth(part));
            if truth == Truth::FAILS {
                break;
            }
        }
        truth
    }

    fn cell(&mut self, column: u32) -> u32 {
        let cell = self.scratch.cells[column as usize];
        if cell == UNSET {
            self.new_cell(column)
        } else {
            cell
        }
    }

    #[cold]
    fn unasked(&mut self, column: u32, when: PartId) -> Cell {
        if self.answer(when, Rail::CanHold) {
            Cell::UNKNOWN
        } else {
            self.index.columns[column as usize].unavailable()
        }
    }

    fn new_cell(&mut self, column: u32) -> u32 {
        let mut cell = self.facts.cell(column as usize);
        if cell == Cell::UNKNOWN
            && let Some(when) = self.index.asked_when[column as usize]
        {
            cell = self.unasked(column, when);
        }
        self.scratch.met_unknowable |= cell == Cell::UNAVAILABLE;
        let number = cell.number();
        self.scratch.met_open |= number < Cell::FIRST;
        self.scratch.cells[column as usize] = number;
        number
    }

    /// Parts are made of parts before them, in chains that are no longer than
    /// those of the graph: this cannot recurse too far.
    fn answer(&mut self, id: PartId, rail: Rail) -> bool {
        let index = self.index;
        match &index.parts[id.index()] {
            Part::Constant(holds) => *holds,
            Part::Probe(probe) => {
                let cell = self.cell(probe.column);
                if cell < Cell::FIRST {
                    rail.without_value() >> cell & 1 == 1
                } else {
                    probe.cells.contain(cell)
                }
            }
            Part::All(parts) => self.remember(id, rail, |this| {
                parts.iter().all(|&part| this.answer(part, rail))
            }),
            Part::Any(parts) => self.remember(id, rail, |this| {
                parts.iter().any(|&part| this.answer(part, rail))
            }),
            Part::IsUnavailable { .. } | Part::CannotBeKnown { .. } | Part::Node { .. } => {
                self.scratch.met_open = true;
                let truth = self.truth(id);
                let answer = rail.of(truth);
                self.scratch.met_unknowable |= !answer && truth != Truth::FAILS;
                answer
            }
        }
    }

    fn remember(&mut self, id: PartId, rail: Rail, work: impl FnOnce(&mut Self) -> bool) -> bool {
        let shift = rail as u8 * 2;
        let known = self.scratch.answers[id.index()] >> shift & 3;
        if known != 0 {
            return known == 3;
        }
        let answer = work(self);
        let bits = if answer { 3 } else { 1 };
        self.scratch.answers[id.index()] |= bits << shift;
        self.scratch.answered.push(id);
        answer
    }

    /// The truth of a part.
    fn truth(&mut self, id: PartId) -> Truth {
        if let Some(truth) = Truth::from_bits(self.scratch.truths[id.index()]) {
            return truth;
        }
        let truth = self.work_out(id);
        self.scratch.truths[id.index()] = truth.bits();
        self.scratch.answered.push(id);
        truth
    }

    fn work_out(&mut self, id: PartId) -> Truth {
        let index = self.index;
        let negated_if = |truth: Truth, negated: bool| if negated { !truth } else { truth };
        match &index.parts[id.index()] {
            Part::Constant(holds) => Truth::from(*holds),
            Part::Probe(probe) => match Cell::from_number(self.cell(probe.column)) {
                Cell::UNKNOWN => Truth::OPEN,
                Cell::UNAVAILABLE => Truth::CANNOT_BE_KNOWN,
                cell => Truth::from(probe.cells.contain(cell.number())),
            },
            Part::IsUnavailable { column, negated } => {
                let truth = match Cell::from_number(self.cell(*column)) {
                    Cell::UNKNOWN => Truth::HOLDS_OR_FAILS,
                    Cell::UNAVAILABLE => Truth::HOLDS,
                    _ => Truth::FAILS,
                };
                negated_if(truth, *negated)
            }
            Part::All(parts) => parts
                .iter()
                .fold(Truth::HOLDS, |truth, &part| truth.and(self.truth(part))),
            Part::Any(parts) => parts
                .iter()
                .fold(Truth::FAILS, |truth, &part| truth.or(self.truth(part))),
            Part::CannotBeKnown { part, negated } => {
                negated_if(self.truth(*part).is_unavailable(), *negated)
            }
            Part::Node { node, negated } => negated_if(self.facts.truth(*node), *negated),
        }
    }
}

fn count_ones(bits: &bitmap::Bits) -> u32 {
    bits.iter().map(|word| word.count_ones()).sum()
}
