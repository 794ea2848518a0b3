//! Compiling the rules that the command line names.

use super::failure::{Failure, number_of};
use super::files::Disk;
use super::kept;
use crate::diagnostic::Counts;
use crate::diagnostic::render::{Style, render};
use crate::load::ReadError;
use crate::program::{Compiled, Program, compile};

/// Compiles the files at `paths`, all of which must be readable, or the compiled rule
/// base there.
pub(super) fn compile_paths(paths: &[String]) -> Result<Compiled, Failure> {
    let compiled = match kept::among(paths)? {
        Some(path) => kept::read(path)?,
        None => compile(paths, &Disk),
    };
    match compiled.unreadable.first() {
        Some((path, error)) => Err(unreadable(path, error)),
        None => Ok(compiled),
    }
}

/// That a rules file cannot be read.
pub(super) fn unreadable(path: &str, error: &ReadError) -> Failure {
    if let ReadError::NotUtf8 { line, column } = error {
        return Failure::new(format!(
            "cannot read `{path}:{line}:{column}`: it is not UTF-8 text"
        ))
        .help("save the file as UTF-8");
    }
    Failure::new(format!("cannot read `{path}`: {error}"))
        .help("name rules files, or folders that have some")
}

/// The program of the files at `paths`, if the rules have no errors.
pub(super) fn program(paths: &[String]) -> Result<Program, Failure> {
    valid(
        compile_paths(paths)?,
        &Wording {
            rules: "the rules",
            place: "these files",
            done: "decided",
        },
    )
}

/// What is said of rules that cannot be used.
pub(super) struct Wording<'w> {
    /// What has mistakes.
    pub(super) rules: &'w str,
    /// Where there is no rule.
    pub(super) place: &'w str,
    /// What was not done for it.
    pub(super) done: &'w str,
}

/// The program, if the rules have no errors and there is one.
pub(super) fn valid(compiled: Compiled, wording: &Wording<'_>) -> Result<Program, Failure> {
    let Wording { rules, place, done } = wording;
    let Some(program) = compiled.program else {
        let mistakes = number_of(Counts::of(&compiled.diagnostics).errors, "mistake");
        return Err(Failure::reported(
            render(&compiled.sources, &compiled.diagnostics, Style::Coloured),
            format!("{rules} have {mistakes}, so nothing was {done}"),
        ));
    };
    if program.rules().rules.is_empty() {
        return Err(Failure::new(format!("there is no rule in {place}"))
            .help("a rule base needs at least one `rule`"));
    }
    Ok(program)
}
