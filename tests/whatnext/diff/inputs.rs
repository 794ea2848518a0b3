//! Which cases are decided, and what comes of those that cannot be.

use super::{RULES, Scratch, at, with};

fn scratch(new: &str) -> Scratch {
    let scratch = Scratch::new();
    scratch.write("old/a.rules", RULES);
    scratch.write("new/a.rules", new);
    scratch
}

fn changed() -> String {
    with("noise is none", "noise is loud")
}

#[test]
fn a_bad_line_is_told_with_its_number_and_ends_nothing() {
    let scratch = scratch(&changed());
    let lines = [
        "{\"power\": \"no\", \"noise\": \"none\"}",
        "{\"power\": ",
        "",
        "{\"powr\": \"no\"}",
        "[1]",
        "{\"power\": \"no\", \"noise\": \"quiet\"}",
        "{\"power\": \"no\", \"power\": \"yes\"}",
    ];
    let mut bytes = lines.join("\n").into_bytes();
    // Bytes that are no text, and a last line without its end.
    bytes.extend_from_slice(b"\n\xff\xfe\n{\"power\": \"no\", \"noise\": \"none\"}");
    scratch.write("facts.ndjson", bytes);
    let (json, code) = scratch.json(&["old", "new", "--cases", "facts.ndjson", "--all"]);
    assert_eq!(code, 2);
    assert_eq!(json["counts"]["cases"], 8);
    assert_eq!(json["counts"]["step_changed"], 2);
    assert_eq!(json["counts"]["invalid_input"], 6);
    let invalid = json["groups"].as_array().expect("there are groups");
    let mut places: Vec<&str> = invalid
        .iter()
        .filter(|group| group["category"] == "invalid_input")
        .flat_map(|group| group["cases"].as_array().expect("all are listed"))
        .map(|case| at(case, "/case"))
        .collect();
    places.sort_unstable();
    assert_eq!(
        places,
        [2, 4, 5, 6, 7, 8].map(|line| format!("facts.ndjson:{line}"))
    );
    assert_eq!(
        json["groups"][0]["cases"][1]["case"], "facts.ndjson:9",
        "{json:#}"
    );
}

#[test]
fn a_line_that_holds_no_facts_is_told_what_it_should_hold() {
    let scratch = scratch(&changed());
    scratch.write("facts.ndjson", "null\n{\"facts\": {\"power\": \"no\"}}\n");
    let (json, code) = scratch.json(&["old", "new", "--cases", "facts.ndjson"]);
    assert_eq!(code, 2);
    assert_eq!(json["counts"]["invalid_input"], 2);
    assert_eq!(
        at(&json, "/groups/0/cause/words"),
        "a line holds a map of facts, and not `null`"
    );
    assert_eq!(
        at(&json, "/groups/1/cause/words"),
        "there is no fact `facts`: a line holds only the facts, not a whole case"
    );
}

#[cfg(unix)]
fn pipe(scratch: &Scratch, path: &str) {
    let made = std::process::Command::new("mkfifo")
        .arg(scratch.path().join(path))
        .status()
        .expect("mkfifo is there");
    assert!(made.success());
}

#[cfg(unix)]
#[test]
fn a_pipe_among_the_cases_is_no_case() {
    let scratch = scratch(&changed());
    scratch.write("new/cases/good.yaml", "facts: { power: no, noise: none }");
    pipe(&scratch, "new/cases/pipe.yaml");
    let (json, code) = scratch.json(&["old", "new"]);
    assert_eq!(code, 2);
    assert_eq!(json["counts"]["step_changed"], 1);
    assert_eq!(
        at(&json, "/groups/1/cause/words"),
        "cannot read it: it is not a regular file"
    );
    pipe(&scratch, "new/cases/pipe.ndjson");
    refuses(
        &scratch,
        &["old", "new"],
        &["cannot read `new/cases/pipe.ndjson`: it is not a regular file"],
    );
}

#[cfg(unix)]
#[test]
fn a_pipe_that_is_named_is_read() {
    let scratch = scratch(&changed());
    pipe(&scratch, "facts.ndjson");
    let path = scratch.path().join("facts.ndjson");
    let writer = std::thread::spawn(move || {
        std::fs::write(path, "{\"power\": \"no\", \"noise\": \"none\"}\n")
    });
    let (json, code) = scratch.json(&["old", "new", "--cases", "facts.ndjson"]);
    writer
        .join()
        .expect("the writer ends")
        .expect("the pipe takes it");
    assert_eq!(json["counts"]["step_changed"], 1);
    assert_eq!(code, 1);
}

#[test]
fn facts_come_from_standard_input_too() {
    let scratch = scratch(&changed());
    scratch.write("lines", "{\"power\": \"no\", \"noise\": \"none\"}\n");
    let args = ["diff", "old", "new", "--cases", "-"];
    let ran = crate::binary::whatnext(scratch.path(), &args, Some("lines"));
    assert_eq!(ran.code, 1, "{}", ran.stderr);
    assert!(ran.stdout.contains("in standard input:1"), "{}", ran.stdout);
    assert_eq!(ran.stderr, "");
}

#[test]
fn cases_that_only_the_new_rules_can_read_are_no_failure() {
    let new = format!("fact lamp: yes/no {{ ask \"Is the lamp on?\" }}\n{RULES}");
    let scratch = scratch(&new);
    scratch.write("new/cases/lamp.yaml", "facts: { power: no, lamp: yes }");
    let (json, code) = scratch.json(&["old", "new"]);
    assert_eq!(json["counts"]["newly_readable"], 1);
    assert_eq!(
        at(&json, "/groups/0/cause/words"),
        "there is no fact `lamp`"
    );
    assert_eq!(code, 0);
}

