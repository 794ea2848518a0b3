//! The command line: a thin shell around the library. Only here are files read
//! and texts printed.

mod arguments;
mod bases;
mod case_files;
mod check;
mod diff;
mod diff_text;
mod failure;
mod files;
mod folders;
mod git;
mod input;
mod output;
mod progress;
mod review;
mod rules;
mod run;
mod shell;
mod store;
mod testing;

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
}

/// Runs the program with the arguments of its process.
pub fn main() -> ExitCode {
    let result = match Arguments::parse().command {
        Command::Check(arguments) => check::check(&arguments),
        Command::Run(arguments) => run::run(&arguments),
        Command::Diff(arguments) => diff::diff(&arguments),
        Command::Test(arguments) => testing::test(&arguments),
        Command::Review(arguments) => review::review(&arguments),
    };
    match result {
        Ok(Ending::Fine) => ExitCode::SUCCESS,
        Ok(Ending::Negative) => ExitCode::from(1),
        Err(failure) => {
            failure.print();
            ExitCode::from(2)
        }
    }
}
