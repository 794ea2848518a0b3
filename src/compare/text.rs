//! The result as text for people: the counts first, then each group of changes
//! with an example.

use std::fmt::{self, Write};

use anstyle::{AnsiColor, Style};

use super::course::Gist;
use super::diff::{Diff, GroupOfChanges, ShownCase};
use super::example::{Example, Shown};
use super::kind::in_words;
use crate::model::value::printable;

const HEADING: Style = Style::new().bold();
const OLD: Style = AnsiColor::Red.on_default();
const NEW: Style = AnsiColor::Green.on_default();
const FAINT: Style = Style::new().dimmed();

/// The result as text, with the colours of a terminal.
///
/// # Errors
///
/// Where it cannot be written.
pub fn render(diff: &Diff, out: &mut dyn Write) -> fmt::Result {
    let mut page = Page {
        out,
        result: Ok(()),
    };
    page.line(0, &summary(diff));
    let width = width_of_counts(diff);
    if diff.categories().next().is_some() {
        page.line(0, "");
    }
    for (category, count) in diff.categories() {
        page.line(1, &format!("{count:>width$}  {}", category.words()));
    }
    for (category, _) in diff.categories() {
        page.line(0, "");
        let heading = capitalised(category.words());
        page.line(0, &format!("{HEADING}{heading}{HEADING:#}"));
        for group in diff.of_category(category) {
            page.group(group, width);
        }
    }
    if diff.leaves_out() {
        page.line(0, "");
        page.line(0, "`--all` lists all the cases.");
    }
    page.result
}

/// How many cases there are, how many decisions are other ones, and how many
/// cases are of no use.
pub(super) fn summary(diff: &Diff) -> String {
    let changes = changes(diff);
    match diff.counts.invalid_input {
        0 => changes,
        1 => format!("{changes}; 1 case could not be read by either side"),
        invalid => format!("{changes}; {invalid} cases could not be read by either side"),
    }
}

fn changes(diff: &Diff) -> String {
    let cases = diff.counts.cases;
    let plural = if cases == 1 { "case" } else { "cases" };
    match (diff.changed_decisions(), cases) {
        (_, 0) => "no cases".to_owned(),
        (0, _) if diff.counts.same == cases => {
            format!("{cases} {plural}: nothing changes")
        }
        (0, _) => format!("{cases} {plural}: no decision changes"),
        (1, _) => format!("{cases} {plural}: 1 decision changes"),
        (changed, _) => format!("{cases} {plural}: {changed} decisions change"),
    }
}

fn width_of_counts(diff: &Diff) -> usize {
    let largest = diff.categories().map(|(_, count)| count).max();
    largest.unwrap_or(0).to_string().len()
}

/// A decision in short.
pub(super) fn in_short(gist: &Gist) -> String {
    match &gist.name {
        Some(name) => format!("{} `{}`", in_words(gist.kind), printable(name)),
        None => in_words(gist.kind).to_owned(),
    }
}

pub(super) fn capitalised(text: &str) -> String {
    let mut chars = text.chars();
    match chars.next() {
        Some(first) => first.to_uppercase().chain(chars).collect(),
        None => String::new(),
    }
}

/// A page that is written on the way: a list of all cases may be very long.
struct Page<'w> {
    out: &'w mut dyn Write,
    result: fmt::Result,
}

impl Page<'_> {
    fn line(&mut self, depth: usize, line: &str) {
        if self.result.is_ok() {
            let indent = if line.is_empty() { 0 } else { 2 * depth };
            self.result = writeln!(self.out, "{:indent$}{line}", "");
        }
    }

    fn group(&mut self, group: &GroupOfChanges, width: usize) {
        let words = printable(&group.cause.words);
        self.line(1, &format!("{:>width$}  {words}", group.count));
        if let (Some(at), Some(source)) = (&group.cause.at, &group.cause.source) {
            let source = printable(source);
            self.line(3, &format!("{FAINT}{}:{FAINT:#} {source}", printable(at)));
        }
        let names_all = group.cases.is_none() && group.names_all();
        let lead = if names_all { "in" } else { "such as" };
        let mut named = group.first.iter().map(|case| printable(case));
        let first = format!("{lead} {}", named.next().unwrap_or_default());
        match &group.example.shown {
            Some(shown) => self.example(first, shown),
            None if group.cases.is_none() => self.line(3, &first),
            None => {}
        }
        if names_all {
            for case in named {
                self.line(3, &format!("and in {case}"));
            }
        }
        if let Some(cases) = &group.cases {
            self.line(3, "all:");
            for case in cases.iter() {
                self.case(&case);
            }
        }
    }

    fn example(&mut self, mut case: String, shown: &Example) {
        if let Some(title) = &shown.title {
            case.push_str(&format!(" ({})", printable(title)));
        }
        if let Some(turn) = shown.turn {
            case.push_str(&format!(", turn {turn}"));
        }
        self.line(3, &case);
        self.side("before", OLD, &shown.before);
        self.side("now   ", NEW, &shown.now);
        for reason in &shown.because {
            self.line(4, &format!("because {}", printable(reason)));
        }
    }

    fn side(&mut self, word: &str, style: Style, shown: &Shown) {
        let headline = printable(&shown.headline);
        self.line(4, &format!("{style}{word}{style:#}  {headline}"));
        for line in &shown.lines {
            self.line(8, &printable(line));
        }
    }

    fn case(&mut self, case: &ShownCase<'_>) {
        let place = printable(&case.place);
        match (case.before, case.now) {
            (Some(before), Some(now)) if before != now => {
                let (before, now) = (in_short(before), in_short(now));
                self.line(4, &format!("{place}: {before} → {now}"));
            }
            _ => self.line(4, &place),
        }
    }
}
