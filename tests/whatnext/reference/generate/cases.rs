//! Random cases for a rule base.

use whatnext::facts::case::{Attempt, AttemptOutcome, Case};
use whatnext::facts::memory::{Datum, Record, State};
use whatnext::model::RuleBase;
use whatnext::model::fact::{Fact, ListType, PlainType, Type};
use whatnext::model::ids::FactId;
use whatnext::model::value::{Time, Value};

use super::vocabulary::{NOW, domain};
use crate::reference::random::Random;

/// How much is known, in percent; what is left is unknown.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Mixture {
    known: usize,
    unavailable: usize,
}

impl Mixture {
    fn random(random: &mut Random) -> Mixture {
        let known = *random.pick(&[0, 20, 50, 70, 90, 100]);
        let unavailable = *random.pick(&[0, 5, 20, 50]);
        Mixture {
            known,
            unavailable: unavailable.min(100 - known),
        }
    }
}

/// Facts, attempts, and a present at most times.
pub(crate) fn random_case(rules: &RuleBase, random: &mut Random) -> Case {
    let mut case = Case::new(rules);
    let mixture = Mixture::random(random);
    for (id, _) in rules.top_level() {
        let state = mixed_state(rules, id, mixture, random);
        let path = whatnext::facts::memory::FactPath::top_level(id);
        *case
            .facts
            .get_mut(rules, &path)
            .expect("a fact of these rules") = state;
    }
    case.attempts = random_attempts(rules, random);
    case.now = random
        .percent(80)
        .then(|| Time::parse(NOW).expect("the present is well written"));
    case
}

fn mixed_state(rules: &RuleBase, id: FactId, mixture: Mixture, random: &mut Random) -> State {
    let fact = &rules.facts[id];
    // Without their list, elements have no facts at all.
    let known = if matches!(fact.ty, Type::List(_)) {
        mixture.known.max(60)
    } else {
        mixture.known
    };
    let roll = random.below(100);
    if roll < known {
        State::Known(datum(rules, fact, mixture, random))
    } else if roll >= 100 - mixture.unavailable {
        State::Unavailable
    } else {
        State::Unknown
    }
}

/// What a collector or a person may answer: something, or that it cannot be
/// had. Of a list, only the keys.
pub(crate) fn random_state(rules: &RuleBase, id: FactId, random: &mut Random) -> State {
    if random.percent(15) {
        return State::Unavailable;
    }
    State::Known(datum(
        rules,
        &rules.facts[id],
        Mixture {
            known: 0,
            unavailable: 0,
        },
        random,
    ))
}

fn datum(rules: &RuleBase, fact: &Fact, mixture: Mixture, random: &mut Random) -> Datum {
    match &fact.ty {
        Type::Plain(ty) => Datum::Plain(random.pick(&domain(ty)).clone()),
        Type::List(ListType::Values(ty)) => {
            let domain = domain(ty);
            Datum::Values(
                (0..random.below(4))
                    .map(|_| random.pick(&domain).clone())
                    .collect(),
            )
        }
        Type::List(ListType::Records { keys, fields, .. }) => {
            let mut records: Vec<Record> = Vec::new();
            for _ in 0..random.below(4) {
                let record = record(rules, keys, fields, mixture, random);
                if records.iter().all(|other| other.key != record.key) {
                    records.push(record);
                }
            }
            Datum::Records(records)
        }
    }
}

fn record(
    rules: &RuleBase,
    keys: &[FactId],
    fields: &[FactId],
    mixture: Mixture,
    random: &mut Random,
) -> Record {
    let mut key = Vec::new();
    let mut states = Vec::new();
    for &field in fields {
        if !keys.contains(&field) {
            states.push(mixed_state(rules, field, mixture, random));
            continue;
        }
        states.push(State::Known(Datum::Plain(
            random.pick(&domain(plain(rules, field))).clone(),
        )));
    }
    for &field in keys {
        if let State::Known(Datum::Plain(value)) = &states[rules.facts[field].slot] {
            key.push(plain(rules, field).write(value));
        }
    }
    Record {
        key,
        fields: states,
    }
}

fn plain(rules: &RuleBase, fact: FactId) -> &PlainType {
    match &rules.facts[fact].ty {
        Type::Plain(ty) => ty,
        Type::List(_) => unreachable!("a key is plain"),
    }
}

/// What was tried so far: most often nothing or little, rarely too much.
fn random_attempts(rules: &RuleBase, random: &mut Random) -> Vec<Attempt> {
    let count = match random.below(100) {
        0..45 => 0,
        45..70 => 1,
        70..90 => random.between(2, 4),
        90..98 => random.between(5, 12),
        98 => 199,
        _ => random.between(200, 201),
    };
    (0..count).map(|_| random_attempt(rules, random)).collect()
}

fn random_attempt(rules: &RuleBase, random: &mut Random) -> Attempt {
    let actions: Vec<_> = rules.actions.ids().collect();
    let action = *random.pick(&actions);
    let element = rules.actions[action]
        .binders
        .iter()
        .map(|binder| random_key(rules, rules.variables[binder.variable].list, random));
    let element = element.collect();
    let outcome = match random.below(100) {
        0..8 => AttemptOutcome::Fixed,
        8..18 => AttemptOutcome::CouldNot,
        18..25 => AttemptOutcome::Skipped,
        _ => AttemptOutcome::NotFixed,
    };
    Attempt {
        action,
        element,
        outcome,
    }
}

/// The key of an element that the list may well have.
fn random_key(rules: &RuleBase, list: FactId, random: &mut Random) -> Vec<String> {
    let mut write = |ty: &PlainType| {
        let value: Value = random.pick(&domain(ty)).clone();
        ty.write(&value)
    };
    match &rules.facts[list].ty {
        Type::List(ListType::Values(ty)) => vec![write(ty)],
        Type::List(ListType::Records { keys, .. }) => {
            keys.iter().map(|key| write(plain(rules, *key))).collect()
        }
        Type::Plain(_) => unreachable!("an element is in a list"),
    }
}
