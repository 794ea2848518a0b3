//! Which snapshots there are.

use std::fs::{self, DirEntry};
use std::io;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use super::write::is_unfinished;
use super::{ACCEPTED, PENDING, StoreError, StoreProblem};

/// How many folders in one another are looked into.
const MAX_DEPTH: usize = 64;

/// How long a file that is being written is left to whoever writes it.
const WRITING: Duration = Duration::from_secs(60);

/// The files in a folder of snapshots, each kind sorted.
#[derive(Debug, Default, PartialEq, Eq)]
pub(in crate::cli) struct Listing {
    /// The snapshots that were accepted.
    pub(in crate::cli) accepted: Vec<PathBuf>,
    /// Those that wait to be accepted.
    pub(in crate::cli) pending: Vec<PathBuf>,
    /// What runs that were killed have left behind.
    pub(in crate::cli) leftovers: Vec<PathBuf>,
}

/// The snapshots below a folder; none where it does not exist. Links to folders
/// are not followed.
pub(in crate::cli) fn list(folder: &Path) -> Result<Listing, StoreError> {
    let mut listing = Listing::default();
    match collect(folder, MAX_DEPTH, &mut listing) {
        Err((path, error)) if error.kind() == io::ErrorKind::NotFound && path == folder => {}
        Err((path, error)) => {
            return Err(StoreError::new(&path, StoreProblem::Unreadable(error)));
        }
        Ok(()) => {}
    }
    for files in [
        &mut listing.accepted,
        &mut listing.pending,
        &mut listing.leftovers,
    ] {
        files.sort();
    }
    Ok(listing)
}

fn collect(folder: &Path, depth: usize, listing: &mut Listing) -> Result<(), (PathBuf, io::Error)> {
    let failed = |error| (folder.to_owned(), error);
    for entry in fs::read_dir(folder).map_err(failed)? {
        let entry = entry.map_err(failed)?;
        if entry.file_type().map_err(failed)?.is_dir() {
            if depth > 0 {
                collect(&entry.path(), depth - 1, listing)?;
            }
        } else if let Some(files) = kind(&entry, listing) {
            files.push(entry.path());
        }
    }
    Ok(())
}

fn kind<'l>(entry: &DirEntry, listing: &'l mut Listing) -> Option<&'l mut Vec<PathBuf>> {
    let name = entry.file_name();
    let name = name.to_str()?;
    if is_unfinished(Path::new(name)) {
        is_left_over(entry).then_some(&mut listing.leftovers)
    } else if name.ends_with(ACCEPTED) {
        Some(&mut listing.accepted)
    } else if name.ends_with(PENDING) {
        Some(&mut listing.pending)
    } else {
        None
    }
}

/// Whether nobody can still be writing an unfinished file.
fn is_left_over(entry: &DirEntry) -> bool {
    let modified = entry.metadata().and_then(|metadata| metadata.modified());
    modified.is_ok_and(|modified| {
        SystemTime::now()
            .duration_since(modified)
            .is_ok_and(|age| age > WRITING)
    })
}
