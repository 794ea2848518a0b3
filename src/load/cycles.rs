//! Files that import themselves, over however many others.

use std::collections::HashMap;

use super::LoadedFile;
use crate::diagnostic::Diagnostic;
use crate::diagnostic::catalogue::ImportCycle;
use crate::source::{FileId, Sources, Span};

/// Reports each import that closes a cycle.
pub(super) fn report(sources: &Sources, files: &[LoadedFile], diagnostics: &mut Vec<Diagnostic>) {
    let index: HashMap<FileId, usize> = files
        .iter()
        .enumerate()
        .map(|(i, file)| (file.tree.id, i))
        .collect();
    let mut walk = Walk {
        files,
        index,
        marks: vec![Mark::New; files.len()],
        path: Vec::new(),
    };
    for start in 0..files.len() {
        for imports in walk.from(start) {
            let file = |(file, span): (usize, Span)| {
                (sources.file(files[file].tree.id).name().to_owned(), span)
            };
            let mut imports = imports.into_iter().map(file);
            if let Some(first) = imports.next() {
                diagnostics.push(
                    ImportCycle {
                        first,
                        others: imports.collect(),
                    }
                    .into(),
                );
            }
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Mark {
    New,
    OnPath,
    Done,
}

/// A depth-first walk over the imports, without recursion: a chain of files may
/// be long.
struct Walk<'f> {
    files: &'f [LoadedFile],
    index: HashMap<FileId, usize>,
    marks: Vec<Mark>,
    /// The files on the way, each with the number of its imports already
    /// followed.
    path: Vec<(usize, usize)>,
}

impl Walk<'_> {
    /// The cycles found from this file: files with the place of the import that
    /// leads to the next.
    fn from(&mut self, start: usize) -> Vec<Vec<(usize, Span)>> {
        let mut cycles = Vec::new();
        if self.marks[start] == Mark::New {
            self.enter(start);
        }
        while let Some((file, followed)) = self.path.last_mut() {
            let Some((target, _)) = self.files[*file].imports.get(*followed) else {
                self.marks[*file] = Mark::Done;
                self.path.pop();
                continue;
            };
            *followed += 1;
            let target = self.index[target];
            match self.marks[target] {
                Mark::New => self.enter(target),
                Mark::OnPath => cycles.push(self.cycle(target)),
                Mark::Done => {}
            }
        }
        cycles
    }

    fn enter(&mut self, file: usize) {
        self.marks[file] = Mark::OnPath;
        self.path.push((file, 0));
    }

    /// The end of the path from `target` on, which the last import closes.
    fn cycle(&self, target: usize) -> Vec<(usize, Span)> {
        let start = self
            .path
            .iter()
            .position(|(file, _)| *file == target)
            .unwrap_or(0);
        let step =
            |&(file, followed): &(usize, usize)| (file, self.files[file].imports[followed - 1].1);
        self.path[start..].iter().map(step).collect()
    }
}
