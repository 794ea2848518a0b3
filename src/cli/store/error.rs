//! What can go wrong with snapshots on disk, and how it is said.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use crate::cli::failure::Failure;
use crate::cli::files::{reason, writing_reason};
use crate::facts::document::{DecodeError, MAX_FILE_BYTES};
use crate::model::value::printable;
use crate::suite::snapshot::SnapshotError;

/// Why something could not be done with the snapshot at a path.
#[derive(Debug)]
pub(in crate::cli) struct StoreError {
    path: PathBuf,
    problem: StoreProblem,
}

/// What can go wrong with a snapshot.
#[derive(Debug)]
pub(super) enum StoreProblem {
    /// The system does not let it be read.
    Unreadable(io::Error),
    /// The system does not let it be written.
    Unwritable(io::Error),
    /// The system does not let it be removed.
    Undeletable(io::Error),
    /// It is larger than a snapshot may be.
    TooLarge,
    /// It is not text.
    NotText(DecodeError),
    /// It is no snapshot to go by.
    Broken(SnapshotError),
    /// Someone has protected it from being written.
    ReadOnly,
    /// It would not be in the folder of snapshots.
    Outside,
    /// It is not called like a snapshot that waits to be accepted.
    NotPending,
    /// There is none.
    Missing,
    /// It is not what it was when it was shown.
    Changed,
}

impl StoreError {
    pub(super) fn new(path: &Path, problem: StoreProblem) -> Self {
        StoreError {
            path: path.to_owned(),
            problem,
        }
    }

    /// Whether what is at `path` is a snapshot, but not of this program.
    pub(in crate::cli) fn is_of_another_tool(&self, path: &Path) -> bool {
        let not_ours = matches!(self.problem, StoreProblem::Broken(SnapshotError::NotOurs));
        not_ours && self.path == path
    }

    /// Whether another run has changed something, so that a second look may
    /// help.
    pub(in crate::cli) fn is_by_another_run(&self) -> bool {
        matches!(self.problem, StoreProblem::Missing | StoreProblem::Changed)
    }

    /// What to do about it, where that is known.
    pub(in crate::cli) fn help(&self) -> Option<String> {
        let help = match &self.problem {
            StoreProblem::NotText(error) => error.help()?,
            StoreProblem::Broken(error) => error.help(),
            StoreProblem::ReadOnly => "make it writable, if it is meant to change",
            StoreProblem::Outside => "rename the folder or the file of the case",
            StoreProblem::NotPending | StoreProblem::Missing => {
                "`whatnext review` lists the snapshots that wait"
            }
            StoreProblem::Changed => "look at it again with `whatnext review`",
            StoreProblem::TooLarge
            | StoreProblem::Unreadable(_)
            | StoreProblem::Unwritable(_)
            | StoreProblem::Undeletable(_) => return None,
        };
        Some(help.to_owned())
    }
}

impl fmt::Display for StoreError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let path = self.path.display().to_string();
        let path = printable(&path);
        match &self.problem {
            StoreProblem::Unreadable(error) => {
                write!(f, "cannot read `{path}`: {}", reason(error))
            }
            StoreProblem::Unwritable(error) => {
                write!(f, "cannot write `{path}`: {}", writing_reason(error))
            }
            StoreProblem::Undeletable(error) => {
                write!(f, "cannot remove `{path}`: {}", writing_reason(error))
            }
            StoreProblem::TooLarge => {
                write!(f, "`{path}` is larger than {} MB", MAX_FILE_BYTES >> 20)
            }
            StoreProblem::NotText(error) => {
                write!(f, "{path}:{}:{}: {error}", error.line, error.column)
            }
            StoreProblem::Broken(error) => match error.line() {
                Some(line) => write!(f, "{path}:{line}: {error}"),
                None => write!(f, "{path}: {error}"),
            },
            StoreProblem::ReadOnly => {
                write!(f, "cannot write `{path}`: it is protected from writing")
            }
            StoreProblem::Outside => {
                write!(f, "`{path}` would not be in the folder of snapshots")
            }
            StoreProblem::NotPending => {
                write!(f, "`{path}` is not a snapshot that waits to be accepted")
            }
            StoreProblem::Missing => {
                write!(f, "`{path}` is not there: another run may have settled it")
            }
            StoreProblem::Changed => write!(
                f,
                "`{path}` is not what it was when it was shown: another run has changed it"
            ),
        }
    }
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        let failure = Failure::new(error.to_string());
        match error.help() {
            Some(help) => failure.help(help),
            None => failure,
        }
    }
}
