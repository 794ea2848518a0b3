//! Consultations with too many questions.

use whatnext::analysis::{Extent, analyse};
use whatnext::diagnostic::{Diagnostic, Witness, WitnessKind};
use whatnext::{Inputs, Next, Program, compile, decide};

use crate::shipped;

const LONG: &str = include_str!("long.txt");

#[test]
fn questions_in_a_row() {
    super::cases("long", LONG, &["long-consultation"]);
}

/// The questions of a witness, each with its line.
fn lines(witness: &Witness) -> Vec<(String, &str)> {
    let mut lines = witness.text.lines();
    let answers: Vec<&str> = match witness.kind {
        WitnessKind::Facts => lines.collect(),
        WitnessKind::Case => lines.by_ref().skip(2).collect(),
    };
    let path = |line: &str| line.trim().split(": ").next().expect("a path").to_owned();
    answers.into_iter().map(|line| (path(line), line)).collect()
}

/// The program is asked what comes after so many lines of the witness.
fn asked(program: &Program, witness: &Witness, answered: usize) -> Option<String> {
    let all = lines(witness);
    let skipped = witness.text.lines().count() - all.len();
    let given: Vec<&str> = witness.text.lines().take(skipped + answered).collect();
    let given = given.join("\n") + "\n";
    let inputs = Inputs::new(program);
    let case = match witness.kind {
        WitnessKind::Case if answered == 0 => {
            let now = given.lines().next().expect("the instant");
            inputs.case("case.yaml", now).expect("it can be read").case
        }
        WitnessKind::Case => {
            inputs
                .case("case.yaml", &given)
                .expect("it can be read")
                .case
        }
        WitnessKind::Facts => {
            let mut case = program.new_case();
            let read = inputs.facts(&mut case, "facts.yaml", &given);
            read.expect("it can be read");
            case
        }
    };
    match decide(program, &case).expect("it can be decided").next {
        Next::Ask { fact, .. } => Some(fact),
        _ => None,
    }
}

/// Of rules with one complaint, whose scope is all there is.
#[test]
fn the_example_answers_one_question_after_the_other() {
    let mut seen = 0;
    for text in LONG.split("\n---\n") {
        let text = text.split_once('\n').expect("a title").1;
        let files = crate::check::files(text);
        let program = compile(&files.paths(), &files).program.expect("no errors");
        let found = analyse(&program, &[], &Extent::whole(), &|_| ()).findings;
        for finding in found.iter().filter(|d| d.code() == "long-consultation") {
            let witness = finding.witness.as_ref().expect("an example");
            let answers = lines(witness);
            for (answered, (path, _)) in answers.iter().enumerate() {
                let asked = asked(&program, witness, answered);
                assert_eq!(asked.as_ref(), Some(path), "{}", witness.text);
            }
            let last = asked(&program, witness, answers.len());
            let last = last.expect("one more question");
            let after = format!(" asks for `{last}`");
            assert!(finding.help[0].ends_with(&after), "{:?}", finding.help);
            let total = format!("{} questions", answers.len() + 1);
            assert!(finding.message.contains(&total), "{}", finding.message);
            seen += 1;
        }
    }
    assert!(seen >= 4, "only {seen} findings");
}

#[test]
fn the_shipped_rules_have_no_long_consultations() {
    for base in ["rules/car", "rules/crashplan"] {
        let program = shipped::program(base);
        let found = analyse(&program, &[], &Extent::whole(), &|_| ()).findings;
        let codes: Vec<&str> = found.iter().map(Diagnostic::code).collect();
        assert!(!codes.contains(&"long-consultation"), "{base}");
    }
}
