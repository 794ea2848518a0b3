//! The shipped rules for Kubernetes, over what `kubectl` prints.

use whatnext::inputs::Inputs;

use crate::binary::{listed, project, whatnext};
use crate::shipped::{program, read};

const BASE: &str = "rules/kubernetes";

#[test]
fn the_rules_have_no_findings() {
    let ran = whatnext(project(), &["check", BASE], None);
    assert!(!ran.stdout.contains("warning"), "{}", ran.stdout);
    assert_eq!(ran.code, 0, "{}", ran.stdout);
}

#[test]
fn each_document_leads_to_a_step_or_a_question() {
    let is_json = |path: &std::path::Path| path.extension().is_some_and(|end| end == "json");
    let documents = listed("rules/kubernetes/documents", is_json);
    assert!(documents.len() >= 3, "{documents:?}");
    for document in documents {
        let ran = whatnext(project(), &["run", BASE, "--facts", &document], None);
        let first = ran.stdout.lines().next().unwrap_or_default();
        assert!(
            first.starts_with("Do: ") || first.starts_with("Find out: "),
            "{document}: {first} {}",
            ran.stderr
        );
    }
}

/// One pod alone has no `items`: that is not what the rules read, and must not look as
/// if all were well.
#[test]
fn another_document_is_no_clean_bill_of_health() {
    let pod = r#"{"apiVersion":"v1","kind":"Pod","metadata":{"name":"web","namespace":"shop"}}"#;
    let program = program(BASE);
    let read = Inputs::new(&program).facts(&mut program.new_case(), "pod.json", pod);
    let problems = read.expect_err("it has no list of items").to_string();
    assert!(
        problems.contains("nothing that the rules look for is in this document"),
        "{problems}"
    );
}

#[test]
fn what_the_readme_shows_is_so() {
    let readme = read("rules/kubernetes/README.md");
    let (_, example) = readme.split_once("\n$ ").expect("an example");
    let (command, rest) = example.split_once('\n').expect("a command");
    let (output, _) = rest.split_once("```").expect("an end");
    let arguments: Vec<&str> = command.split_whitespace().skip(1).collect();
    let ran = whatnext(project(), &arguments, None);
    assert_eq!(ran.stdout, output, "{}", ran.stderr);
}
