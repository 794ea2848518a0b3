//! Paths to syntax trees: reads files, and those that they import.
//!
//! Nothing here touches a disk: a [`ReadSource`] supplies the texts.

mod cycles;
mod path;
mod source;

use std::collections::{BTreeSet, HashMap};

pub use path::normal as normal_path;
pub(crate) use path::relative as relative_path;
pub use source::{MemorySource, ReadError, ReadSource};

use crate::diagnostic::Diagnostic;
use crate::diagnostic::catalogue::{DuplicateImport, EmptyFile, ImportPath, UnreadableImport};
use crate::source::{FileId, Sources, Span};
use crate::syntax::tree::{File, Import, Item};

/// The files of a rule base, read and parsed.
#[derive(Debug, Default)]
pub struct Loaded {
    /// The texts.
    pub sources: Sources,
    /// The files, sorted by path.
    pub files: Vec<LoadedFile>,
    /// The paths that were asked for and could not be read, sorted.
    pub unreadable: Vec<(String, ReadError)>,
    /// What parsing and importing found.
    pub diagnostics: Vec<Diagnostic>,
}

/// A parsed file.
#[derive(Debug)]
pub struct LoadedFile {
    /// What is written in it.
    pub tree: File,
    /// The files that it imports, each with the place of its path.
    pub imports: Vec<(FileId, Span)>,
    /// Whether all that it imports could be read.
    pub complete: bool,
}

/// Reads and parses the files at `paths` and, transitively, those that they
/// import. A file that is reached twice is one file.
pub fn load(paths: &[String], reader: &dyn ReadSource) -> Loaded {
    let mut loading = Loading {
        reader,
        by_path: HashMap::new(),
        loaded: Loaded::default(),
    };
    let roots: BTreeSet<String> = paths.iter().map(|path| path::normal(path)).collect();
    for root in roots {
        if let Err(error) = loading.file(&root) {
            loading.loaded.unreadable.push((root, error));
        }
    }
    let mut next = 0;
    while next < loading.loaded.files.len() {
        loading.imports_of(next);
        next += 1;
    }
    let mut loaded = loading.loaded;
    let Loaded {
        sources,
        files,
        diagnostics,
        ..
    } = &mut loaded;
    files.sort_by(|a, b| {
        sources
            .file(a.tree.id)
            .name()
            .cmp(sources.file(b.tree.id).name())
    });
    cycles::report(sources, files, diagnostics);
    loaded
}

/// The state of [`load`].
struct Loading<'r> {
    reader: &'r dyn ReadSource,
    /// What came of every path so far.
    by_path: HashMap<String, Result<FileId, ReadError>>,
    loaded: Loaded,
}

impl Loading<'_> {
    /// The file at this path, which is in normal form.
    fn file(&mut self, path: &str) -> Result<FileId, ReadError> {
        if let Some(known) = self.by_path.get(path) {
            return known.clone();
        }
        let result = self.read(path);
        self.by_path.insert(path.to_owned(), result.clone());
        result
    }

    fn read(&mut self, path: &str) -> Result<FileId, ReadError> {
        let text = self.reader.read(path)?;
        if text.len() > ReadError::MOST_BYTES {
            return Err(ReadError::TooLarge);
        }
        let file = self.loaded.sources.add(path, &text);
        let parsed = self.reader.parse(path, file, &text);
        if parsed.tree.items.is_empty() && parsed.diagnostics.is_empty() {
            let at = Span {
                file,
                start: 0,
                end: 0,
            };
            self.loaded.diagnostics.push(EmptyFile { at }.into());
        }
        self.loaded.diagnostics.extend(parsed.diagnostics);
        self.loaded.files.push(LoadedFile {
            tree: parsed.tree,
            imports: Vec::new(),
            complete: true,
        });
        Ok(file)
    }

    /// Follows the imports of the file at this index.
    fn imports_of(&mut self, index: usize) {
        let tree = &self.loaded.files[index].tree;
        let importer = self.loaded.sources.file(tree.id).name().to_owned();
        let imports: Vec<Import> = tree.items.iter().filter_map(import).cloned().collect();
        let mut first: HashMap<String, Span> = HashMap::new();
        for Import {
            path: written,
            span,
        } in imports
        {
            let at = written.span;
            let text = written.value();
            if let Some(fault) = path::fault(&text) {
                self.loaded.diagnostics.push(
                    ImportPath {
                        path: text,
                        fault,
                        at,
                    }
                    .into(),
                );
                self.loaded.files[index].complete = false;
                continue;
            }
            let path = path::relative_to(&importer, &text);
            if let Some(&first) = first.get(&path) {
                self.loaded.diagnostics.push(
                    DuplicateImport {
                        path: text,
                        at: span,
                        first,
                    }
                    .into(),
                );
                continue;
            }
            match self.file(&path) {
                Ok(file) => self.loaded.files[index].imports.push((file, at)),
                Err(error) => {
                    let reason = error.to_string();
                    self.loaded.diagnostics.push(
                        UnreadableImport {
                            path: path.clone(),
                            reason,
                            at,
                        }
                        .into(),
                    );
                    self.loaded.files[index].complete = false;
                }
            }
            first.insert(path, span);
        }
    }
}

fn import(item: &Item) -> Option<&Import> {
    match item {
        Item::Import(import) => Some(import),
        _ => None,
    }
}
