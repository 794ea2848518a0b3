//! A rule base as it stands at the moment.

use std::cell::{OnceCell, RefCell};
use std::collections::HashMap;

use super::declare::declare;
use super::half;
use super::names::Names;
use super::typing::Lets;
use super::walk::Walk;
use crate::analysis::{Extent, analyse};
use crate::diagnostic::Diagnostic;
use crate::load::{Loaded, ReadError, ReadSource, load};
use crate::program::compile_loaded;
use crate::source::{FileId, SourceFile, Sources, Span};
use crate::syntax::tree::{File, Item};
use crate::syntax::{self, Parsed};

/// The analysis looks at rule bases of up to so many entries: it takes some tens
/// of milliseconds for them.
const MOST_ENTRIES: usize = 200;

/// The trees of the files of one rule base, kept from one look at it to the next:
/// a file whose text is the same is not parsed again.
#[derive(Debug, Default)]
pub struct Trees {
    kept: RefCell<HashMap<String, Kept>>,
}

#[derive(Debug)]
struct Kept {
    file: FileId,
    text: String,
    parsed: Parsed,
}

impl Trees {
    fn parse(&self, path: &str, file: FileId, text: &str) -> Parsed {
        let mut trees = self.kept.borrow_mut();
        if let Some(kept) = trees.get(path)
            && kept.file == file
            && kept.text == text
        {
            return kept.parsed.clone();
        }
        let parsed = syntax::parse(file, text);
        let kept = Kept {
            file,
            text: text.to_owned(),
            parsed: parsed.clone(),
        };
        trees.insert(path.to_owned(), kept);
        parsed
    }

    /// Forgets the files that the rule base no longer has.
    fn keep_only(&self, sources: &Sources) {
        let mut trees = self.kept.borrow_mut();
        if trees.len() > sources.iter().count() {
            trees.retain(|path, _| sources.iter().any(|(_, file)| file.name() == path));
        }
    }
}

/// Texts, with the trees that are kept of them.
struct Reading<'r> {
    source: &'r dyn ReadSource,
    trees: &'r Trees,
}

impl ReadSource for Reading<'_> {
    fn read(&self, path: &str) -> Result<String, ReadError> {
        self.source.read(path)
    }

    fn parse(&self, path: &str, file: FileId, text: &str) -> Parsed {
        self.trees.parse(path, file, text)
    }
}

/// A rule base as it stands: read at once, the rest when it is asked for.
#[derive(Debug)]
pub struct Base {
    loaded: Loaded,
    names: OnceCell<Names>,
    diagnostics: OnceCell<Vec<Diagnostic>>,
}

impl Base {
    /// Reads the files at `paths` and those that they import.
    pub fn read(paths: &[String], source: &dyn ReadSource, trees: &Trees) -> Base {
        let loaded = load(paths, &Reading { source, trees });
        trees.keep_only(&loaded.sources);
        Base {
            loaded,
            names: OnceCell::new(),
            diagnostics: OnceCell::new(),
        }
    }

    /// The texts.
    pub fn sources(&self) -> &Sources {
        &self.loaded.sources
    }

    /// The files at the paths asked for that could not be read.
    pub fn unreadable(&self) -> &[(String, ReadError)] {
        &self.loaded.unreadable
    }

    /// Whether some file that it needs could not be read.
    pub fn misses_files(&self) -> bool {
        self.loaded.files.iter().any(|file| !file.complete) || !self.unreadable().is_empty()
    }

    /// The file at a path.
    pub fn file(&self, path: &str) -> Option<FileId> {
        let mut files = self.loaded.sources.iter();
        files.find_map(|(id, file)| (file.name() == path).then_some(id))
    }

    /// A file with its name and text.
    pub fn source(&self, file: FileId) -> &SourceFile {
        self.loaded.sources.file(file)
    }

    /// The tree of a file.
    pub(super) fn tree(&self, file: FileId) -> Option<&File> {
        let mut trees = self.trees();
        trees.find(|tree| tree.id == file)
    }

    /// The files that a file imports, each with the place of its path.
    pub(super) fn imports(&self, file: FileId) -> &[(FileId, Span)] {
        let mut files = self.loaded.files.iter();
        files
            .find(|loaded| loaded.tree.id == file)
            .map_or(&[], |loaded| &loaded.imports)
    }

    /// The trees of all files.
    pub(super) fn trees(&self) -> impl Iterator<Item = &File> {
        self.loaded.files.iter().map(|file| &file.tree)
    }

    /// The names of all files.
    pub fn names(&self) -> &Names {
        self.names.get_or_init(|| self.find_names())
    }

    /// Everything that is wrong or odd, as `check` reports it.
    pub fn diagnostics(&self) -> &[Diagnostic] {
        self.diagnostics
            .get_or_init(|| findings(&self.loaded))
            .as_slice()
    }

    /// The lets of all files.
    pub(super) fn lets(&self) -> Lets<'_> {
        let mut lets = Lets::default();
        for item in self.trees().flat_map(|tree| &tree.items) {
            if let Item::Let(item) = item {
                lets.add(item);
            }
        }
        lets
    }

    fn find_names(&self) -> Names {
        let mut names = Names::default();
        for file in &self.loaded.files {
            let imports = file.imports.iter().map(|(file, _)| *file);
            names.imports.insert(file.tree.id, imports.collect());
            declare(&mut names, &file.tree);
        }
        for tree in self.trees() {
            half::declare(&mut names, tree, self.source(tree.id).text());
        }
        let lets = self.lets();
        for tree in self.trees() {
            let mut walk = Walk {
                names: &mut names,
                lets: &lets,
            };
            walk.file(tree);
            half::note_uses(&mut names, &lets, tree, self.source(tree.id).text());
        }
        names.finish();
        names
    }
}

/// What `check` finds, but for large rule bases: there the analysis of what the
/// rules mean together would be felt while people type, and is left to `check`.
fn findings(loaded: &Loaded) -> Vec<Diagnostic> {
    let mut compiled = compile_loaded(loaded);
    if let Some(program) = &compiled.program
        && program.rules().entries.len() <= MOST_ENTRIES
    {
        let extent = Extent::new(program.sources(), program.rules(), |_| false);
        let analysis = analyse(program, &compiled.diagnostics, &extent, &|_| ());
        compiled.diagnostics.extend(analysis.findings);
    }
    compiled.diagnostics
}
