//! The command line: a thin shell around the library. Only here are files read
//! and texts printed.

mod arguments;
mod bases;
mod batch;
mod case_files;
mod cases;
mod check;
mod compile;
mod completing;
mod diff;
mod diff_text;
mod doc;
mod facts;
mod failure;
mod files;
mod folders;
mod format;
mod git;
mod given;
mod graph;
mod input;
mod instant;
mod kept;
mod lsp;
mod manual;
mod new;
mod output;
mod product;
mod progress;
mod records;
mod review;
mod rules;
mod run;
mod shell;
mod store;
mod testing;

use std::io::{self, Write as _};
use std::process::ExitCode;

use clap::Parser as _;

use arguments::{Arguments, Command};

/// How a command ended, if it could run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Ending {
    /// All is well.
    Fine,
    /// The result is a negative one.
    Negative,
    /// Somebody stopped it.
    Stopped,
}

/// Runs the program with the arguments of its process.
pub fn main() -> ExitCode {
    if let Some(code) = completing::complete() {
        return code;
    }
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(other) => return not_arguments(&other),
    };
    let result = match arguments.command {
        Command::New(arguments) => new::new(&arguments),
        Command::Check(arguments) => check::check(&arguments),
        Command::Fmt(arguments) => format::fmt(&arguments),
        Command::Run(arguments) => run::run(&arguments),
        Command::Batch(arguments) => batch::batch(&arguments),
        Command::Diff(arguments) => diff::diff(&arguments),
        Command::Test(arguments) => testing::test(&arguments),
        Command::Cases(arguments) => cases::cases(&arguments),
        Command::Review(arguments) => review::review(&arguments),
        Command::Lsp => lsp::lsp(),
        Command::Graph(arguments) => graph::graph(&arguments),
        Command::Doc(arguments) => doc::doc(&arguments),
        Command::Facts(arguments) => facts::facts(&arguments),
        Command::Compile(arguments) => compile::compile(&arguments),
        Command::Completions(arguments) => completing::completions(&arguments),
        Command::Manual(arguments) => manual::manual(&arguments),
    };
    match result {
        Ok(Ending::Fine) => ExitCode::SUCCESS,
        Ok(Ending::Negative) => ExitCode::from(1),
        Ok(Ending::Stopped) => ExitCode::from(batch::STOPPED),
        Err(failure) => failed(&failure),
    }
}

/// Prints what was asked for instead of a command, its help for one, or what is
/// wrong with the arguments.
fn not_arguments(other: &clap::Error) -> ExitCode {
    let printed = other.print().and_then(|()| io::stdout().flush());
    match printed {
        Err(error) if !other.use_stderr() && error.kind() != io::ErrorKind::BrokenPipe => {
            failed(&check::unprinted(&error))
        }
        _ if other.use_stderr() => ExitCode::from(2),
        _ => ExitCode::SUCCESS,
    }
}

fn failed(failure: &failure::Failure) -> ExitCode {
    failure.print();
    ExitCode::from(2)
}
