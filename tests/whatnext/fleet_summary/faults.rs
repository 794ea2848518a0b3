//! Records in error are grouped, in a memory that does not grow with them.

use serde_json::Value;

use super::{RULES, fault, program, report, summary};

#[test]
fn records_with_the_same_mistake_are_one_kind_with_the_first_as_example() {
    let program = program(RULES);
    let messages = [
        "there is no fact `colour`",
        "`plan9` is not one of the symbols of `os`",
        "`printers[\"Big \"\"one\"\"\"].jammed` must be a single value, not a list",
        "`beos` is not one of the symbols of `os`",
        "`printers[\"x\"].jammed` must be a single value, not a list (and 7 more)",
        "`amiga` is not one of the symbols of `os`",
    ];
    let results = messages.map(|message| Err(fault(message))).into();
    let report = report(&program, &summary(&program, results));
    let told: Vec<(&str, u64, &str)> = report["faults"]
        .as_array()
        .expect("there are faults")
        .iter()
        .map(|kind| {
            let text = |value: &'static str| kind[value].as_str().expect("it is a text");
            let id = kind["example"]["id"].as_str().expect("it has an id");
            (text("kind"), kind["records"].as_u64().expect("a count"), id)
        })
        .collect();
    assert_eq!(
        told,
        [
            ("`…` is not one of the symbols of `os`", 3, "lap-1"),
            (
                "`printers[…].jammed` must be a single value, not a list",
                2,
                "lap-2"
            ),
            ("there is no fact `…`", 1, "lap-0"),
        ]
    );
}

#[test]
fn of_endlessly_many_kinds_some_are_kept_and_the_rest_is_counted() {
    let program = program(RULES);
    let records = 3000;
    let message = |number: usize| format!("row {} has too few fields", number % 1500);
    let results = (0..records).map(|number| Err(fault(&message(number))));
    let report = report(&program, &summary(&program, results.collect()));
    let faults = report["faults"].as_array().expect("there are faults");
    assert!(faults.len() <= 500);
    // What is kept is counted in full.
    assert!(faults.iter().all(|kind| kind["records"] == 2));
    let kept: u64 = faults
        .iter()
        .filter_map(|kind| kind["records"].as_u64())
        .sum();
    assert_eq!(report["other_errors"], records as u64 - kept);
    assert_eq!(report["errors"], records as u64);
}

#[test]
fn a_message_without_end_is_cut() {
    let program = program(RULES);
    let long = "x".repeat(100_000);
    let report = report(&program, &summary(&program, vec![Err(fault(&long))]));
    let kind: &Value = &report["faults"][0];
    for text in [&kind["kind"], &kind["example"]["message"]] {
        assert!(text.as_str().is_some_and(|text| text.len() < 1000));
    }
}
