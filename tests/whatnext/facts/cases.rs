//! Case files that are right.

use std::fmt::Write as _;

use whatnext::facts::read::CaseFile;
use whatnext::model::RuleBase;

use super::{Input, program, show, snapshot};

const CASE: &str = r#"
case: The second laptop
now: 2026-11-22T10:00:00+01:00
facts:
  os: windows
  app: { message: "Cannot connect to destination." }
  destinations: [Cloud, NAS]
attempted:
  - { action: restart, outcome: not_fixed }
  - { action: restart, outcome: could_not, for: null }
  - { action: look_at, outcome: skipped, for: Cloud }
  - { action: read_logs, outcome: fixed, for: [shop, web, "app"] }
unavailable: [app.version, 'destinations["Cloud"].indicator', pods]
expect: { kind: ask, fact: 'destinations[''NAS''].indicator', rule: look, for: NAS, title: What?, action: look_at }
"#;

const CASE_IN_JSON: &str = r#"{
  "case": "The second laptop", "now": "2026-11-22T09:00:00Z",
  "unavailable": ["app.version", "destinations[\"Cloud\"].indicator", "pods"],
  "facts": {
    "destinations": [{ "name": "Cloud" }, { "name": "NAS" }],
    "os": "windows", "app.message": "Cannot connect to destination."
  },
  "attempted": [
    { "action": "restart", "outcome": "not_fixed" },
    { "action": "restart", "outcome": "could_not" },
    { "for": ["Cloud"], "action": "look_at", "outcome": "skipped" },
    { "action": "read_logs", "outcome": "fixed", "for": ["shop", "web", "app"] }
  ],
  "expect": {
    "kind": "ask", "rule": "look", "action": "look_at", "fact": "destinations[\"NAS\"].indicator",
    "title": "What?", "for": ["NAS"]
  }
}"#;

fn show_case(rules: &RuleBase, file: &CaseFile) -> String {
    let mut out = String::new();
    _ = writeln!(out, "case: {:?}", file.name);
    _ = writeln!(out, "now: {:?}", file.case.now.map(|now| now.to_string()));
    out += &show(rules, &file.case.facts);
    for attempt in &file.case.attempts {
        let action = &rules.actions[attempt.action].name;
        _ = writeln!(
            out,
            "{action} {:?}: {}",
            attempt.element,
            attempt.outcome.word()
        );
    }
    if let Some(expect) = &file.expect {
        let texts = [&expect.rule, &expect.action, &expect.fact, &expect.title];
        let texts = texts.map(|text| text.as_ref().map(|text| text.value.as_str()));
        let kind = expect.kind.as_ref().map(|kind| kind.value.word());
        let element = expect.element.as_ref().map(|keys| &keys.value);
        _ = writeln!(out, "expect: {kind:?} {texts:?} {element:?}");
    }
    out
}

#[track_caller]
fn case(name: &str, text: &str) -> String {
    let program = program();
    let file = Input::new(name, text).case(program.rules());
    show_case(
        program.rules(),
        &file.unwrap_or_else(|errors| panic!("{errors}")),
    )
}

#[test]
fn everything_reads_in_yaml_and_in_json_alike() {
    let yaml = case("case.yaml", CASE);
    assert_eq!(yaml, case("case.json", CASE_IN_JSON));
    snapshot("case", &yaml);
}

#[test]
fn every_part_may_be_left_out_or_empty() {
    let nothing = case("case.yaml", "");
    assert_eq!(nothing, "case: None\nnow: None\n");
    assert_eq!(
        case(
            "case.yaml",
            "case:\nnow: ~\nfacts:\nattempted:\nunavailable:\nexpect:\n"
        ),
        nothing
    );
    assert_eq!(
        case(
            "case.json",
            "{\"facts\": {}, \"attempted\": [], \"unavailable\": []}"
        ),
        nothing
    );
    assert!(
        case("case.yaml", "expect: {}").ends_with("expect: None [None, None, None, None] None\n")
    );
}

#[test]
fn a_case_may_have_many_attempts() {
    let mut text = "attempted:\n".to_owned();
    for _ in 0..1000 {
        text += "  - { action: restart, outcome: not_fixed }\n";
    }
    assert_eq!(case("case.yaml", &text).matches("restart").count(), 1000);
}
