//! Access lists: from the cell of a column to the units that it lets through.
//!
//! Each unit is reached by probes one of which must hold for it to hold: those
//! that are the least likely to. What a search looks at is then little more than
//! what can be found.

use super::cell::Cell;
use super::column::Column;
use super::cover::Covers;
use super::estimate::Estimates;
use super::part::{Cells, Part, PartId};
use super::unit::{Unit, Units};

/// Lists of no more cells than this are found by their cells, where a column has
/// more than a mask has bits.
const MOST_CELLS: usize = 8;

/// Stands for no column.
const NO_COLUMN: u32 = u32::MAX;

/// A unit in a list, with the two tests that are the most likely to rule it out
/// beside it, so that nothing else need be looked at.
#[derive(Clone, Copy, Debug)]
pub(super) struct Entry {
    pub(super) unit: u32,
    columns: [u32; 2],
    masks: [u64; 2],
}

/// The units that one probe lets through, in their order.
#[derive(Clone, Debug)]
struct List {
    cells: Cells,
    start: u32,
    end: u32,
}

/// The lists of a column.
#[derive(Debug)]
pub(super) struct ColumnLists {
    /// The column.
    pub(super) column: u32,
    /// For each cell of a value, the lists that it lets through, as a range of
    /// [`Lists::by_cell`]; one more at the end.
    starts: Vec<u32>,
    /// Lists that must be tested one by one.
    tested: Vec<u32>,
    /// All lists: any of them can hold where there is no value.
    all: Vec<u32>,
}

/// All access lists.
#[derive(Debug, Default)]
pub(super) struct Lists {
    pub(super) columns: Vec<ColumnLists>,
    all: Vec<List>,
    entries: Vec<Entry>,
    by_cell: Vec<u32>,
    /// The units that no probe leads to, in their order.
    pub(super) always: Vec<u32>,
    /// What a search is likely to cost, in nanoseconds, more or less.
    pub(super) cost: f32,
}

impl Lists {
    /// Lists for some of the units, given by their numbers in order.
    pub(super) fn of(
        units: &Units,
        range: std::ops::Range<usize>,
        parts: &[Part],
        columns: &[Column],
        estimates: &Estimates,
    ) -> Self {
        let mut covers = Covers::of(units, range.clone(), parts, columns, estimates);
        covers.give_up_columns();
        let mut builder = Builder {
            units,
            parts,
            list_of: vec![u32::MAX; parts.len()],
            members: Vec::new(),
            lists: Lists::default(),
        };
        builder.lists.cost = covers.cost();
        for (at, unit) in range.enumerate() {
            builder.unit(unit as u32, &covers, at);
        }
        let cell_counts: Vec<u32> = columns.iter().map(Column::cell_count).collect();
        builder.finish(&cell_counts)
    }

    /// The entries of the lists that the cell lets through.
    pub(super) fn through<'l>(
        &'l self,
        lists: &'l ColumnLists,
        cell: u32,
    ) -> impl Iterator<Item = &'l [Entry]> {
        let (found, tested): (&[u32], &[u32]) = if cell < Cell::FIRST {
            (&lists.all, &[])
        } else {
            let class = (cell - Cell::FIRST) as usize;
            let range = lists.starts[class] as usize..lists.starts[class + 1] as usize;
            (&self.by_cell[range], &lists.tested)
        };
        let tested = tested
            .iter()
            .filter(move |&&list| self.all[list as usize].cells.contain(cell));
        found.iter().chain(tested).map(|&list| {
            let list = &self.all[list as usize];
            &self.entries[list.start as usize..list.end as usize]
        })
    }
}

impl Entry {
    /// Whether the tests beside the unit let it through.
    pub(super) fn passes(&self, without_value: u64, mut cell: impl FnMut(u32) -> u32) -> bool {
        for (&column, &mask) in self.columns.iter().zip(&self.masks) {
            if column == NO_COLUMN {
                return true;
            }
            if (mask | without_value) >> cell(column) & 1 == 0 {
                return false;
            }
        }
        true
    }
}

struct Builder<'a> {
    units: &'a Units,
    parts: &'a [Part],
    /// For each part, its list.
    list_of: Vec<u32>,
    /// The entries with their lists.
    members: Vec<(u32, Entry)>,
    lists: Lists,
}

