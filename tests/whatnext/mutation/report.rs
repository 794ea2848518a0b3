//! What became of all changes, as a text.

use std::fmt;

use whatnext::facts::read::CaseFile;
use whatnext::suite::page::page;
use whatnext::suite::walk::{Ending, LeftOver, Transcript};
use whatnext::{Case, Program};

use super::cases::Noticed;
use super::decided::Told;
use super::rules::{Kind, Mutant, Rules};

/// What became of a change.
pub(super) enum Fate {
    DoesNotCompile,
    /// No situation shows that it decides differently.
    NotShown,
    /// It decides differently: on the way of a case, or in a situation that was
    /// searched for.
    Differs(Noticed, Option<Box<Shown>>),
}

/// A situation that shows that a change decides differently.
pub(super) struct Shown {
    situation: String,
    before: Told,
    after: Told,
}

impl Shown {
    pub(super) fn new(program: &Program, case: &Case, before: Told, after: Told) -> Shown {
        let file = CaseFile {
            name: None,
            case: case.clone(),
            script: None,
            expect: None,
        };
        let nothing = Transcript {
            turns: Vec::new(),
            ending: Ending::Snapshot,
            left_over: LeftOver::default(),
        };
        Shown {
            situation: page(program, &file, &nothing).text(),
            before,
            after,
        }
    }
}

/// What became of all changes.
pub(super) struct Report {
    rows: Vec<(Kind, Row)>,
    survivors: Vec<String>,
    without_a_difference: Vec<String>,
}

/// How many changes of a kind there are.
#[derive(Clone, Copy, Default)]
struct Row {
    made: usize,
    not_compiling: usize,
    differing: usize,
    by_page: usize,
    by_decision: usize,
    by_expectation: usize,
}

impl Report {
    pub(super) fn new<'m>(
        rules: &Rules,
        fates: impl Iterator<Item = (&'m Mutant, Fate)>,
    ) -> Report {
        let mut report = Report {
            rows: Kind::ALL.map(|kind| (kind, Row::default())).to_vec(),
            survivors: Vec::new(),
            without_a_difference: Vec::new(),
        };
        for (mutant, fate) in fates {
            let row = report
                .rows
                .iter_mut()
                .find(|(kind, _)| *kind == mutant.kind);
            let (_, row) = row.expect("all kinds have a row");
            row.made += 1;
            match fate {
                Fate::DoesNotCompile => row.not_compiling += 1,
                Fate::NotShown => report.without_a_difference.push(headline(rules, mutant)),
                Fate::Differs(noticed, shown) => {
                    row.differing += 1;
                    row.by_page += usize::from(noticed.by_page);
                    row.by_decision += usize::from(noticed.by_decision);
                    row.by_expectation += usize::from(noticed.by_expectation);
                    if let Some(shown) = shown {
                        report.survivors.push(survivor(rules, mutant, &shown));
                    }
                }
            }
        }
        report
    }

    /// How many changes are shown to decide differently.
    pub(super) fn differing(&self) -> usize {
        self.total().differing
    }

    /// How many of them change what is decided on the way of a case.
    pub(super) fn noticed(&self) -> usize {
        self.total().by_decision
    }

    fn total(&self) -> Row {
        let rows = self.rows.iter().map(|(_, row)| *row);
        rows.fold(Row::default(), |a, b| Row {
            made: a.made + b.made,
            not_compiling: a.not_compiling + b.not_compiling,
            differing: a.differing + b.differing,
            by_page: a.by_page + b.by_page,
            by_decision: a.by_decision + b.by_decision,
            by_expectation: a.by_expectation + b.by_expectation,
        })
    }
}

/// The change in a line.
pub(super) fn headline(rules: &Rules, mutant: &Mutant) -> String {
    let place = rules.sources.place(mutant.at);
    let written = rules.text(mutant.at).lines().collect::<Vec<_>>().join(" ");
    let kind = mutant.kind.words();
    format!("{kind} at {place}: `{written}` is {}", mutant.change)
}

fn survivor(rules: &Rules, mutant: &Mutant, shown: &Shown) -> String {
    format!(
        "{}\n  situation\n{}  before\n{}  after\n{}",
        headline(rules, mutant),
        indented(shown.situation.lines()),
        indented(shown.before.lines.iter().map(String::as_str)),
        indented(shown.after.lines.iter().map(String::as_str)),
    )
}

fn indented<'l>(lines: impl Iterator<Item = &'l str>) -> String {
    lines.flat_map(|line| ["    ", line, "\n"]).collect()
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            f,
            "{:<24} {:>6} {:>8} {:>7} | noticed by {:>5} {:>9} {:>7}",
            "change", "made", "compile", "differ", "page", "decision", "expect"
        )?;
        let rows = self.rows.iter().map(|(kind, row)| (kind.words(), *row));
        for (name, row) in rows.chain([("all", self.total())]) {
            writeln!(
                f,
                "{name:<24} {:>6} {:>8} {:>7} | {:>16} {:>9} {:>7}",
                row.made,
                row.made - row.not_compiling,
                row.differing,
                row.by_page,
                row.by_decision,
                row.by_expectation,
            )?;
        }
        for change in &self.without_a_difference {
            writeln!(f, "no difference found: {change}")?;
        }
        for survivor in &self.survivors {
            writeln!(f, "\nnot noticed: {survivor}")?;
        }
        Ok(())
    }
}
