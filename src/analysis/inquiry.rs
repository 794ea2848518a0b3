//! What every part of the analysis is given.

use super::extent::Extent;
use crate::program::Program;

/// How far a part of the analysis has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// What is looked for, in a few words.
    pub part: &'static str,
    /// How much of it is done.
    pub done: usize,
    /// How much there is.
    pub of: usize,
}

/// What is to be analysed.
pub(super) struct Inquiry<'a> {
    /// The rules.
    pub(super) program: &'a Program,
    /// Which files others may import.
    pub(super) extent: &'a Extent,
    progress: &'a (dyn Fn(Progress) + Sync),
}

impl<'a> Inquiry<'a> {
    pub(super) fn new(
        program: &'a Program,
        extent: &'a Extent,
        progress: &'a (dyn Fn(Progress) + Sync),
    ) -> Self {
        Inquiry {
            program,
            extent,
            progress,
        }
    }

    /// Tells that `done` of the things to look at have been looked at.
    pub(super) fn reached(&self, part: &'static str, done: usize, of: usize) {
        (self.progress)(Progress { part, done, of });
    }
}
