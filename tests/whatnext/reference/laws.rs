//! The laws of section 3 of the design, each as a property of the engine.

use whatnext::engine::PassedOver;
use whatnext::facts::case::Case;
use whatnext::facts::memory::{Datum, State};
use whatnext::model::RuleBase;
use whatnext::model::fact::{ListType, Type};
use whatnext::program::Program;

use super::completions::place;
use super::differential::seed;
use super::engine_side::{self, decide};
use super::generate::{random_case, random_state, rule_base};
use super::places::{open_facts, places};
use super::random::Random;
use super::report::of_difference;
use super::selecting::{Candidate, Decision, Next};

/// Random programs and cases; each test has numbers of its own.
pub(super) fn for_each_program(test: u64, count: u64, check: impl Fn(&Program, &str, &mut Random)) {
    for_each(rule_base, test, count, check);
}

/// The same, with rule bases of a certain kind.
pub(super) fn for_each(
    rule_base: fn(&mut Random) -> String,
    test: u64,
    count: u64,
    check: impl Fn(&Program, &str, &mut Random),
) {
    for stream in 0..count {
        let mut random = Random::new(seed(), test * 10_000_000 + stream);
        let text = rule_base(&mut random);
        check(&engine_side::program(&text), &text, &mut random);
    }
}

#[test]
fn the_order_in_which_facts_arrive_does_not_matter() {
    for_each_program(1, 400, |program, text, random| {
        let case = random_case(program.rules(), random);
        let expected = decide(program, &case);
        for _ in 0..3 {
            let again = told_in_another_order(program.rules(), &case, random);
            assert_eq!(again, case);
            let decided = decide(program, &again);
            assert_eq!(
                decided,
                expected,
                "{}",
                of_difference(program, text, &case, &decided, &expected)
            );
        }
    });
}

/// The same facts, told one by one in some order; a list is told before the
/// fields of its elements.
fn told_in_another_order(rules: &RuleBase, case: &Case, random: &mut Random) -> Case {
    let mut told = Case {
        attempts: case.attempts.clone(),
        now: case.now,
        ..Case::new(rules)
    };
    let mut paths = places(rules, case);
    random.shuffle(&mut paths);
    paths.sort_by_key(|path| path.elements.len());
    for path in paths {
        let state = case.facts.get(rules, &path).expect("a place of this case");
        *place(rules, &mut told, &path) = only_keys(rules, &path, state);
    }
    told
}

/// Of a list by key, only the keys.
pub(super) fn only_keys(
    rules: &RuleBase,
    path: &whatnext::facts::memory::FactPath,
    state: &State,
) -> State {
    let mut state = state.clone();
    if let (
        State::Known(Datum::Records(records)),
        Type::List(ListType::Records { keys, fields, .. }),
    ) = (&mut state, &rules.facts[path.fact].ty)
    {
        for record in records {
            for (field, state) in fields.iter().zip(&mut record.fields) {
                if !keys.contains(field) {
                    *state = State::Unknown;
                }
            }
        }
    }
    state
}

#[test]
fn settling_one_more_fact_never_reverses_what_was_decided() {
    let decided_before = std::cell::Cell::new(0);
    let steps_before = std::cell::Cell::new(0);
    for_each_program(2, 1_000, |program, text, random| {
        for _ in 0..3 {
            let case = random_case(program.rules(), random);
            let before = decide(program, &case);
            for path in open_facts(program.rules(), &case) {
                let mut settled = case.clone();
                *place(program.rules(), &mut settled, &path) =
                    random_state(program.rules(), path.fact, random);
                let after = decide(program, &settled);
                let report = || of_difference(program, text, &settled, &after, &before);
                for (before, after) in before.symptoms.iter().zip(&after.symptoms) {
                    assert!(after.is_subset(*before), "{path:?} {}", report());
                }
                for (before, after) in guards_of_both(&before, &after) {
                    assert!(after.is_subset(before), "{path:?} {}", report());
                    decided_before.set(decided_before.get() + usize::from(before.is_settled()));
                }
                let depends_on_not_asking = before
                    .considered
                    .iter()
                    .any(|passed| passed.passed_over == Some(PassedOver::NotAsked));
                if matches!(before.next, Next::Step(_)) && !depends_on_not_asking {
                    assert_eq!(after.next, before.next, "{path:?} {}", report());
                    steps_before.set(steps_before.get() + 1);
                }
            }
        }
    });
    assert!(decided_before.get() > 1_000 && steps_before.get() > 1_000);
}

/// The guards of the candidates that were considered before and after.
fn guards_of_both(
    before: &Decision,
    after: &Decision,
) -> Vec<(super::verdicts::Verdicts, super::verdicts::Verdicts)> {
    let find = |wanted: &Candidate| {
        after
            .considered
            .iter()
            .find(|found| found.candidate == *wanted)
    };
    let pairs = before.considered.iter().map(|before| {
        (
            before.guard,
            find(&before.candidate).map(|after| after.guard),
        )
    });
    pairs
        .filter_map(|(before, after)| Some((before, after?)))
        .collect()
}

#[test]
fn the_same_input_gives_the_same_result_in_every_thread() {
    for_each_program(4, 150, |program, text, random| {
        let cases: Vec<Case> = (0..8)
            .map(|_| random_case(program.rules(), random))
            .collect();
        let expected: Vec<Decision> = cases.iter().map(|case| decide(program, case)).collect();
        std::thread::scope(|scope| {
            for worker in 0..4 {
                let (cases, expected) = (&cases, &expected);
                scope.spawn(move || {
                    for at in 0..cases.len() {
                        let at = (at + worker) % cases.len();
                        assert_eq!(decide(program, &cases[at]), expected[at]);
                    }
                });
            }
        });
        // A program that is compiled again decides alike, too.
        let again = engine_side::program(text);
        let decided: Vec<Decision> = cases.iter().map(|case| decide(&again, case)).collect();
        assert_eq!(decided, expected);
    });
}
