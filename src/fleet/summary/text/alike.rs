//! Entries that stay undecided alike, told together: one missing fact leaves many
//! undecided, and all of their lines would say the same.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use crate::fleet::summary::headline;
use crate::fleet::summary::report::{EntryNeedReport, EntryReport};
use crate::fleet::summary::words::{first_of, grouped, shortened};

/// So many entries of a group are named.
const MOST_NAMED: usize = 3;

/// So many facts of a group are told.
const MOST_FACTS: usize = 3;

/// Longer names are cut, where many share a line.
const LONGEST_OF_MANY: usize = 40;

/// Longer names are cut.
const LONGEST: usize = 70;

/// Entries that as many records leave undecided, for want of the same facts.
pub(super) struct Alike<'r> {
    entries: Vec<&'r EntryReport>,
}

/// What is the same of entries that are told together.
type Key<'r> = (
    u64,
    &'r [EntryNeedReport],
    &'r [EntryNeedReport],
    u64,
    &'static str,
);

/// The entries that stay undecided, the most frequent first.
pub(super) fn groups(entries: &[EntryReport]) -> Vec<Alike<'_>> {
    let mut at: BTreeMap<Key<'_>, usize> = BTreeMap::new();
    let mut groups: Vec<Alike<'_>> = Vec::new();
    for entry in entries.iter().filter(|entry| entry.undecided > 0) {
        let key = (
            entry.undecided,
            entry.unknown.as_slice(),
            entry.unavailable.as_slice(),
            entry.without_fact,
            entry.reason,
        );
        let group = *at.entry(key).or_insert_with(|| {
            groups.push(Alike {
                entries: Vec::new(),
            });
            groups.len() - 1
        });
        groups[group].entries.push(entry);
    }
    // Those that are as frequent stay in the order of the rules.
    groups.sort_by_key(|group| Reverse(group.undecided()));
    groups
}

impl Alike<'_> {
    /// How many entries these are.
    pub(super) fn len(&self) -> usize {
        self.entries.len()
    }

    /// How many records leave each of them undecided.
    pub(super) fn undecided(&self) -> u64 {
        self.entries.first().map_or(0, |entry| entry.undecided)
    }

    /// Which entries these are.
    pub(super) fn names(&self) -> String {
        if let [entry] = self.entries.as_slice() {
            let name = shortened(&headline::entry(&entry.name), LONGEST);
            return format!("rule {}: {name} ({})", entry.name.rule, entry.name.at);
        }
        let named = self.entries.iter().map(|entry| {
            let name = shortened(&headline::entry(&entry.name), LONGEST_OF_MANY);
            format!("{name} (rule {})", entry.name.rule)
        });
        let named: Vec<String> = named.collect();
        let count = grouped(self.len() as u64);
        format!("{count} entries: {}", first_of(&named, MOST_NAMED, "and"))
    }

    /// What each of them waits for.
    pub(super) fn needs(&self) -> String {
        let Some(entry) = self.entries.first() else {
            return String::new();
        };
        let mut needs = headline::entry_needs(&entry.unknown);
        let unavailable = headline::entry_needs(&entry.unavailable);
        let unavailable = unavailable.iter();
        needs.extend(unavailable.map(|need| format!("{need} (cannot be had)")));
        let more = needs.len().saturating_sub(MOST_FACTS);
        needs.truncate(MOST_FACTS);
        if more > 0 {
            needs.push(format!("{more} more"));
        }
        needs.extend(headline::without_fact(entry));
        needs.join("; ")
    }
}
