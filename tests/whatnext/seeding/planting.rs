//! Defects of every kind are put into right rule bases, and looked for.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use whatnext::analysis::{Extent, analyse};
use whatnext::diagnostic::render::{Style, render};
use whatnext::diagnostic::{Diagnostic, Severity};
use whatnext::{Program, compile};

use super::base::base;
use super::defects::{self, Planted};
use super::probes::KINDS;
use super::soundness::number;
use super::witnesses;
use crate::reference::Random;

/// Rounds of the ordinary test run, each with one rule base of each kind;
/// `WHATNEXT_SEEDING_ROUNDS` asks for more.
const ROUNDS: usize = 1;

/// So many defects are to be found, in percent.
const FOUND: usize = 95;

/// So many defects are to be put in, at least.
const PLANTED: usize = 200;

/// What is reported about a text with several files.
fn findings(text: &str) -> (Program, Vec<Diagnostic>) {
    let files = crate::check::files(text);
    let mut compiled = compile(&files.paths(), &files);
    let wrong = |d: &Diagnostic| d.severity() == Severity::Error;
    assert!(
        !compiled.diagnostics.iter().any(wrong),
        "{}\n{text}",
        render(&compiled.sources, &compiled.diagnostics, Style::Plain)
    );
    let program = compiled.program.expect("no errors");
    let analysis = analyse(&program, &compiled.diagnostics, &Extent::whole(), &|_| ());
    compiled.diagnostics.extend(analysis.findings);
    (program, compiled.diagnostics)
}

#[test]
fn right_rules_have_no_findings() {
    let mut alarms = String::new();
    let rounds = number("WHATNEXT_SEEDING_ROUNDS").unwrap_or(ROUNDS);
    for stream in 0..rounds * KINDS * 2 {
        let text = base(stream, &mut Random::new(7, stream as u64)).text();
        let (program, findings) = findings(&text);
        if !findings.is_empty() {
            let shown = render(program.sources(), &findings, Style::Plain);
            let _ = writeln!(alarms, "=== rule base {stream}\n{shown}\n{text}");
        }
    }
    assert!(alarms.is_empty(), "false alarms:\n{alarms}");
}

#[test]
fn defects_are_found() {
    let rounds = number("WHATNEXT_SEEDING_ROUNDS").unwrap_or(ROUNDS);
    let mut count = 0;
    let mut missed = String::new();
    let mut misses = 0;
    let mut refuted = String::new();
    let mut tally: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for round in 0..rounds {
        for (at, defect) in defects::ALL.iter().enumerate() {
            for kind in 0..KINDS {
                // Of each way, every third kind of fact: all of them in three rounds.
                if (kind + at + round) % 3 != 0 {
                    continue;
                }
                let stream = (round * KINDS + kind) as u64;
                let mut right = base(kind, &mut Random::new(7, stream));
                let Some(planted) = (defect.plant)(&mut right) else {
                    continue;
                };
                let text = right.text();
                let (program, findings) = findings(&text);
                count += 1;
                let tally = tally.entry(planted.code).or_default();
                tally.0 += 1;
                if is_found(&program, &findings, &planted) {
                    tally.1 += 1;
                } else {
                    misses += 1;
                    let codes: Vec<&str> = findings.iter().map(Diagnostic::code).collect();
                    let kind = right.topics[0].probe.kind;
                    let _ = writeln!(
                        missed,
                        "{} ({}) with {kind}: {codes:?}",
                        defect.name, planted.code
                    );
                }
                for finding in &findings {
                    if let Err(how) = witnesses::replay(&program, finding) {
                        let _ = writeln!(
                            refuted,
                            "{}: {}: {how}\n{text}",
                            defect.name,
                            finding.code()
                        );
                    }
                }
            }
        }
    }
    println!("{count} defects, {misses} missed; by code, planted and found: {tally:?}\n{missed}");
    assert!(refuted.is_empty(), "examples that show nothing:\n{refuted}");
    assert!(count >= PLANTED, "only {count} defects");
    assert!(
        (count - misses) * 100 >= count * FOUND,
        "{misses} of {count} were missed:\n{missed}"
    );
}

fn is_found(program: &Program, findings: &[Diagnostic], planted: &Planted) -> bool {
    let sources = program.sources();
    findings.iter().any(|finding| {
        let at = finding.primary.span;
        let text = sources.file(at.file).text();
        let start = text[..at.start as usize]
            .rfind('\n')
            .map_or(0, |line| line + 1);
        let end = text[at.end as usize..]
            .find('\n')
            .map_or(text.len(), |line| at.end as usize + line);
        finding.code() == planted.code && text[start..end].contains(&planted.at)
    })
}
