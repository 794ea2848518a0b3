//! The rule bases that an editor looks at: for every open file that of its folder,
//! as `check` would read it, with the texts that are not saved yet.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fs;
use std::path::Path;
use std::time::SystemTime;

use super::super::files::{self, Disk};
use super::documents::Documents;
use super::uris::is_on_disk;
use crate::editing::{Base, Trees};
use crate::load::{ReadError, ReadSource};

/// More folders than this are not searched for rules.
const MOST_FOLDERS: usize = 5_000;

/// The rule bases, read as far as they are needed.
#[derive(Debug, Default)]
pub(super) struct Workspace {
    /// The files that are open.
    pub(super) documents: Documents,
    /// The folders that the editor has open.
    pub(super) roots: Vec<String>,
    bases: BTreeMap<String, Known>,
    cache: Cache,
}

/// A rule base with what is kept of it.
#[derive(Debug, Default)]
struct Known {
    trees: Trees,
    base: Option<Base>,
}

impl Workspace {
    /// The folder whose rules a file belongs to; a text that lies nowhere is a rule
    /// base of its own.
    pub(super) fn folder_of(path: &str) -> String {
        if !is_on_disk(path) {
            return path.to_owned();
        }
        let (folder, _) = path.rsplit_once('/').unwrap_or(("", path));
        folder.to_owned()
    }

    /// The rule base of a folder, if it has been read.
    pub(super) fn known(&self, folder: &str) -> Option<&Base> {
        self.bases.get(folder)?.base.as_ref()
    }

    /// Reads the rule base of a folder, unless it has been read as it stands.
    pub(super) fn refresh(&mut self, folder: &str) {
        let known = self.bases.entry(folder.to_owned()).or_default();
        if known.base.is_some() {
            return;
        }
        let paths = paths_in(folder, &self.documents);
        let reading = Reading {
            documents: &self.documents,
            cache: &self.cache,
        };
        known.base = Some(Base::read(&paths, &reading, &known.trees));
    }

    /// A file has changed: the rule bases that have it, or might, are out of date.
    pub(super) fn changed(&mut self, path: &str) {
        let folder = Workspace::folder_of(path);
        for (its, known) in &mut self.bases {
            let has_it = |base: &Base| base.file(path).is_some() || base.misses_files();
            if *its == folder || known.base.as_ref().is_some_and(has_it) {
                known.base = None;
            }
        }
    }

    /// Anything may have changed.
    pub(super) fn forget_all(&mut self) {
        for known in self.bases.values_mut() {
            known.base = None;
        }
    }

    /// The folders of the open files.
    pub(super) fn open_folders(&self) -> BTreeSet<String> {
        let paths = self.documents.paths();
        paths.map(|path| Workspace::folder_of(path)).collect()
    }

    /// Forgets rule bases of which no file is open.
    pub(super) fn forget_unused(&mut self) {
        let open = self.open_folders();
        self.bases.retain(|folder, _| open.contains(folder));
    }

    /// The folders of all rule bases within the folders that the editor has open,
    /// and of those that have open files; all are read.
    pub(super) fn refresh_all(&mut self) -> Vec<String> {
        let mut folders = self.open_folders();
        let mut left = MOST_FOLDERS;
        for root in &self.roots {
            find_folders(Path::new(root), &mut folders, &mut left);
        }
        for folder in &folders {
            self.refresh(folder);
        }
        folders.into_iter().collect()
    }

    /// The paths of all rules files that an import might name.
    pub(super) fn rules_files(&self) -> Vec<String> {
        let mut files = BTreeSet::new();
        let mut folders = self.open_folders();
        let mut left = MOST_FOLDERS;
        for root in &self.roots {
            find_folders(Path::new(root), &mut folders, &mut left);
        }
        for folder in &folders {
            files.extend(paths_in(folder, &self.documents));
        }
        files.into_iter().collect()
    }
}

/// The rules files of a folder: those on disk, and those that are open.
fn paths_in(folder: &str, documents: &Documents) -> Vec<String> {
    let mut paths: BTreeSet<String> = BTreeSet::new();
    if is_on_disk(&format!("{folder}/")) {
        let entries = fs::read_dir(Path::new(&format!("{folder}/")));
        for entry in entries.into_iter().flatten().flatten() {
            let path = entry.path();
            if files::is_rules_file(&path)
                && !path.is_dir()
                && let Some(name) = path.file_name().and_then(|name| name.to_str())
            {
                paths.insert(format!("{folder}/{name}"));
            }
        }
    }
    let open = documents.paths();
    paths.extend(
        open.filter(|path| Workspace::folder_of(path) == folder)
            .cloned(),
    );
    paths.into_iter().collect()
}

/// Adds the folders with rules within `root`. Hidden folders and those of packages
/// and builds have none of ours.
fn find_folders(root: &Path, found: &mut BTreeSet<String>, left: &mut usize) {
    let mut folders = vec![root.to_owned()];
    while let Some(folder) = folders.pop() {
        if *left == 0 {
            return;
        }
        *left -= 1;
        for entry in fs::read_dir(&folder).into_iter().flatten().flatten() {
            let path = entry.path();
            // What a link leads to is not entered: links may lead in circles.
            let is_folder = entry.file_type().is_ok_and(|kind| kind.is_dir());
            let name = entry.file_name();
            let name = name.to_string_lossy();
            if is_folder && !name.starts_with('.') && name != "node_modules" && name != "target" {
                folders.push(path);
            } else if !is_folder && files::is_rules_file(&path) {
                found.extend(files::text_of(&folder).ok());
            }
        }
    }
}

/// Texts of files on disk, kept as long as size and time of the files stay the same.
#[derive(Debug, Default)]
struct Cache {
    texts: RefCell<HashMap<String, (Stamp, String)>>,
}

type Stamp = (u64, Option<SystemTime>);

impl Cache {
    fn read(&self, path: &str) -> Result<String, ReadError> {
        let stamp = fs::metadata(path)
            .ok()
            .map(|data| (data.len(), data.modified().ok()));
        let mut texts = self.texts.borrow_mut();
        if let (Some(stamp), Some((kept, text))) = (stamp, texts.get(path))
            && stamp == *kept
        {
            return Ok(text.clone());
        }
        let read = Disk.read(path);
        match (&read, stamp) {
            (Ok(text), Some(stamp)) => {
                texts.insert(path.to_owned(), (stamp, text.clone()));
            }
            _ => {
                texts.remove(path);
            }
        }
        read
    }
}

/// The open files, and the others from disk.
struct Reading<'w> {
    documents: &'w Documents,
    cache: &'w Cache,
}

impl ReadSource for Reading<'_> {
    fn read(&self, path: &str) -> Result<String, ReadError> {
        match self.documents.get(path) {
            Some(document) => Ok(document.text.clone()),
            None if is_on_disk(path) => self.cache.read(path),
            None => Err(ReadError::NotFound),
        }
    }
}
