//! Answers to questions: the values that stand for all values of a fact, one
//! fact at a time, for whoever plays consultations through the engine.

use super::domain::{self, Profiles};
use super::witness;
use crate::facts::memory::{Datum, Record, State};
use crate::model::RuleBase;
use crate::model::fact::{ListType, Type};
use crate::model::ids::FactId;
use crate::model::value::{Time, Value};
use crate::program::Program;

/// More elements than this are given to no list.
const MOST_ELEMENTS: u32 = 3;

/// What can be answered when a fact is asked for.
pub struct Answers<'p> {
    rules: &'p RuleBase,
    profiles: Profiles,
    now: Option<Time>,
}

impl<'p> Answers<'p> {
    /// Reads off the rules what they ask of every fact.
    pub fn new(program: &'p Program) -> Self {
        let (rules, graph) = (program.rules(), program.graph());
        let now = witness::now();
        Answers {
            rules,
            profiles: now.map_or_else(Profiles::default, |now| Profiles::of(rules, graph, now)),
            now,
        }
    }

    /// The instant at which the answers are given.
    pub fn now(&self) -> Option<Time> {
        self.now
    }

    /// The answers that matter: a value for each way in which the rules look at
    /// the fact, and that it cannot be had. A list has no element or one, or as
    /// many as the rules count.
    pub fn of(&self, fact: FactId) -> Vec<State> {
        let known: Vec<Datum> = match &self.rules.facts[fact].ty {
            Type::Plain(_) => self.values(fact).into_iter().map(Datum::Plain).collect(),
            Type::List(ListType::Values(_)) => self.plain_lists(fact),
            Type::List(ListType::Records { keys, fields, .. }) => {
                self.lists_of_records(fact, keys, fields)
            }
        };
        let known = known.into_iter().map(State::Known);
        known.chain([State::Unavailable]).collect()
    }

    /// How many elements a list has at most in an answer.
    pub fn most_elements(&self, list: FactId) -> usize {
        let counted = self.profiles.count(list).unwrap_or(1);
        counted.clamp(1, MOST_ELEMENTS) as usize
    }

    /// The values that stand for all values of a fact, or of the elements of a
    /// list of plain values.
    fn values(&self, fact: FactId) -> Vec<Value> {
        let (Type::Plain(ty) | Type::List(ListType::Values(ty))) = &self.rules.facts[fact].ty
        else {
            return Vec::new();
        };
        domain::representatives(ty, self.profiles.of_fact(fact)).values
    }

    fn plain_lists(&self, list: FactId) -> Vec<Datum> {
        let values = self.values(list);
        let several = values.iter().take(self.most_elements(list)).cloned();
        let several: Vec<Value> = several.collect();
        let single = values.into_iter().map(|value| vec![value]);
        let mut lists: Vec<Vec<Value>> = std::iter::once(Vec::new()).chain(single).collect();
        if several.len() > 1 {
            lists.push(several);
        }
        lists.into_iter().map(Datum::Values).collect()
    }

    fn lists_of_records(&self, list: FactId, keys: &[FactId], fields: &[FactId]) -> Vec<Datum> {
        let usual = |position| -> Option<Vec<Value>> {
            keys.iter().map(|&key| self.key(key, position)).collect()
        };
        let Some(first) = usual(0) else {
            return vec![Datum::Records(Vec::new())];
        };
        let mut lists = vec![Vec::new(), vec![first.clone()]];
        for (at, &key) in keys.iter().enumerate() {
            for value in self.values(key) {
                let mut element = first.clone();
                element[at] = value;
                lists.push(vec![element]);
            }
        }
        let several: Option<Vec<_>> = (0..self.most_elements(list)).map(usual).collect();
        lists.extend(several.filter(|elements| elements.len() > 1));
        let records = |elements: Vec<Vec<Value>>| {
            let record = |values| self.record(keys, fields, values);
            Datum::Records(elements.into_iter().map(record).collect())
        };
        lists.into_iter().map(records).collect()
    }

    /// A value of a key field that tells the element at this position from the
    /// others.
    fn key(&self, key: FactId, position: usize) -> Option<Value> {
        match &self.rules.facts[key].ty {
            Type::Plain(ty) => domain::key(ty, position),
            Type::List(_) => None,
        }
    }

    /// An element of which only the keys are known.
    fn record(&self, keys: &[FactId], fields: &[FactId], values: Vec<Value>) -> Record {
        let mut record = Record {
            key: Vec::new(),
            fields: vec![State::Unknown; fields.len()],
        };
        for (&key, value) in keys.iter().zip(values) {
            let fact = &self.rules.facts[key];
            if let Type::Plain(ty) = &fact.ty {
                record.key.push(ty.write(&value));
            }
            if let Some(field) = record.fields.get_mut(fact.slot) {
                *field = State::Known(Datum::Plain(value));
            }
        }
        record
    }
}
