//! Every case that is shipped with a rule base leads to the step that it
//! expects.

use std::fs;

use serde_json::{Value, json};
use whatnext::facts::read::{Expect, Expected};
use whatnext::{Inputs, MemorySource, Program, compile, decide};

use crate::binary::{cases_of, listed, project, rule_bases};

fn read(path: &str) -> String {
    fs::read_to_string(project().join(path)).expect("the file is readable")
}

fn program(base: &str) -> Program {
    let paths = listed(base, |path| {
        path.extension()
            .is_some_and(|extension| extension == "rules")
    });
    let files = paths.iter().fold(MemorySource::default(), |files, path| {
        files.with(path, read(path))
    });
    compile(&paths, &files)
        .program
        .expect("the rules have no mistakes")
}

/// What is expected, by the names that decisions have for it.
fn expectations(expect: &Expect) -> Vec<(&'static str, Value)> {
    let text = |expected: &Option<Expected<String>>| {
        expected.as_ref().map(|expected| json!(expected.value))
    };
    let all = [
        (
            "kind",
            expect.kind.as_ref().map(|kind| json!(kind.value.word())),
        ),
        ("rule", text(&expect.rule)),
        ("action", text(&expect.action)),
        ("fact", text(&expect.fact)),
        ("title", text(&expect.title)),
        (
            "for",
            expect.element.as_ref().map(|element| json!(element.value)),
        ),
    ];
    all.into_iter()
        .filter_map(|(name, value)| Some((name, value?)))
        .collect()
}

/// What is wrong with a case; nothing if its decision is as expected.
fn fault(inputs: &Inputs<'_>, path: &str) -> Option<String> {
    let file = match inputs.case(path, &read(path)) {
        Ok(file) => file,
        Err(problems) => return Some(problems.to_string()),
    };
    let expected = file.expect.as_ref().map(expectations).unwrap_or_default();
    if expected.is_empty() {
        return Some("it expects nothing".to_owned());
    }
    let decision = decide(inputs.program(), &file.case).expect("it can be decided");
    let next = serde_json::to_value(&decision.next).expect("decisions can be written");
    let wrong = expected.iter().filter(|(name, value)| next[name] != *value);
    let wrong: Vec<String> = wrong
        .map(|(name, value)| format!("{name} is {}, not {value}", next[name]))
        .collect();
    if wrong.is_empty() {
        None
    } else {
        Some(wrong.join(", "))
    }
}

/// All cases of a rule base, of which there are at least so many.
fn check(base: &str, least: usize) {
    let program = program(base);
    let inputs = Inputs::new(&program);
    let cases = cases_of(base);
    assert!(
        cases.len() >= least,
        "{base} has only {} cases",
        cases.len()
    );
    let faults = cases
        .iter()
        .filter_map(|path| Some(format!("{path}: {}", fault(&inputs, path)?)));
    let faults: Vec<String> = faults.collect();
    assert!(faults.is_empty(), "\n{}\n", faults.join("\n"));
}

#[test]
fn the_cases_of_crashplan_lead_to_the_expected_steps() {
    check("rules/crashplan", 40);
}

#[test]
fn the_cases_of_car_lead_to_the_expected_steps() {
    check("rules/car", 15);
}

#[test]
fn every_rule_base_is_tested() {
    assert_eq!(
        rule_bases(),
        ["rules/car", "rules/crashplan"],
        "add a test for the new one"
    );
}
