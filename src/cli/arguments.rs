//! The command line, as clap reads it.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

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
