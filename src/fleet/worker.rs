//! Deciding records, a chunk at a time.
//!
//! The cells of a record tell in most cases what is selected, without its facts
//! being put together: see [`crate::access`]. What they do not tell, and what is
//! seldom, takes the thorough way, through a case of its own.

use std::borrow::Cow;
use std::mem;

use super::outcome::{Decided, Fault, Outcome};
use super::record::{Body, Record};
use super::rows::{Cells, Row, RowReader};
use super::unsettled::unsettled;
use super::{Fleet, text};
use crate::access::{Block, CASES_OF_BLOCK, Cell, Quick, Selector};
use crate::engine::{Evaluator, Scratch, Selection};
use crate::explain;
use crate::facts::case::Case;
use crate::model::DecisionKind;
use crate::program::Program;

/// Decides records for one thread; what it needs to do so it keeps from one to
/// the next.
#[derive(Debug)]
pub struct Worker<'f> {
    fleet: &'f Fleet<'f>,
    selector: Selector<'f>,
    /// Where many records are better decided together.
    block: Option<Block<'f>>,
    cells: Cells<'f>,
    cells_of_record: Vec<Cell>,
    rows: RowReader<'f>,
    scratch: Scratch,
    /// What the last case leaves for the next one: its memory.
    case: Option<Case>,
}

/// What was told of a record without looking closely.
#[derive(Debug)]
struct Told {
    id: Option<String>,
    quick: Quick,
    /// Whether its cells were found.
    is_plain: bool,
    /// Whether they tell all that is wanted.
    is_quick: bool,
}

impl<'f> Worker<'f> {
    pub(super) fn new(fleet: &'f Fleet<'f>) -> Self {
        let index = &fleet.index;
        Worker {
            fleet,
            selector: Selector::of(index),
            block: if index.prefers_blocks() {
                Block::of(index)
            } else {
                None
            },
            cells: Cells::of(&fleet.layout, index.columns()),
            cells_of_record: vec![Cell::UNKNOWN; index.columns().len()],
            rows: RowReader::of(&fleet.layout),
            scratch: Scratch::default(),
            case: None,
        }
    }

