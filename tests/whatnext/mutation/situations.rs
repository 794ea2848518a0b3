//! Situations in which a change of the rules may show: those that differ in a fact
//! or two, or in an attempt, from one that a shipped case goes through.

use std::collections::BTreeMap;

use whatnext::facts::case::{Attempt, AttemptOutcome};
use whatnext::facts::memory::{Datum, FactPath, Record, State};
use whatnext::model::RuleBase;
use whatnext::model::fact::{ListType, PlainType, Type};
use whatnext::model::ids::FactId;
use whatnext::model::value::{Number, SymbolId, Text, Value, Version};
use whatnext::{Case, Inputs};

use super::cases::Shipped;
use super::literals::mentioned;
use super::rules::Rules;
use crate::reference::Random;

/// Of the situations that differ in one fact, so many are looked at; and so many
/// of those that differ in two.
const MOST: usize = 4_000;
const MOST_PAIRS: usize = 2_000;
/// Of a list, so many combinations of what its elements have.
const MOST_LISTS: usize = 24;

/// What each fact may be.
type Values = BTreeMap<FactId, Vec<State>>;

/// Makes situations for a rule base.
pub(super) struct Situations<'r> {
    rules: &'r RuleBase,
    /// Those of the shipped cases.
    turns: Vec<Case>,
    values: Values,
}

impl<'r> Situations<'r> {
    pub(super) fn of(written: &Rules, inputs: &Inputs<'r>, shipped: &[Shipped]) -> Self {
        let rules = inputs.program().rules();
        let mut turns: Vec<Case> = Vec::new();
        for case in shipped.iter().flat_map(|case| case.turns(inputs)) {
            if !turns.contains(&case) {
                turns.push(case);
            }
        }
        Situations {
            rules,
            turns,
            values: values(rules, &mentioned(written)),
        }
    }

    /// The situations for all changes.
    pub(super) fn for_all(&self) -> Vec<Case> {
        let mut random = Random::new(0, 0);
        let mut singles = Vec::new();
        for turn in &self.turns {
            singles.extend(self.changed(turn, &self.values));
            singles.extend(self.attempted(turn));
        }
        random.shuffle(&mut singles);
        let mut pairs = Vec::new();
        while pairs.len() < MOST_PAIRS {
            let other = self.changed(random.pick(&singles), &self.values);
            pairs.push(random.pick(&other).clone());
        }
        singles.truncate(MOST);
        singles.extend(pairs);
        singles
    }

    /// The situations with the values that only the changed rules mention.
    pub(super) fn for_one(&self, before: &Rules, after: &Rules) -> Vec<Case> {
        let known = mentioned(before);
        let mut new = mentioned(after);
        new.retain(|mention| !known.contains(mention));
        let mut values = values(self.rules, &new);
        values.retain(|fact, _| {
            let path = &self.rules.facts[*fact].path;
            new.iter().any(|(name, _)| name == path)
        });
        let turns = self.turns.iter();
        turns.flat_map(|turn| self.changed(turn, &values)).collect()
    }

    /// The case with each fact in turn changed to each value.
    fn changed(&self, case: &Case, values: &Values) -> Vec<Case> {
        let mut changed = Vec::new();
        for (fact, states) in values {
            for path in self.paths(case, *fact) {
                for state in states {
                    let mut other = case.clone();
                    let slot = other.facts.get_mut(self.rules, &path);
                    *slot.expect("the element is there") = state.clone();
                    if other != *case {
                        changed.push(other);
                    }
                }
            }
        }
        changed
    }

    /// Where a fact stands in a case: once for each element of its list.
    fn paths(&self, case: &Case, fact: FactId) -> Vec<FactPath> {
        let Some(list) = self.rules.facts[fact].list else {
            return vec![FactPath::top_level(fact)];
        };
        let list = FactPath::top_level(list);
        let Some(State::Known(Datum::Records(records))) = case.facts.get(self.rules, &list) else {
            return Vec::new();
        };
        let elements = records.iter().map(|record| FactPath {
            fact,
            elements: vec![record.key.clone()],
        });
        elements.collect()
    }

