//! What caused a change of the explanation alone.

use super::cause::{Cause, Courses, Event, Passing, Subject, entry, gone, symptom, symptom_gone};
use super::course::Places;
use super::same;
use crate::explain::{Considered, Decision};
use crate::model::ids::EntryId;

/// Two explained decisions of one case, side by side.
pub(super) struct Explained<'c> {
    pub(super) courses: Courses<'c>,
    pub(super) old: &'c Decision,
    pub(super) new: &'c Decision,
    pub(super) old_places: &'c Places,
    pub(super) new_places: &'c Places,
}

/// A candidate that is told of.
struct Told<'c> {
    entry: EntryId,
    said: &'c Considered,
}

impl Explained<'_> {
    /// The first part of the explanation that is another one.
    pub(super) fn cause(&self) -> Cause {
        let decided = (&self.courses.old.decided, &self.courses.new.decided);
        match decided {
            (Some(a), Some(b)) if !self.courses.alignment.is_same(a.0, b.0) => self.courses.cause(),
            (None, Some(_)) | (Some(_), None) => self.courses.cause(),
            _ => self.in_candidates().unwrap_or_else(|| self.elsewhere()),
        }
    }

    /// The first difference between the candidates that were passed over.
    fn in_candidates(&self) -> Option<Cause> {
        let old = told(self.old_places, self.old);
        let new = told(self.new_places, self.new);
        let differ = |(a, b): &(&Told<'_>, &Told<'_>)| !self.is_same(a, b);
        let at = old.iter().zip(&new).position(|(a, b)| differ(&(a, b)));
        let at = at.unwrap_or(old.len().min(new.len()));
        match (old.get(at), new.get(at)) {
            (None, None) => None,
            (Some(a), None) => Some(self.left(a)),
            (None, Some(b)) => Some(self.arrived(b)),
            (Some(a), Some(b)) if self.is_one_candidate(a, b) => {
                let event = if a.said.passed_over == b.said.passed_over {
                    Event::OtherReasons
                } else {
                    Event::PassedOver(Passing::of_word(b.said.passed_over))
                };
                Some(entry(b.entry, event))
            }
            (Some(a), Some(b)) => {
                let is_told_before = old.iter().any(|a| self.is_one_candidate(a, b));
                if is_told_before && !new.iter().any(|b| self.is_one_candidate(a, b)) {
                    Some(self.left(a))
                } else if is_told_before {
                    Some(entry(b.entry, Event::Earlier))
                } else {
                    Some(self.arrived(b))
                }
            }
        }
    }

    fn is_same(&self, old: &Told<'_>, new: &Told<'_>) -> bool {
        self.is_one_candidate(old, new) && same::says_the_same(old.said, new.said)
    }

    fn is_one_candidate(&self, old: &Told<'_>, new: &Told<'_>) -> bool {
        self.courses.alignment.is_same(old.entry, new.entry) && old.said.element == new.said.element
    }

    /// A candidate that is no longer told of.
    fn left(&self, old: &Told<'_>) -> Cause {
        match self.courses.alignment.to_new(old.entry) {
            Some(new) => entry(new, Event::NotConsidered),
            None => gone(old.entry),
        }
    }

    /// A candidate that was not told of.
    fn arrived(&self, new: &Told<'_>) -> Cause {
        let id = new.entry;
        match self.courses.alignment.to_old(id) {
            Some(_) => entry(id, Event::Considered),
            None => entry(id, Event::New),
        }
    }

    /// What else is another: the symptoms, or what is said of what decided.
    fn elsewhere(&self) -> Cause {
        if let Some(cause) = self.in_symptoms() {
            return cause;
        }
        match &self.courses.new.decided {
            Some((id, _)) => entry(*id, Event::OtherReasons),
            None => Cause {
                subject: Subject::Rules,
                event: Event::OtherReasons,
            },
        }
    }

    fn in_symptoms(&self) -> Option<Cause> {
        let alignment = self.courses.alignment;
        for state in same::symptoms(self.new) {
            let (name, title, truth) = state;
            let id = self.new_places.symptom(name)?;
            let event = match same::symptoms(self.old).find(|(old, ..)| *old == name) {
                None if alignment.old_symptom(id).is_none() => Event::New,
                Some((_, old_title, old_truth)) if old_truth == truth => {
                    if old_title == title {
                        continue;
                    }
                    Event::OtherTitle
                }
                _ => Event::OtherTruth,
            };
            return Some(symptom(id, event));
        }
        for (name, ..) in same::symptoms(self.old) {
            if same::symptoms(self.new).any(|(new, ..)| new == name) {
                continue;
            }
            return match self.new_places.symptom(name) {
                Some(id) => Some(symptom(id, Event::OtherTruth)),
                None => self.old_places.symptom(name).map(symptom_gone),
            };
        }
        None
    }
}

/// The candidates that are told of, in order.
fn told<'c>(places: &Places, decision: &'c Decision) -> Vec<Told<'c>> {
    same::told_of(decision)
        .filter_map(|said| {
            let entry = places.entry(&said.at)?;
            Some(Told { entry, said })
        })
        .collect()
}
