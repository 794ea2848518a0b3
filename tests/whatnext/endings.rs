//! The ways in which a walk can end: each is shown by a walk of the shipped rule
//! bases, or of a small one of the tests where the shipped rules have no such way.

use std::collections::BTreeSet;

use whatnext::model::DecisionKind;
use whatnext::suite::walk::{Ending, Transcript, play};
use whatnext::{Inputs, Next, Program};

use crate::binary::{cases_of, listed};
use crate::shipped::{program, read};

/// Rules under which a walk can end where no shipped one can.
const OTHERS: &str = "tests/whatnext/endings";

/// How a walk ends, in a word; nothing for a case that is no walk.
fn ending(transcript: &Transcript) -> Option<&'static str> {
    let next = &transcript.last().expect("a walk has a decision").next;
    match (transcript.ending, next) {
        (Ending::Snapshot, _) => None,
        (_, Next::Resolved { action: None, .. }) => Some("resolved, as nothing shows any more"),
        (Ending::Over, next) => Some(next.kind().word()),
        (Ending::NoAnswer | Ending::NoOutcome, Next::Ask { .. } | Next::Do(_)) => {
            Some(next.kind().word())
        }
        (ending, next) => panic!("{ending:?} after {next:?}"),
    }
}

/// How these cases end.
fn endings(program: &Program, cases: &[String]) -> BTreeSet<&'static str> {
    let inputs = Inputs::new(program);
    let mut endings = BTreeSet::new();
    for path in cases {
        let file = inputs.case(path, &read(path));
        let file = file.unwrap_or_else(|problems| panic!("{problems}"));
        let transcript = play(program, &file, None).expect("the walks are short");
        assert!(
            transcript.left_over.is_empty(),
            "{path} has what it does not need: {:?}",
            transcript.left_over
        );
        endings.extend(ending(&transcript));
    }
    endings
}

fn of_base(base: &str) -> BTreeSet<&'static str> {
    endings(&program(base), &cases_of(base))
}

fn of_others() -> BTreeSet<&'static str> {
    let is_case = |path: &std::path::Path| path.extension().is_some_and(|end| end == "yaml");
    endings(&program(OTHERS), &listed(OTHERS, is_case))
}

#[test]
fn a_walk_through_the_car_ends_with_a_question_or_a_conclusion() {
    // Its rules propose no step that could be tried.
    assert_eq!(of_base("rules/car"), BTreeSet::from(["ask", "conclude"]));
}

#[test]
fn a_walk_through_crashplan_ends_in_every_way_but_with_a_reference_or_exhausted() {
    // Whatever is left over there goes to the administrator or to support.
    let expected = [
        "do",
        "ask",
        "conclude",
        "escalate",
        "resolved",
        "resolved, as nothing shows any more",
        "no_symptom",
        "undetermined",
    ];
    assert_eq!(of_base("rules/crashplan"), BTreeSet::from(expected));
}

#[test]
fn walks_end_in_every_way_there_is() {
    let mut found = of_others();
    found.extend(of_base("rules/car"));
    found.extend(of_base("rules/crashplan"));
    let kinds = DecisionKind::ALL.map(DecisionKind::word);
    let mut every = BTreeSet::from(kinds);
    every.insert("resolved, as nothing shows any more");
    assert_eq!(found, every);
}
