//! Case files on disk.

use std::fs;
use std::path::{Path, PathBuf};

use super::failure::Failure;
use super::files::text_of;
use super::folders;
use crate::facts::document::Format;
use crate::suite::case_id::CaseId;

/// A case file on disk.
#[derive(Clone, Debug)]
pub(super) struct FoundCase {
    /// What tells it apart.
    pub(super) id: CaseId,
    /// Where it lies, as it was named.
    pub(super) path: PathBuf,
    /// Where it lies, whichever way leads there.
    pub(super) place: PathBuf,
    /// Where it lies below the folder of the cases, with `/`.
    pub(super) below: String,
}

/// The case files at `path`, in the order of their paths: those in a folder and
/// its folders, or a single one. Their ids are their paths below `root` where
/// they lie below it.
pub(super) fn find(path: &Path, root: &Path) -> Result<Vec<FoundCase>, Failure> {
    let files = if path.is_dir() {
        let mut files = folders::files_below(path)?;
        files.retain(|file| is_case_file(file));
        files
    } else {
        vec![path.to_owned()]
    };
    let root = place_of(root);
    let mut places = Places::default();
    let top = match path.parent() {
        Some(parent) if !path.is_dir() => parent,
        _ => path,
    };
    let cases = files.into_iter().map(|path| {
        let place = places.of(&path);
        let below = match place.strip_prefix(&root) {
            Ok(below) => text_of(below)?,
            Err(_) => text_of(path.strip_prefix(top).unwrap_or(&path))?,
        };
        Ok(FoundCase {
            id: CaseId::of(&below),
            path,
            place,
            below,
        })
    });
    cases.collect()
}

/// Where a path leads, or the path where it leads nowhere.
fn place_of(path: &Path) -> PathBuf {
    fs::canonicalize(path).unwrap_or_else(|_| path.to_owned())
}

/// Where files lie. Those of one folder mostly come in a row, and need only one
/// look.
#[derive(Default)]
struct Places {
    folder: Option<(PathBuf, PathBuf)>,
}

impl Places {
    fn of(&mut self, path: &Path) -> PathBuf {
        let (Some(folder), Some(name)) = (path.parent(), path.file_name()) else {
            return place_of(path);
        };
        if path.is_symlink() || folder == Path::new("") {
            return place_of(path);
        }
        match &self.folder {
            Some((last, place)) if last == folder => place.join(name),
            _ => {
                let place = place_of(folder);
                self.folder = Some((folder.to_owned(), place.clone()));
                place.join(name)
            }
        }
    }
}

fn is_case_file(path: &Path) -> bool {
    let name = path.file_name().map(|name| name.to_string_lossy());
    name.is_some_and(|name| Format::of_name(&name).is_some())
}