impl Builder<'_> {
    fn unit(&mut self, number: u32, covers: &Covers<'_>, at: usize) {
        let unit = &self.units.all[number as usize];
        let Some(cover) = covers.chosen(at) else {
            self.lists.always.push(number);
            return;
        };
        let probes = covers.probes(cover);
        let entry = self.entry(number, unit, probes);
        for &probe in probes {
            let list = self.list(probe);
            self.members.push((list, entry));
        }
    }

    fn entry(&self, number: u32, unit: &Unit, access: &[PartId]) -> Entry {
        let mut entry = Entry {
            unit: number,
            columns: [NO_COLUMN; 2],
            masks: [0; 2],
        };
        // The parts of a unit come with the least likely first.
        let probes = self.units.parts(unit).iter().filter_map(|part| {
            let Part::Probe(probe) = &self.parts[part.index()] else {
                return None;
            };
            match probe.cells {
                Cells::Mask(mask) if access != [*part] => Some((probe.column, mask)),
                _ => None,
            }
        });
        for (at, (column, mask)) in probes.take(2).enumerate() {
            entry.columns[at] = column;
            entry.masks[at] = mask;
        }
        entry
    }

    fn list(&mut self, probe: PartId) -> u32 {
        let list = &mut self.list_of[probe.index()];
        if *list == u32::MAX {
            *list = self.lists.all.len() as u32;
            let cells = match &self.parts[probe.index()] {
                Part::Probe(probe) => probe.cells.clone(),
                _ => Cells::Mask(0),
            };
            self.lists.all.push(List {
                cells,
                start: 0,
                end: 0,
            });
        }
        *list
    }

    fn finish(mut self, cell_counts: &[u32]) -> Lists {
        self.arrange();
        let mut of_columns: Vec<Vec<u32>> = vec![Vec::new(); cell_counts.len()];
        for (part, &list) in self.parts.iter().zip(&self.list_of) {
            if let Part::Probe(probe) = part
                && list != u32::MAX
            {
                of_columns[probe.column as usize].push(list);
            }
        }
        for (column, mut lists) in of_columns.into_iter().enumerate() {
            if !lists.is_empty() {
                // The list that can hold the best comes first.
                let first = |list: &u32| {
                    let list = &self.lists.all[*list as usize];
                    self.lists.entries[list.start as usize].unit
                };
                lists.sort_by_key(first);
                self.column(column, lists, cell_counts[column]);
            }
        }
        self.lists
    }

    /// Puts the entries of each list side by side.
    fn arrange(&mut self) {
        for (list, _) in &self.members {
            self.lists.all[*list as usize].end += 1;
        }
        let mut next = 0;
        for list in &mut self.lists.all {
            let count = list.end;
            (list.start, list.end) = (next, next);
            next += count;
        }
        let blank = Entry {
            unit: 0,
            columns: [NO_COLUMN; 2],
            masks: [0; 2],
        };
        self.lists.entries = vec![blank; self.members.len()];
        for (list, entry) in std::mem::take(&mut self.members) {
            let list = &mut self.lists.all[list as usize];
            self.lists.entries[list.end as usize] = entry;
            list.end += 1;
        }
    }

    fn column(&mut self, column: usize, all: Vec<u32>, cell_count: u32) {
        let classes = (cell_count - Cell::FIRST) as usize;
        let mut by_class: Vec<Vec<u32>> = vec![Vec::new(); classes];
        let mut tested = Vec::new();
        for &list in &all {
            let mut add = |cell: u32| by_class[(cell - Cell::FIRST) as usize].push(list);
            match &self.lists.all[list as usize].cells {
                Cells::Mask(mask) => (Cell::FIRST..cell_count)
                    .filter(|cell| mask >> cell & 1 == 1)
                    .for_each(add),
                Cells::Range {
                    low,
                    high,
                    outside: false,
                } if (high - low) as usize <= MOST_CELLS => (*low..*high).for_each(&mut add),
                Cells::Some {
                    cells,
                    outside: false,
                } if cells.len() <= MOST_CELLS => cells.iter().copied().for_each(add),
                _ => tested.push(list),
            }
        }
        let mut starts = vec![self.lists.by_cell.len() as u32];
        for lists in by_class {
            self.lists.by_cell.extend(lists);
            starts.push(self.lists.by_cell.len() as u32);
        }
        self.lists.columns.push(ColumnLists {
            column: column as u32,
            starts,
            tested,
            all,
        });
    }
}
