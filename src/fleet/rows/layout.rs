//! Which keys of a record lead to facts.

use std::collections::HashMap;

use super::Unusual;
use crate::model::RuleBase;
use crate::model::ids::FactId;

/// The number of a group of facts: `app` of `app.message`. The first one is the
/// record itself.
pub(super) type GroupId = u32;

/// What a key of a group leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Meaning {
    /// Where.
    pub(super) place: Place,
    /// Whether it is what the record calls itself.
    pub(super) is_id: bool,
}

/// Where a key leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// To the fact in this slot.
    Fact(u32),
    /// To a group of facts, whose value must be an object.
    Group(GroupId),
    /// To a group that has no facts, only the name of the record.
    IdGroup(GroupId),
    /// To nothing that is of interest.
    Nowhere,
}

/// The keys of records that lead to facts.
#[derive(Debug)]
pub(super) struct Group {
    keys: HashMap<Box<str>, Meaning>,
}

/// The keys of the records of a rule base.
#[derive(Debug)]
pub struct Layout<'r> {
    /// The rule base.
    pub(super) rules: &'r RuleBase,
    /// The facts by their slots.
    pub(super) facts: Vec<FactId>,
    /// The groups; the first one is the record.
    pub(super) groups: Vec<Group>,
    /// Whether a key that leads to no fact is a fault.
    strict: bool,
    /// Whether all records must be read thoroughly.
    pub(super) is_unusual: bool,
}

impl<'r> Layout<'r> {
    /// The layout for a rule base. What a record calls itself is at `id`, with
    /// dots between the keys of nested objects; where `strict`, there may be
    /// nothing but facts in a record.
    pub fn new(rules: &'r RuleBase, id: Option<&str>, strict: bool) -> Self {
        let mut groups = Groups::default();
        groups.of(None);
        for (_, fact) in rules.top_level() {
            groups.add_fact(&fact.path, fact.slot as u32);
        }
        if let Some(id) = id {
            groups.add_id(id);
        }
        let mut facts: Vec<FactId> = rules.top_level().map(|(fact, _)| fact).collect();
        facts.sort_by_key(|&fact| rules.facts[fact].slot);
        Layout {
            rules,
            facts,
            groups: groups.finish(),
            strict,
            // Gathered documents have facts wherever a path leads.
            is_unusual: rules.top_level().any(|(_, fact)| fact.from.is_some()),
        }
    }

    /// What a key of a group leads to.
    pub(super) fn meaning(&self, group: GroupId, key: &str) -> Result<Meaning, Unusual> {
        let known = &self.groups[group as usize].keys;
        let meaning = known.get(key).copied().unwrap_or(Meaning {
            place: Place::Nowhere,
            is_id: false,
        });
        if matches!(meaning.place, Place::Fact(_) | Place::Group(_)) {
            return Ok(meaning);
        }
        // Left to the thorough reading: `a[…]`; a field of what has no fields; a
        // case in the place of facts.
        let leads_below_a_fact = key.match_indices('.').any(|(dot, _)| {
            matches!(
                known.get(&key[..dot]),
                Some(Meaning {
                    place: Place::Fact(_),
                    ..
                })
            )
        });
        let is_of_a_case = group == 0 && matches!(key, "facts" | "gathered");
        if self.strict || leads_below_a_fact || is_of_a_case || key.contains('[') {
            return Err(Unusual);
        }
        Ok(meaning)
    }
}

/// The groups while they are made.
#[derive(Default)]
struct Groups<'r> {
    /// By their paths; the record itself has none.
    by_path: HashMap<Option<&'r str>, GroupId>,
    groups: Vec<HashMap<Box<str>, Meaning>>,
}

impl<'r> Groups<'r> {
    fn finish(self) -> Vec<Group> {
        let groups = self.groups.into_iter();
        groups.map(|keys| Group { keys }).collect()
    }

    /// The group at a path; without one that of the record itself.
    fn of(&mut self, path: Option<&'r str>) -> GroupId {
        *self.by_path.entry(path).or_insert_with(|| {
            self.groups.push(HashMap::new());
            self.groups.len() as GroupId - 1
        })
    }

    fn add_fact(&mut self, path: &'r str, slot: u32) {
        for (dot, _) in path.match_indices('.') {
            let group = self.of(Some(&path[..dot]));
            for (from, key) in keys(&path[..dot]) {
                let from = self.of(from);
                self.put(from, key, Place::Group(group));
            }
        }
        for (from, key) in keys(path) {
            let from = self.of(from);
            self.put(from, key, Place::Fact(slot));
        }
    }

    /// The name of a record is found below a key of any length, as long as it
    /// starts the rest of the path.
    fn add_id(&mut self, path: &'r str) {
        for (dot, _) in path.match_indices('.') {
            let group = self.of(Some(&path[..dot]));
            for (from, key) in keys(&path[..dot]) {
                let from = self.of(from);
                let known = self.groups[from as usize].entry(key.into());
                known.or_insert(Meaning {
                    place: Place::IdGroup(group),
                    is_id: false,
                });
            }
        }
        for (from, key) in keys(path) {
            let from = self.of(from);
            let known = self.groups[from as usize].entry(key.into());
            let meaning = known.or_insert(Meaning {
                place: Place::Nowhere,
                is_id: true,
            });
            meaning.is_id = true;
        }
    }

    fn put(&mut self, group: GroupId, key: &str, place: Place) {
        let meaning = Meaning {
            place,
            is_id: false,
        };
        self.groups[group as usize].insert(key.into(), meaning);
    }
}

/// The ways to write a path: below which group which key leads there.
fn keys(path: &str) -> impl Iterator<Item = (Option<&str>, &str)> {
    let dots = path.match_indices('.');
    let nested = dots.map(|(dot, _)| (Some(&path[..dot]), &path[dot + 1..]));
    std::iter::once((None, path)).chain(nested)
}
