//! A case, read off an assignment.

use super::facts::ElementId;
use super::formula::Formula;
use super::outline::MAX_COUNTED_ATTEMPTS;
use crate::facts::case::{Attempt, AttemptOutcome, Case};
use crate::facts::memory::{Datum, FactPath, Record, State};
use crate::model::fact::{ListType, PlainType, Type};
use crate::model::ids::FactId;
use crate::model::value::{Time, Value};

/// The instant at which cases are seen.
pub(super) fn now() -> Option<Time> {
    Time::parse("2026-01-01T12:00:00Z").ok()
}

impl Formula<'_> {
    /// The case of the assignment found last. Facts of which no question spoke
    /// are unknown.
    pub(super) fn case(&self) -> Case {
        let mut case = Case::new(self.rules);
        for (id, _) in self.rules.top_level() {
            if let Some(slot) = case.facts.get_mut(self.rules, &FactPath::top_level(id)) {
                *slot = self.state(id, None);
            }
        }
        let mut attempts: Vec<Attempt> = Vec::new();
        let mut counts: Vec<_> = self.attempts.iter().collect();
        counts.sort_by_key(|(key, _)| (*key).clone());
        for ((action, elements), at_least) in counts {
            let Some(element) = self.keys(elements) else {
                continue;
            };
            let times = at_least.iter().filter(|literal| self.is(**literal)).count();
            let (times, outcome) = if times < MAX_COUNTED_ATTEMPTS as usize {
                (times, AttemptOutcome::NotFixed)
            } else {
                (1, AttemptOutcome::CouldNot)
            };
            attempts.extend((0..times).map(|_| Attempt {
                action: *action,
                element: element.clone(),
                outcome,
            }));
        }
        case.attempts = attempts;
        let has_times = self
            .rules
            .facts
            .values()
            .any(|fact| fact.ty == Type::Plain(PlainType::Time));
        case.now = self
            .outline
            .now
            .filter(|_| has_times && !self.is(self.mode.timeless));
        case
    }

    fn state(&self, fact: FactId, element: Option<ElementId>) -> State {
        match &self.rules.facts[fact].ty {
            Type::Plain(_) => self.plain_state(fact, element),
            Type::List(list) => self.list_state(list, fact, element),
        }
    }

    fn plain_state(&self, fact: FactId, element: Option<ElementId>) -> State {
        let Some(choice) = self.facts.get(&(fact, element)) else {
            return State::Unknown;
        };
        let chosen = choice.values.iter().find(|(literal, _)| self.is(*literal));
        match chosen {
            Some((_, value)) => State::Known(Datum::Plain(value.clone())),
            None if self.is(choice.unavailable) => State::Unavailable,
            None => State::Unknown,
        }
    }

    fn list_state(&self, ty: &ListType, fact: FactId, element: Option<ElementId>) -> State {
        let Some(choice) = self.lists.get(&(fact, element)) else {
            return State::Unknown;
        };
        if self.is(choice.unavailable) {
            return State::Unavailable;
        }
        let present = choice
            .elements
            .iter()
            .copied()
            .filter(|&id| self.is(self.element(id).present));
        State::Known(match ty {
            ListType::Values(_) => {
                let values = present.map(|id| self.plain_state(fact, Some(id)));
                let value = |state| match state {
                    State::Known(Datum::Plain(value)) => Some(value),
                    _ => None,
                };
                Datum::Values(values.filter_map(value).collect())
            }
            ListType::Records { fields, .. } => {
                let records = present.map(|id| Record {
                    key: self.key(id),
                    fields: fields.iter().map(|&field| self.field(field, id)).collect(),
                });
                Datum::Records(records.collect())
            }
        })
    }

    fn field(&self, field: FactId, element: ElementId) -> State {
        match self.state(field, Some(element)) {
            State::Unknown if self.rules.is_key(field) => match self.untested_key(field, element) {
                Some(value) => State::Known(Datum::Plain(value)),
                None => State::Unknown,
            },
            state => state,
        }
    }

    /// The key of an element of which no test speaks.
    fn untested_key(&self, field: FactId, element: ElementId) -> Option<Value> {
        match &self.rules.facts[field].ty {
            Type::Plain(ty) => super::domain::key(ty, self.element(element).position),
            Type::List(_) => None,
        }
    }

    /// The values of the key fields of an element, as text.
    fn key(&self, element: ElementId) -> Vec<String> {
        let list = self.element(element).list;
        let write =
            |field: &FactId| match (&self.rules.facts[*field].ty, self.field(*field, element)) {
                (Type::Plain(ty), State::Known(Datum::Plain(value))) => ty.write(&value),
                _ => String::new(),
            };
        match &self.rules.facts[list].ty {
            Type::List(ListType::Records { keys, .. }) => keys.iter().map(write).collect(),
            Type::List(ListType::Values(ty)) => match self.plain_state(list, Some(element)) {
                State::Known(Datum::Plain(value)) => vec![ty.write(&value)],
                _ => Vec::new(),
            },
            Type::Plain(_) => Vec::new(),
        }
    }

    /// The keys of elements, if all are there.
    fn keys(&self, elements: &[ElementId]) -> Option<Vec<Vec<String>>> {
        let there = |id: &ElementId| self.is(self.element(*id).present);
        elements
            .iter()
            .all(there)
            .then(|| elements.iter().map(|&id| self.key(id)).collect())
    }

    /// A usual value of a fact, for where only a text needs it.
    pub fn usual_value(&self, fact: FactId) -> Option<Datum> {
        match &self.rules.facts[fact].ty {
            Type::Plain(_) => {
                let known = &self.outline.representatives(fact).values;
                known.first().cloned().map(Datum::Plain)
            }
            Type::List(ListType::Values(_)) => Some(Datum::Values(Vec::new())),
            Type::List(ListType::Records { .. }) => Some(Datum::Records(Vec::new())),
        }
    }
}
