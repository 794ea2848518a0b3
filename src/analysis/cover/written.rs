//! Covering cases as documents.

use std::collections::BTreeSet;

use super::CoveringCase;
use crate::analysis::never_chosen::described;
use crate::facts::case::Case;
use crate::model::ids::EntryId;
use crate::program::Program;
use crate::suite::written::{case_lines, fact_lines, on_a_line};

/// What a walk is told besides its answers.
#[derive(Clone, Copy, Debug)]
pub(super) struct Script {
    /// So many steps do not help.
    pub(super) outcomes: usize,
}

/// The names that are taken: each of them is for one case.
#[derive(Debug, Default)]
pub(super) struct Taken(BTreeSet<String>);

impl Taken {
    /// The name, or one with a number where it is taken.
    fn name(&mut self, wanted: &str, numbered: impl Fn(&str, usize) -> String) -> String {
        let mut name = wanted.to_owned();
        let mut number = 1;
        while !self.0.insert(name.clone()) {
            number += 1;
            name = numbered(wanted, number);
        }
        name
    }
}

/// A case with a name that says what it reaches.
pub(super) fn case(
    program: &Program,
    case: &Case,
    script: Option<&Script>,
    entries: &BTreeSet<EntryId>,
    taken: &mut Taken,
) -> CoveringCase {
    let file = file_name(program, entries);
    let title = taken.name(&title(program, entries), |title, number| {
        format!("{title} ({number})")
    });
    CoveringCase {
        file: taken.name(&file, |file, number| format!("{file}-{number}")),
        text: text(program, case, script, &title),
    }
}

/// The document.
pub(super) fn text(program: &Program, case: &Case, script: Option<&Script>, title: &str) -> String {
    let rules = program.rules();
    let mut lines = vec![format!("case: {}", on_a_line(title))];
    match script {
        None => lines.extend(case_lines(rules, case)),
        Some(script) => {
            lines.extend(case.now.map(|now| format!("now: {now}")));
            let facts = fact_lines(rules, case);
            lines.push(
                if facts.is_empty() {
                    "answers: {}"
                } else {
                    "answers:"
                }
                .to_owned(),
            );
            lines.extend(facts.into_iter().map(|line| format!("  {line}")));
            if script.outcomes > 0 {
                let outcomes = vec!["not_fixed"; script.outcomes].join(", ");
                lines.push(format!("outcomes: [{outcomes}]"));
            }
        }
    }
    lines.push(String::new());
    lines.join("\n")
}

fn title(program: &Program, entries: &BTreeSet<EntryId>) -> String {
    const FEW: usize = 4;
    let rules = program.rules();
    let mut parts: Vec<String> = entries
        .iter()
        .take(FEW)
        .map(|&entry| {
            let rule = &rules.rules[rules.entries[entry].rule].name;
            let what = described(program, entry)
                .replace('`', "")
                .replace("this ", "");
            format!("{rule}: {what}")
        })
        .collect();
    if entries.len() > FEW {
        parts.push(format!("and {} more", entries.len() - FEW));
    }
    if parts.is_empty() {
        parts.push("nothing is left to do".to_owned());
    }
    parts.join(", ")
}

/// A name after the rule of the last entry.
fn file_name(program: &Program, entries: &BTreeSet<EntryId>) -> String {
    let rules = program.rules();
    let rule = entries
        .last()
        .map(|&entry| rules.rules[rules.entries[entry].rule].name.as_str());
    let rule = rule.unwrap_or("nothing-left");
    format!("cover-{}", rule.replace(['_', '.'], "-").to_lowercase())
}
