//! Which files have the cases to decide.

use std::fs;
use std::path::{Path, PathBuf};

use crate::cli::failure::Failure;
use crate::cli::files::{self, Origin};
use crate::cli::{folders, input};
use crate::facts::document::Format;

/// A file with cases.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Source {
    pub(super) path: PathBuf,
    pub(super) kind: SourceKind,
    pub(super) from: Origin,
}

/// How cases stand in a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum SourceKind {
    /// The file is one case.
    Case,
    /// Every line is the facts of one.
    Lines,
}

impl Source {
    /// What it is called.
    pub(super) fn name(&self) -> String {
        input::name_of(&self.path)
    }

    /// How large it is; none where that is not known, as of a pipe.
    pub(super) fn bytes(&self) -> Option<u64> {
        if self.is_stdin() {
            return None;
        }
        let data = fs::metadata(&self.path).ok()?;
        data.is_file().then_some(data.len())
    }

    pub(super) fn is_stdin(&self) -> bool {
        self.path == Path::new("-")
    }
}

/// The files with cases, and those in their folders that have none.
#[derive(Debug, Default)]
pub(super) struct Found {
    pub(super) sources: Vec<Source>,
    pub(super) skipped: Vec<PathBuf>,
}

/// The files that `paths` mean, or those in `usual` where there are no paths.
pub(super) fn find(paths: &[PathBuf], usual: &Path) -> Result<Found, Failure> {
    let mut found = Found::default();
    if paths.is_empty() {
        if !usual.is_dir() {
            let usual = usual.display();
            return Err(Failure::new(format!("there is no folder `{usual}`")).help(
                "say with `--cases` where the cases are: folders, case files, or facts in `.ndjson` files",
            ));
        }
        found.add(usual)?;
    }
    for path in paths {
        found.add(path)?;
    }
    Ok(found)
}

impl Found {
    /// Adds what a path means.
    fn add(&mut self, path: &Path) -> Result<(), Failure> {
        if path.is_dir() {
            let before = self.sources.len();
            for path in folders::files_below(path)? {
                match kind_of(&path) {
                    Some(kind) => self.sources.push(Source {
                        path,
                        kind,
                        from: Origin::Found,
                    }),
                    None => self.skipped.push(path),
                }
            }
            if self.sources.len() == before {
                let path = path.display();
                return Err(
                    Failure::new(format!("there is no case in the folder `{path}`"))
                        .help("cases are `.yaml`, `.yml`, `.json`, `.ndjson` and `.jsonl` files"),
                );
            }
            return Ok(());
        }
        if path != Path::new("-")
            && let Err(error) = fs::metadata(path)
        {
            let (path, reason) = (path.display(), files::reason(&error));
            return Err(Failure::new(format!("cannot read `{path}`: {reason}")));
        }
        // Whoever names a file of another kind means it as a case.
        let kind = kind_of(path).unwrap_or(SourceKind::Case);
        self.sources.push(Source {
            path: path.to_owned(),
            kind,
            from: Origin::Named,
        });
        Ok(())
    }
}

/// How cases stand in a file of this name; none where it has none.
fn kind_of(path: &Path) -> Option<SourceKind> {
    if path == Path::new("-") {
        return Some(SourceKind::Lines);
    }
    let name = path.file_name()?.to_str()?;
    let extension = path.extension()?.to_str()?.to_ascii_lowercase();
    if matches!(&*extension, "ndjson" | "jsonl") {
        return Some(SourceKind::Lines);
    }
    Format::of_name(name).map(|_| SourceKind::Case)
}
