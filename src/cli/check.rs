//! `whatnext check`

use super::arguments::{CheckArguments, CheckFormat};
use super::failure::Failure;
use super::rules::compile_paths;
use super::{Ending, files, output};
use crate::diagnostic::render::{Style, render, summary};
use crate::diagnostic::{Counts, catalogue, explain, json, sarif};
use crate::program::Compiled;

/// Reports all mistakes in rules files, or explains a code.
pub(super) fn check(arguments: &CheckArguments) -> Result<Ending, Failure> {
    if let Some(code) = &arguments.explain {
        return explain_code(code);
    }
    let compiled = compile_paths(&files::rules_files(&arguments.paths)?)?;
    let Compiled {
        sources,
        diagnostics,
        ..
    } = &compiled;
    let text = match arguments.format {
        CheckFormat::Json => json::render(sources, diagnostics),
        CheckFormat::Sarif => sarif::render(sources, diagnostics),
        CheckFormat::Text => {
            let mut text = render(sources, diagnostics, Style::Coloured);
            match summary(diagnostics) {
                Some(summary) => text.push_str(&summary),
                None => text.push_str("no mistakes found"),
            }
            text.push('\n');
            text
        }
    };
    print(&text)?;
    Ok(if Counts::of(diagnostics).errors > 0 {
        Ending::Negative
    } else {
        Ending::Fine
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
    output::to_stdout(text)
        .map_err(|error| Failure::new(format!("cannot print the result: {error}")))
}
