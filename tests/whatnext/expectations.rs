//! What a case expects is held against the decision, and what differs is told.

use whatnext::suite::expectation::unmet;
use whatnext::{Inputs, MemorySource, compile, decide};

const RULES: &str = r#"
fact hosts: list by site, name { site: text  name: text  up: yes/no }
fact done: yes/no
action restart "Restart {host.name}" for host in hosts { step "Restart it." }
action report "Report it" { step "Report it." }
rule each_host for each host in hosts { when not host.up  try restart }
rule told  { when done             conclude "It is done." }
rule other { when not done         escalate report }
"#;

/// What of the expectation is not met where these facts are known.
fn told(facts: &str, expect: &str) -> Vec<String> {
    let files = MemorySource::default().with("test.rules", RULES);
    let program = compile(&files.paths(), &files).program.expect("right");
    let inputs = Inputs::new(&program);
    let text = format!("facts: {{ {facts} }}\nexpect: {{ {expect} }}");
    let file = inputs.case("case.yaml", &text);
    let file = file.unwrap_or_else(|problems| panic!("{problems}"));
    let decision = decide(&program, &file.case).expect("it can be decided");
    let unmet = unmet(&file.expect.expect("it is given"), &decision);
    unmet.iter().map(ToString::to_string).collect()
}

const DOWN: &str = "hosts: [{ site: a, name: b, up: no }]";

#[test]
fn what_is_as_expected_is_not_told() {
    let nothing: [&str; 0] = [];
    for (facts, expect) in [
        (DOWN, ""),
        (
            DOWN,
            "kind: do, rule: each_host, action: restart, title: Restart b, for: [a, b]",
        ),
        ("hosts: [], done: yes", "kind: conclude, title: It is done."),
        ("hosts: [], done: no", "kind: escalate, action: report"),
        ("", "kind: ask, fact: hosts, rule: each_host"),
        ("hosts: ~, done: ~", "kind: undetermined"),
    ] {
        assert_eq!(told(facts, expect), nothing, "{facts} {expect}");
    }
}

#[test]
fn everything_that_differs_is_told_in_the_order_of_the_keys() {
    assert_eq!(
        told(DOWN, "for: [a, c], action: report, fact: done, kind: ask"),
        [
            "expected `kind` `ask`, got `do`",
            "expected `action` `report`, got `restart`",
            "expected `fact` `done`, got none",
            "expected `for` `[\"a\", \"c\"]`, got `[\"a\", \"b\"]`",
        ]
    );
}

#[test]
fn parts_of_keys_are_told_apart() {
    assert_eq!(told(DOWN, "for: 'a, b'").len(), 1);
}

#[test]
fn what_a_decision_does_not_have_is_told_as_none() {
    assert_eq!(
        told(
            "hosts: ~, done: ~",
            "rule: told, action: report, title: It is done."
        ),
        [
            "expected `rule` `told`, got none",
            "expected `action` `report`, got none",
            "expected `title` `It is done.`, got none",
        ]
    );
}