#[test]
fn cases_that_the_new_rules_can_no_longer_read_are_changed_decisions() {
    let scratch = scratch(&RULES.replace("cable", "lead"));
    scratch.write("new/cases/cable.yaml", "facts: { power: no, cable: yes }");
    let (json, code) = scratch.json(&["old", "new"]);
    assert_eq!(json["counts"]["error"], 1);
    assert_eq!(code, 1);
}

#[test]
fn cases_that_neither_can_read_are_told_after_everything_else() {
    let scratch = scratch(&changed());
    scratch.write("new/cases/bad.yaml", "case: A bad one\nfacts: { pow: no }");
    scratch.write("new/cases/good.yaml", "facts: { power: no, noise: none }");
    let ran = scratch.run(&["diff", "old", "new"]);
    assert_eq!(ran.code, 2);
    assert!(
        ran.stdout
            .starts_with("2 cases: 1 decision changes; 1 case could not be read by either side\n"),
        "{}",
        ran.stdout
    );
    assert!(
        ran.stdout.contains("there is no fact `pow`"),
        "{}",
        ran.stdout
    );
    assert!(
        ran.stdout.contains("in new/cases/bad.yaml:2\n"),
        "{}",
        ran.stdout
    );
    assert!(
        ran.stderr
            .contains("error: 1 case could not be read by either side"),
        "{}",
        ran.stderr
    );
}

#[test]
fn folders_are_searched_and_what_is_no_case_is_named() {
    let scratch = scratch(&changed());
    scratch.write("cases/deep/a.yml", "facts: { power: no, noise: none }");
    scratch.write("cases/b.json", "{\"facts\": {\"power\": \"no\"}}");
    scratch.write(
        "cases/c.jsonl",
        "{\"power\": \"no\"}\n{\"power\": \"yes\"}\n",
    );
    scratch.write("cases/README.md", "Cases.");
    let ran = scratch.run(&["diff", "old", "new", "--cases", "cases", "--format", "json"]);
    assert!(ran.stdout.contains("\"cases\": 4,"), "{}", ran.stdout);
    assert_eq!(
        ran.stderr,
        "note: 1 other file in the folders of cases passed over, such as `cases/README.md`\n"
    );
    let ran = scratch.run(&[
        "diff",
        "old",
        "new",
        "--cases",
        "cases/b.json",
        "--cases",
        "cases/deep",
    ]);
    assert!(ran.stdout.starts_with("2 cases: "), "{}", ran.stdout);
}

#[test]
fn a_walk_differs_at_the_first_turn_that_tells_something_else() {
    let scratch = scratch(&with(
        "  try  press",
        "  try  press because \"it may stick\"",
    ));
    let case = "facts: { power: no }\nanswers: { noise: none }\noutcomes:\n  - { action: plug, outcome: not_fixed }\n  - { action: press, outcome: fixed }\n";
    scratch.write("new/cases/walk.yaml", case);
    let (json, code) = scratch.json(&["old", "new"]);
    assert_eq!(at(&json, "/groups/0/category"), "explanation_changed");
    assert_eq!(json["groups"][0]["example"]["turn"], 3, "{json:#}");
    assert_eq!(code, 0);
}

/// What cannot run says why and what to do, and ends in 2.
fn refuses(scratch: &Scratch, args: &[&str], words: &[&str]) {
    let ran = scratch.run(&[&["diff"], args].concat());
    assert_eq!(ran.code, 2, "{args:?}\n{}{}", ran.stdout, ran.stderr);
    assert_eq!(ran.stdout, "", "{args:?}");
    for word in words {
        assert!(
            ran.stderr.contains(word),
            "{args:?}: no {word} in {}",
            ran.stderr
        );
    }
}

#[test]
fn what_cannot_be_compared_says_why() {
    let scratch = scratch(&changed());
    refuses(
        &scratch,
        &["old", "new"],
        &["there is no folder `new/cases`", "--cases"],
    );
    refuses(
        &scratch,
        &["new"],
        &["nothing to compare the rules with", "--base REV NEW"],
    );
    refuses(
        &scratch,
        &["old", "new", "--base", "main"],
        &["takes the place of the old rules"],
    );
    refuses(
        &scratch,
        &["old", "new", "--cases", "none.yaml"],
        &["cannot read `none.yaml`"],
    );
    scratch.write("empty/README.md", "");
    refuses(
        &scratch,
        &["old", "new", "--cases", "empty"],
        &["no case in the folder `empty`"],
    );
    scratch.write("blank.ndjson", "\n\n");
    refuses(
        &scratch,
        &["old", "new", "--cases", "blank.ndjson"],
        &["no case to decide"],
    );
    scratch.write("faulty/a.rules", "rule start { try nothing }\n");
    scratch.write("faulty/cases/a.yaml", "");
    refuses(
        &scratch,
        &["old", "faulty"],
        &[
            "faulty/a.rules:1",
            "the new rules, `faulty`, have 1 mistake",
        ],
    );
    refuses(
        &scratch,
        &["faulty", "new", "--cases", "faulty/cases"],
        &["the old rules, `faulty`, have 1 mistake"],
    );
}
