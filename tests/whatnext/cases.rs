//! Every case that is shipped with a rule base leads to the step that it
//! expects.

use whatnext::Inputs;
use whatnext::engine::Trace;
use whatnext::suite::expectation::unmet;
use whatnext::suite::walk::play;

use crate::binary::{cases_of, rule_bases};
use crate::shipped::{program, read};

/// What is wrong with a case; nothing if its decision is as expected.
fn fault(inputs: &Inputs<'_>, path: &str) -> Option<String> {
    let file = match inputs.case(path, &read(path)) {
        Ok(file) => file,
        Err(problems) => return Some(problems.to_string()),
    };
    let Some(expect) = &file.expect else {
        return Some("it expects nothing".to_owned());
    };
    let transcript = play(inputs.program(), &file, None).expect("it can be decided");
    let wrong = unmet(expect, transcript.last().expect("there is a decision"));
    let wrong: Vec<String> = wrong.iter().map(ToString::to_string).collect();
    (!wrong.is_empty()).then(|| wrong.join("; "))
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
fn the_cases_of_kubernetes_lead_to_the_expected_steps() {
    check("rules/kubernetes", 40);
}

/// The entries of a rule base that no case comes to, as they are written; those
/// that only ever ask for a fact are marked.
fn never_chosen(base: &str) -> Vec<String> {
    let program = program(base);
    let inputs = Inputs::new(&program);
    let mut trace = Trace::new(program.graph());
    for path in cases_of(base) {
        let file = inputs.case(&path, &read(&path));
        let file = file.unwrap_or_else(|problems| panic!("{problems}"));
        play(&program, &file, Some(&mut trace)).expect("it can be decided");
    }
    let entries = program.rules().entries.iter();
    let mut never = Vec::new();
    for (id, entry) in entries.filter(|(id, _)| trace.entry(*id).chosen == 0) {
        let asks = if trace.entry(id).asked > 0 {
            " (asks)"
        } else {
            ""
        };
        let written = program.sources().text(entry.span);
        let first_line = written.lines().next().unwrap_or_default();
        never.push(format!("{first_line}{asks}"));
    }
    never
}

#[test]
fn every_entry_of_car_is_chosen_in_a_case() {
    assert_eq!(never_chosen("rules/car"), [""; 0]);
}

#[test]
fn every_entry_of_crashplan_is_chosen_in_a_case() {
    assert_eq!(never_chosen("rules/crashplan"), [""; 0]);
}

#[test]
fn every_entry_of_kubernetes_is_chosen_in_a_case() {
    assert_eq!(never_chosen("rules/kubernetes"), [""; 0]);
}

#[test]
fn every_rule_base_is_tested() {
    assert_eq!(
        rule_bases(),
        ["rules/car", "rules/crashplan", "rules/kubernetes"],
        "add a test for the new one"
    );
}
