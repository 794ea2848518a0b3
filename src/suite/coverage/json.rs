//! Coverage as JSON; `docs/schema/coverage-1.schema.json` describes it.
//!
//! The format is stable: fields may be added, none is taken away or changed
//! without a new number in `schema`.

use serde::Serialize;

use super::{ConditionCoverage, Coverage, EntryCoverage, RowCoverage, Share};
use crate::engine::{Fates, RowFits, Truths};

/// The name and version of the format.
pub const SCHEMA: &str = "whatnext.coverage/1";

/// The coverage as JSON, with a line end.
pub(super) fn render(coverage: &Coverage) -> String {
    let report = Report {
        schema: SCHEMA,
        decisions: coverage.decisions,
        totals: Totals {
            entries: coverage.entries_percentage().into(),
            conditions: coverage.conditions_percentage().into(),
            rows: coverage.rows_percentage().into(),
        },
        entries: coverage
            .entries
            .iter()
            .map(|found| FoundEntry::of(coverage, found))
            .collect(),
        conditions: coverage
            .conditions
            .iter()
            .map(|found| FoundCondition::of(coverage, found))
            .collect(),
        rows: coverage
            .rows
            .iter()
            .map(|found| FoundRow::of(coverage, found))
            .collect(),
    };
    // Writing into memory can fail only for maps with keys that are no strings,
    // and nothing here has such maps.
    let mut text = serde_json::to_string_pretty(&report).unwrap_or_default();
    text.push('\n');
    text
}

#[derive(Serialize)]
struct Report<'a> {
    schema: &'static str,
    decisions: u64,
    totals: Totals,
    entries: Vec<FoundEntry<'a>>,
    conditions: Vec<FoundCondition<'a>>,
    rows: Vec<FoundRow<'a>>,
}

#[derive(Serialize)]
struct Totals {
    entries: Sum,
    conditions: Sum,
    rows: Sum,
}

#[derive(Serialize)]
struct Sum {
    covered: u64,
    total: u64,
    percent: f64,
}

impl From<Share> for Sum {
    fn from(share: Share) -> Self {
        Sum {
            covered: share.covered,
            total: share.total,
            percent: share.percent().number(),
        }
    }
}

#[derive(Serialize)]
struct FoundEntry<'a> {
    rule: &'a str,
    kind: &'static str,
    entry: &'a str,
    at: String,
    only_asks: bool,
    covered: bool,
    counts: FateCounts,
}

#[derive(Serialize)]
struct FateCounts {
    chosen: u64,
    guard: u64,
    used_up: u64,
    not_asked: u64,
    asked: u64,
}

impl<'a> FoundEntry<'a> {
    fn of(coverage: &Coverage, found: &'a EntryCoverage) -> Self {
        let Fates {
            chosen,
            guard,
            used_up,
            not_asked,
            asked,
        } = found.fates;
        FoundEntry {
            rule: &found.rule,
            kind: found.kind,
            entry: &found.name,
            at: coverage.sources.place(found.span),
            only_asks: found.only_asks,
            covered: found.is_covered(),
            counts: FateCounts {
                chosen,
                guard,
                used_up,
                not_asked,
                asked,
            },
        }
    }
}

#[derive(Serialize)]
struct FoundCondition<'a> {
    kind: &'static str,
    name: Option<&'a str>,
    test: &'a str,
    at: String,
    covered: bool,
    counts: TruthCounts,
}

#[derive(Serialize)]
struct TruthCounts {
    holds: u64,
    fails: u64,
    cannot_be_known: u64,
    cannot_hold: u64,
    open: u64,
}

impl<'a> FoundCondition<'a> {
    fn of(coverage: &Coverage, found: &'a ConditionCoverage) -> Self {
        let Truths {
            holds,
            fails,
            cannot_be_known,
            cannot_hold,
            open,
        } = found.truths;
        FoundCondition {
            kind: found.kind.word(),
            name: found.name.as_deref(),
            test: &found.text,
            at: coverage.sources.place(found.span),
            covered: found.is_covered(),
            counts: TruthCounts {
                holds,
                fails,
                cannot_be_known,
                cannot_hold,
                open,
            },
        }
    }
}

#[derive(Serialize)]
struct FoundRow<'a> {
    table: &'a str,
    row: usize,
    at: String,
    covered: bool,
    counts: RowCounts,
}

#[derive(Serialize)]
struct RowCounts {
    fits: u64,
    does_not_fit: u64,
    undecided: u64,
}

impl<'a> FoundRow<'a> {
    fn of(coverage: &Coverage, found: &'a RowCoverage) -> Self {
        let RowFits {
            fits,
            does_not_fit,
            undecided,
        } = found.fits;
        FoundRow {
            table: &found.table,
            row: found.row,
            at: coverage.sources.place(found.span),
            covered: found.is_covered(),
            counts: RowCounts {
                fits,
                does_not_fit,
                undecided,
            },
        }
    }
}