    /// The case after one attempt more, of each action with each outcome.
    fn attempted(&self, case: &Case) -> Vec<Case> {
        let mut attempted = Vec::new();
        for action in self.rules.actions.ids() {
            for outcome in AttemptOutcome::ALL {
                let mut other = case.clone();
                other.attempts.push(Attempt {
                    action,
                    element: Vec::new(),
                    outcome,
                });
                attempted.push(other);
            }
        }
        attempted
    }
}

/// What each fact may be, by what the rules mention.
fn values(rules: &RuleBase, mentioned: &[(String, String)]) -> Values {
    let mut values = Values::new();
    for (id, fact) in rules.facts.iter() {
        if let Type::Plain(ty) = &fact.ty
            && !is_key(rules, id)
        {
            let texts = mentioned.iter().filter(|(name, _)| *name == fact.path);
            let texts: Vec<&str> = texts.map(|(_, text)| &**text).collect();
            let known = plain(ty, &texts).into_iter();
            let known = known.map(|value| State::Known(Datum::Plain(value)));
            let states = [State::Unknown, State::Unavailable]
                .into_iter()
                .chain(known);
            values.insert(id, states.collect());
        }
    }
    let mut random = Random::new(0, 1);
    for (id, fact) in rules.facts.iter() {
        if let Type::List(ty) = &fact.ty {
            let lists = lists(ty, &values, &mut random);
            values.insert(id, lists);
        }
    }
    values
}

fn is_key(rules: &RuleBase, field: FactId) -> bool {
    let list = rules.facts[field].list.map(|list| &rules.facts[list].ty);
    matches!(list, Some(Type::List(ListType::Records { keys, .. })) if keys.contains(&field))
}

/// The values of a type: all, or those that are mentioned with those close by.
fn plain(ty: &PlainType, mentioned: &[&str]) -> Vec<Value> {
    match ty {
        PlainType::YesNo => vec![Value::YesNo(true), Value::YesNo(false)],
        PlainType::Symbols(symbols) => {
            let ids = 0..u16::try_from(symbols.len()).expect("there are few symbols");
            ids.map(|id| Value::Symbol(SymbolId(id))).collect()
        }
        PlainType::Number { .. } => {
            let one = Number::parse("1").expect("it is a number");
            let numbers = mentioned.iter().filter_map(|text| Number::parse(text).ok());
            let close = |number: Number| {
                [
                    number.checked_sub(one),
                    Some(number),
                    number.checked_add(one),
                ]
            };
            let numbers = numbers.flat_map(close).flatten();
            numbers.map(Value::Number).collect()
        }
        PlainType::Version => {
            let close =
                |text: &&str| [(*text).to_owned(), format!("{text}.1"), format!("1.{text}")];
            let versions = mentioned.iter().flat_map(close);
            let versions = versions.filter_map(|text| Version::parse(&text).ok());
            versions.map(Value::Version).collect()
        }
        PlainType::Text => {
            let close = |text: &&str| {
                let front = text.rsplit_once(' ').map_or("", |(front, _)| front);
                [
                    (*text).to_owned(),
                    format!("{text} at 9:00 PM"),
                    format!("Alert: {text}"),
                    format!("{front} something else"),
                ]
            };
            let texts = mentioned.iter().flat_map(close);
            let others = ["E", "F", "none"].map(str::to_owned);
            texts
                .chain(others)
                .map(|text| Value::Text(Text::new(&text)))
                .collect()
        }
        PlainType::Duration | PlainType::Size | PlainType::Time => Vec::new(),
    }
}

/// Lists: empty, with one element, with two.
fn lists(ty: &ListType, values: &Values, random: &mut Random) -> Vec<State> {
    let mut lists = vec![State::Unknown, State::Unavailable];
    match ty {
        ListType::Values(_) => lists.push(State::Known(Datum::Values(Vec::new()))),
        ListType::Records { fields, .. } => {
            let mut element = |key: &str| Record {
                key: vec![key.to_owned()],
                fields: fields
                    .iter()
                    .map(|field| match values.get(field) {
                        Some(states) => random.pick(states).clone(),
                        None => State::Known(Datum::Plain(Value::Text(Text::new(key)))),
                    })
                    .collect(),
            };
            let mut records = vec![Vec::new()];
            for _ in 0..MOST_LISTS {
                records.push(vec![element("A")]);
                records.push(vec![element("A"), element("B")]);
            }
            let records = records.into_iter();
            lists.extend(records.map(|records| State::Known(Datum::Records(records))));
        }
    }
    lists
}
