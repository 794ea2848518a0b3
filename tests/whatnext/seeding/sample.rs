//! Random cases that come close to where rules decide: values beside the literals
//! of the rules, texts that several tests look for at once.

use whatnext::facts::case::{Attempt, AttemptOutcome, Case};
use whatnext::facts::memory::{Datum, FactPath, Record, State};
use whatnext::graph::{DecisionGraph, Node};
use whatnext::model::RuleBase;
use whatnext::model::expression::{Cell, CellTest};
use whatnext::model::fact::{ListType, PlainType, Type};
use whatnext::model::ids::FactId;
use whatnext::model::value::{Duration, Number, Size, SymbolId, Text, Time, Value, Version};
use whatnext::program::Program;

use crate::reference::Random;

/// How many elements a list of a case has at most; a list within an element has
/// one fewer. The analysis says that it looks at lists of up to three.
const MOST_ELEMENTS: usize = 3;

/// What is known of the facts of a case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Known {
    /// Each is known or unavailable.
    Settled,
    /// Some are unknown.
    InPart,
}

/// Makes cases for one rule base.
pub(super) struct Sampler<'p> {
    rules: &'p RuleBase,
    /// The literals of the rules.
    literals: Vec<Value>,
}

impl<'p> Sampler<'p> {
    pub(super) fn new(program: &'p Program) -> Self {
        Sampler {
            rules: program.rules(),
            literals: literals(program.graph()),
        }
    }

    /// A case; of half of them, nothing was tried.
    pub(super) fn case(&self, known: Known, random: &mut Random) -> Case {
        let mut case = Case::new(self.rules);
        let unavailable = *random.pick(&[0, 5, 30]);
        let unknown = if known == Known::Settled {
            0
        } else {
            *random.pick(&[5, 30, 60])
        };
        let shares = Shares {
            unavailable,
            unknown,
        };
        for (id, _) in self.rules.top_level() {
            let state = self.state(id, 0, shares, random);
            set(self.rules, &mut case, id, state);
        }
        if random.percent(50) {
            for _ in 0..random.between(1, 4) {
                let attempt = self.attempt(&case, random);
                case.attempts.extend(attempt);
            }
        }
        let now = word(
            random,
            &[
                "2026-01-01T00:06:00Z",
                "2026-01-01T12:00:00Z",
                "2027-03-01",
                "2025-01-01",
            ],
        );
        case.now = random
            .percent(85)
            .then(|| Time::parse(now).expect("an instant"));
        case
    }

    /// Something that a fact can be.
    pub(super) fn another(&self, fact: FactId, random: &mut Random) -> State {
        let shares = Shares {
            unavailable: 0,
            unknown: 0,
        };
        self.state(fact, 0, shares, random)
    }

    fn state(&self, id: FactId, depth: usize, shares: Shares, random: &mut Random) -> State {
        let is_list = matches!(self.rules.facts[id].ty, Type::List(_));
        let roll = random.below(if is_list { 150 } else { 100 });
        if roll < shares.unknown {
            State::Unknown
        } else if roll < shares.unknown + shares.unavailable {
            State::Unavailable
        } else {
            State::Known(self.datum(id, depth, shares, random))
        }
    }

    fn datum(&self, id: FactId, depth: usize, shares: Shares, random: &mut Random) -> Datum {
        let count = random.below(MOST_ELEMENTS + 1 - depth);
        match &self.rules.facts[id].ty {
            Type::Plain(ty) => Datum::Plain(self.value(ty, random)),
            Type::List(ListType::Values(ty)) => {
                Datum::Values((0..count).map(|_| self.value(ty, random)).collect())
            }
            Type::List(ListType::Records { keys, fields, .. }) => {
                let mut records: Vec<Record> = Vec::new();
                for _ in 0..count {
                    let record = self.record(keys, fields, depth, shares, random);
                    if records.iter().all(|other| other.key != record.key) {
                        records.push(record);
                    }
                }
                Datum::Records(records)
            }
        }
    }

