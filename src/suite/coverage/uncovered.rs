//! What is not covered, by what it lacks.

use super::Coverage;
use super::words::{condition_text, entry_text, fates, fits, row_text, truths};
use crate::engine::Truths;
use crate::source::Span;

/// The places that lack the same.
pub(super) struct Group {
    /// What they lack.
    pub(super) heading: &'static str,
    /// The places, in order; at least one.
    pub(super) items: Vec<Item>,
}

/// A place that is not covered.
pub(super) struct Item {
    /// Where.
    pub(super) span: Span,
    /// What stands there.
    pub(super) text: String,
    /// What was met instead.
    pub(super) counts: String,
}

/// All that is not covered.
pub(super) fn groups(coverage: &Coverage) -> Vec<Group> {
    let groups = [
        ("Never chosen", entries(coverage, false)),
        ("Never asked", entries(coverage, true)),
        (
            "Never held, never failed",
            conditions(coverage, |held, failed| !held && !failed),
        ),
        (
            "Never held",
            conditions(coverage, |held, failed| !held && failed),
        ),
        (
            "Never failed",
            conditions(coverage, |held, failed| held && !failed),
        ),
        ("Never fitted", rows(coverage)),
    ];
    groups
        .into_iter()
        .filter(|(_, items)| !items.is_empty())
        .map(|(heading, items)| Group { heading, items })
        .collect()
}

/// The entries that are not covered: those that are there only to ask, or the
/// others.
fn entries(coverage: &Coverage, only_asks: bool) -> Vec<Item> {
    let entries = coverage.entries.iter();
    let uncovered = entries.filter(|entry| entry.only_asks == only_asks && !entry.is_covered());
    let item = uncovered.map(|entry| Item {
        span: entry.span,
        text: entry_text(entry),
        counts: fates(&entry.fates),
    });
    item.collect()
}

/// The conditions of which `lacks` is true, given whether they held and whether
/// they failed.
fn conditions(coverage: &Coverage, lacks: fn(bool, bool) -> bool) -> Vec<Item> {
    let lacking = |truths: &Truths| lacks(truths.holds > 0, truths.fails > 0);
    let found = coverage.conditions.iter();
    let uncovered = found.filter(|found| lacking(&found.truths));
    let item = uncovered.map(|found| Item {
        span: found.span,
        text: condition_text(found),
        counts: truths(&found.truths),
    });
    item.collect()
}

fn rows(coverage: &Coverage) -> Vec<Item> {
    let uncovered = coverage.rows.iter().filter(|row| !row.is_covered());
    let item = uncovered.map(|row| Item {
        span: row.span,
        text: row_text(row),
        counts: fits(&row.fits),
    });
    item.collect()
}
