//! Which of the files at hand others may import that are not at hand.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use crate::analysis::Extent;
use crate::cli::files::{Disk, folder_of, is_rules_file, text_of};
use crate::load::{load, normal_path};
use crate::program::Program;

/// What is at hand where the files at `paths` were named: a file that is only
/// imported is open, and so is one that a file beside it imports which is not
/// part of the program.
pub(super) fn of(program: &Program, paths: &[String]) -> Extent {
    let asked: BTreeSet<String> = paths.iter().map(|path| normal_path(path)).collect();
    let known: BTreeSet<&str> = program
        .sources()
        .iter()
        .map(|(_, file)| file.name())
        .collect();
    let others: Vec<String> = beside(&asked)
        .into_iter()
        .filter(|path| !known.contains(path.as_str()))
        .collect();
    let imported = imported_by(&others);
    Extent::new(program.sources(), program.rules(), |file| {
        !asked.contains(file.name()) || imported.contains(file.name())
    })
}

/// The rules files in the folders of these files; of a folder that cannot be read
/// none.
fn beside(files: &BTreeSet<String>) -> BTreeSet<String> {
    let folders: BTreeSet<&Path> = files
        .iter()
        .map(|file| folder_of(Path::new(file)))
        .collect();
    let entries = folders
        .into_iter()
        .filter_map(|folder| fs::read_dir(folder).ok())
        .flatten()
        .flatten();
    let paths = entries.map(|entry| entry.path());
    paths
        .filter(|path| is_rules_file(path))
        .filter_map(|path| text_of(&path).ok())
        .map(|path| normal_path(&path))
        .collect()
}

/// The files that these files import, themselves or by way of others.
fn imported_by(files: &[String]) -> BTreeSet<String> {
    if files.is_empty() {
        return BTreeSet::new();
    }
    let loaded = load(files, &Disk);
    let imports = loaded.files.iter().flat_map(|file| &file.imports);
    imports
        .map(|(imported, _)| loaded.sources.file(*imported).name().to_owned())
        .collect()
}
