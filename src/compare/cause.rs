//! What caused a change: the entry at which two courses part.

use super::align::Alignment;
use super::course::{Course, Passed};
use crate::engine::PassedOver;
use crate::model::DecisionKind;
use crate::model::ids::{ConditionId, EntryId};

/// What caused a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Cause {
    /// Where.
    pub subject: Subject,
    /// What happened to it.
    pub event: Event,
}

/// What a change happened to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Subject {
    /// An entry of the new rules.
    Entry(EntryId),
    /// An entry that only the old rules have.
    OldEntry(EntryId),
    /// A symptom of the new rules.
    Symptom(ConditionId),
    /// A symptom that only the old rules have.
    OldSymptom(ConditionId),
    /// No single thing.
    Rules,
}

/// What happened to the subject of a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Event {
    /// It is new.
    New,
    /// It is gone.
    Gone,
    /// It is passed over now.
    PassedOver(Passing),
    /// It is no longer passed over.
    Chosen(Passing),
    /// It stands before what decided.
    Earlier,
    /// It asks something first.
    Asks,
    /// It asks nothing any more.
    NoLongerAsks,
    /// It asks for another fact.
    AsksAnother,
    /// It asks in other words.
    AsksOtherwise,
    /// It says something else.
    SaysOtherwise,
    /// It is chosen for another element.
    OtherElement,
    /// It is looked at now.
    Considered,
    /// It is not looked at any more.
    NotConsidered,
    /// It is the same, for other reasons.
    OtherReasons,
    /// It shows now, or no longer, or it cannot be told any more.
    OtherTruth,
    /// It is called something else.
    OtherTitle,
    /// Other rules apply.
    OtherComplaints,
}

/// Why a candidate is passed over.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Passing {
    /// Its guard does not hold.
    Guard,
    /// It was attempted already.
    UsedUp,
    /// Its guard is open, and it is not asked about.
    NotAsked,
}

impl Passing {
    /// The reason that a decision has this word for.
    pub(super) fn of_word(word: &str) -> Self {
        match word {
            "used_up" => Passing::UsedUp,
            "not_asked" => Passing::NotAsked,
            _ => Passing::Guard,
        }
    }
}

impl From<PassedOver> for Passing {
    fn from(why: PassedOver) -> Self {
        match why {
            PassedOver::Guard => Passing::Guard,
            PassedOver::UsedUp => Passing::UsedUp,
            PassedOver::NotAsked => Passing::NotAsked,
        }
    }
}

/// Two courses of one case, side by side.
pub(super) struct Courses<'c> {
    pub(super) alignment: &'c Alignment,
    pub(super) old: &'c Course,
    pub(super) new: &'c Course,
}

/// The word for a symptom that does not show.
const FAILS: &str = "fails";

type Decided<'c> = (EntryId, Option<&'c [String]>);

