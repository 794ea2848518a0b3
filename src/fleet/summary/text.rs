//! A summary for a terminal.

use super::report::{EntryReport, FaultReport, NeedsReport, Report};
use super::words::{IN_ERROR, grouped, number_of, of_kind, share, shortened};
use super::{Run, Summary, headline};
use crate::program::Program;

/// More lines of one section are not told one by one.
const MOST: usize = 20;

/// Longer texts are cut.
const LONGEST: usize = 70;

/// The summary as text.
pub fn text(program: &Program, summary: &Summary, run: &Run) -> String {
    let report = Report::of(program, summary, run);
    let mut text = format!("{}\n", headline::about(&report));
    if !report.run.complete {
        text.push_str(&format!("{}\n", headline::STOPPED));
    }
    kinds(&report, &mut text);
    steps(&report, &mut text);
    needs(&report, &mut text);
    entries(&report, &mut text);
    faults(&report, &mut text);
    text
}

/// Lines of cells: numbers to the right, the last cell as it is.
struct Table {
    head: Vec<&'static str>,
    rows: Vec<Vec<String>>,
}

impl Table {
    fn new(head: &[&'static str]) -> Self {
        Table {
            head: head.to_vec(),
            rows: Vec::new(),
        }
    }

    fn write(&self, to: &mut String) {
        let columns = self.rows.first().map_or(0, Vec::len);
        let numbers = columns.saturating_sub(1);
        let widths: Vec<usize> = (0..numbers)
            .map(|column| {
                let head = self.head.get(column).map_or(0, |head| head.len());
                let cells = self.rows.iter().map(|row| row[column].chars().count());
                cells.max().unwrap_or(0).max(head)
            })
            .collect();
        if !self.head.is_empty() && columns > 0 {
            line(&widths, self.head.iter().copied(), to);
        }
        for row in &self.rows {
            line(&widths, row.iter().map(String::as_str), to);
        }
    }
}

fn line<'a>(widths: &[usize], cells: impl Iterator<Item = &'a str>, to: &mut String) {
    let start = to.len();
    for (column, cell) in cells.enumerate() {
        match widths.get(column) {
            Some(&width) => to.push_str(&format!("  {cell:>width$}")),
            None => to.push_str(&format!("  {cell}")),
        }
    }
    let end = to[start..].trim_end().len() + start;
    to.truncate(end);
    to.push('\n');
}

fn heading(words: &str, to: &mut String) {
    to.push_str(&format!("\n{words}\n"));
}

fn rest(all: usize, thing: &str, to: &mut String) {
    if let Some(more) = all.checked_sub(MOST).filter(|&more| more > 0) {
        let more = number_of(more as u64, &format!("more {thing}"));
        to.push_str(&format!("  and {more}: the summary as JSON has all\n"));
    }
}

fn kinds(report: &Report, to: &mut String) {
    heading("What the records come to", to);
    let mut table = Table::new(&[]);
    let kinds = report.kinds.iter();
    let mut counts: Vec<(u64, String)> = kinds
        .map(|kind| {
            (
                kind.records,
                format!("{}: {}", kind.kind, of_kind(kind.kind)),
            )
        })
        .collect();
    counts.push((report.errors, IN_ERROR.to_owned()));
    for (count, words) in counts.into_iter().filter(|(count, _)| *count > 0) {
        table
            .rows
            .push(vec![grouped(count), share(count, report.records), words]);
    }
    table.write(to);
}

fn steps(report: &Report, to: &mut String) {
    if report.steps.is_empty() {
        return;
    }
    heading("Which step they get", to);
    let mut table = Table::new(&["records", "share", "step"]);
    for step in report.steps.iter().take(MOST) {
        let title = shortened(&step.entry.title, LONGEST);
        let (word, rule) = (step.entry.kind.word(), &step.entry.rule);
        table.rows.push(vec![
            grouped(step.records),
            share(step.records, report.records),
            format!("{title} ({word}, rule {rule})"),
        ]);
    }
    table.write(to);
    rest(report.steps.len(), "step", to);
}

fn needs(report: &Report, to: &mut String) {
    heading("What we do not know", to);
    if let Some(advice) = headline::advice(report) {
        to.push_str(&format!("{advice}\n\n"));
    }
    to.push_str(&format!("{}\n", headline::unknown(report)));
    missed(&report.unknown, true, to);
    to.push_str(&format!("\n{}\n", headline::unavailable(report)));
    missed(&report.unavailable, false, to);
    if !(report.unknown.facts.is_empty() && report.unavailable.facts.is_empty()) {
        to.push_str(&format!("\n{}\n", headline::SETTLES));
    }
}

fn missed(needs: &NeedsReport, is_asked: bool, to: &mut String) {
    let head: &[&str] = if is_asked {
        &["asked next", "settles", "helps", "fact"]
    } else {
        &["settles", "helps", "fact"]
    };
    let mut table = Table::new(head);
    for need in needs.facts.iter().take(MOST) {
        let mut row = Vec::new();
        if is_asked {
            row.push(grouped(need.asked));
        }
        row.extend([grouped(need.settles), grouped(need.helps)]);
        let question = shortened(&need.question, LONGEST);
        row.push(format!("{}: {question}", need.fact));
        table.rows.push(row);
    }
    table.write(to);
    rest(needs.facts.len(), "fact", to);
}

fn entries(report: &Report, to: &mut String) {
    let mut undecided: Vec<&EntryReport> = report
        .entries
        .iter()
        .filter(|entry| entry.undecided > 0)
        .collect();
    if undecided.is_empty() {
        return;
    }
    undecided.sort_by_key(|entry| std::cmp::Reverse(entry.undecided));
    heading("Which entries stay undecided", to);
    let mut table = Table::new(&["records", "share", "entry"]);
    for entry in undecided.iter().take(MOST) {
        let name = shortened(&headline::entry(&entry.name), LONGEST);
        let mut needs = headline::entry_needs(&entry.unknown);
        let unavailable = headline::entry_needs(&entry.unavailable);
        needs.extend(
            unavailable
                .iter()
                .map(|need| format!("{need} (cannot be had)")),
        );
        let more = needs.len().saturating_sub(3);
        needs.truncate(3);
        if more > 0 {
            needs.push(format!("{more} more"));
        }
        table.rows.push(vec![
            grouped(entry.undecided),
            share(entry.undecided, report.records),
            format!("rule {}: {name} ({})", entry.name.rule, entry.name.at),
        ]);
        let blank = String::new;
        table.rows.push(vec![blank(), blank(), needs.join("; ")]);
    }
    table.write(to);
    rest(undecided.len(), "entry", to);
}

fn faults(report: &Report, to: &mut String) {
    if report.faults.is_empty() {
        return;
    }
    heading("What is wrong with records", to);
    let mut table = Table::new(&[]);
    for FaultReport {
        kind,
        records,
        example,
    } in report.faults.iter().take(MOST)
    {
        table.rows.push(vec![grouped(*records), kind.clone()]);
        let first = format!("first: {}: {}", headline::place(example), example.message);
        table.rows.push(vec![String::new(), first]);
    }
    table.write(to);
    rest(report.faults.len(), "kind", to);
    if report.other_errors > 0 {
        let others = number_of(report.other_errors, "record");
        to.push_str(&format!("  and {others} for still other reasons\n"));
    }
}
