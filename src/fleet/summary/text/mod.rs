//! A summary for a terminal: as much as is read at a glance.

mod alike;
mod table;

use super::report::{FaultReport, NeedsReport, Report};
use super::words::{IN_ERROR, grouped, number_of, of_kind, share, shortened};
use super::{Run, Summary, headline};
use crate::program::Program;
use table::Table;

/// So many lines are read at a glance.
const LINES: usize = 40;

/// How many rows of each section are told: of these the first that make the text
/// no longer than [`LINES`], otherwise the last.
const ROWS: [Rows; 5] = [
    Rows::new(20, 20, 20, 20),
    Rows::new(12, 8, 6, 6),
    Rows::new(8, 6, 4, 4),
    Rows::new(6, 4, 3, 3),
    Rows::new(5, 3, 2, 3),
];

/// How many rows of each section are told.
#[derive(Clone, Copy)]
struct Rows {
    steps: usize,
    facts: usize,
    entries: usize,
    faults: usize,
}

impl Rows {
    const fn new(steps: usize, facts: usize, entries: usize, faults: usize) -> Self {
        Rows {
            steps,
            facts,
            entries,
            faults,
        }
    }
}

/// Longer texts are cut.
const LONGEST: usize = 70;

/// The summary as text.
pub fn text(program: &Program, summary: &Summary, run: &Run) -> String {
    let report = Report::of(program, summary, run);
    let mut text = String::new();
    for rows in ROWS {
        text = Teller::tell(&report, rows);
        if text.lines().count() <= LINES {
            break;
        }
    }
    text
}

/// Tells a report, so many rows of each section.
struct Teller<'r> {
    report: &'r Report,
    rows: Rows,
    /// Whether some section has more rows.
    is_cut: bool,
    text: String,
}

impl<'r> Teller<'r> {
    fn tell(report: &'r Report, rows: Rows) -> String {
        let mut teller = Teller {
            report,
            rows,
            is_cut: false,
            text: String::new(),
        };
        teller.line(&headline::about(report));
        if !report.run.complete {
            teller.line(headline::STOPPED);
        }
        teller.kinds();
        teller.steps();
        teller.needs();
        teller.entries();
        teller.faults();
        if teller.is_cut {
            teller.line("\n`--summary FILE.html` or `FILE.json` tells the rest.");
        }
        teller.text
    }

    fn line(&mut self, words: &str) {
        self.text.push_str(words);
        self.text.push('\n');
    }

    fn heading(&mut self, words: &str) {
        self.line(&format!("\n{words}"));
    }

    /// A heading of rows, and how many of them are told.
    fn head(&mut self, words: &str, told: usize, all: usize) -> String {
        if told >= all {
            return words.to_owned();
        }
        self.is_cut = true;
        let (told, all) = (grouped(told as u64), grouped(all as u64));
        format!("{words} (the first {told} of {all})")
    }

    fn kinds(&mut self) {
        self.heading("What the records come to");
        let report = self.report;
        let kinds = report.kinds.iter();
        let kinds = kinds.map(|kind| {
            let words = format!("{}: {}", kind.kind, of_kind(kind.kind));
            (kind.records, words)
        });
        let errors = (report.errors, IN_ERROR.to_owned());
        let mut table = Table::new(&[]);
        for (count, words) in kinds.chain([errors]).filter(|(count, _)| *count > 0) {
            let share = share(count, report.records);
            table.row(vec![grouped(count), share, words]);
        }
        table.write(&mut self.text);
    }

    fn steps(&mut self) {
        let report = self.report;
        if report.steps.is_empty() {
            return;
        }
        self.heading("Which step they get");
        let told = report.steps.len().min(self.rows.steps);
        let head = self.head("step", told, report.steps.len());
        let mut table = Table::new(&["records", "share", &head]);
        for step in report.steps.iter().take(told) {
            let title = shortened(&step.entry.shown.title, LONGEST);
            let (word, rule) = (step.entry.kind.word(), &step.entry.rule);
            table.row(vec![
                grouped(step.records),
                share(step.records, report.records),
                format!("{title} ({word}, rule {rule})"),
            ]);
        }
        table.write(&mut self.text);
    }

    fn needs(&mut self) {
        let report = self.report;
        self.heading("What we do not know");
        if let Some(advice) = headline::advice(report) {
            self.line(&advice);
        }
        self.line(&headline::unknown(report));
        self.missed(&report.unknown, true);
        self.line(&headline::unavailable(report));
        self.missed(&report.unavailable, false);
        if let Some(nowhere) = headline::nowhere(report) {
            self.line(&nowhere);
        }
        if !(report.unknown.facts.is_empty() && report.unavailable.facts.is_empty()) {
            self.line(headline::SETTLES);
        }
    }

    fn missed(&mut self, needs: &NeedsReport, is_asked: bool) {
        let told = needs.facts.len().min(self.rows.facts);
        let fact = self.head("fact", told, needs.facts.len());
        let mut head = vec!["settles", "helps", &fact];
        if is_asked {
            head.insert(0, "asked next");
        }
        let mut table = Table::new(&head);
        for need in needs.facts.iter().take(told) {
            let mut row = vec![grouped(need.settles), grouped(need.helps)];
            if is_asked {
                row.insert(0, grouped(need.asked));
            }
            let question = shortened(&need.shown, LONGEST);
            row.push(format!("{}: {question}", need.fact));
            table.row(row);
        }
        table.write(&mut self.text);
    }

    fn entries(&mut self) {
        let report = self.report;
        let groups = alike::groups(&report.entries);
        if groups.is_empty() {
            return;
        }
        self.heading("Which entries stay undecided");
        let count = |groups: &[alike::Alike<'_>]| groups.iter().map(alike::Alike::len).sum();
        let told = &groups[..groups.len().min(self.rows.entries)];
        let head = self.head("entry", count(told), count(&groups));
        let mut table = Table::new(&["records", "share", &head]);
        for group in told {
            let undecided = group.undecided();
            let share = share(undecided, report.records);
            table.row(vec![grouped(undecided), share, group.names()]);
            table.below(group.needs());
        }
        table.write(&mut self.text);
    }

    fn faults(&mut self) {
        let report = self.report;
        if report.faults.is_empty() {
            return;
        }
        let told = report.faults.len().min(self.rows.faults);
        let head = self.head("What is wrong with records", told, report.faults.len());
        self.heading(&head);
        let mut table = Table::new(&[]);
        for fault in report.faults.iter().take(told) {
            let FaultReport {
                kind,
                records,
                example,
            } = fault;
            let place = headline::place(example);
            if self.is_cut {
                let kind = format!("{kind}, first in {place}");
                table.row(vec![grouped(*records), kind]);
            } else {
                table.row(vec![grouped(*records), kind.clone()]);
                table.below(format!("first: {place}: {}", example.message));
            }
        }
        table.write(&mut self.text);
        if report.other_errors > 0 {
            let others = number_of(report.other_errors, "record");
            self.line(&format!("  and {others} for still other reasons"));
        }
    }
}
