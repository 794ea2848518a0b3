//! Compiling the rules that the command line names.

use super::failure::{Failure, number_of};
use super::files::Disk;
use crate::diagnostic::Counts;
use crate::diagnostic::render::{Style, render};
use crate::load::ReadError;
use crate::program::{Compiled, Program, compile};

/// Compiles the files at `paths`, all of which must be readable.
pub(super) fn compile_paths(paths: &[String]) -> Result<Compiled, Failure> {
    let compiled = compile(paths, &Disk);
    match compiled.unreadable.first() {
        Some((path, ReadError::NotUtf8 { line, column })) => {
            let failure = Failure::new(format!(
                "cannot read `{path}:{line}:{column}`: it is not UTF-8 text"
            ));
            Err(failure.help("save the file as UTF-8"))
        }
        Some((path, error)) => {
            let failure = Failure::new(format!("cannot read `{path}`: {error}"));
            Err(failure.help("name rules files, or folders that have some"))
        }
        None => Ok(compiled),
    }
}

/// The program of the files at `paths`, if the rules have no errors.
pub(super) fn program(paths: &[String]) -> Result<Program, Failure> {
    let Compiled {
        program,
        sources,
        diagnostics,
        ..
    } = compile_paths(paths)?;
    let Some(program) = program else {
        let errors = Counts::of(&diagnostics).errors;
        let mistakes = number_of(errors, "mistake");
        let message = format!("the rules have {mistakes}, so nothing was decided");
        return Err(Failure::reported(
            render(&sources, &diagnostics, Style::Coloured),
            message,
        ));
    };
    if program.rules().rules.is_empty() {
        return Err(Failure::new("there is no rule in these files")
            .help("a rule base needs at least one `rule`"));
    }
    Ok(program)
}
