//! The files below a folder.

use std::collections::HashSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::failure::Failure;
use super::files::reason;

/// How deep folders may lie in each other.
const MAX_DEPTH: usize = 32;

/// All files in a folder and its folders, sorted. Links are followed, and no
/// folder is looked into twice, so that this ends.
pub(super) fn files_below(folder: &Path) -> Result<Vec<PathBuf>, Failure> {
    let mut found = Found::default();
    found.collect(folder, MAX_DEPTH)?;
    found.files.sort();
    Ok(found.files)
}

#[derive(Default)]
struct Found {
    files: Vec<PathBuf>,
    /// The folders that were looked into, where they really lie.
    folders: HashSet<PathBuf>,
}

impl Found {
    fn collect(&mut self, folder: &Path, depth: usize) -> Result<(), Failure> {
        let unreadable = |error: io::Error| {
            let (folder, reason) = (folder.display(), reason(&error));
            Failure::new(format!("cannot read the folder `{folder}`: {reason}"))
        };
        if depth == 0 {
            let failure = Failure::new(format!("`{}` lies too deep", folder.display()));
            return Err(failure.help(format!(
                "put the cases into at most {MAX_DEPTH} folders in each other"
            )));
        }
        if !self
            .folders
            .insert(fs::canonicalize(folder).map_err(unreadable)?)
        {
            return Ok(());
        }
        for entry in fs::read_dir(folder).map_err(unreadable)? {
            let path = entry.map_err(unreadable)?.path();
            if path.is_dir() {
                self.collect(&path, depth - 1)?;
            } else {
                self.files.push(path);
            }
        }
        Ok(())
    }
}
