//! What is told in sentences, the same in the text and on the page.

use std::time::Duration;

use super::report::{
    EntryName, EntryNeedReport, EntryReport, ExampleReport, FaultExample, NeedReport, Report,
};
use super::words::{first_of, grouped, number_of, of_entry, share, took};

/// Of a run that is as long as this is told how long it was.
const LONG: Duration = Duration::from_secs(10);

/// Of more facts that no record has are not told by name.
const MOST_NOWHERE: usize = 3;

/// What settling is. Stands once where it is counted.
pub(super) const SETTLES: &str = "A fact settles an undecided entry when it decides, by itself, \
     whether the entry applies. Where it only helps, other facts are needed too.";

/// How many records of what, and in which time where it was long.
pub(super) fn about(report: &Report) -> String {
    let records = number_of(report.records, "record");
    let of = match report.run.inputs.as_slice() {
        [] => String::new(),
        [one] => format!(" of {one}"),
        [one, other] => format!(" of {one} and {other}"),
        many => format!(" of {}", number_of(many.len() as u64, "input")),
    };
    // How long a short run takes is another every time, and nobody asks.
    let time = Duration::try_from_secs_f64(report.run.seconds).unwrap_or_default();
    if time < LONG {
        return format!("{records}{of}");
    }
    let each = u128::from(report.records) * 1000 / time.as_millis().max(1);
    let each = grouped(u64::try_from(each).unwrap_or(u64::MAX));
    format!("{records}{of} in {}, {each} a second", took(time))
}

/// What is said where the run was stopped.
pub(super) const STOPPED: &str =
    "The run was stopped before the end of the input: the other records are not counted.";

/// Which fact to gather next; nothing where none is asked for.
pub(super) fn advice(report: &Report) -> Option<String> {
    let next = report.unknown.facts.first().filter(|need| need.asked > 0)?;
    let fact = &next.fact;
    Some(format!(
        "Gather `{fact}` next: {}{}",
        who_asks(next.asked, report.waiting()),
        what_it_decides(next),
    ))
}

fn who_asks(asked: u64, waiting: u64) -> String {
    let ask = verb(asked, "ask");
    match (asked, waiting) {
        (1, ..=1) => "the only record that waits for a fact asks for it".to_owned(),
        (_, waiting) if asked >= waiting => {
            let all = grouped(asked);
            format!("all {all} records that wait for a fact ask for it")
        }
        _ => {
            let (asked, waiting) = (grouped(asked), grouped(waiting));
            format!("{asked} of the {waiting} records that wait for a fact {ask} for it")
        }
    }
}

/// How far knowing the fact gets the records that ask for it: as far as one
/// entry, and no promise of what comes then.
fn what_it_decides(need: &NeedReport) -> String {
    let NeedReport { asked, settles, .. } = *need;
    let whose = match settles {
        0 => return ", and no entry is decided by it alone.".to_owned(),
        1 if asked <= 1 => "this record waits for".to_owned(),
        settles if settles >= asked => "each of them waits for".to_owned(),
        settles => format!("{} of them {} for", grouped(settles), verb(settles, "wait")),
    };
    format!(", and it alone decides the entry that {whose}. What comes next may ask for more.")
}

/// Which facts no record has, if any: their collector or their name may be wrong.
pub(super) fn nowhere(report: &Report) -> Option<String> {
    let decided = report.records.saturating_sub(report.errors);
    let facts = report.unavailable.facts.iter();
    let facts: Vec<String> = facts
        .filter(|need| need.is_nowhere)
        .map(|need| format!("`{}`", need.fact))
        .collect();
    // Of one record it says nothing.
    if facts.is_empty() || decided < 2 {
        return None;
    }
    let which = if report.errors == 0 {
        ""
    } else {
        " that could be read"
    };
    Some(format!(
        "In none of the {} records{which} {} could be had: is the name or the path right?",
        grouped(decided),
        first_of(&facts, MOST_NOWHERE, "or"),
    ))
}

/// How many records wait for facts that nobody has looked for.
pub(super) fn unknown(report: &Report) -> String {
    let waiting = report.waiting();
    if waiting == 0 {
        return "No record waits for a fact that nobody has looked for.".to_owned();
    }
    let for_text = match waiting.saturating_sub(report.unknown.records) {
        0 => "",
        some if some == waiting => ", only for the text of a step",
        some => &format!("; {} of them only for the text of a step", grouped(some)),
    };
    format!(
        "{} ({}) {} for facts that nobody has looked for{for_text}.",
        number_of(waiting, "record"),
        share(waiting, report.records),
        verb(waiting, "wait"),
    )
}

fn verb(count: u64, verb: &str) -> String {
    let ending = if count == 1 { "s" } else { "" };
    format!("{verb}{ending}")
}

/// In how many records facts cannot be had.
pub(super) fn unavailable(report: &Report) -> String {
    match report.unavailable.records {
        0 => "No entry was passed over for want of a fact that cannot be had.".to_owned(),
        barred => {
            let why = if report.unavailable.facts.is_empty() {
                ""
            } else {
                ": somebody looked for its facts, and could not have them"
            };
            format!(
                "In {} ({}) an entry was passed over because it cannot be known{why}.",
                number_of(barred, "record"),
                share(barred, report.records),
            )
        }
    }
}

/// "try `reinstall`"
pub(super) fn entry(name: &EntryName) -> String {
    format!("{} {}", of_entry(name.kind), name.shown.entry)
}

/// The facts that an entry misses: "`os` settles 9,210, helps 4".
pub(super) fn entry_needs(needs: &[EntryNeedReport]) -> Vec<String> {
    let tell = |need: &EntryNeedReport| {
        let (fact, settles, helps) = (&need.fact, grouped(need.settles), grouped(need.helps));
        match (need.settles, need.helps) {
            (_, 0) => format!("`{fact}` settles {settles}"),
            (0, _) => format!("`{fact}` helps {helps}"),
            _ => format!("`{fact}` settles {settles}, helps {helps}"),
        }
    };
    needs.iter().map(tell).collect()
}

/// Why an entry stays undecided where no fact is at fault: "in 3 records no single
/// fact settles it"; nothing where that is not so.
pub(super) fn without_fact(entry: &EntryReport) -> Option<String> {
    let reason = entry.reason;
    match entry.without_fact {
        0 => None,
        all if all >= entry.undecided => Some(reason.to_owned()),
        some => Some(format!("in {} {reason}", number_of(some, "record"))),
    }
}

/// A record to look at: "record 17 (`laptop-4`)".
pub(super) fn example(example: &ExampleReport) -> String {
    let number = grouped(example.record);
    match &example.id {
        Some(id) => format!("record {number} (`{id}`)"),
        None => format!("record {number}"),
    }
}

/// Where a fault is: "record 17 (`laptop-4`), line 1, column 8".
pub(super) fn place(fault: &FaultExample) -> String {
    let record = example(&fault.record);
    match (fault.line, fault.column) {
        (Some(1), Some(column)) => format!("{record}, column {column}"),
        (Some(line), Some(column)) => format!("{record}, line {line}, column {column}"),
        _ => record,
    }
}