impl Courses<'_> {
    /// Why another candidate decides, or the same one otherwise.
    pub(super) fn cause(&self) -> Cause {
        let old = decided(self.old);
        let new = decided(self.new);
        let found = match (old, new) {
            (Some(a), Some(b)) if self.alignment.is_same(a.0, b.0) => Some(self.same_entry(a, b)),
            (Some(a), Some(b)) => Some(self.other_entry(a, b)),
            (Some(a), None) => self.left(a),
            (None, Some(b)) => self.arrived(b),
            (None, None) => None,
        };
        found.unwrap_or_else(|| self.complaints())
    }

    /// The entry that decided before decides again.
    fn same_entry(&self, old: Decided<'_>, new: Decided<'_>) -> Cause {
        let event = match (
            self.old.kind == DecisionKind::Ask,
            self.new.kind == DecisionKind::Ask,
        ) {
            (false, true) => Event::Asks,
            (true, false) => Event::NoLongerAsks,
            (true, true) if self.old.asks != self.new.asks => Event::AsksAnother,
            _ if old.1 != new.1 => match self.passed_in_new(old) {
                Some(passed) => Event::PassedOver(passed.why),
                None => Event::OtherElement,
            },
            (true, true) => Event::AsksOtherwise,
            (false, false) => Event::SaysOtherwise,
        };
        entry(new.0, event)
    }

    /// `old` decided before, and `new` decides now.
    fn other_entry(&self, old: Decided<'_>, new: Decided<'_>) -> Cause {
        // Whatever `new` is, it decides only because `old`, which comes first,
        // no longer does.
        if let Some(passed) = self.passed_in_new(old) {
            return entry(passed.entry, Event::PassedOver(passed.why));
        }
        if let Some(cause) = self.arrived(new) {
            return cause;
        }
        if self.alignment.to_new(old.0).is_none() {
            return gone(old.0);
        }
        entry(new.0, Event::Earlier)
    }

    /// What became of the entry that decided before.
    fn left(&self, old: Decided<'_>) -> Option<Cause> {
        if let Some(passed) = self.passed_in_new(old) {
            return Some(entry(passed.entry, Event::PassedOver(passed.why)));
        }
        let is_gone = self.alignment.to_new(old.0).is_none();
        is_gone.then(|| gone(old.0))
    }

    /// Why the entry that decides now did not before, if it was not for
    /// another one.
    fn arrived(&self, new: Decided<'_>) -> Option<Cause> {
        let Some(counterpart) = self.alignment.to_old(new.0) else {
            return Some(entry(new.0, Event::New));
        };
        let passed = find(&self.old.passed, counterpart, new.1)?;
        Some(entry(new.0, Event::Chosen(passed.why)))
    }

    fn passed_in_new(&self, old: Decided<'_>) -> Option<&Passed> {
        let counterpart = self.alignment.to_new(old.0)?;
        find(&self.new.passed, counterpart, old.1)
    }

    /// The first symptom that comes out otherwise.
    fn complaints(&self) -> Cause {
        let came_out = |id: ConditionId| {
            let found = self.old.symptoms.iter().find(|(old, _)| *old == id);
            found.map(|(_, truth)| truth)
        };
        for (id, truth) in &self.new.symptoms {
            let event = match self.alignment.old_symptom(*id) {
                Some(counterpart) if came_out(counterpart) == Some(truth) => continue,
                Some(_) => Event::OtherTruth,
                None if truth == FAILS => continue,
                None => Event::New,
            };
            return symptom(*id, event);
        }
        let is_gone = |(id, truth): &&(ConditionId, String)| {
            self.alignment.new_symptom(*id).is_none() && truth != FAILS
        };
        match self.old.symptoms.iter().find(is_gone) {
            Some((id, _)) => symptom_gone(*id),
            None => Cause {
                subject: Subject::Rules,
                event: Event::OtherComplaints,
            },
        }
    }
}

fn decided(course: &Course) -> Option<Decided<'_>> {
    let (entry, element) = course.decided.as_ref()?;
    Some((*entry, element.as_deref()))
}

/// The candidate of an entry for an element, among those that were passed over.
/// A decision about an action names only the elements of the action, which may
/// be fewer than those of its rule.
fn find<'p>(
    passed: &'p [Passed],
    entry: EntryId,
    element: Option<&[String]>,
) -> Option<&'p Passed> {
    let has = |of: &Passed, key: &String| of.element.iter().flatten().any(|part| part == key);
    passed.iter().rev().find(|candidate| {
        candidate.entry == entry && element.into_iter().flatten().all(|key| has(candidate, key))
    })
}

pub(super) fn entry(id: EntryId, event: Event) -> Cause {
    Cause {
        subject: Subject::Entry(id),
        event,
    }
}

pub(super) fn gone(id: EntryId) -> Cause {
    Cause {
        subject: Subject::OldEntry(id),
        event: Event::Gone,
    }
}

pub(super) fn symptom(id: ConditionId, event: Event) -> Cause {
    Cause {
        subject: Subject::Symptom(id),
        event,
    }
}

pub(super) fn symptom_gone(id: ConditionId) -> Cause {
    Cause {
        subject: Subject::OldSymptom(id),
        event: Event::Gone,
    }
}
