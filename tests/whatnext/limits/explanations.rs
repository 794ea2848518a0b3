//! Explanations of cases that are too large to be told in full.

use std::fmt::Write as _;

use whatnext::engine::Scope;
use whatnext::explain::{self, Next};
use whatnext::{Inputs, MemorySource, Program, compile};

const RULES: &str = r#"
fact pods: list by name { name: text }
fact events: list by number { number: number  pod: text  kind: text }

rule crashes for each pod in pods {
  when any event in events has (event.pod is pod.name and event.kind is "crash")
  conclude "{pod.name} crashes."
}

rule quiet { when events is not empty conclude "Nothing crashes." }
"#;

/// Thousands of elements are decided, and the answer has its proof; only what is
/// sure not to apply is not told of then.
#[test]
fn thousands_of_elements_are_decided_with_a_proof() {
    let files = MemorySource::default().with("a.rules", RULES.to_owned());
    let program = compile(&files.paths(), &files)
        .program
        .expect("right rules");
    let small = explained(&program, 3, 3);
    assert_eq!(small.considered.len(), 3);
    let large = explained(&program, 1_000, 1_000);
    assert_eq!(large.considered.len(), 0, "there is too much to tell");
    for decision in [small, large] {
        let Next::Conclude { title, why, .. } = decision.next else {
            panic!("{:?}", decision.next);
        };
        assert_eq!(title, "Nothing crashes.");
        assert!(!why.is_empty());
    }
}

fn explained(program: &Program, pods: usize, events: usize) -> explain::Decision {
    let mut facts = "pods:\n".to_owned();
    for pod in 0..pods {
        let _ = writeln!(facts, "  - name: pod-{pod}");
    }
    facts += "events:\n";
    for event in 0..events {
        let _ = writeln!(
            facts,
            "  - {{ number: {event}, pod: pod-{event}, kind: pull }}"
        );
    }
    let mut case = program.new_case();
    let read = Inputs::new(program).facts(&mut case, "facts.yaml", &facts);
    read.unwrap_or_else(|problems| panic!("{problems}"));
    let scope = Scope::everything(program.graph());
    let explained = explain::decide(program, &case, &scope);
    explained.expect("it is decided").decision
}
