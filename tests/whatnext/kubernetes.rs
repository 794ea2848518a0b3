//! The shipped rules for Kubernetes, over what `kubectl` prints.

use whatnext::inputs::Inputs;

use crate::binary::{listed, project, whatnext};
use crate::shipped::program;

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

/// Of a pod whose image is missing, more need not be said than that; and of its service
/// only once that its pods come first.
#[test]
fn every_pod_in_trouble_is_told_of_once() {
    let document = "rules/kubernetes/cases/rest/several-pods.yaml";
    let args = ["run", BASE, "--case", document, "--all", "--format", "json"];
    let ran = whatnext(project(), &args, None);
    let list: serde_json::Value = serde_json::from_str(&ran.stdout).expect("it is JSON");
    let decisions = list["decisions"].as_array().expect("there are decisions");
    let rules: Vec<_> = decisions.iter().map(|d| &d["next"]["rule"]).collect();
    assert!(rules.len() > 1, "{rules:?}");
    assert!(rules.iter().all(|rule| *rule != "rest"), "{rules:?}");
    let pods: Vec<_> = decisions.iter().map(|d| &d["next"]["for"][1]).collect();
    let distinct: std::collections::BTreeSet<String> =
        pods.iter().map(ToString::to_string).collect();
    assert_eq!(distinct.len(), pods.len(), "{pods:?}");
}

/// A step for one pod is not shown by what is so of another.
#[test]
fn why_speaks_of_the_pod_at_hand() {
    let document = "rules/kubernetes/cases/rest/several-pods.yaml";
    let args = ["run", BASE, "--case", document, "--all", "--format", "json"];
    let ran = whatnext(project(), &args, None);
    let list: serde_json::Value = serde_json::from_str(&ran.stdout).expect("it is JSON");
    for decision in list["decisions"].as_array().expect("there are decisions") {
        let Some(why) = decision["next"]["why"].as_array() else {
            continue;
        };
        let pod = decision["next"]["for"][1]
            .as_str()
            .expect("it is for a pod");
        let facts = why.iter().filter_map(|reason| reason["fact"].as_str());
        for fact in facts.filter(|fact| fact.starts_with("pods[")) {
            assert!(fact.contains(pod), "{pod}: {fact}");
        }
    }
}
