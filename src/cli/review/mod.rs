//! `whatnext review`

mod batch;
mod keys;
mod queue;
mod report;
mod rows;
mod screen;
mod terminal;
mod walk;

use std::io::{self, IsTerminal as _};
use std::path::PathBuf;

use super::Ending;
use super::arguments::ReviewArguments;
use super::check::print;
use super::failure::{Failure, number_of};
use super::store::{Pending, StoreError};
use crate::suite::review::Verdict;

/// Has the pending snapshots accepted or rejected.
pub(super) fn review(arguments: &ReviewArguments) -> Result<Ending, Failure> {
    let found = queue::find(&arguments.paths, arguments.snapshots.as_deref())?;
    let verdict = match (arguments.accept, arguments.reject) {
        (true, _) => Some(Verdict::Accepted),
        (_, true) => Some(Verdict::Rejected),
        _ => None,
    };
    if let Some(verdict) = verdict {
        return tell(&batch::settle(&found, verdict));
    }
    let queue::Queue { pending, faults } = queue::read(&found);
    let interactive = io::stdin().is_terminal() && io::stdout().is_terminal();
    if interactive && !pending.is_empty() {
        return tell(&terminal::walk(pending, faults)?);
    }
    print(&report::list(&pending, arguments.snapshots.as_deref()))?;
    if !faults.is_empty() {
        return Err(failure(&faults));
    }
    Ok(if pending.is_empty() {
        Ending::Fine
    } else {
        Ending::Negative
    })
}

/// What came of the snapshots.
#[derive(Debug, Default)]
struct Settled {
    accepted: Vec<PathBuf>,
    rejected: Vec<PathBuf>,
    /// Those that still wait.
    left: Vec<PathBuf>,
    /// What could not be done.
    faults: Vec<StoreError>,
}

impl Settled {
    fn add(&mut self, path: PathBuf, verdict: Option<Verdict>) {
        match verdict {
            Some(Verdict::Accepted) => self.accepted.push(path),
            Some(Verdict::Rejected) => self.rejected.push(path),
            Some(Verdict::Skipped) | None => self.left.push(path),
        }
    }
}

fn tell(settled: &Settled) -> Result<Ending, Failure> {
    print(&report::summary(settled))?;
    if !settled.faults.is_empty() {
        return Err(failure(&settled.faults));
    }
    Ok(if settled.left.is_empty() {
        Ending::Fine
    } else {
        Ending::Negative
    })
}

fn failure(faults: &[StoreError]) -> Failure {
    let report: String = faults.iter().map(report::fault).collect();
    let snapshots = number_of(faults.len(), "snapshot");
    Failure::reported(report, format!("{snapshots} could not be reviewed"))
}

/// Carries out one verdict.
fn carry_out(pending: &Pending, verdict: Verdict) -> Result<(), StoreError> {
    match verdict {
        Verdict::Accepted => pending.accept(),
        Verdict::Rejected => pending.reject(),
        Verdict::Skipped => Ok(()),
    }
}
