//! Whole fleets: one decision for each of many snapshots.
//!
//! Records come as texts or as named fields, in chunks; for each record comes
//! an [`Outcome`]. Nothing that is wrong with a record keeps the others from
//! being decided. Files, threads and formats of output are the caller's.

mod misspelt;
pub mod outcome;
pub mod record;
pub mod rows;
mod sample;
pub mod summary;
mod text;
mod titles;
mod unsettled;
mod worker;

pub use misspelt::Misspelt;
pub use outcome::{Decided, Fault, Outcome, Unsettled};
pub use record::{Body, Field, Record};
pub use worker::Worker;

use crate::access::{Candidates, Index};
use crate::engine::Scope;
use crate::facts::read::Reader;
use crate::model::ids::{Arena, EntryId};
use crate::model::value::Time;
use crate::program::Program;
use rows::Layout;

/// What is wanted of each record.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Where a record says what it is called: the name of a field, with dots
    /// between the names of nested ones.
    pub id: Option<String>,
    /// Whether decisions are explained.
    pub explain: bool,
    /// Whether each record is a case, with attempts, and not only facts.
    pub cases: bool,
    /// Whether a field that is no fact is a fault; otherwise it is skipped.
    pub strict: bool,
    /// The instant at which records that name none are seen.
    pub now: Option<Time>,
}

/// A program that is ready to decide many records.
#[derive(Debug)]
pub struct Fleet<'p> {
    program: &'p Program,
    index: Index<'p>,
    reader: Reader<'p>,
    layout: Layout<'p>,
    titles: Arena<EntryId, Option<&'p str>>,
    scope: Scope,
    options: Options,
}

impl<'p> Fleet<'p> {
    /// Prepares for deciding records of which nothing is known.
    pub fn new(program: &'p Program, options: Options) -> Self {
        Fleet::for_records(program, options, &[])
    }

    /// Prepares for deciding records like these. They tell what is likely, and so
    /// what is worth looking at first; what comes of a record they do not change.
    pub fn for_records(program: &'p Program, options: Options, sample: &[Record<'_>]) -> Self {
        let (rules, graph) = (program.rules(), program.graph());
        let reader = Reader::new(rules);
        let layout = Layout::new(rules, options.id.as_deref(), options.strict);
        let candidates = Candidates::of(program);
        let frequencies = sample::frequencies(&candidates, &reader, &layout, sample);
        Fleet {
            program,
            reader,
            layout,
            index: Index::for_cases(candidates, &frequencies),
            titles: titles::constant_titles(rules, graph),
            scope: Scope::everything(graph),
            options,
        }
    }

    /// The program.
    pub fn program(&self) -> &'p Program {
        self.program
    }

    /// The names in the first of some records that are probably meant for facts; the
    /// most frequent first. Where names that are no facts are mistakes anyway, there
    /// are none.
    pub fn misspelt(&self, records: &[Record<'_>]) -> Vec<Misspelt> {
        misspelt::misspelt(self, records)
    }

    /// A worker; each thread has its own.
    pub fn worker(&self) -> Worker<'_> {
        Worker::new(self)
    }
}
