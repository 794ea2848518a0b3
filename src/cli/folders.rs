//! The files below a folder.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::failure::Failure;
use super::files::reason;

/// How deep folders may lie in each other.
const MAX_DEPTH: usize = 32;

/// All files in a folder and its folders, sorted. Links to folders are not
/// followed, so that this ends.
pub(super) fn files_below(folder: &Path) -> Result<Vec<PathBuf>, Failure> {
    let mut files = Vec::new();
    collect(folder, &mut files, MAX_DEPTH)?;
    files.sort();
    Ok(files)
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>, depth: usize) -> Result<(), Failure> {
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
    for entry in fs::read_dir(folder).map_err(unreadable)? {
        let entry = entry.map_err(unreadable)?;
        let path = entry.path();
        if entry.file_type().map_err(unreadable)?.is_dir() {
            collect(&path, files, depth - 1)?;
        } else if !path.is_dir() {
            files.push(path);
        }
    }
    Ok(())
}
