//! Accepting and rejecting pending snapshots, and taking that back.
//!
//! Whatever is done, the order of the steps is such that a kill between them
//! loses nothing: a snapshot is accepted before it stops being pending, and it
//! is pending again before it stops being accepted.

use std::path::{Path, PathBuf};

use super::write::{remove, replace};
use super::{StoreError, StoreProblem, Stored, accepted_of, read, read_text};

/// A pending snapshot with the one that it would replace, as they were when they
/// were read.
#[derive(Clone, Debug)]
pub(in crate::cli) struct Pending {
    /// Where it is.
    pub(in crate::cli) path: PathBuf,
    /// What is proposed.
    pub(in crate::cli) proposed: Stored,
    /// What was accepted before, if anything was.
    pub(in crate::cli) accepted: Option<Stored>,
    accepted_path: PathBuf,
}

impl Pending {
    /// Reads a pending snapshot, and what it would replace.
    pub(in crate::cli) fn read(path: &Path) -> Result<Self, StoreError> {
        let accepted_path =
            accepted_of(path).ok_or_else(|| StoreError::new(path, StoreProblem::NotPending))?;
        let proposed = read(path)?.ok_or_else(|| StoreError::new(path, StoreProblem::Missing))?;
        Ok(Pending {
            path: path.to_owned(),
            proposed,
            accepted: read(&accepted_path)?,
            accepted_path,
        })
    }

    /// Puts the proposed snapshot in place of the accepted one.
    pub(in crate::cli) fn accept(&self) -> Result<(), StoreError> {
        self.expect_pending()?;
        expect(&self.accepted_path, self.accepted_text())?;
        replace(&self.accepted_path, self.text_once_accepted())?;
        self.remove_pending()
    }

    /// Removes the proposed snapshot.
    pub(in crate::cli) fn reject(&self) -> Result<(), StoreError> {
        self.expect_pending()?;
        remove(&self.path)
    }

    /// Takes back that it was accepted: it is pending again.
    pub(in crate::cli) fn take_back_accepted(&self) -> Result<(), StoreError> {
        expect(&self.accepted_path, Some(&self.text_once_accepted()))?;
        self.take_back_rejected()?;
        match self.accepted_text() {
            Some(text) => replace(&self.accepted_path, text),
            None => remove(&self.accepted_path),
        }
    }

    /// Takes back that it was rejected: it is pending again.
    pub(in crate::cli) fn take_back_rejected(&self) -> Result<(), StoreError> {
        expect(&self.path, None)?;
        replace(&self.path, &self.proposed.text)
    }

    fn text_once_accepted(&self) -> String {
        self.proposed.snapshot.clone().accepted().write()
    }

    fn accepted_text(&self) -> Option<&str> {
        self.accepted.as_ref().map(|stored| stored.text.as_str())
    }

    fn expect_pending(&self) -> Result<(), StoreError> {
        expect(&self.path, Some(&self.proposed.text))
    }

    /// A pending snapshot that a run has made just now is a new question: it
    /// stays.
    fn remove_pending(&self) -> Result<(), StoreError> {
        match self.expect_pending() {
            Ok(()) => remove(&self.path),
            Err(error) if error.is_by_another_run() => Ok(()),
            Err(error) => Err(error),
        }
    }
}

/// Whether the file at `path` is still what it was: this text, or not there.
fn expect(path: &Path, text: Option<&str>) -> Result<(), StoreError> {
    let found = read_text(path)?;
    if found.as_deref() == text {
        return Ok(());
    }
    let problem = match found {
        Some(_) => StoreProblem::Changed,
        None => StoreProblem::Missing,
    };
    Err(StoreError::new(path, problem))
}
