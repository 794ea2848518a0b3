//! `whatnext cases`: cases that reach everything.

use std::fs;
use std::path::Path;

use whatnext::analysis::cover::{Cover, Goal, cover};
use whatnext::engine::Trace;
use whatnext::model::ids::EntryId;
use whatnext::suite::walk::{Ending, play};
use whatnext::{Inputs, MemorySource, Program, compile};

use crate::binary::whatnext;

const RULES: &str = r#"
fact days: number unit "days" 0..100 { ask "For how many days?" }
fact os: windows | mac | linux { ask "Which system?" }
fact pods: list by name { name: text  ready: yes/no }
fact color: red | green { ask "Which colour?" }

symptom late "It is late" when days > 10 days

action restart "Restart" { step "Restart the {color} service." }
action call "Call" { step "Call." }
action read_logs for pod in pods { step "Read the log of {pod.name}." }

rule mend {
  when late and (os is windows or os is mac)
  try restart up to 2 times
  conclude "Wait." when days < 20 and not os is mac
  escalate call
}

rule each for each pod in pods where not ready {
  try read_logs
  escalate call when os is unavailable
  conclude "Never mind {pod.name}."
}
"#;

fn program(rules: &str) -> Program {
    let files = MemorySource::default().with("a.rules", rules);
    compile(&files.paths(), &files)
        .program
        .expect("the rules are right")
}

/// The entries that the cases choose when they are played.
fn chosen(program: &Program, covering: &Cover) -> Vec<EntryId> {
    let inputs = Inputs::new(program);
    let mut trace = Trace::new(program.graph());
    for case in &covering.cases {
        let file = inputs.case(&case.file, &case.text);
        let file = file.unwrap_or_else(|problems| panic!("{problems}\n{}", case.text));
        let transcript = play(program, &file, Some(&mut trace)).expect("it can be decided");
        assert!(
            transcript.left_over.is_empty(),
            "{} says more than is needed:\n{}",
            case.file,
            case.text
        );
        assert_ne!(transcript.ending, Ending::NoAnswer, "{}", case.text);
    }
    let entries = program.rules().entries.ids();
    entries
        .filter(|&entry| trace.entry(entry).chosen > 0)
        .collect()
}

#[test]
fn the_cases_reach_every_entry_when_they_are_played() {
    for base in ["rules/car", "rules/crashplan"] {
        let program = super::shipped::program(base);
        let covering = cover(&program, Goal::Entries, &|_| ());
        let all: Vec<EntryId> = program.rules().entries.ids().collect();
        assert_eq!(chosen(&program, &covering), all, "{base}");
        assert!(covering.unreached.is_empty());
        assert!(covering.cases.len() < all.len() || base == "rules/car");
    }
}

#[test]
fn walks_lead_through_all_repairs_of_a_rule() {
    let program = program(RULES);
    let covering = cover(&program, Goal::Entries, &|_| ());
    let all: Vec<EntryId> = program.rules().entries.ids().collect();
    assert_eq!(chosen(&program, &covering), all);
    let texts: Vec<&str> = covering
        .cases
        .iter()
        .map(|case| case.text.as_str())
        .collect();
    insta::with_settings!({ snapshot_path => "../../snapshots/suite", prepend_module_to_snapshot => false }, {
        insta::assert_snapshot!("covering", texts.join("\n"));
    });
}

#[test]
fn an_entry_that_is_never_chosen_is_told() {
    let program = program(
        "fact os: windows | mac\nrule r { when os is mac  conclude \"A.\"  conclude \"B.\" }",
    );
    let covering = cover(&program, Goal::Entries, &|_| ());
    assert_eq!((covering.entries, covering.unreached.len()), (1, 1));
}

#[test]
fn every_test_of_a_guard_is_shown_both_ways() {
    let program = program(RULES);
    let covering = cover(&program, Goal::Conditions, &|_| ());
    let (shown, missed) = covering.ways;
    assert_eq!(missed, 0);
    assert!(shown > 10, "{shown}");
    chosen(&program, &covering);
}

#[test]
fn files_that_are_there_are_never_replaced() {
    let folder = tempfile::tempdir().expect("a folder");
    let base = folder.path().join("boiler");
    fs::create_dir(&base).expect("a folder");
    fs::write(base.join("a.rules"), RULES).expect("it is written");
    let first = whatnext(
        folder.path(),
        &["cases", "boiler", "--cover", "entries"],
        None,
    );
    assert_eq!(first.code, 0, "{}", first.stderr);
    let written = listing(&base.join("cases"));
    let again = whatnext(
        folder.path(),
        &["cases", "boiler", "--cover", "conditions"],
        None,
    );
    assert_eq!(again.code, 2);
    assert!(
        again
            .stderr
            .contains("is there already, so nothing was written")
    );
    assert_eq!(listing(&base.join("cases")), written);
}

fn listing(folder: &Path) -> Vec<(String, String)> {
    let mut files: Vec<(String, String)> = fs::read_dir(folder)
        .expect("the folder is there")
        .map(|entry| {
            let path = entry.expect("an entry").path();
            let text = fs::read_to_string(&path).expect("it is readable");
            (path.display().to_string(), text)
        })
        .collect();
    files.sort();
    files
}
