//! Scripts of walks that are right.

use std::fmt::Write as _;

use whatnext::facts::read::CaseFile;
use whatnext::facts::script::Answers;
use whatnext::model::RuleBase;

use super::{Input, program, show_state, snapshot};

const SCRIPT: &str = r#"
facts:
  destinations: [Cloud, { name: NAS, indicator: red_alert }]
  pods: [{ namespace: shop, name: web, containers: [app] }]
answers:
  app: { message: "Cannot connect." }
  os: ~
  destinations["Cloud"].indicator: red_alert
  destinations["NAS"]: { indicator: ~ }
  pods["shop", "web"].containers["app"].state: waiting
  disks: [{ number: 1, health: bad }, 2]
outcomes:
  - not_fixed
  - { action: restart, outcome: could_not }
  - { action: read_logs, for: [shop, web, app], outcome: not_fixed }
  - action: look_at
    for: Cloud
    outcome: not_fixed
    answers:
      app.message: "All is well."
      disks: [1, { number: 3, health: good }]
      disks["1"].health: ~
  - { outcome: skipped, answers: { 'disks["3"].health': bad } }
"#;

fn show_answers(rules: &RuleBase, answers: &Answers, indent: &str) -> String {
    let mut out = String::new();
    for (path, state) in &answers.facts {
        let mut shown = String::new();
        show_state(rules, path.fact, &path.show(rules), state, &mut shown);
        for line in shown.lines() {
            _ = writeln!(out, "{indent}{line}");
        }
    }
    out
}

fn show_script(rules: &RuleBase, file: &CaseFile) -> String {
    let Some(script) = &file.script else {
        return "no script\n".to_owned();
    };
    let mut out = show_answers(rules, &script.answers, "");
    for item in &script.outcomes {
        _ = writeln!(out, "then {}", item.show(rules));
        out += &show_answers(rules, &item.answers, "  ");
    }
    out
}

#[track_caller]
fn script(text: &str) -> String {
    let program = program();
    let file = Input::new("case.yaml", text).case(program.rules());
    let file = file.unwrap_or_else(|errors| panic!("{errors}"));
    show_script(program.rules(), &file)
}

#[test]
fn answers_are_taken_apart_into_what_can_be_asked_for() {
    let shown = script(SCRIPT);
    snapshot("script", &format!("{}\n\n{shown}", SCRIPT.trim()));
}

#[test]
fn either_key_makes_a_case_a_walk() {
    assert_eq!(script("facts: { os: mac }"), "no script\n");
    for text in ["answers:", "answers: {}", "outcomes:", "outcomes: []"] {
        assert_eq!(script(text), "", "{text}");
    }
}

#[test]
fn outcomes_of_actions_are_a_map_or_a_list() {
    assert_eq!(
        script("outcomes: { restart: not_fixed, reinstall: [not_fixed, fixed] }"),
        "then restart: not_fixed\nthen reinstall: not_fixed\nthen reinstall: fixed\n"
    );
}

#[test]
fn the_order_of_answers_does_not_matter() {
    let front = "facts: { destinations: [Cloud] }\nanswers:\n";
    let answers = [
        "  os: mac\n",
        "  disks[\"1\"].health: bad\n",
        "  disks: [1]\n",
        "  destinations[\"Cloud\"].indicator: ~\n",
    ];
    let forwards = front.to_owned() + &answers.concat();
    let backwards: String = answers.iter().rev().copied().collect();
    assert_eq!(script(&forwards), script(&(front.to_owned() + &backwards)));
}

#[test]
fn what_is_given_can_be_answered_too() {
    assert_eq!(
        script("facts: { os: mac }\nanswers: { os: linux }"),
        "os = \"linux\"\n"
    );
}
