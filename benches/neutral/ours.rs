//! What is measured: the choice of the step.

use whatnext::Inputs;
use whatnext::access::{Block, CASES_OF_BLOCK, Candidates, Index, Quick, Selector};
use whatnext::engine::{Evaluator, Selection};
use whatnext::facts::memory::FactPath;
use whatnext::model::ids::Id;

use crate::neutral::Translation;
use crate::parsed::{self, Parsed, ParsedColumn};
use crate::workload::Workload;

/// A program and parsed facts.
pub(crate) struct Ours<'t> {
    translation: &'t Translation,
    index: Index<'t>,
    /// For each column of the index the slot of its fact.
    slots: Vec<usize>,
    rows: Vec<Vec<Parsed>>,
    columns: Vec<ParsedColumn>,
}

impl<'t> Ours<'t> {
    /// Reads the first snapshots of a workload, so many of them.
    pub(crate) fn of(
        translation: &'t Translation,
        workload: &Workload,
        count: usize,
    ) -> Result<Self, String> {
        let program = &translation.program;
        let slots = program.rules().top_level().count();
        let inputs = Inputs::new(program);
        let mut rows = Vec::with_capacity(count);
        for snapshot in workload.snapshots.iter().take(count) {
            let json = serde_json::to_string(snapshot).map_err(|error| error.to_string())?;
            let mut case = program.new_case();
            let read = inputs.facts(&mut case, "snapshot.json", &json);
            read.map_err(|problems| problems.to_string())?;
            rows.push(parsed::row(&case, slots)?);
        }
        let candidates = Candidates::of(program);
        let mut frequencies = candidates.frequencies();
        for row in &rows {
            for (number, column) in candidates.columns().iter().enumerate() {
                let slot = program.rules().facts[column.fact()].slot;
                frequencies.count(number, row[slot].cell(column));
            }
        }
        let index = Index::for_cases(candidates, &frequencies);
        let columns = index.columns().iter();
        Ok(Ours {
            translation,
            slots: columns
                .map(|column| program.rules().facts[column.fact()].slot)
                .collect(),
            columns: (0..slots)
                .map(|slot| ParsedColumn::of(&rows, slot))
                .collect(),
            index,
            rows,
        })
    }

    /// The rule that decides each snapshot, one at a time.
    pub(crate) fn single(&self) -> impl Iterator<Item = Option<usize>> {
        let mut selector = Selector::of(&self.index);
        let columns = self.index.columns();
        self.rows.iter().enumerate().map(move |(number, row)| {
            let cell = |column: usize| row[self.slots[column]].cell(&columns[column]);
            let quick = selector.quick(cell);
            self.rule(&mut selector, quick, number)
        })
    }

    /// The rule that decides each snapshot, many together.
    pub(crate) fn columns(&self) -> impl Iterator<Item = Option<usize>> {
        let mut selector = Selector::of(&self.index);
        let mut block = Block::of(&self.index);
        let starts = (0..self.rows.len()).step_by(CASES_OF_BLOCK);
        starts.flat_map(move |start| {
            let Some(block) = &mut block else {
                return Vec::new();
            };
            let range = start..(start + CASES_OF_BLOCK).min(self.rows.len());
            block.start(range.len());
            for (number, column) in self.index.columns().iter().enumerate() {
                let values = &self.columns[self.slots[number]];
                values.tell(column, range.clone(), block.cells(number));
            }
            let found = block.decide().iter().zip(range);
            let rules = found.map(|(quick, number)| self.rule(&mut selector, *quick, number));
            rules.collect()
        })
    }

    fn rule(&self, selector: &mut Selector<'_>, quick: Quick, number: usize) -> Option<usize> {
        let program = &self.translation.program;
        let entry = match quick {
            Quick::Entry { rule, entry } => {
                program.graph().rules()[rule as usize].entries[entry as usize].entry
            }
            Quick::NoSymptom => return None,
            // Facts are missing.
            Quick::Unsure => {
                let mut case = program.new_case();
                for ((fact, _), value) in program.rules().top_level().zip(&self.rows[number]) {
                    if let Some(state) = case
                        .facts
                        .get_mut(program.rules(), &FactPath::top_level(fact))
                    {
                        *state = value.state();
                    }
                }
                let mut evaluator = Evaluator::new(program.rules(), program.graph(), &case);
                match selector.select(&mut evaluator) {
                    Ok(Selection::Step(candidate)) => candidate.entry.entry,
                    _ => return None,
                }
            }
        };
        self.translation.rule_of_entry[entry.index()]
    }
}
