//! Gathering what came of many cases.
//!
//! What is kept does not grow with the number of cases: counts, and of each
//! group of changes one example. Only who wants the list of all gets one, of a
//! few bytes for each.

use std::collections::HashMap;
use std::num::NonZeroU32;

use rayon::prelude::*;

use super::cause::Cause;
use super::comparison::{Comparison, Failed, Outcome};
use super::course::Gist;
use super::example::Example;
use super::kind::Category;

/// Of more different mistakes than these only the number is told.
const MAX_MISTAKES: usize = 1_000;

/// So many cases of a group are always named.
pub(super) const MAX_NAMED: usize = 3;

/// Where a case comes from: a file, and the line if it has one case a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// Which of the files, in the order in which they are compared.
    pub file: u32,
    /// The line, counted from 1; 0 where the whole file is the case.
    pub line: u64,
}

/// A case to be compared.
#[derive(Clone, Copy, Debug)]
pub struct Record<'t> {
    /// Where it comes from.
    pub place: Place,
    /// What it says.
    pub input: Input<'t>,
}

/// What a case says.
#[derive(Clone, Copy, Debug)]
pub enum Input<'t> {
    /// A case file.
    Case {
        /// The name of the file.
        name: &'t str,
        /// Its text.
        text: &'t str,
    },
    /// Facts: a line of JSON.
    Facts(&'t str),
    /// It is no text, for this reason.
    Unreadable(&'t str),
}

/// What came of many cases.
#[derive(Debug)]
pub struct Report {
    keeps_all: bool,
    cases: u64,
    same: u64,
    counts: [u64; Category::ALL.len()],
    groups: Vec<Group>,
    by_key: HashMap<Key, usize>,
    mistakes: usize,
    transitions: Vec<(Gist, Gist)>,
    by_transition: HashMap<(Gist, Gist), u32>,
}

/// The changes that have the same cause.
#[derive(Debug)]
pub(super) struct Group {
    pub(super) key: Key,
    pub(super) count: u64,
    /// The first ones, each with the line of what is wrong with it, if that is
    /// known; no more than [`MAX_NAMED`].
    pub(super) first: Vec<(Place, Option<u32>)>,
    /// What the first one looks like; none where there are not two decisions.
    pub(super) shown: Option<Example>,
    /// All of them, where they are kept.
    pub(super) cases: Vec<(Place, Detail)>,
}

/// What is kept of a case apart from its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Detail {
    /// From which decision to which it goes.
    Transition(u32),
    /// In which line something is wrong, if that is known.
    Line(Option<NonZeroU32>),
}

impl Detail {
    fn line(self) -> Option<u32> {
        match self {
            Detail::Transition(_) => None,
            Detail::Line(line) => line.map(NonZeroU32::get),
        }
    }
}

/// What the changes of a group have in common.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) enum Key {
    Changed(Category, Cause),
    Failed(Category, String),
}

impl Key {
    pub(super) fn category(&self) -> Category {
        match self {
            Key::Changed(category, _) | Key::Failed(category, _) => *category,
        }
    }
}

impl Report {
    /// A report of nothing yet; `keeps_all` says whether to list every case.
    pub fn new(keeps_all: bool) -> Self {
        Report {
            keeps_all,
            cases: 0,
            same: 0,
            counts: [0; Category::ALL.len()],
            groups: Vec::new(),
            by_key: HashMap::new(),
            mistakes: 0,
            transitions: Vec::new(),
            by_transition: HashMap::new(),
        }
    }

    /// Compares the decisions on many cases at a time, on all cores, and adds
    /// what comes of them, in their order.
    pub fn compare(&mut self, comparison: &Comparison<'_>, records: &[Record<'_>]) {
        let outcomes: Vec<Outcome> = records
            .par_iter()
            .map(|record| comparison.outcome(record.input))
            .collect();
        for (record, outcome) in records.iter().zip(outcomes) {
            self.add(comparison, record, outcome);
        }
    }

    fn add(&mut self, comparison: &Comparison<'_>, record: &Record<'_>, outcome: Outcome) {
        self.cases += 1;
        let (key, detail) = match outcome {
            Outcome::Same => {
                self.same += 1;
                return;
            }
            Outcome::Changed(change) => {
                let transition = self.transition((change.before, change.now));
                (
                    Key::Changed(change.category, change.cause),
                    Detail::Transition(transition),
                )
            }
            Outcome::Failed(failed) => {
                let line = failed.line.and_then(NonZeroU32::new);
                (self.failed(failed), Detail::Line(line))
            }
        };
        self.counts[key.category().index()] += 1;
        let at = if let Some(&known) = self.by_key.get(&key) {
            known
        } else {
            let shown = match &key {
                Key::Changed(_, cause) => Example::of(comparison, record.input, *cause),
                Key::Failed(..) => None,
            };
            self.group(key, shown)
        };
        let group = &mut self.groups[at];
        group.count += 1;
        if group.first.len() < MAX_NAMED {
            group.first.push((record.place, detail.line()));
        }
        if self.keeps_all {
            group.cases.push((record.place, detail));
        }
    }

    fn group(&mut self, key: Key, shown: Option<Example>) -> usize {
        let at = self.groups.len();
        self.by_key.insert(key.clone(), at);
        self.groups.push(Group {
            key,
            count: 0,
            first: Vec::new(),
            shown,
            cases: Vec::new(),
        });
        at
    }

    /// The key of a mistake. What inputs say goes into the messages, so that
    /// there can be as many as there are cases.
    fn failed(&mut self, failed: Failed) -> Key {
        let Failed {
            category, message, ..
        } = failed;
        let key = Key::Failed(category, message);
        if self.by_key.contains_key(&key) {
            return key;
        }
        if self.mistakes >= MAX_MISTAKES {
            return Key::Failed(category, "other mistakes".to_owned());
        }
        self.mistakes += 1;
        key
    }

    fn transition(&mut self, transition: (Gist, Gist)) -> u32 {
        if let Some(&known) = self.by_transition.get(&transition) {
            return known;
        }
        let id = self.transitions.len() as u32;
        self.transitions.push(transition.clone());
        self.by_transition.insert(transition, id);
        id
    }

    /// Whether every case is listed.
    pub(super) fn keeps_all(&self) -> bool {
        self.keeps_all
    }

    /// How many cases there were.
    pub fn cases(&self) -> u64 {
        self.cases
    }

    /// How many cases are of this category.
    pub fn count(&self, category: Category) -> u64 {
        self.counts[category.index()]
    }

    /// How many cases are decided as before, for the same reasons.
    pub fn same(&self) -> u64 {
        self.same
    }

    /// The groups in the order in which they are told: by category, the larger
    /// ones first; and the transitions of which their cases speak.
    pub(super) fn into_groups(mut self) -> (Vec<Group>, Vec<(Gist, Gist)>) {
        // Those that are equally large stay in the order of their first cases.
        self.groups
            .sort_by_key(|group| (group.key.category(), u64::MAX - group.count));
        (self.groups, self.transitions)
    }
}
