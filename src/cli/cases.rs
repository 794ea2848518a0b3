//! `whatnext cases`

use std::fmt::Write as _;
use std::path::Path;

use super::arguments::{CasesArguments, CoverGoal};
use super::bases::{Base, bases};
use super::check::print;
use super::failure::{Failure, number_of};
use super::progress::Steps;
use super::shell::quoted;
use super::{Ending, files, rules, store};
use crate::analysis::cover::{Cover, CoveringCase, Goal, cover};
use crate::program::Program;

/// Writes cases that reach every entry of rule bases.
pub(super) fn cases(arguments: &CasesArguments) -> Result<Ending, Failure> {
    let bases = bases(&arguments.paths)?;
    if arguments.output.is_some() && bases.len() > 1 {
        return Err(Failure::new("`--output` is for a single rule base")
            .help("name one rule base, or leave `--output` out"));
    }
    let goal = match arguments.cover {
        CoverGoal::Entries => Goal::Entries,
        CoverGoal::Conditions => Goal::Conditions,
    };
    let mut ending = Ending::Fine;
    for base in &bases {
        let folder = arguments.output.clone().unwrap_or_else(|| base.cases());
        if of_base(base, goal, &folder)? == Ending::Negative {
            ending = Ending::Negative;
        }
    }
    Ok(ending)
}

fn of_base(base: &Base, goal: Goal, folder: &Path) -> Result<Ending, Failure> {
    let program = rules::program(&base.rules)?;
    let covered = {
        let steps = Steps::start();
        cover(&program, goal, &|progress| {
            steps.reached(progress.part, progress.done, progress.of);
        })
    };
    write(folder, &covered.cases)?;
    print(&summary(&program, &covered, goal, folder))?;
    Ok(if covered.unreached.is_empty() && covered.ways.1 == 0 {
        Ending::Fine
    } else {
        Ending::Negative
    })
}

/// Writes all of them, or none where one of the files is there already.
fn write(folder: &Path, cases: &[CoveringCase]) -> Result<(), Failure> {
    let path = |case: &CoveringCase| folder.join(format!("{}.yaml", case.file));
    if let Some(there) = cases.iter().map(path).find(|path| path.exists()) {
        let there = there.display();
        return Err(Failure::new(format!(
            "`{there}` is there already, so nothing was written"
        ))
        .help("remove it, or name another folder with `--output DIR`"));
    }
    for case in cases {
        let path = path(case);
        store::create(&path, &case.text).map_err(|error| {
            let reason = files::writing_reason(&error);
            Failure::new(format!("cannot write `{}`: {reason}", path.display()))
        })?;
    }
    Ok(())
}

fn summary(program: &Program, covered: &Cover, goal: Goal, folder: &Path) -> String {
    let rules = program.rules();
    let mut text = format!(
        "wrote {} to {}: they reach {} of {}\n",
        number_of(covered.cases.len(), "case"),
        quoted(&folder.display().to_string()),
        covered.entries,
        entries(rules.entries.len()),
    );
    if goal == Goal::Conditions {
        let (shown, missed) = covered.ways;
        let _ = writeln!(
            text,
            "and show {shown} of {} ways of their tests",
            shown + missed
        );
    }
    for &entry in &covered.unreached {
        let place = program.sources().place(rules.entries[entry].span);
        let _ = writeln!(text, "not reached: {place}");
    }
    text
}

fn entries(count: usize) -> String {
    if count == 1 {
        "1 entry".to_owned()
    } else {
        format!("{count} entries")
    }
}
