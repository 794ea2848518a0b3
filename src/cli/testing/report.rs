//! What is printed of the tests.

use std::fmt::Write as _;

use anstyle::{AnsiColor, Style};

use super::super::failure::number_of;
use super::cases::{Held, Tested};
use super::outcome::{Outcome, Tally};
use crate::model::value::printable;
use crate::suite::trial::Change;

const GOOD: Style = AnsiColor::Green.on_default().bold();
const BAD: Style = AnsiColor::Red.on_default().bold();
const NEW: Style = AnsiColor::Yellow.on_default().bold();

/// Of more changes only the number is told.
const MOST_DIFFS: usize = 20;

/// The results of all rule bases; `accepted` says that new snapshots were
/// accepted.
pub(super) fn text(outcomes: &[Outcome], accepted: bool) -> String {
    let mut text = String::new();
    let mut diffs = 0;
    for outcome in outcomes {
        for tested in &outcome.cases {
            if let Ok(held) = &tested.result
                && !held.passed()
            {
                failed(&mut text, &outcome.base, tested, held, accepted, &mut diffs);
            }
        }
    }
    if diffs > MOST_DIFFS {
        let more = number_of(diffs - MOST_DIFFS, "more change");
        let _ = writeln!(text, "… and {more}, not shown here\n");
    }
    for outcome in outcomes {
        let cases = number_of(outcome.cases.len(), "case");
        let _ = writeln!(
            text,
            "{}: {cases}, {}",
            outcome.base,
            outcome.coverage.summary_line()
        );
    }
    let _ = writeln!(text, "{}", totals(Tally::of(outcomes), accepted));
    text
}

/// A case that is not as it was, with what differs.
fn failed(
    text: &mut String,
    base: &str,
    tested: &Tested,
    held: &Held,
    accepted: bool,
    diffs: &mut usize,
) {
    let only_accepted = accepted && held.unmet.is_empty();
    let (style, word) = match (&held.change, held.unmet.is_empty()) {
        _ if only_accepted => (GOOD, "accepted"),
        (Some(Change::New(_)), true) => (NEW, "new"),
        (Some(Change::Changed(_)), true) => (BAD, "changed"),
        (_, _) => (BAD, "failed"),
    };
    let id = &tested.case.id;
    let name = tested.name.as_deref().unwrap_or_default();
    let _ = writeln!(
        text,
        "{style}{word}{style:#} {base}/{id}  {}",
        printable(name)
    );
    for mismatch in &held.unmet {
        let _ = writeln!(text, "  {mismatch}");
    }
    if let (Some(Change::Changed(_)), false) = (&held.change, only_accepted) {
        *diffs += 1;
        if *diffs <= MOST_DIFFS
            && let Some(diff) = diff(held, true)
        {
            text.push_str(&diff);
            text.push('\n');
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
