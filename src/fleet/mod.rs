//! Whole fleets: one decision for each of many snapshots.
//!
//! Records come as texts or as named fields, in chunks; for each record comes
//! an [`Outcome`]. Nothing that is wrong with a record keeps the others from
//! being decided. Files, threads and formats of output are the caller's.

pub mod outcome;
pub mod record;
pub mod rows;
pub mod summary;
mod text;
mod titles;
mod unsettled;
mod worker;

pub use outcome::{Decided, Fault, Outcome, Unsettled};
pub use record::{Body, Field, Record};
pub use worker::Worker;

use crate::access::Index;
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
    /// Prepares for deciding records.
    pub fn new(program: &'p Program, options: Options) -> Self {
        let (rules, graph) = (program.rules(), program.graph());
        let index = Index::of(program);
        Fleet {
            program,
            reader: Reader::new(rules),
            layout: Layout::new(rules, options.id.as_deref(), options.strict),
            index,
            titles: titles::constant_titles(rules, graph),
            scope: Scope::everything(graph),
            options,
        }
    }

    /// The program.
    pub fn program(&self) -> &'p Program {
        self.program
    }

    /// A worker; each thread has its own.
    pub fn worker(&self) -> Worker<'_> {
        Worker::new(self)
    }
}
