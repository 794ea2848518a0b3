//! `whatnext diff`

mod cases;
mod feed;
mod print;
mod sides;

use std::path::PathBuf;

use super::arguments::DiffArguments;
use super::failure::{Failure, number_of};
use super::progress::Progress;
use super::{Ending, output};
use crate::compare::{Comparison, Diff, Names, Record, Report};
use cases::{Found, Source};
use feed::Feed;

/// Tells which decisions a change of the rules changes.
pub(super) fn diff(arguments: &DiffArguments) -> Result<Ending, Failure> {
    let sides = sides::read(arguments)?;
    let Found { sources, skipped } = cases::find(&arguments.cases, &sides.cases)?;
    tell_skipped(&skipped);
    let files: Vec<String> = sources.iter().map(Source::name).collect();
    let comparison = Comparison::new(&sides.old.program, &sides.new.program);
    let report = compare(&comparison, sources, arguments.all)?;
    if report.cases() == 0 {
        return Err(Failure::new("there is no case to decide")
            .help("the files that `--cases` names are empty"));
    }
    let names = Names {
        old: &sides.old.label,
        new: &sides.new.label,
        files: &files,
    };
    let diff = Diff::of(&comparison, report, names);
    print::print(&diff, arguments.format)?;
    ending(&diff)
}

/// Compares the decisions on all cases. While some are decided, the next ones
/// are read.
fn compare(
    comparison: &Comparison<'_>,
    sources: Vec<Source>,
    keeps_all: bool,
) -> Result<Report, Failure> {
    let total = sources.iter().map(Source::bytes).sum();
    let mut progress = Progress::start(total);
    let mut feed = Feed::of(sources);
    let mut report = Report::new(keeps_all);
    let mut items = feed.next()?;
    while !items.is_empty() {
        let decide = || {
            let records: Vec<Record<'_>> = items.iter().map(feed::Item::record).collect();
            report.compare(comparison, &records);
        };
        let ((), next) = rayon::join(decide, || feed.next());
        items = next?;
        progress.reached(report.cases(), feed.bytes());
    }
    Ok(report)
}

/// Files in folders of cases that have no cases are not passed over in silence.
fn tell_skipped(skipped: &[PathBuf]) {
    let Some(first) = skipped.first() else { return };
    output::to_stderr(&format!(
        "note: {} in the folders of cases passed over, such as `{}`\n",
        number_of(skipped.len(), "other file"),
        first.display()
    ));
}

/// Cases that neither side can read are no result.
fn ending(diff: &Diff) -> Result<Ending, Failure> {
    let invalid = diff.counts.invalid_input;
    if invalid > 0 {
        let cases = number_of(usize::try_from(invalid).unwrap_or(usize::MAX), "case");
        return Err(
            Failure::new(format!("{cases} could not be read by either side"))
                .help("the result tells them as invalid, and says of the others what changes"),
        );
    }
    Ok(if diff.changed_decisions() > 0 {
        Ending::Negative
    } else {
        Ending::Fine
    })
}
