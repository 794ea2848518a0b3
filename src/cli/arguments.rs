//! The command line, as clap reads it.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

use super::testing::CoverageOutput;

/// What is the next troubleshooting step, and why?
#[derive(Debug, Parser)]
#[command(name = "whatnext", version, about, arg_required_else_help = true)]
pub(super) struct Arguments {
    #[command(subcommand)]
    pub(super) command: Command,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Report all mistakes in rules files
    Check(CheckArguments),
    /// Decide one case: the next step, and why
    Run(RunArguments),
    /// Tell which decisions a change of the rules changes
    ///
    /// Decides every case under the old rules and under the new ones, and groups what changes by
    /// the entry that caused it. Exits with 1 where decisions change, cases that the new rules can
    /// no longer read among them, and with 0 where none does: a decision whose explanation alone
    /// changes is not changed. Cases that only the new rules can read are told and are no failure;
    /// cases that neither can read end in 2, after everything else was told.
    #[command(
        override_usage = "whatnext diff [OPTIONS] <OLD> <NEW>\n       whatnext diff [OPTIONS] --base <REV> <NEW>"
    )]
    Diff(DiffArguments),
    /// Test all cases of a rule base against their snapshots
    Test(TestArguments),
    /// Accept or reject the snapshots that tests propose
    Review(ReviewArguments),
}

#[derive(Debug, Args)]
pub(super) struct CheckArguments {
    /// Rules files, or folders of them
    #[arg(required_unless_present = "explain", value_name = "PATH")]
    pub(super) paths: Vec<PathBuf>,

    /// Explain a code, such as `unknown-name`; `all` lists the codes
    #[arg(long, value_name = "CODE", conflicts_with = "paths")]
    pub(super) explain: Option<String>,

    /// How to print what is found
    #[arg(long, value_enum, default_value_t = CheckFormat::Text, value_name = "FORMAT")]
    pub(super) format: CheckFormat,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum CheckFormat {
    /// For people
    Text,
    /// `whatnext.diagnostics/1`
    Json,
    /// SARIF 2.1.0
    Sarif,
}

#[derive(Debug, Args)]
pub(super) struct RunArguments {
    /// Rules files, or folders of them
    #[arg(required = true, value_name = "PATH")]
    pub(super) paths: Vec<PathBuf>,

    /// What is known: a YAML or JSON file, `-` for standard input; can be repeated, and what a
    /// later one gives replaces what was known before
    #[arg(long, value_name = "FILE")]
    pub(super) facts: Vec<PathBuf>,

    /// What is known and what was tried: a YAML or JSON file, `-` for standard input
    #[arg(long, value_name = "FILE")]
    pub(super) case: Option<PathBuf>,

    /// One more fact, in place of one that a file gives; can be repeated
    #[arg(long = "set", value_name = "FACT=VALUE")]
    pub(super) set: Vec<String>,

    /// Look only at this symptom, and at the rules that use it
    #[arg(long, value_name = "NAME")]
    pub(super) symptom: Option<String>,

    /// Show what every rule that applies would do first
    #[arg(long, conflicts_with = "quiet")]
    pub(super) all: bool,

    /// Print only what to do
    #[arg(short, long)]
    pub(super) quiet: bool,

    /// How to print the decision
    #[arg(long, value_enum, default_value_t = RunFormat::Text, value_name = "FORMAT")]
    pub(super) format: RunFormat,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum RunFormat {
    /// For people
    Text,
    /// `whatnext.decision/1`
    Json,
}

#[derive(Debug, Args)]
pub(super) struct ReviewArguments {
    /// Only these: cases as `test` names them, snapshots, or folders of them [default: all]
    #[arg(value_name = "PATH")]
    pub(super) paths: Vec<PathBuf>,

    /// Where the snapshots lie [default: snapshots]
    #[arg(long, value_name = "DIR")]
    pub(super) snapshots: Option<PathBuf>,

    /// Accept them all without a look
    #[arg(long, conflicts_with = "reject")]
    pub(super) accept: bool,

    /// Reject them all without a look
    #[arg(long)]
    pub(super) reject: bool,
}

#[derive(Debug, Args)]
pub(super) struct TestArguments {
    /// Rule bases: folders of rules with their cases in `cases`, or a folder of such folders
    #[arg(required = true, value_name = "PATH")]
    pub(super) paths: Vec<PathBuf>,

    /// Test these cases instead: a folder or a file; can be repeated
    #[arg(long, value_name = "DIR")]
    pub(super) cases: Vec<PathBuf>,

    /// Where the snapshots lie, a folder for each rule base [default: snapshots]
    #[arg(long, value_name = "DIR")]
    pub(super) snapshots: Option<PathBuf>,

    /// Accept all snapshots that are new or differ
    #[arg(long)]
    pub(super) accept: bool,

    /// Remove the snapshots that belong to no case
    #[arg(long)]
    pub(super) prune: bool,

    /// Write what of the rules the cases reach: text, json, lcov or html, and where to; can be
    /// repeated
    #[arg(long, value_name = "FORMAT[=FILE]")]
    pub(super) coverage: Vec<CoverageOutput>,

    /// Fail if the cases reach less than so many percent of the entries
    #[arg(long, value_name = "PERCENT", value_parser = percent)]
    pub(super) min_coverage: Option<u32>,

    /// How to print the results
    #[arg(long, value_enum, default_value_t = TestFormat::Text, value_name = "FORMAT")]
    pub(super) format: TestFormat,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum TestFormat {
    /// For people
    Text,
    /// `JUnit` XML, for pipelines
    Junit,
}

#[derive(Debug, Args)]
pub(super) struct DiffArguments {
    /// The old rules and the new ones: a folder or a file each; with `--base` only the new ones
    #[arg(required = true, num_args = 1..=2, value_names = ["OLD", "NEW"])]
    pub(super) paths: Vec<PathBuf>,

    /// Take the old rules from this revision of the git repository of the new ones, where they
    /// have the same path
    #[arg(long, value_name = "REV")]
    pub(super) base: Option<String>,

    /// The cases to decide: a folder, a case file, or facts in an `.ndjson` or `.jsonl` file (`-`
    /// is standard input), one JSON map a line; can be repeated [default: `cases` beside the new
    /// rules]
    #[arg(long, value_name = "PATH")]
    pub(super) cases: Vec<PathBuf>,

    /// List every case that changes
    #[arg(long)]
    pub(super) all: bool,

    /// How to print what changes
    #[arg(long, value_enum, default_value_t = DiffFormat::Text, value_name = "FORMAT")]
    pub(super) format: DiffFormat,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum DiffFormat {
    /// For people
    Text,
    /// `whatnext.diff/1`
    Json,
    /// A comment on a pull request
    Markdown,
}

/// A percentage as people write it: `97`, `97%`.
fn percent(text: &str) -> Result<u32, String> {
    let number = text.strip_suffix('%').unwrap_or(text).trim_end();
    match number.parse() {
        Ok(percent @ 0..=100) => Ok(percent),
        _ => Err("write a whole number from 0 to 100".to_owned()),
    }
}