    /// The program.
    pub fn program(&self) -> &'f Program {
        self.fleet.program
    }

    /// Decides the records of a chunk: one outcome for each, in their order.
    pub fn decide(&mut self, records: &[Record<'_>]) -> Vec<Outcome<'f>> {
        let mut outcomes = Vec::with_capacity(records.len());
        for records in records.chunks(CASES_OF_BLOCK) {
            let told = self.tell(records);
            for (record, told) in records.iter().zip(told) {
                outcomes.push(self.outcome(record, told));
            }
        }
        outcomes
    }

    /// What the cells of some records tell.
    fn tell(&mut self, records: &[Record<'_>]) -> Vec<Told> {
        if let Some(block) = &mut self.block {
            block.start(records.len());
        }
        let mut row = Row::default();
        let mut told: Vec<Told> = records
            .iter()
            .enumerate()
            .map(|(number, record)| self.tell_one(number, record, &mut row))
            .collect();
        if let Some(block) = &mut self.block {
            for (told, &quick) in told.iter_mut().zip(block.decide()) {
                if told.is_quick {
                    told.quick = quick;
                }
            }
        }
        told
    }

    /// What the cells of one record tell; `row` is written anew for it.
    fn tell_one<'t>(&mut self, number: usize, record: &Record<'t>, row: &mut Row<'t>) -> Told {
        let mut told = Told {
            id: None,
            quick: Quick::Unsure,
            is_plain: false,
            is_quick: false,
        };
        let fleet = self.fleet;
        let Body::Json(text) = record.body else {
            return told;
        };
        if fleet.options.cases {
            return told;
        }
        if self.rows.read(text, row).is_err() {
            return told;
        }
        let Worker {
            block,
            cells,
            cells_of_record,
            selector,
            ..
        } = self;
        // What entries cannot be known is told of every record.
        let mut is_all_available = true;
        let found = cells.find(&fleet.reader, row, |column, cell| {
            is_all_available &= cell != Cell::UNAVAILABLE;
            match block {
                Some(block) => block.set(column, number, cell),
                None => cells_of_record[column] = cell,
            }
        });
        let id = row.id.text();
        if let (Ok(()), Ok(id)) = (found, id) {
            told.id = id.map(Cow::into_owned);
            told.is_plain = true;
            told.is_quick = is_all_available;
            if block.is_none() && is_all_available {
                told.quick = selector.quick(|column| cells_of_record[column]);
            }
        }
        told
    }

    fn outcome(&mut self, record: &Record<'_>, told: Told) -> Outcome<'f> {
        let quick = self.quick_decision(told.quick);
        let (id, result) = match quick {
            Some(decided) => (told.id, Ok(decided)),
            None => self.closer(record, told),
        };
        Outcome {
            number: record.number,
            id,
            result,
        }
    }

    /// The decision, where the cells have told all of it.
    fn quick_decision(&self, quick: Quick) -> Option<Decided<'f>> {
        if self.fleet.options.explain {
            return None;
        }
        let (kind, entry, title) = match quick {
            Quick::Entry { rule, entry } => {
                let program = self.fleet.program;
                let plan = &program.graph().rules()[rule as usize].entries[entry as usize];
                let title = self.fleet.titles[plan.entry]?;
                let kind = program.rules().entries[plan.entry].proposal.kind();
                (kind, Some(plan.entry), Some(Cow::Borrowed(title)))
            }
            Quick::NoSymptom => (DecisionKind::NoSymptom, None, None),
            Quick::Unsure => return None,
        };
        Some(Decided {
            kind,
            entry,
            title,
            element: Vec::new(),
            asks: None,
            unsettled: Vec::new(),
            explanation: None,
        })
    }

    /// What comes of a record at a closer look.
    fn closer(
        &mut self,
        record: &Record<'_>,
        told: Told,
    ) -> (Option<String>, Result<Decided<'f>, Fault>) {
        if told.is_plain {
            let last = self.case.take();
            let mut case = last.unwrap_or_else(|| self.fleet.program.new_case());
            let result = self
                .remember(record, &mut case)
                .then(|| self.decided(&case));
            self.case = Some(case);
            if let Some(result) = result {
                return (told.id, result);
            }
        }
        let (id, case) = text::read(self.fleet, record.body);
        (id, case.and_then(|case| self.decided(&case)))
    }

    /// Makes a case of a record whose cells were found.
    fn remember(&mut self, record: &Record<'_>, case: &mut Case) -> bool {
        let (fleet, Body::Json(text)) = (self.fleet, record.body) else {
            return false;
        };
        let mut row = Row::default();
        let read = self.rows.read(text, &mut row);
        let remembered =
            read.and_then(|()| fleet.layout.remember(&fleet.reader, &row, &mut case.facts));
        case.now = fleet.options.now;
        remembered.is_ok()
    }

    fn decided(&mut self, case: &Case) -> Result<Decided<'f>, Fault> {
        let program = self.fleet.program;
        let scratch = mem::take(&mut self.scratch);
        let mut evaluator = Evaluator::with(scratch, program.rules(), program.graph(), case);
        let selection = self.selector.select(&mut evaluator);
        let decided = match selection {
            Ok(selection) => self.of_selection(&mut evaluator, &selection),
            Err(error) => Err(Fault::nowhere(error.to_string())),
        };
        self.scratch = evaluator.into_scratch();
        let mut decided = decided?;
        if self.fleet.options.explain {
            let explained = explain::decide(program, case, &self.fleet.scope)
                .map_err(|error| Fault::nowhere(error.to_string()))?;
            decided.explanation = Some(Box::new(explained.decision));
        }
        Ok(decided)
    }

    fn of_selection<'a>(
        &mut self,
        evaluator: &mut Evaluator<'a>,
        selection: &Selection<'a>,
    ) -> Result<Decided<'f>, Fault> {
        let (candidate, asks) = match selection {
            Selection::Step(candidate) => (Some(candidate), None),
            Selection::Ask {
                candidate, fact, ..
            } => (Some(candidate), Some(fact.clone())),
            _ => (None, None),
        };
        let title = explain::title(evaluator, selection);
        let decided = Decided {
            kind: selection.kind(self.fleet.program.rules()),
            entry: candidate.map(|candidate| candidate.entry.entry),
            title: title.map(|title| Cow::Owned(title.into_owned())),
            element: candidate
                .map_or_else(Vec::new, |candidate| candidate.instance.keys(evaluator)),
            asks,
            unsettled: unsettled(&mut self.selector, evaluator, selection),
            explanation: None,
        };
        if evaluator.gave_up() {
            return Err(Fault::nowhere(crate::engine::TooMuchWork.to_string()));
        }
        Ok(decided)
    }
}
