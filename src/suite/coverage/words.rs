//! What is covered, and how often, in words for people.

use super::{ConditionCoverage, ConditionKind, Coverage, EntryCoverage, RowCoverage};
use crate::engine::{Fates, RowFits, Truths};
use crate::model::value::printable;

/// Longer texts are cut.
const MAX_TEXT: usize = 60;

/// How many decisions there were.
pub(super) fn decisions(coverage: &Coverage) -> String {
    match coverage.decisions {
        1 => "1 decision".to_owned(),
        count => format!("{count} decisions"),
    }
}

/// An entry on one line.
pub(super) fn entry_text(entry: &EntryCoverage) -> String {
    let EntryCoverage {
        rule, kind, name, ..
    } = entry;
    format!("rule {rule}: {kind} {}", cut(name))
}

/// A condition on one line.
pub(super) fn condition_text(condition: &ConditionCoverage) -> String {
    match (&condition.name, condition.kind) {
        (Some(rule), ConditionKind::Rule) => format!("rule {rule}: when {}", cut(&condition.text)),
        (Some(name), kind) => format!("{} {name}", kind.word()),
        (None, _) => format!("`{}`", cut(&condition.text)),
    }
}

/// A row on one line.
pub(super) fn row_text(row: &RowCoverage) -> String {
    let RowCoverage { table, row: at, .. } = row;
    format!("{}, row {at}: `{}`", cut(table), cut(&row.text))
}

fn cut(text: &str) -> String {
    let text = printable(text);
    match text.char_indices().nth(MAX_TEXT) {
        Some((at, _)) => format!("{}…", text[..at].trim_end()),
        None => text.into_owned(),
    }
}

/// What became of an entry, in words.
pub(super) fn fates(fates: &Fates) -> String {
    let Fates {
        chosen,
        guard,
        used_up,
        not_asked,
        asked,
    } = *fates;
    let counts = [
        ("chosen", chosen),
        ("passed over", guard),
        ("used up", used_up),
        ("not asked", not_asked),
        ("asked about", asked),
    ];
    words(&counts, "never reached")
}

/// What a condition came out as, in words.
pub(super) fn truths(truths: &Truths) -> String {
    let Truths {
        holds,
        fails,
        cannot_be_known,
        cannot_hold,
        open,
    } = *truths;
    let counts = [
        ("held", holds),
        ("failed", fails),
        ("could not be known", cannot_be_known),
        ("could not hold", cannot_hold),
        ("open", open),
    ];
    words(&counts, "never evaluated")
}

/// What a row was met as, in words.
pub(super) fn fits(fits: &RowFits) -> String {
    let RowFits {
        fits,
        does_not_fit,
        undecided,
    } = *fits;
    let counts = [
        ("fitted", fits),
        ("did not fit", does_not_fit),
        ("undecided", undecided),
    ];
    words(&counts, "never reached")
}

fn words(counts: &[(&str, u64)], none: &str) -> String {
    let met = counts.iter().filter(|(_, count)| *count > 0);
    let met: Vec<String> = met.map(|(word, count)| format!("{word} {count}")).collect();
    if met.is_empty() {
        return none.to_owned();
    }
    met.join(", ")
}
