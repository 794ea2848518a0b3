//! Snapshots on disk.
//!
//! The snapshot of a case is `BASE/CASE.snap` below the folder of snapshots; one
//! that waits to be accepted is `BASE/CASE.snap.new` beside it. Files are
//! replaced as a whole, so that neither a kill nor a second run at the same time
//! leaves half of one, and nothing is replaced that is not a snapshot of ours.

mod error;
mod listing;
mod settle;
mod write;

use error::StoreProblem;

pub(super) use error::StoreError;
pub(super) use listing::{Listing, list};
pub(super) use settle::Pending;
pub(super) use write::{behind_links, create, remove, replace, write};

use std::io;
use std::path::{Component, Path, PathBuf};

use super::files::{ReadFailure, read_up_to};
use crate::facts::document::{MAX_FILE_BYTES, decode};
use crate::suite::snapshot::Snapshot;

/// Where snapshots lie unless the command line says otherwise.
pub(super) const USUAL_FOLDER: &str = "snapshots";

/// How the name of a snapshot that was accepted ends.
const ACCEPTED: &str = ".snap";

/// How the name of a snapshot that waits to be accepted ends.
const PENDING: &str = ".snap.new";

/// A snapshot as it is on disk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Stored {
    /// The whole file.
    pub(super) text: String,
    /// What it says.
    pub(super) snapshot: Snapshot,
}

/// Where the snapshot of a case is, once it is accepted: `case` is its path
/// below the cases of `base`, with `/` and without the extension.
pub(super) fn path_of(root: &Path, base: &str, case: &str) -> Result<PathBuf, StoreError> {
    let name = format!("{base}/{case}{ACCEPTED}");
    let stays_inside = Path::new(&name)
        .components()
        .all(|component| matches!(component, Component::Normal(_)));
    let path = root.join(&name);
    if stays_inside {
        Ok(path)
    } else {
        Err(StoreError::new(&path, StoreProblem::Outside))
    }
}

/// Where a snapshot waits to be accepted.
pub(super) fn pending_of(accepted: &Path) -> PathBuf {
    let mut path = accepted.as_os_str().to_owned();
    path.push(&PENDING[ACCEPTED.len()..]);
    PathBuf::from(path)
}

/// Where a pending snapshot will be, once it is accepted; none if it is not
/// called like a pending snapshot.
pub(super) fn accepted_of(pending: &Path) -> Option<PathBuf> {
    let name = pending.file_name()?.to_str()?;
    let stem = name.strip_suffix(PENDING)?;
    Some(pending.with_file_name(format!("{stem}{ACCEPTED}")))
}

/// The snapshot at `path`, if there is one.
pub(super) fn read(path: &Path) -> Result<Option<Stored>, StoreError> {
    let Some(text) = read_text(path)? else {
        return Ok(None);
    };
    match Snapshot::parse(&text) {
        Ok(snapshot) => Ok(Some(Stored { text, snapshot })),
        Err(error) => Err(StoreError::new(path, StoreProblem::Broken(error))),
    }
}

/// Whether a file may be removed: it is a snapshot of ours, or what a run that
/// was killed has left of one.
pub(super) fn is_ours(path: &Path) -> bool {
    write::is_unfinished(path) || matches!(read(path), Ok(Some(_)))
}

fn read_text(path: &Path) -> Result<Option<String>, StoreError> {
    let bytes = match read_up_to(path, MAX_FILE_BYTES as usize) {
        Ok(bytes) => bytes,
        Err(ReadFailure::TooLarge) => return Err(StoreError::new(path, StoreProblem::TooLarge)),
        Err(ReadFailure::Io(error)) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(ReadFailure::Io(error)) => {
            return Err(StoreError::new(path, StoreProblem::Unreadable(error)));
        }
    };
    match decode(&bytes) {
        Ok(text) => Ok(Some(text.to_owned())),
        Err(error) => Err(StoreError::new(path, StoreProblem::NotText(error))),
    }
}

#[cfg(test)]
mod tests;
