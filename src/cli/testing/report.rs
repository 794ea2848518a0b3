//! What is printed of the tests.

use std::fmt::Write as _;

use anstyle::{AnsiColor, Style};

use super::super::failure::number_of;
use super::cases::{Held, Tested};
use super::outcome::{Outcome, Tally, in_words};
use crate::model::value::printable;
use crate::suite::trial::Change;

const GOOD: Style = AnsiColor::Green.on_default().bold();
const BAD: Style = AnsiColor::Red.on_default().bold();
const NEW: Style = AnsiColor::Yellow.on_default().bold();

/// Of more cases with differences only the number is told.
const MOST_DIFFS: usize = 20;

/// Of more cases that take a line each only the number is told.
const MOST_LINES: usize = 20;

/// Of longer differences the beginning is shown.
const MOST_DIFF_LINES: usize = 60;

/// The results of all rule bases; `accepted` says that new snapshots were
/// accepted.
pub(super) fn text(outcomes: &[Outcome], accepted: bool) -> String {
    let mut page = Page {
        text: String::new(),
        accepted,
        plain: 0,
        diffs: 0,
    };
    for outcome in outcomes {
        for tested in &outcome.cases {
            if let Ok(held) = &tested.result
                && !held.passed()
            {
                page.case(&outcome.base, tested, held);
            }
        }
    }
    let Page {
        mut text,
        plain,
        diffs,
        ..
    } = page;
    let left_out = (plain + diffs).saturating_sub(plain.min(MOST_LINES) + diffs.min(MOST_DIFFS));
    if left_out > 0 {
        let _ = writeln!(text, "… and {left_out} more, not shown here\n");
    }
    for outcome in outcomes {
        let cases = number_of(outcome.cases.len(), "case");
        let coverage = outcome.coverage.summary_line();
        let _ = writeln!(text, "{}: {cases}, {coverage}", printable(&outcome.base));
    }
    let _ = writeln!(text, "{}", totals(Tally::of(outcomes), accepted));
    text
}

/// The cases that are not as they were.
struct Page {
    text: String,
    accepted: bool,
    /// How many cases took a line each.
    plain: usize,
    /// How many cases came with differences.
    diffs: usize,
}

impl Page {
    /// A case that is not as it was: one line if only its snapshot is new or was
    /// accepted, otherwise with what differs.
    fn case(&mut self, base: &str, tested: &Tested, held: &Held) {
        let expected = held.unmet.is_empty();
        let (style, word) = match &held.change {
            _ if !expected => (BAD, "failed"),
            _ if self.accepted => (GOOD, "accepted"),
            Some(Change::New(_)) => (NEW, "new"),
            _ => (BAD, "changed"),
        };
        let is_plain = expected && word != "changed";
        let (count, most) = if is_plain {
            (&mut self.plain, MOST_LINES)
        } else {
            (&mut self.diffs, MOST_DIFFS)
        };
        *count += 1;
        if *count > most {
            return;
        }
        let id = &tested.case.id;
        let name = printable(tested.name.as_deref().unwrap_or_default());
        let _ = writeln!(self.text, "{style}{word}{style:#} {base}/{id}  {name}");
        if !is_plain {
            self.details(tested, held);
        }
    }

    /// What a case expects and is not so, and what changed.
    fn details(&mut self, tested: &Tested, held: &Held) {
        for mismatch in &held.unmet {
            let _ = writeln!(self.text, "  {mismatch}");
        }
        let path = tested.case.path.display().to_string();
        let _ = writeln!(self.text, "  case: {}", printable(&path));
        match &held.change {
            Some(_) if self.accepted => {
                let _ = writeln!(self.text, "  its snapshot was accepted all the same");
            }
            Some(change) => {
                let _ = writeln!(self.text, "  {}", in_words(change));
                self.diff(held);
            }
            None => {
                let _ = writeln!(self.text, "  the decision is that of its snapshot");
            }
        }
        self.text.push('\n');
    }

    fn diff(&mut self, held: &Held) {
        let Some(diff) = diff(held, true) else { return };
        let lines: Vec<&str> = diff.lines().collect();
        for line in lines.iter().take(MOST_DIFF_LINES) {
            self.text.push_str(line);
            self.text.push('\n');
        }
        if lines.len() > MOST_DIFF_LINES {
            let more = number_of(lines.len() - MOST_DIFF_LINES, "more line");
            let _ = writeln!(self.text, "  … {more}");
        }
    }
}

/// What changed, line by line.
pub(super) fn diff(held: &Held, coloured: bool) -> Option<String> {
    let change = held.change.as_ref()?;
    let old = held.accepted.as_ref();
    let old = old.map_or("", |snapshot| snapshot.contents.as_str());
    Some(super::super::diff_text::diff(
        old,
        &change.proposed().contents,
        coloured,
    ))
}

fn totals(tally: Tally, accepted: bool) -> String {
    let new_word = if accepted { "new accepted" } else { "new" };
    let changed_word = if accepted {
        "changed accepted"
    } else {
        "changed"
    };
    let parts = [
        (tally.passed, "passed", GOOD),
        (tally.unexpected, "not as expected", BAD),
        (
            tally.changed,
            changed_word,
            if accepted { GOOD } else { BAD },
        ),
        (tally.new, new_word, if accepted { GOOD } else { NEW }),
        (tally.faults, "not tested", BAD),
    ];
    let parts: Vec<String> = parts
        .iter()
        .filter(|(count, _, _)| *count > 0)
        .map(|(count, word, style)| format!("{style}{count} {word}{style:#}"))
        .collect();
    format!("{}: {}", number_of(tally.total(), "case"), parts.join(", "))
}