    fn record(
        &self,
        keys: &[FactId],
        fields: &[FactId],
        depth: usize,
        shares: Shares,
        random: &mut Random,
    ) -> Record {
        let known = Shares {
            unavailable: 0,
            unknown: 0,
        };
        let fields: Vec<State> = fields
            .iter()
            .map(|&field| {
                let shares = if keys.contains(&field) { known } else { shares };
                self.state(field, depth + 1, shares, random)
            })
            .collect();
        let key = keys.iter().filter_map(|&key| {
            let fact = &self.rules.facts[key];
            match (&fact.ty, &fields[fact.slot]) {
                (Type::Plain(ty), State::Known(Datum::Plain(value))) => Some(ty.write(value)),
                _ => None,
            }
        });
        Record {
            key: key.collect(),
            fields,
        }
    }

    fn value(&self, ty: &PlainType, random: &mut Random) -> Value {
        let near = self.literals.iter().filter(|value| is_of(value, ty));
        let near: Vec<&Value> = near.collect();
        if !near.is_empty() && random.percent(75) {
            let moved = moved(near[random.below(near.len())], &near, ty, random);
            if let Some(value) = moved.filter(|value| is_within(value, ty)) {
                return value;
            }
        }
        usual(ty, random)
    }

    fn attempt(&self, case: &Case, random: &mut Random) -> Option<Attempt> {
        let actions: Vec<_> = self.rules.actions.ids().collect();
        if actions.is_empty() {
            return None;
        }
        let action = *random.pick(&actions);
        let binders = &self.rules.actions[action].binders;
        let mut element = Vec::new();
        for binder in binders {
            let list = self.rules.variables[binder.variable].list;
            element.push(key_in(self.rules, case, list, random)?);
        }
        let outcome = if random.percent(70) {
            AttemptOutcome::NotFixed
        } else {
            AttemptOutcome::CouldNot
        };
        Some(Attempt {
            action,
            element,
            outcome,
        })
    }
}

/// How much is not known, in percent.
#[derive(Clone, Copy)]
struct Shares {
    unavailable: usize,
    unknown: usize,
}

/// Sets a top-level fact.
pub(super) fn set(rules: &RuleBase, case: &mut Case, fact: FactId, state: State) {
    let slot = case.facts.get_mut(rules, &FactPath::top_level(fact));
    *slot.expect("a fact of these rules") = state;
}

/// The key of an element of a top-level list.
fn key_in(rules: &RuleBase, case: &Case, list: FactId, random: &mut Random) -> Option<Vec<String>> {
    match case.facts.get(rules, &FactPath::top_level(list))? {
        State::Known(Datum::Records(records)) if !records.is_empty() => {
            Some(random.pick(records).key.clone())
        }
        _ => None,
    }
}

fn literals(graph: &DecisionGraph) -> Vec<Value> {
    let mut literals = Vec::new();
    for node in graph.nodes() {
        match graph.node(node) {
            Node::Literal(literal) => literals.push(literal.0.clone()),
            Node::OneOf(items) => literals.extend(items.iter().cloned()),
            Node::Table { rows, .. } => {
                for cell in rows.iter().flatten() {
                    let Cell::OneOf(tests) = cell else { continue };
                    for test in tests {
                        match test {
                            CellTest::Compare(_, value) => literals.push(value.clone()),
                            CellTest::Range(low, high) => {
                                literals.extend([low.clone(), high.clone()]);
                            }
                        }
                    }
                }
            }
            _ => {}
        }
    }
    literals
}

fn is_of(value: &Value, ty: &PlainType) -> bool {
    matches!(
        (value, ty),
        (Value::Number(_), PlainType::Number { .. })
            | (Value::Text(_), PlainType::Text)
            | (Value::Version(_), PlainType::Version)
            | (Value::Duration(_), PlainType::Duration | PlainType::Time)
            | (Value::Size(_), PlainType::Size)
            | (Value::Time(_), PlainType::Time)
    )
}

