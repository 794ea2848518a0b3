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

/// Stands for no list.
const NO_LIST: u32 = u32::MAX;

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

/// Where the units that one probe lets through stand among all entries, in their
/// order.
#[derive(Clone, Copy, Debug)]
pub(super) struct List {
    pub(super) start: u32,
    pub(super) end: u32,
}

/// The lists of a column.
#[derive(Debug)]
pub(super) struct ColumnLists {
    /// The column.
    pub(super) column: u32,
    /// For each cell of a value, the lists that it lets through, as a range of
    /// [`Lists::by_cell`]; one more at the end.
    starts: Vec<u32>,
    /// Lists that must be tested one by one, with what they let through.
    tested: Vec<(Cells, List)>,
    /// All lists: any of them can hold where there is no value.
    all: Vec<List>,
}

/// All access lists.
#[derive(Debug, Default)]
pub(super) struct Lists {
    pub(super) columns: Vec<ColumnLists>,
    pub(super) entries: Vec<Entry>,
    by_cell: Vec<List>,
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
            list_of: vec![NO_LIST; parts.len()],
            all: Vec::new(),
            members: Vec::new(),
            lists: Lists::default(),
        };
        builder.lists.cost = covers.cost();
        for (at, unit) in range.enumerate() {
            builder.unit(unit as u32, &covers, at);
        }
        builder.finish(columns)
    }

    /// The lists that the cell lets through.
    pub(super) fn through<'l>(
        &'l self,
        lists: &'l ColumnLists,
        cell: u32,
    ) -> impl Iterator<Item = List> + use<'l> {
        let (found, tested): (&[List], &[(Cells, List)]) = if cell < Cell::FIRST {
            (&lists.all, &[])
        } else {
            let class = (cell - Cell::FIRST) as usize;
            let range = lists.starts[class] as usize..lists.starts[class + 1] as usize;
            (&self.by_cell[range], &lists.tested)
        };
        let tested = tested
            .iter()
            .filter(move |(cells, _)| cells.contain(cell))
            .map(|(_, list)| list);
        found.iter().chain(tested).copied()
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
    /// For each part, the number of its list.
    list_of: Vec<u32>,
    all: Vec<List>,
    /// The entries with the numbers of their lists.
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
        if *list == NO_LIST {
            *list = self.all.len() as u32;
            self.all.push(List { start: 0, end: 0 });
        }
        *list
    }

    fn finish(mut self, columns: &[Column]) -> Lists {
        self.arrange();
        let mut of_columns: Vec<Vec<(&Cells, List)>> = vec![Vec::new(); columns.len()];
        for (part, &list) in self.parts.iter().zip(&self.list_of) {
            if let Part::Probe(probe) = part
                && list != NO_LIST
            {
                let list = self.all[list as usize];
                of_columns[probe.column as usize].push((&probe.cells, list));
            }
        }
        for (column, mut of_column) in of_columns.into_iter().enumerate() {
            if !of_column.is_empty() {
                // The list that can hold the best comes first.
                of_column.sort_by_key(|(_, list)| self.lists.entries[list.start as usize].unit);
                let cell_count = columns[column].cell_count();
                self.lists.add_column(column, &of_column, cell_count);
            }
        }
        // As the facts lie in memory.
        let lists = &mut self.lists;
        lists
            .columns
            .sort_by_key(|of_column| columns[of_column.column as usize].slot);
        self.lists
    }

    /// Puts the entries of each list side by side.
    fn arrange(&mut self) {
        for (list, _) in &self.members {
            self.all[*list as usize].end += 1;
        }
        let mut next = 0;
        for list in &mut self.all {
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
            let list = &mut self.all[list as usize];
            self.lists.entries[list.end as usize] = entry;
            list.end += 1;
        }
    }
}

impl Lists {
    /// Adds the lists of a column, each with the cells that it lets through.
    fn add_column(&mut self, column: usize, of_column: &[(&Cells, List)], cell_count: u32) {
        let classes = (cell_count - Cell::FIRST) as usize;
        let mut by_class: Vec<Vec<List>> = vec![Vec::new(); classes];
        let mut tested = Vec::new();
        for &(cells, list) in of_column {
            let mut add = |cell: u32| by_class[(cell - Cell::FIRST) as usize].push(list);
            match cells {
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
                _ => tested.push((cells.clone(), list)),
            }
        }
        let mut starts = vec![self.by_cell.len() as u32];
        for lists in by_class {
            self.by_cell.extend(lists);
            starts.push(self.by_cell.len() as u32);
        }
        self.columns.push(ColumnLists {
            column: column as u32,
            starts,
            tested,
            all: of_column.iter().map(|&(_, list)| list).collect(),
        });
    }
}
