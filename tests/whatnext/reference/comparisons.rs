//! Comparing two rule bases: what is told without explanations is what the
//! explanations tell.

use std::collections::BTreeMap;

use whatnext::compare::{Category, Comparison, Outcome};
use whatnext::explain::{self, render_to_keep};
use whatnext::facts::case::Case;
use whatnext::program::Program;
use whatnext::{Decision, decide};

use super::differential::seed;
use super::engine_side::try_program;
use super::generate::{random_case, rule_base};
use super::random::Random;
use super::report::show_case;

const RULE_BASES: usize = 400;
const CASES_OF_EACH_RULE_BASE: usize = 12;

#[test]
fn comparing_quickly_tells_what_comparing_explanations_tells() {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for stream in 0..RULE_BASES {
        let mut random = Random::new(seed() ^ 0x00d1_ff00, stream as u64);
        let text = rule_base(&mut random);
        let Some(changed) = (0..10).find_map(|_| changed(&text, &mut random)) else {
            continue;
        };
        let old = try_program(&text).expect("the generated rules have no faults");
        let new = try_program(&changed).expect("a change without faults was chosen");
        let comparison = Comparison::new(&old, &new);
        for _ in 0..CASES_OF_EACH_RULE_BASE {
            let mut case = random_case(old.rules(), &mut random);
            // With attempts, nothing is compared quickly.
            case.attempts.clear();
            let show = || {
                format!(
                    "{text}--- changed\n{changed}--- case\n{}",
                    show_case(old.rules(), &case)
                )
            };
            let thorough = comparison.thoroughly(&case, &case);
            let (before, now) = (decision(&old, &case), decision(&new, &case));
            assert_eq!(
                comparison.explained_decisions(&before, &now),
                thorough,
                "from whole explanations, and from those that are told\n{}",
                show()
            );
            assert_eq!(
                thorough == Outcome::Same,
                told(&before) == told(&now),
                "{}",
                show()
            );
            let quick = comparison.quickly(&case, &case);
            *counts.entry(word(quick.as_ref())).or_default() += 1;
            if let Outcome::Changed(change) = &thorough
                && change.category == Category::ExplanationChanged
            {
                *counts.entry("an explanation").or_default() += 1;
            }
            if let Some(quick) = quick {
                assert_eq!(quick, thorough, "{}", show());
            }
        }
    }
    for what in ["the same", "another", "unsure", "an explanation"] {
        let count = counts.get(what).copied().unwrap_or(0);
        assert!(count >= 50, "{what}: only {count} of {counts:?}");
    }
}

fn word(quick: Option<&Outcome>) -> &'static str {
    match quick {
        Some(Outcome::Same) => "the same",
        Some(_) => "another",
        None => "unsure",
    }
}

fn decision(program: &Program, case: &Case) -> Decision {
    decide(program, case).expect("generated cases are small")
}

/// What is told of a decision where it is kept, without places.
fn told(decision: &Decision) -> Vec<(Option<&'static str>, Vec<String>)> {
    let sections = render_to_keep(decision).into_iter();
    sections
        .map(|explain::Section { heading, lines }| {
            (heading, lines.into_iter().map(|line| line.text).collect())
        })
        .collect()
}

/// Rules that differ in one place, if they have no faults. The facts stay what
/// they are, so that a case of the one is a case of the other.
fn changed(text: &str, random: &mut Random) -> Option<String> {
    const CHANGEABLE: [&str; 10] = [
        "let ",
        "condition ",
        "symptom ",
        "rule ",
        "  when ",
        "  priority ",
        "  try ",
        "  escalate ",
        "  refer ",
        "  conclude ",
    ];
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    let changeable: Vec<usize> = (0..lines.len())
        .filter(|at| CHANGEABLE.iter().any(|start| lines[*at].starts_with(start)))
        .collect();
    let at = *random.pick(&changeable);
    let is_entry = |line: &str| {
        ["  try ", "  escalate ", "  refer ", "  conclude "]
            .iter()
            .any(|start| line.starts_with(start))
    };
    match random.below(9) {
        0 if is_entry(&lines[at]) => _ = lines.remove(at),
        1 if is_entry(&lines[at]) => lines.swap(at, at - 1),
        2 => lines.insert(at, "# A comment moves what follows.".to_owned()),
        3 => lines.push("rule first { priority 99 conclude \"first\" }".to_owned()),
        4 => lines.push("rule last { conclude \"last\" }".to_owned()),
        5 => {
            for line in &mut lines {
                *line = line.replace("\"What?\"", "\"Which?\"");
            }
        }
        6 => lines[at] = lines[at].replacen(" is ", " is not ", 1),
        7 => lines[at] = lines[at].replacen(" and ", " or ", 1),
        _ => lines[at] = lines[at].replacen('"', "\"other ", 1),
    }
    let changed = lines.join("\n") + "\n";
    (changed != text && try_program(&changed).is_ok()).then_some(changed)
}