fn is_within(value: &Value, ty: &PlainType) -> bool {
    match (value, ty) {
        (
            Value::Number(number),
            PlainType::Number {
                range: Some(range), ..
            },
        ) => (range.0..=range.1).contains(number),
        (Value::Duration(duration), PlainType::Duration) => !duration.seconds().is_negative(),
        (Value::Size(size), PlainType::Size) => !size.bytes().is_negative(),
        _ => true,
    }
}

/// A value at a literal, or beside it.
fn moved(value: &Value, near: &[&Value], ty: &PlainType, random: &mut Random) -> Option<Value> {
    let step = number(word(
        random,
        &["0", "0", "1", "-1", "0.5", "-0.5", "60", "-60"],
    ));
    Some(match (value, ty) {
        (Value::Number(at), _) => Value::Number(at.checked_add(step)?),
        (Value::Duration(at), PlainType::Time) => {
            let now = Time::parse("2026-01-01T12:00:00Z").expect("an instant");
            let back = Number::ZERO.checked_sub(at.seconds().checked_add(step)?)?;
            Value::Time(now.checked_add(Duration::from_seconds(back))?)
        }
        (Value::Duration(at), _) => {
            Value::Duration(Duration::from_seconds(at.seconds().checked_add(step)?))
        }
        (Value::Size(at), _) => Value::Size(Size::from_bytes(at.bytes().checked_add(step)?)),
        (Value::Time(at), _) => Value::Time(at.checked_add(Duration::from_seconds(step))?),
        (Value::Version(at), _) => {
            let end = word(random, &["", "", ".0", ".1", "-beta", "-rc1"]);
            Value::Version(Version::parse(&format!("{}{end}", at.as_str())).ok()?)
        }
        (Value::Text(text), _) => Value::Text(Text::new(&around(text.raw(), near, random))),
        _ => value.clone(),
    })
}

fn around(text: &str, near: &[&Value], random: &mut Random) -> String {
    let other = match near[random.below(near.len())] {
        Value::Text(other) => other.raw(),
        _ => "",
    };
    match random.below(8) {
        0 | 1 => text.to_owned(),
        2 => text.to_uppercase(),
        3 => format!("{text} and more"),
        4 => format!("so {text}"),
        5 => format!("so {text} {other} then"),
        6 => format!("{text} {other}"),
        _ => format!("{text}{other}"),
    }
}

fn usual(ty: &PlainType, random: &mut Random) -> Value {
    match ty {
        PlainType::YesNo => Value::YesNo(random.percent(50)),
        PlainType::Symbols(symbols) => Value::Symbol(SymbolId(random.below(symbols.len()) as u16)),
        PlainType::Text => Value::Text(Text::new(word(
            random,
            &["", "x", "gamma…", "something else"],
        ))),
        PlainType::Number {
            range: Some(range), ..
        } => Value::Number(*random.pick(&[range.0, range.1])),
        PlainType::Number { range: None, .. } => {
            Value::Number(number(word(random, &["0", "1", "2", "-7", "1000000"])))
        }
        PlainType::Version => Value::Version(
            Version::parse(word(random, &["0", "1.0", "2.5.1", "999"])).expect("a version"),
        ),
        PlainType::Duration => Value::Duration(Duration::from_seconds(number(word(
            random,
            &["0", "1", "3600", "1e9"],
        )))),
        PlainType::Size => Value::Size(Size::from_bytes(number(word(
            random,
            &["0", "1", "1000000000"],
        )))),
        PlainType::Time => {
            let texts = [
                "1970-01-01",
                "2025-12-31",
                "2026-01-01T12:00:00Z",
                "2030-01-01",
            ];
            Value::Time(Time::parse(word(random, &texts)).expect("an instant"))
        }
    }
}

fn number(text: &str) -> Number {
    Number::parse(text)
        .or_else(|_| Number::parse("1000000000"))
        .expect("a number")
}

fn word(random: &mut Random, words: &[&'static str]) -> &'static str {
    words[random.below(words.len())]
}
