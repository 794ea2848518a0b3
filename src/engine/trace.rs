//! What the engine met while it selected: what became of the entries, and which
//! truth tests and rows of tables took.

use std::collections::BTreeMap;
use std::ops::AddAssign;

use super::select::{Considered, PassedOver, Selection};
use super::table::RemainingRows;
use super::truth::Truth;
use crate::graph::{DecisionGraph, NodeId};
use crate::model::ids::{EntryId, Id};

/// How often each thing became of an entry, for whichever elements of lists.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Fates {
    /// It decided: its guard held, and its text needed no unknown fact.
    pub chosen: u64,
    /// It was passed over, as its guard could no longer hold.
    pub guard: u64,
    /// It was passed over, as its action was attempted as often as it may be.
    pub used_up: u64,
    /// It was passed over, as its guard was open and it says *without asking*.
    pub not_asked: u64,
    /// A fact was asked for, for its guard or for its text.
    pub asked: u64,
}

/// How often a test came out as what.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Truths {
    /// It held.
    pub holds: u64,
    /// It failed.
    pub fails: u64,
    /// It could not be known.
    pub cannot_be_known: u64,
    /// It could fail or turn out unknowable, but no longer hold.
    pub cannot_hold: u64,
    /// It could still hold.
    pub open: u64,
}

/// How often a row of a table was met as what.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RowFits {
    /// It was the first row that fitted.
    pub fits: u64,
    /// It did not fit.
    pub does_not_fit: u64,
    /// It could turn out to be the first that fits.
    pub undecided: u64,
}

/// What the engine met while it selected, added up over many decisions.
///
/// A node that depends on no element of a list is evaluated at most once in a
/// decision, one that does for each element and each time that it is needed;
/// each evaluation counts. What an explanation evaluates afterwards does not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trace {
    decisions: u64,
    entries: Vec<Fates>,
    tests: Vec<Truths>,
    tables: BTreeMap<NodeId, Vec<RowFits>>,
}

/// What the engine evaluated for one decision, in order.
#[derive(Clone, Debug, Default)]
pub struct Recording {
    tests: Vec<(NodeId, Truth)>,
    rows: Vec<(NodeId, usize, RowFits)>,
}

impl Trace {
    /// A trace of nothing yet.
    pub fn new(graph: &DecisionGraph) -> Self {
        let entries = graph.rules().iter().map(|rule| rule.entries.len()).sum();
        Trace {
            decisions: 0,
            entries: vec![Fates::default(); entries],
            tests: vec![Truths::default(); graph.node_count()],
            tables: BTreeMap::new(),
        }
    }

    /// Adds one decision: what was evaluated for it, the candidates that were
    /// considered, and what was selected.
    pub fn add(
        &mut self,
        recording: &Recording,
        considered: &[Considered<'_>],
        selection: &Selection<'_>,
    ) {
        self.decisions += 1;
        for (node, truth) in &recording.tests {
            self.tests[node.index()].count(*truth);
        }
        for (table, row, fit) in &recording.rows {
            let rows = self.tables.entry(*table).or_default();
            add_at(rows, *row, *fit);
        }
        for event in considered {
            let fates = &mut self.entries[event.candidate.entry.entry.index()];
            match event.passed_over {
                Some(PassedOver::Guard) => fates.guard += 1,
                Some(PassedOver::UsedUp) => fates.used_up += 1,
                Some(PassedOver::NotAsked) => fates.not_asked += 1,
                None => fates.decide(selection),
            }
        }
    }

    /// Adds what another trace of the same graph has.
    pub fn merge(&mut self, other: &Trace) {
        self.decisions += other.decisions;
        for (own, other) in self.entries.iter_mut().zip(&other.entries) {
            *own += *other;
        }
        for (own, other) in self.tests.iter_mut().zip(&other.tests) {
            *own += *other;
        }
        for (table, others) in &other.tables {
            let rows = self.tables.entry(*table).or_default();
            for (row, fits) in others.iter().enumerate() {
                add_at(rows, row, *fits);
            }
        }
    }

    /// How many decisions there were.
    pub fn decisions(&self) -> u64 {
        self.decisions
    }

    /// What became of an entry.
    pub fn entry(&self, entry: EntryId) -> Fates {
        self.entries[entry.index()]
    }

    /// What the test of a node came out as.
    pub fn test(&self, node: NodeId) -> Truths {
        self.tests[node.index()]
    }

    /// What a row of the table of a node was met as.
    pub fn row(&self, table: NodeId, row: usize) -> RowFits {
        let rows = self.tables.get(&table);
        rows.and_then(|rows| rows.get(row).copied())
            .unwrap_or_default()
    }
}

/// Adds `fits` to a row; rows that were never reached may be missing at the end.
fn add_at(rows: &mut Vec<RowFits>, row: usize, fits: RowFits) {
    if rows.len() <= row {
        rows.resize(row + 1, RowFits::default());
    }
    rows[row] += fits;
}

impl Recording {
    /// A test came out.
    pub(super) fn test(&mut self, node: NodeId, truth: Truth) {
        self.tests.push((node, truth));
    }

    /// The rows of a table were looked at, up to the first that surely fits.
    pub(super) fn table(&mut self, table: NodeId, rows: usize, remaining: &RemainingRows) {
        let reached = match remaining.rows.last() {
            Some(last) if remaining.complete => last + 1,
            _ => rows,
        };
        let is_first_to_fit = remaining.complete && remaining.rows.len() == 1;
        let mut rest = remaining.rows.iter().peekable();
        for row in 0..reached {
            let mut fits = RowFits::default();
            if rest.next_if_eq(&&row).is_none() {
                fits.does_not_fit = 1;
            } else if is_first_to_fit {
                fits.fits = 1;
            } else {
                fits.undecided = 1;
            }
            self.rows.push((table, row, fits));
        }
    }
}

impl Fates {
    /// The candidate was the one that decided.
    fn decide(&mut self, selection: &Selection<'_>) {
        match selection {
            Selection::Step(_) => self.chosen += 1,
            // An open guard that nothing can be asked for is a decision that
            // was given up.
            _ => self.asked += 1,
        }
    }
}

impl Truths {
    fn count(&mut self, truth: Truth) {
        let count = match truth {
            Truth::HOLDS => &mut self.holds,
            Truth::FAILS => &mut self.fails,
            Truth::CANNOT_BE_KNOWN => &mut self.cannot_be_known,
            truth if truth.can_hold() => &mut self.open,
            _ => &mut self.cannot_hold,
        };
        *count += 1;
    }

    /// How often it was evaluated.
    pub fn evaluations(self) -> u64 {
        self.holds + self.fails + self.cannot_be_known + self.cannot_hold + self.open
    }
}

impl AddAssign for Fates {
    fn add_assign(&mut self, other: Self) {
        self.chosen += other.chosen;
        self.guard += other.guard;
        self.used_up += other.used_up;
        self.not_asked += other.not_asked;
        self.asked += other.asked;
    }
}

impl AddAssign for Truths {
    fn add_assign(&mut self, other: Self) {
        self.holds += other.holds;
        self.fails += other.fails;
        self.cannot_be_known += other.cannot_be_known;
        self.cannot_hold += other.cannot_hold;
        self.open += other.open;
    }
}

impl AddAssign for RowFits {
    fn add_assign(&mut self, other: Self) {
        self.fits += other.fits;
        self.does_not_fit += other.does_not_fit;
        self.undecided += other.undecided;
    }
}
