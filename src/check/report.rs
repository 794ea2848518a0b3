//! The diagnostics of one check.

use std::collections::{HashMap, HashSet};

use super::declare::span_of;
use crate::diagnostic::nearest::nearest;
use crate::diagnostic::{Diagnostic, catalogue};
use crate::load::Loaded;
use crate::source::{FileId, Span};

/// What stands for a part that has a fault: it has been reported, or will be
/// once the declarations that it waits for have been checked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Reported;

/// A checked part, unless it has a fault.
pub(super) type Check<T> = Result<T, Reported>;

/// Collects diagnostics.
#[derive(Debug)]
pub(super) struct Reports {
    diagnostics: Vec<Diagnostic>,
    /// How many more names may be compared for suggestions.
    comparisons: usize,
}

impl Default for Reports {
    fn default() -> Self {
        Reports {
            diagnostics: Vec::new(),
            comparisons: 1_000_000,
        }
    }
}

impl Reports {
    /// Reports a fault.
    pub(super) fn error(&mut self, fault: impl Into<Diagnostic>) -> Reported {
        self.diagnostics.push(fault.into());
        Reported
    }

    /// Reports something that is no fault yet.
    pub(super) fn warn(&mut self, warning: impl Into<Diagnostic>) {
        self.diagnostics.push(warning.into());
    }

    /// How many diagnostics there are.
    pub(super) fn len(&self) -> usize {
        self.diagnostics.len()
    }

    /// Forgets the diagnostics from this number on.
    pub(super) fn truncate(&mut self, len: usize) {
        self.diagnostics.truncate(len);
    }

    /// The candidate most like `word`. All calls together compare a limited
    /// number of candidates, so that many faults cost no more than a few.
    pub(super) fn nearest<'a>(
        &mut self,
        word: &str,
        candidates: impl IntoIterator<Item = &'a str>,
    ) -> Option<String> {
        let comparisons = &mut self.comparisons;
        let counted = candidates.into_iter().take_while(|_| {
            *comparisons = comparisons.saturating_sub(1);
            *comparisons > 0
        });
        nearest(word, counted).map(str::to_owned)
    }

    /// All diagnostics, with those of loading, by file and place.
    pub(super) fn finish(self, loaded: &Loaded) -> Vec<Diagnostic> {
        let ranks: HashMap<FileId, usize> = loaded
            .files
            .iter()
            .enumerate()
            .map(|(rank, file)| (file.tree.id, rank))
            .collect();
        let half_read = HalfRead::of(loaded);
        let mut all = loaded.diagnostics.clone();
        all.extend(
            self.diagnostics
                .into_iter()
                .filter(|d| !half_read.contains(d.primary.span)),
        );
        all.sort_by_key(|d| {
            let span = d.primary.span;
            (ranks.get(&span.file).copied(), span.start, span.end)
        });
        let mut seen = HashSet::new();
        all.retain(|d| {
            !catalogue::ONCE_PER_FILE.contains(&d.code())
                || seen.insert((d.primary.span.file, d.message.clone()))
        });
        all
    }
}

/// The declarations of which parsing has left something out: what checking
/// finds there may be no fault of its own.
struct HalfRead {
    items: Vec<Span>,
}

impl HalfRead {
    /// The faults that parsing goes on after, but not with all that is written.
    const CODES: [&'static str; 3] = ["bare-row-value", "chained-comparison", "unknown-function"];

    fn of(loaded: &Loaded) -> Self {
        let faults = loaded
            .diagnostics
            .iter()
            .filter(|d| Self::CODES.contains(&d.code()));
        let mut faults: Vec<Span> = faults.map(|d| d.primary.span).collect();
        faults.sort_unstable();
        let has_fault = |item: &Span| {
            let first =
                faults.partition_point(|fault| (fault.file, fault.start) < (item.file, item.start));
            faults
                .get(first)
                .is_some_and(|fault| fault.file == item.file && fault.end <= item.end)
        };
        let items = loaded
            .files
            .iter()
            .flat_map(|file| &file.tree.items)
            .map(span_of);
        let mut items: Vec<Span> = if faults.is_empty() {
            Vec::new()
        } else {
            items.filter(has_fault).collect()
        };
        items.sort_unstable();
        HalfRead { items }
    }

    fn contains(&self, span: Span) -> bool {
        let after = self
            .items
            .partition_point(|item| (item.file, item.start) <= (span.file, span.start));
        let item = after
            .checked_sub(1)
            .and_then(|before| self.items.get(before));
        item.is_some_and(|item| item.file == span.file && span.end <= item.end)
    }
}
