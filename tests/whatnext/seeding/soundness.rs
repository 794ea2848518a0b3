//! No finding is wrong, in whatever rules.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use whatnext::diagnostic::{Diagnostic, Severity};
use whatnext::{MemorySource, compile};

use super::claims::Subject;
use crate::reference::{Random, rule_base};

/// Rule bases of the ordinary test run; `WHATNEXT_SEEDING_BASES` asks for more.
const BASES: usize = 60;

/// Cases of each rule base.
const CASES: usize = 120;

pub(super) fn number(name: &str) -> Option<usize> {
    std::env::var(name).ok()?.parse().ok()
}

/// Rules that look wrong at first sight, and are not: each holds in some place.
const FINE: &str = include_str!("fine.txt");

#[test]
fn what_only_looks_wrong_is_not_told_of() {
    for text in FINE.split("\n---\n") {
        let files = MemorySource::default().with("generated.rules", text);
        let compiled = compile(&files.paths(), &files);
        let program = compiled.program.expect("the rules have no errors");
        let subject = Subject::new(text, &program, compiled.diagnostics);
        let codes: Vec<&str> = subject
            .analysis
            .findings
            .iter()
            .map(Diagnostic::code)
            .collect();
        let told = |code: &str| codes.contains(&code);
        let wrong = [
            "never-holds",
            "always-holds",
            "decided-test",
            "implied-test",
            "never-chosen",
        ];
        assert!(!wrong.into_iter().any(told), "{codes:?}\n{text}");
        let contradicted = subject.contradictions(CASES, &mut Random::new(1, 1));
        assert!(contradicted.is_empty(), "{contradicted:?}\n{text}");
    }
}

#[test]
fn no_case_contradicts_a_finding() {
    let bases = number("WHATNEXT_SEEDING_BASES").unwrap_or(BASES);
    let cases = number("WHATNEXT_SEEDING_CASES").unwrap_or(CASES);
    let seed = number("WHATNEXT_SEED").unwrap_or(20_261_122) as u64;
    let mut report = String::new();
    let mut counts = BTreeMap::new();
    for stream in 0..bases {
        let mut random = Random::new(seed, stream as u64);
        let text = rule_base(&mut random);
        let files = MemorySource::default().with("generated.rules", &*text);
        let compiled = compile(&files.paths(), &files);
        assert!(
            compiled
                .diagnostics
                .iter()
                .all(|d| d.severity() != Severity::Error)
        );
        let program = compiled.program.expect("generated rules have no errors");
        let subject = Subject::new(&text, &program, compiled.diagnostics);
        for finding in &subject.analysis.findings {
            *counts.entry(finding.code()).or_insert(0_usize) += 1;
        }
        *counts.entry("(undecided)").or_insert(0) += subject.analysis.undecided.len();
        *counts.entry("(warnings)").or_insert(0) += subject.warnings();
        for wrong in subject.contradictions(cases, &mut random) {
            let _ = writeln!(report, "rule base {stream}: {wrong}");
        }
    }
    println!("{bases} rule bases: {counts:?}");
    assert!(
        report.is_empty(),
        "findings that a case contradicts:\n{report}"
    );
}
