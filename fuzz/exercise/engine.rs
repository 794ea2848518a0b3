//! A rule base, a snapshot and a consultation out of bytes.

use whatnext::engine::{Evaluator, Scope, Selection, select};
use whatnext::facts::case::{Attempt, AttemptOutcome};
use whatnext::facts::memory::{Datum, FactPath, Record, State};
use whatnext::graph::Content;
use whatnext::model::RuleBase;
use whatnext::model::fact::{ListType, PlainType, Type};
use whatnext::model::ids::FactId;
use whatnext::model::rule::Proposal;
use whatnext::model::value::{Duration, Number, Size, SymbolId, Text, Time, Value, Version};
use whatnext::{Case, MemorySource, Program, compile};

use super::bytes::Bytes;
use super::{author, decide};

/// The most questions that can be asked between two attempts: every fact and
/// every field of every element is asked for once.
const MOST_QUESTIONS: usize = 100;

/// Consults a rule base made of the bytes, with answers made of them.
pub(crate) fn run(bytes: &[u8]) {
    let mut bytes = Bytes::new(bytes);
    let text = author::rule_base(&mut bytes);
    let files = MemorySource::default().with("made.rules", &*text);
    let compiled = compile(&files.paths(), &files);
    let Some(program) = compiled.program else {
        panic!(
            "the author makes mistakes: {:?}\n{text}",
            compiled.diagnostics
        )
    };
    let mut case = snapshot(&program, &mut bytes);
    let mut questions = 0;
    for step in 0_usize.. {
        if decide::decide(&program, &case).is_none() {
            return;
        }
        if step % 16 == 0 {
            decide::decide_each(&program, &case);
        }
        match next(&program, &case) {
            Next::Ask(fact) => {
                questions += 1;
                assert!(
                    questions <= MOST_QUESTIONS,
                    "questions without an end\n{text}"
                );
                answer(program.rules(), &mut case, &fact, &mut bytes);
            }
            Next::Try(action, element) => {
                questions = 0;
                let outcome = outcome(&mut bytes);
                case.report(
                    program.rules(),
                    Attempt {
                        action,
                        element,
                        outcome,
                    },
                );
                assert!(
                    case.attempts.len() <= 200,
                    "attempts without an end\n{text}"
                );
            }
            Next::End => return,
        }
    }
}

/// What follows from a selection.
enum Next {
    Ask(FactPath),
    Try(whatnext::model::ids::ActionId, Vec<Vec<String>>),
    End,
}

fn next(program: &Program, case: &Case) -> Next {
    let mut evaluator = Evaluator::new(program.rules(), program.graph(), case);
    match select(&mut evaluator, &Scope::everything(program.graph()), &mut ()) {
        Ok(Selection::Ask { fact, .. }) => Next::Ask(fact),
        Ok(Selection::Step(candidate)) => {
            let entry = &program.rules().entries[candidate.entry.entry];
            match (&entry.proposal, &candidate.entry.content) {
                (Proposal::Try { .. }, Content::Action(action)) => Next::Try(
                    action.action,
                    evaluator.action_keys(action, &candidate.instance),
                ),
                _ => Next::End,
            }
        }
        _ => Next::End,
    }
}

/// Facts that are known, or known to be unavailable, from the start.
fn snapshot(program: &Program, bytes: &mut Bytes<'_>) -> Case {
    let rules = program.rules();
    let mut case = program.new_case();
    case.now = if bytes.once_in(4) {
        None
    } else {
        Time::parse("2026-01-01T00:06:00Z").ok()
    };
    let density = bytes.below(4);
    for (fact, _) in rules.top_level() {
        if bytes.below(4) < density {
            answer(rules, &mut case, &FactPath::top_level(fact), bytes);
        }
    }
    case
}

