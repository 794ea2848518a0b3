//! Which names there are, and which of them a file sees.

use std::collections::{HashMap, HashSet};

use foldhash::fast::RandomState;

use crate::load::LoadedFile;
use crate::model::ids::{ActionId, ConditionId, FactId, LetId};
use crate::source::{FileId, Span};

/// What a name of the common namespace stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Meant {
    /// A top-level fact.
    Fact(FactId),
    /// A let.
    Let(LetId),
    /// A condition or a symptom.
    Condition(ConditionId),
    /// A declaration with a syntax error.
    Broken,
}

/// A declaration of a name.
#[derive(Clone, Copy, Debug)]
pub(super) struct Declared<T> {
    /// What it stands for.
    pub(super) meant: T,
    /// The name in the declaration, which tells the file too.
    pub(super) span: Span,
}

/// The names of one namespace. A name may only be declared once in all files.
#[derive(Debug)]
pub(super) struct Namespace<'t, T> {
    by_name: HashMap<&'t str, Declared<T>, RandomState>,
    by_file: HashMap<FileId, Vec<&'t str>, RandomState>,
}

impl<T> Default for Namespace<'_, T> {
    fn default() -> Self {
        Namespace {
            by_name: HashMap::default(),
            by_file: HashMap::default(),
        }
    }
}

impl<'t, T: Copy> Namespace<'t, T> {
    /// Adds a name, or gives the place of its first declaration.
    pub(super) fn add(&mut self, name: &'t str, meant: T, span: Span) -> Result<(), Span> {
        if let Some(first) = self.by_name.get(name) {
            return Err(first.span);
        }
        self.by_name.insert(name, Declared { meant, span });
        self.by_file.entry(span.file).or_default().push(name);
        Ok(())
    }

    /// The declaration of this name in any file.
    pub(super) fn get(&self, name: &str) -> Option<Declared<T>> {
        self.by_name.get(name).copied()
    }

    /// The names that a file sees.
    pub(super) fn visible(
        &self,
        visibility: &Visibility,
        file: FileId,
    ) -> impl Iterator<Item = &'t str> {
        let files = visibility.seen_from(file);
        files
            .filter_map(|file| self.by_file.get(&file))
            .flatten()
            .copied()
    }
}

/// Which files see which.
#[derive(Debug, Default)]
pub(super) struct Visibility {
    imports: HashMap<FileId, Vec<FileId>>,
    pairs: HashSet<(FileId, FileId), RandomState>,
    incomplete: HashSet<FileId>,
}

impl Visibility {
    pub(super) fn of(files: &[LoadedFile]) -> Self {
        let mut visibility = Visibility::default();
        for file in files {
            let id = file.tree.id;
            let imported: Vec<FileId> =
                file.imports.iter().map(|(imported, _)| *imported).collect();
            visibility
                .pairs
                .extend(imported.iter().map(|imported| (id, *imported)));
            visibility.imports.insert(id, imported);
            if !file.complete {
                visibility.incomplete.insert(id);
            }
        }
        visibility
    }

    /// Whether `file` sees what `other` declares.
    pub(super) fn sees(&self, file: FileId, other: FileId) -> bool {
        file == other || self.pairs.contains(&(file, other))
    }

    /// Whether some import of the file could not be read, so that unknown
    /// names may be declared there.
    pub(super) fn is_incomplete(&self, file: FileId) -> bool {
        self.incomplete.contains(&file)
    }

    fn seen_from(&self, file: FileId) -> impl Iterator<Item = FileId> {
        let imported = self.imports.get(&file).into_iter().flatten().copied();
        std::iter::once(file).chain(imported.filter(move |other| *other != file))
    }
}

/// All names of all files.
#[derive(Debug, Default)]
pub(super) struct Names<'t> {
    /// Facts, lets, conditions and symptoms.
    pub(super) values: Namespace<'t, Meant>,
    /// Actions; none for one with a syntax error.
    pub(super) actions: Namespace<'t, Option<ActionId>>,
    /// Rules.
    pub(super) rules: Namespace<'t, ()>,
    /// Which files see which.
    pub(super) visibility: Visibility,
    /// The first words of dotted names by file, each with the first such name.
    first_words: HashMap<(FileId, &'t str), Span>,
}

impl<'t> Names<'t> {
    /// No names yet.
    pub(super) fn new(visibility: Visibility) -> Self {
        Names {
            visibility,
            ..Names::default()
        }
    }

    /// Adds the name of a fact, let, condition or symptom.
    pub(super) fn add_value(
        &mut self,
        name: &'t str,
        meant: Meant,
        span: Span,
    ) -> Result<(), Span> {
        self.values.add(name, meant, span)?;
        if let Some((first, _)) = name.split_once('.') {
            self.first_words.entry((span.file, first)).or_insert(span);
        }
        Ok(())
    }

    /// The value of this name, if the file sees it.
    pub(super) fn visible_value(&self, file: FileId, name: &str) -> Option<Declared<Meant>> {
        self.values
            .get(name)
            .filter(|declared| self.visibility.sees(file, declared.span.file))
    }

    /// A name that the file sees and that a variable of this name would hide.
    pub(super) fn hidden_by(&self, file: FileId, variable: &str) -> Option<Span> {
        if let Some(declared) = self.visible_value(file, variable) {
            return Some(declared.span);
        }
        self.visibility
            .seen_from(file)
            .find_map(|file| self.first_words.get(&(file, variable)).copied())
    }
}
