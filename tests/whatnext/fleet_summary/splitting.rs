//! The result does not depend on how the records were split.

use proptest::prelude::*;
use whatnext::Program;
use whatnext::fleet::summary::{Summary, html, json, text};
use whatnext::fleet::{Decided, Fault, Outcome, Unsettled};
use whatnext::model::DecisionKind;
use whatnext::model::ids::{FactId, Id};

use super::{RULES, asks, by, decided, entry, fault, program, run};

/// How many entries and facts the rules have.
const ENTRIES: usize = 5;
const FACTS: usize = 6;

fn unsettled() -> impl Strategy<Value = Unsettled> {
    let facts = prop::collection::btree_set(0..FACTS, 0..4);
    (0..ENTRIES, any::<bool>(), facts).prop_map(|(at, is_open, facts)| Unsettled {
        entry: entry(at),
        is_open,
        facts: facts.into_iter().map(FactId::from_index).collect(),
    })
}

fn result() -> impl Strategy<Value = Result<Decided<'static>, Fault>> {
    let kinds = prop::sample::select(DecisionKind::ALL.to_vec());
    let good = (
        kinds,
        0..ENTRIES,
        0..FACTS,
        prop::collection::vec(unsettled(), 0..5),
    );
    let good = good.prop_map(|(kind, at, fact, unsettled)| {
        let decided = match kind {
            DecisionKind::Ask => asks(at, &[FactId::from_index(fact)]),
            kind if kind.is_dead_end() => decided(kind),
            kind => by(kind, at),
        };
        Decided {
            unsettled,
            ..decided
        }
    });
    // More kinds than are kept.
    let bad = (0..1000_u32).prop_map(|n| fault(&format!("row {n} is wrong")));
    prop_oneof![good.prop_map(Ok), bad.prop_map(Err)]
}

fn outcomes() -> impl Strategy<Value = Vec<Outcome<'static>>> {
    prop::collection::vec(result(), 0..1500).prop_map(|results| {
        let outcome = |(number, result)| Outcome {
            number: number as u64,
            id: None,
            result,
        };
        results.into_iter().enumerate().map(outcome).collect()
    })
}

fn of(program: &Program, outcomes: &[Outcome<'_>]) -> Summary {
    let mut summary = Summary::new(program);
    for outcome in outcomes {
        summary.add(outcome);
    }
    summary
}

/// One after another.
fn from_the_left(program: &Program, parts: &[Summary]) -> Summary {
    let mut merged = Summary::new(program);
    for part in parts {
        merged.merge(part.clone());
    }
    merged
}

/// The last two first.
fn from_the_right(program: &Program, parts: &[Summary]) -> Summary {
    let mut merged = Summary::new(program);
    for part in parts.iter().rev() {
        let mut part = part.clone();
        part.merge(merged);
        merged = part;
    }
    merged
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn records_can_be_split_and_merged_in_any_way(
        outcomes in outcomes(),
        size in 1..400_usize,
        stored in 0..10_usize,
    ) {
        let program = program(RULES);
        let whole = of(&program, &outcomes);
        let mut parts: Vec<Summary> = outcomes.chunks(size).map(|part| of(&program, part)).collect();
        // One of them comes out of a file.
        if let Some(part) = parts.get_mut(stored) {
            let text = serde_json::to_string(part).unwrap();
            *part = serde_json::from_str(&text).unwrap();
        }
        let left = from_the_left(&program, &parts);
        let right = from_the_right(&program, &parts);
        for merged in [left, right] {
            prop_assert_eq!(&merged, &whole);
            for tell in [text, json, html] {
                prop_assert_eq!(
                    tell(&program, &merged, &run()),
                    tell(&program, &whole, &run())
                );
            }
        }
    }
}

#[test]
fn a_stored_summary_is_gone_on_with() {
    let program = program(RULES);
    let wrong = |number| Outcome {
        number,
        id: None,
        result: Err(fault(&format!(
            "`{number}` is not one of the symbols of `os`"
        ))),
    };
    let stored = serde_json::to_string(&of(&program, &[wrong(0), wrong(1)])).unwrap();
    let mut summary = Summary::new(&program);
    summary.merge(serde_json::from_str(&stored).unwrap());
    summary.add(&wrong(2));
    assert_eq!(summary, of(&program, &[wrong(0), wrong(1), wrong(2)]));
}

#[test]
fn a_summary_of_other_rules_is_noticed_and_does_no_harm() {
    let small = program("fact a: yes/no { ask \"A?\" }\nrule r { conclude \"x\" when a }\n");
    let large = program(RULES);
    let outcomes: Vec<Outcome<'_>> = (0..ENTRIES)
        .map(|at| Outcome {
            number: at as u64,
            id: None,
            result: Ok(asks(at, &[FactId::from_index(FACTS - 1)])),
        })
        .collect();
    let foreign = of(&large, &outcomes);
    assert!(foreign.fits(&large));
    assert!(!foreign.fits(&small));
    let mut merged = Summary::new(&small);
    merged.merge(foreign);
    assert!(json(&small, &merged, &run()).contains("\"records\": 5"));
}

#[test]
fn an_index_that_no_rules_have_is_refused() {
    let program = program(RULES);
    let stored = serde_json::to_string(&of(&program, &[])).unwrap();
    let spoilt = stored.replace("\"facts\":[]", "\"facts\":[[4000000000, {\"asked\":1,\"open\":{\"alone\":0,\"helps\":0},\"barred\":{\"alone\":0,\"helps\":0}}]]");
    assert_ne!(spoilt, stored);
    assert!(serde_json::from_str::<Summary>(&spoilt).is_err());
}