/// Gives an answer, which must not be known yet.
fn answer(rules: &RuleBase, case: &mut Case, path: &FactPath, bytes: &mut Bytes<'_>) {
    let state = case
        .facts
        .get_mut(rules, path)
        .expect("a question is about a fact that there is");
    assert_eq!(
        *state,
        State::Unknown,
        "{} is settled already",
        path.show(rules)
    );
    *state = random_state(rules, path.fact, bytes);
}

fn random_state(rules: &RuleBase, fact: FactId, bytes: &mut Bytes<'_>) -> State {
    if bytes.once_in(6) {
        return State::Unavailable;
    }
    State::Known(match &rules.facts[fact].ty {
        Type::Plain(ty) => Datum::Plain(value(ty, bytes)),
        Type::List(ListType::Values(ty)) => {
            Datum::Values((0..bytes.below(4)).map(|_| value(ty, bytes)).collect())
        }
        Type::List(ListType::Records { keys, fields, .. }) => Datum::Records(
            (0..bytes.below(4))
                .map(|at| record(rules, keys, fields, at, bytes))
                .collect(),
        ),
    })
}

/// An element; `at` makes its key differ from the others'.
fn record(
    rules: &RuleBase,
    keys: &[FactId],
    fields: &[FactId],
    at: usize,
    bytes: &mut Bytes<'_>,
) -> Record {
    let mut record = Record {
        key: Vec::new(),
        fields: Vec::new(),
    };
    for field in fields {
        let Type::Plain(ty) = &rules.facts[*field].ty else {
            record.fields.push(State::Unknown);
            continue;
        };
        let state = if keys.contains(field) {
            let key = [
                Value::Number(Number::from(at)),
                Value::Text(Text::new(["a", "b", "…", "\""][at])),
            ];
            let key = key[usize::from(*ty == PlainType::Text)].clone();
            record.key.push(ty.write(&key));
            State::Known(Datum::Plain(key))
        } else if bytes.once_in(2) {
            random_state(rules, *field, bytes)
        } else {
            State::Unknown
        };
        record.fields.push(state);
    }
    record
}

fn value(ty: &PlainType, bytes: &mut Bytes<'_>) -> Value {
    let number = |text: &str| Value::Number(Number::parse(text).expect("a number"));
    match ty {
        PlainType::YesNo => Value::YesNo(bytes.once_in(2)),
        PlainType::Symbols(symbols) => Value::Symbol(SymbolId(bytes.below(symbols.len()) as u16)),
        PlainType::Number { range: Some(_), .. } => number(bytes.word(&["0", "3", "9"])),
        PlainType::Number { range: None, .. } => number(bytes.word(&[
            "0",
            "1",
            "-1.5",
            "79228162514264337593543950335",
            "0.0000000000000000000000000001",
        ])),
        PlainType::Text => Value::Text(Text::new(bytes.word(&[
            "",
            "Alpha",
            "alpha beta",
            "a",
            "“…”\u{a0}",
        ]))),
        PlainType::Version => {
            Value::Version(Version::parse(bytes.word(&["1.0", "1.0.1", "2.0"])).expect("a version"))
        }
        PlainType::Duration => {
            Value::Duration(Duration::parse(bytes.word(&["0 s", "5 minutes"])).expect("a duration"))
        }
        PlainType::Size => {
            Value::Size(Size::parse(bytes.word(&["0 bytes", "1 GB", "1 GiB"])).expect("a size"))
        }
        PlainType::Time => {
            Value::Time(Time::parse(bytes.word(&["2026-01-01", "2025-12-31"])).expect("a time"))
        }
    }
}

/// What comes of an attempt; the end, when the bytes are used up.
fn outcome(bytes: &mut Bytes<'_>) -> AttemptOutcome {
    if bytes.is_used_up() {
        return AttemptOutcome::Fixed;
    }
    match bytes.below(8) {
        0 => AttemptOutcome::CouldNot,
        1 => AttemptOutcome::Skipped,
        2 => AttemptOutcome::Fixed,
        _ => AttemptOutcome::NotFixed,
    }
}
