//! Coverage by line: what begins on each.

use std::collections::BTreeMap;

use super::{ConditionCoverage, Coverage, EntryCoverage, RowCoverage};
use crate::source::{FileId, Span};

/// What begins on a line.
#[derive(Debug, Default)]
pub(super) struct Line<'a> {
    pub(super) entries: Vec<&'a EntryCoverage>,
    pub(super) conditions: Vec<&'a ConditionCoverage>,
    pub(super) rows: Vec<&'a RowCoverage>,
}

/// The lines of a file on which something begins that can be covered, by number.
pub(super) type Lines<'a> = BTreeMap<u32, Line<'a>>;

/// How much of a line is covered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Covered {
    /// All of it.
    Fully,
    /// Some of it.
    Partly,
    /// Nothing of it.
    Never,
}

/// The files that have something to be covered, by name.
pub(super) fn files(coverage: &Coverage) -> Vec<(FileId, Lines<'_>)> {
    let mut files: BTreeMap<(&str, FileId), Lines<'_>> = BTreeMap::new();
    let key = |span: Span| (coverage.sources.file(span.file).name(), span.file);
    for entry in &coverage.entries {
        let line = coverage.position(entry.span).line;
        let lines = files.entry(key(entry.span)).or_default();
        lines.entry(line).or_default().entries.push(entry);
    }
    for condition in &coverage.conditions {
        let line = coverage.position(condition.span).line;
        let lines = files.entry(key(condition.span)).or_default();
        lines.entry(line).or_default().conditions.push(condition);
    }
    for row in &coverage.rows {
        let line = coverage.position(row.span).line;
        let lines = files.entry(key(row.span)).or_default();
        lines.entry(line).or_default().rows.push(row);
    }
    let files = files.into_iter();
    files.map(|((_, file), lines)| (file, lines)).collect()
}

impl Line<'_> {
    /// How often the line was met: an entry is met where it is chosen, a row
    /// where it fits; if there is neither, a condition where it is evaluated.
    pub(super) fn hits(&self) -> u64 {
        let chosen = self.entries.iter().map(|entry| entry.fates.chosen);
        let fitted = self.rows.iter().map(|row| row.fits.fits);
        let evaluated = self
            .conditions
            .iter()
            .map(|found| found.truths.evaluations());
        let least = chosen.chain(fitted).min();
        least.or(evaluated.max()).unwrap_or(0)
    }

    /// How much of it is covered: each entry and each row, and each of the two
    /// outcomes of a condition. A line that was not met is not covered, though
    /// the test of an entry that was never chosen may have failed.
    pub(super) fn covered(&self) -> Covered {
        if self.hits() == 0 {
            return Covered::Never;
        }
        let whole = |is_covered: bool| (u64::from(is_covered), 1);
        let entries = self.entries.iter().map(|entry| whole(entry.is_covered()));
        let rows = self.rows.iter().map(|row| whole(row.is_covered()));
        let outcomes = self.conditions.iter().map(|found| (found.outcomes(), 2));
        let (covered, total) = entries
            .chain(rows)
            .chain(outcomes)
            .fold((0, 0), |sum, part| (sum.0 + part.0, sum.1 + part.1));
        match covered {
            0 => Covered::Never,
            _ if covered == total => Covered::Fully,
            _ => Covered::Partly,
        }
    }
}
