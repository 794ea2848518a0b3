//! `whatnext check`

mod extent;

use std::io;

use super::arguments::{CheckArguments, CheckFormat, Deny};
use super::failure::Failure;
use super::progress::Steps;
use super::rules::compile_paths;
use super::{Ending, files, kept, output};
use crate::analysis::{Analysis, analyse};
use crate::diagnostic::render::{Style, render, render_undecided, summary};
use crate::diagnostic::{Counts, catalogue, explain, json, sarif};
use crate::program::Compiled;

/// Reports all mistakes in rules files, or explains a code.
pub(super) fn check(arguments: &CheckArguments) -> Result<Ending, Failure> {
    if let Some(code) = &arguments.explain {
        return explain_code(code);
    }
    let paths = files::rules_files(&arguments.paths)?;
    kept::refuse(&paths, "to check them")?;
    let mut compiled = compile_paths(&paths)?;
    let analysis = if arguments.fast {
        Analysis::default()
    } else {
        analysis_of(&compiled, &paths)
    };
    compiled.diagnostics.extend(analysis.findings);
    let Compiled {
        sources,
        diagnostics,
        ..
    } = &compiled;
    let undecided = &analysis.undecided;
    print(&match arguments.format {
        CheckFormat::Json => json::render_with(sources, diagnostics, undecided),
        CheckFormat::Sarif => sarif::render_with(sources, diagnostics, undecided),
        CheckFormat::Text => {
            let mut text = render(sources, diagnostics, Style::Coloured);
            text.push_str(&render_undecided(sources, undecided, Style::Coloured));
            match summary(diagnostics) {
                Some(summary) => text.push_str(&summary),
                None => text.push_str("no mistakes found"),
            }
            text.push('\n');
            text
        }
    })?;
    let Counts { errors, warnings } = Counts::of(diagnostics);
    let denied = match arguments.deny {
        Some(Deny::Warnings) => warnings,
        None => 0,
    };
    Ok(if errors + denied > 0 {
        Ending::Negative
    } else {
        Ending::Fine
    })
}

/// What is wrong with the meaning of the rules at `paths`, if they have one.
fn analysis_of(compiled: &Compiled, paths: &[String]) -> Analysis {
    let Some(program) = &compiled.program else {
        return Analysis::default();
    };
    let steps = Steps::start();
    let extent = extent::of(program, paths);
    analyse(program, &compiled.diagnostics, &extent, &|progress| {
        steps.reached(progress.part, progress.done, progress.of);
    })
}

fn explain_code(code: &str) -> Result<Ending, Failure> {
    if code == "all" {
        print(&explain::list())?;
        return Ok(Ending::Fine);
    }
    if let Some(page) = catalogue::page(code) {
        print(&explain::explain(page))?;
        return Ok(Ending::Fine);
    }
    let failure = Failure::new(format!("there is no code `{code}`"));
    Err(match explain::nearest(code) {
        Some(nearest) => failure.help(format!("did you mean `{nearest}`?")),
        None => failure.help("`whatnext check --explain all` lists the codes"),
    })
}

/// Prints a result.
pub(super) fn print(text: &str) -> Result<(), Failure> {
    output::to_stdout(text).map_err(|error| unprinted(&error))
}

/// That a result could not be printed.
pub(super) fn unprinted(error: &io::Error) -> Failure {
    Failure::new(format!(
        "cannot print the result: {}",
        files::writing_reason(error)
    ))
}
