//! `whatnext test`

mod cases;
mod coverage;
mod hints;
mod outcome;
mod report;
mod shelf;

use std::collections::HashSet;
use std::env;
use std::fmt::Write as _;
use std::path::Path;

pub(super) use coverage::CoverageOutput;

use super::arguments::{TestArguments, TestFormat};
use super::bases::{self, Base};
use super::check::print;
use super::failure::{Failure, number_of};
use super::rules::program;
use super::{Ending, output, store};
use crate::suite::case_id::CaseId;
use crate::suite::coverage::Coverage;
use crate::suite::junit;
use crate::suite::trial::Change;
use hints::{hints, quoted};
use outcome::{Outcome, Tally};
use shelf::Shelf;

/// What becomes of snapshots that are proposed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Proposals {
    /// They are kept for a review.
    ForReview,
    /// They are accepted.
    Accepted,
    /// They are dropped: nobody reviews on a build machine.
    Dropped,
}

/// Tests the cases of rule bases.
pub(super) fn test(arguments: &TestArguments) -> Result<Ending, Failure> {
    coverage::validate(&arguments.coverage, arguments.format == TestFormat::Junit)?;
    let bases = bases::bases(&arguments.paths)?;
    shelf::distinct(arguments.snapshots.as_deref(), &bases)?;
    if bases.len() > 1 && !arguments.cases.is_empty() {
        let failure = Failure::new("`--cases` is for one rule base");
        return Err(failure.help("test one rule base after the other"));
    }
    let proposals = match (arguments.accept, is_build_machine()) {
        (true, _) => Proposals::Accepted,
        (false, true) => Proposals::Dropped,
        (false, false) => Proposals::ForReview,
    };
    let mut outcomes = Vec::with_capacity(bases.len());
    let mut failures = Vec::new();
    for base in &bases {
        // What is wrong with one rule base does not keep others from being tested.
        match test_base(base, arguments, proposals) {
            Ok(outcome) => outcomes.push(outcome),
            Err(failure) => failures.push(failure),
        }
    }
    let ending = if outcomes.is_empty() {
        Ok(Ending::Fine)
    } else {
        tell(&outcomes, arguments, proposals)
    };
    let Some(last) = failures.pop() else {
        return ending;
    };
    failures.extend(ending.err());
    for failure in failures {
        failure.print();
    }
    Err(last)
}

/// Whether this is a machine where nobody sits, as most services for continuous
/// integration say of theirs.
fn is_build_machine() -> bool {
    env::var("CI").is_ok_and(|ci| !matches!(ci.as_str(), "" | "0" | "false"))
}

fn test_base(
    base: &Base,
    arguments: &TestArguments,
    proposals: Proposals,
) -> Result<Outcome, Failure> {
    let program = program(&base.rules)?;
    let shelf = Shelf::open(arguments.snapshots.as_deref(), base)?;
    let found = cases::find(base, &arguments.cases)?;
    let own = if arguments.cases.is_empty() {
        found.clone()
    } else {
        cases::own(base)?
    };
    let (cases, trace) = cases::play(base, &program, &found, &own, &shelf);
    let mut outcome = Outcome {
        base: base.name.clone(),
        folder: base.folder.clone(),
        cases,
        coverage: Coverage::of(&program, &trace),
        unused: Vec::new(),
        unwritten: Vec::new(),
        unusual_root: shelf.unusual_root().map(Path::to_owned),
    };
    write_snapshots(&shelf, &mut outcome, proposals);
    let tested = outcome.cases.iter().map(|it| it.case.id.clone());
    let ids: HashSet<CaseId> = tested.chain(own.into_iter().map(|case| case.id)).collect();
    outcome.unused = shelf.unused(&ids);
    if arguments.prune {
        prune(&mut outcome);
    }
    Ok(outcome)
}

/// Writes what is proposed, and takes back proposals that are no longer made.
/// One that cannot be written does not keep the others from it.
fn write_snapshots(shelf: &Shelf, outcome: &mut Outcome, proposals: Proposals) {
    for tested in &outcome.cases {
        let Ok(held) = &tested.result else { continue };
        let id = &tested.case.id;
        let written = match (proposals, held.change.as_ref().map(Change::proposed)) {
            (Proposals::Accepted, Some(snapshot)) => shelf.accept(id, snapshot),
            (Proposals::ForReview, Some(snapshot)) => shelf.propose(id, snapshot),
            (Proposals::ForReview | Proposals::Accepted, None) => shelf.withdraw(id),
            (Proposals::Dropped, _) => Ok(()),
        };
        let failed = written.err().map(|error| Failure::from(error).text());
        outcome.unwritten.extend(failed);
    }
}

/// Removes the snapshots that belong to no case.
fn prune(outcome: &mut Outcome) {
    let mut text = String::new();
    for path in std::mem::take(&mut outcome.unused) {
        match store::remove(&path) {
            Ok(()) => {
                let _ = writeln!(text, "removed {}", quoted(&path));
            }
            Err(error) => outcome.unwritten.push(Failure::from(error).text()),
        }
    }
    output::to_stderr(&text);
}

/// Tells what came of it, and what to do next.
fn tell(
    outcomes: &[Outcome],
    arguments: &TestArguments,
    proposals: Proposals,
) -> Result<Ending, Failure> {
    let accepted = proposals == Proposals::Accepted;
    let below = arguments.min_coverage;
    let below = below.map_or_else(Vec::new, |least| coverage::below(outcomes, least));
    let mut text = report::text(outcomes, accepted);
    text.push_str(&hints(outcomes, arguments, proposals));
    for sentence in &below {
        let _ = writeln!(text, "{sentence}");
    }
    match arguments.format {
        TestFormat::Junit => {
            let suites: Vec<junit::Suite> = outcomes.iter().map(|it| it.suite(accepted)).collect();
            output::to_stderr(&text);
            print(&junit::junit(&suites))?;
        }
        TestFormat::Text if arguments.coverage.iter().any(CoverageOutput::takes_stdout) => {
            output::to_stderr(&text);
        }
        TestFormat::Text => print(&text)?,
    }
    coverage::write(&arguments.coverage, outcomes)?;
    let tally = Tally::of(outcomes);
    let unwritten: Vec<&str> = outcomes
        .iter()
        .flat_map(|it| &it.unwritten)
        .map(String::as_str)
        .collect();
    if !unwritten.is_empty() {
        let snapshots = number_of(unwritten.len(), "snapshot");
        let failure = Failure::reported(
            unwritten.join(""),
            format!("{snapshots} could not be written or removed"),
        );
        return Err(failure.help("with `CI=true` nothing is written"));
    }
    if tally.faults > 0 {
        return Err(not_tested(outcomes, tally.faults));
    }
    let snapshots_differ = !accepted && tally.new + tally.changed > 0;
    Ok(
        if tally.unexpected > 0 || snapshots_differ || !below.is_empty() {
            Ending::Negative
        } else {
            Ending::Fine
        },
    )
}

fn not_tested(outcomes: &[Outcome], count: usize) -> Failure {
    let reports = outcomes.iter().flat_map(Outcome::faults);
    let report: Vec<&str> = reports.map(|fault| fault.report.as_str()).collect();
    let cases = number_of(count, "case");
    Failure::reported(report.join("\n"), format!("{cases} could not be tested"))
}
