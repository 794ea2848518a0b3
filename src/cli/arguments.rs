//! The command line, as clap reads it.

use std::num::NonZeroUsize;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

use super::testing::CoverageOutput;

/// What is the next troubleshooting step, and why?
#[derive(Debug, Parser)]
#[command(
    name = "whatnext",
    version,
    about,
    arg_required_else_help = true,
    after_help = "`whatnext help COMMAND` says more about one command.\n\n\
        Exit codes: 0 all is well, 1 the result is a negative one, 2 it could not run."
)]
pub(super) struct Arguments {
    #[command(subcommand)]
    pub(super) command: Command,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Begin a rule base: an example with its tests, to be changed into your own
    ///
    /// Writes rules, cases and accepted snapshots into a folder that is empty or not there yet.
    New(NewArguments),
    /// Report all mistakes in rules files
    ///
    /// Errors, because of which the rules cannot be run; and warnings about what is probably not
    /// meant, some of which follow from all rules together. Exits with 1 where there is an error.
    Check(CheckArguments),
    /// Bring rules files into the one canonical layout
    ///
    /// Rewrites the files that are not in it; comments, and blank lines between thoughts, stay.
    /// A file with mistakes in its syntax is left alone, and its mistakes are told. Exits with 1
    /// where there is such a file, and with `--check` or `--diff` where a file would change.
    Fmt(FormatArguments),
    /// Decide one case: the next step, and why
    ///
    /// What is known comes from files and from options; what is not known is asked for. Exits with 0
    /// where there is something to do or nothing is left to be done, and with 1 where a question
    /// comes first, or the rules have no answer.
    Run(RunArguments),
    /// Decide many records, as of a whole fleet: the next step of each, and what is not known
    ///
    /// Prints one decision a record, in the order of the records, and sums up on standard error.
    /// Records that cannot be read are told with their place, and end nothing. Exits with 1 where
    /// there is one, and with 130 where Ctrl-C stopped the run.
    #[command(override_usage = "whatnext batch [OPTIONS] <PATH>... <INPUT>...")]
    Batch(BatchArguments),
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
    ///
    /// A case whose decision is new, or another than its snapshot says, is proposed for `whatnext
    /// review`. Exits with 1 where a case fails.
    Test(TestArguments),
    /// Write cases that reach every entry of the rules: a start for tests
    ///
    /// Walks where one reaches several entries, else single decisions: as few as are found. They
    /// say what the rules do now, not what they should do: read them, and name them after what
    /// happens to people. Files that are there are never replaced. Exits with 1 where something is
    /// not reached.
    Cases(CasesArguments),
    /// Accept or reject the snapshots that tests propose
    ///
    /// Shows what differs, with the lines of the rules that caused it, and asks for each.
    Review(ReviewArguments),
    /// Help an editor: a language server on standard input and output
    Lsp,
    /// Draw the rules as a picture
    ///
    /// Facts, conditions, rules with their entries in order, and actions; with a case, the way that
    /// its decision takes.
    Graph(GraphArguments),
    /// Write the rules as a runbook for people
    ///
    /// What people see, the questions, and what to do in which order and why, as Markdown or as one
    /// page of HTML.
    Doc(DocArguments),
    /// List the facts that rules want: what they are called, their types, how they are found
    ///
    /// Fields of lists have the path of their list before them. The entries are the `try`,
    /// `conclude`, `refer` and `escalate` lines that depend on the fact.
    Facts(FactsArguments),
    /// Keep a rule base in one file that starts faster
    ///
    /// Every command that decides takes the file in place of the rules. It has their texts, so that
    /// explanations show the same places, and is checked before it is used. Another version of the
    /// program wants it compiled again.
    Compile(CompileArguments),
    /// Print the script that makes a shell complete commands
    ///
    /// With it, the key that completes also knows the names in the rules of the line: symptoms, rules,
    /// facts and their values. Load it when the shell starts: `source <(whatnext completions bash)`
    /// in .bashrc, the same with zsh in .zshrc behind `compinit`, and `whatnext completions fish |
    /// source` in config.fish.
    Completions(CompletionsArguments),
    /// Print the manual page, or write the pages of all commands
    ///
    /// `whatnext manual | man -l -` shows the page.
    Manual(ManualArguments),
}

#[derive(Debug, Args)]
pub(super) struct NewArguments {
    /// The folder to write into; it must be empty if it is there
    #[arg(value_name = "DIR")]
    pub(super) folder: PathBuf,
}

#[derive(Debug, Args)]
pub(super) struct CheckArguments {
    /// Rules files, or folders of them
    #[arg(required_unless_present = "explain", value_name = "PATH")]
    pub(super) paths: Vec<PathBuf>,

    /// Explain a code, such as `unknown-name`; `all` lists the codes
    #[arg(long, value_name = "CODE", conflicts_with = "paths")]
    pub(super) explain: Option<String>,

    /// Look only for mistakes that are quickly found, not at what the rules mean together
    #[arg(long)]
    pub(super) fast: bool,

    /// Exit with 1 for this, too, and not only for errors
    #[arg(long, value_enum, value_name = "WHAT")]
    pub(super) deny: Option<Deny>,

    /// How to print what is found
    #[arg(long, value_enum, default_value_t = CheckFormat::Text, value_name = "FORMAT")]
    pub(super) format: CheckFormat,
}

/// What `check` fails for besides errors.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Deny {
    /// Any warning
    Warnings,
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
pub(super) struct FormatArguments {
    /// Rules files, or folders of them; `-` for standard input, which is printed formatted
    #[arg(required = true, value_name = "PATH")]
    pub(super) paths: Vec<PathBuf>,

    /// Write nothing, and list the files that would change
    #[arg(long)]
    pub(super) check: bool,

    /// Write nothing, and show what would change
    #[arg(long)]
    pub(super) diff: bool,
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

    /// When the facts were seen if the case does not say so itself, such as 2026-11-22T09:00:00Z
    #[arg(long, value_name = "INSTANT")]
    pub(super) now: Option<String>,

    /// Look only at this symptom, and at the rules that use it
    #[arg(long, value_name = "NAME")]
    pub(super) symptom: Option<String>,

    /// Show what every rule that applies would do first
    #[arg(long)]
    pub(super) all: bool,

    /// Print only what to do
    #[arg(short, long)]
    pub(super) quiet: bool,

    /// How to print the decision
    #[arg(long, value_enum, default_value_t = RunFormat::Text, value_name = "FORMAT")]
    pub(super) format: RunFormat,
}

#[derive(Debug, Args)]
pub(super) struct FactsArguments {
    /// Rules files, or folders of them
    #[arg(required = true, value_name = "PATH")]
    pub(super) paths: Vec<PathBuf>,

    /// How to print the facts
    #[arg(long, value_enum, default_value_t = FactsFormat::Text, value_name = "FORMAT")]
    pub(super) format: FactsFormat,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum FactsFormat {
    /// For people
    Text,
    /// `whatnext.facts/1`
    Json,
    /// The first row of a sheet, with a column for each fact that stands in no list
    Csv,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum RunFormat {
    /// For people
    Text,
    /// `whatnext.decision/1`
    Json,
}

#[derive(Debug, Args)]
pub(super) struct BatchArguments {
    /// Rules files or folders of them; and the records: `.ndjson`, `.json`, `.csv` and `.parquet`
    /// files, also compressed as `.gz` or `.zst`, folders of them, patterns such as
    /// 'fleet-*.ndjson', or `-` for standard input
    #[arg(required = true, value_name = "PATH")]
    pub(super) paths: Vec<PathBuf>,

    #[command(flatten)]
    pub(super) records: BatchRecords,

    #[command(flatten)]
    pub(super) results: BatchResults,

    /// Stop once more than so many records cannot be decided
    #[arg(long, value_name = "N")]
    pub(super) max_errors: Option<u64>,

    /// How many threads decide [default: all cores]
    #[arg(long, value_name = "N")]
    pub(super) threads: Option<NonZeroUsize>,
}

// How records are read.
#[derive(Debug, Args)]
pub(super) struct BatchRecords {
    /// Where a record says what it is called: the path of a field
    #[arg(long, value_name = "PATH")]
    pub(super) id: Option<String>,

    /// The records are cases: facts, attempts, and what is unavailable
    #[arg(long)]
    pub(super) cases: bool,

    /// A field that is no fact is a mistake; otherwise it is passed over, but in cases
    #[arg(long)]
    pub(super) strict: bool,

    /// When records were seen that do not say so themselves, such as 2026-11-22T09:00:00Z
    #[arg(long, value_name = "INSTANT")]
    pub(super) now: Option<String>,

    /// How records are written [default: by the names of the files, or by how they begin]
    #[arg(long, value_enum, value_name = "FORMAT")]
    pub(super) input_format: Option<RecordFormat>,

    /// Explain every decision
    #[arg(long)]
    pub(super) explain: bool,
}

// Where results go.
#[derive(Debug, Args)]
pub(super) struct BatchResults {
    /// How to write the decisions [default: by the name of the output, or ndjson]
    #[arg(long, value_enum, value_name = "FORMAT")]
    pub(super) format: Option<BatchFormat>,

    /// Write to this file, not to standard output
    #[arg(short, long, value_name = "FILE")]
    pub(super) output: Option<PathBuf>,

    /// Sum up in this file, as HTML, JSON or text by its name [default: text on standard error]
    #[arg(long, value_name = "FILE")]
    pub(super) summary: Option<PathBuf>,

    /// Go on where a stopped run that wrote the same output ended
    #[arg(long, requires = "output", conflicts_with = "force")]
    pub(super) resume: bool,

    /// Replace files that are there
    #[arg(long)]
    pub(super) force: bool,

    /// Sum up only in a file, and show no progress
    #[arg(short, long)]
    pub(super) quiet: bool,
}

/// How records are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum RecordFormat {
    /// A JSON map a line
    Ndjson,
    /// An array of maps, or maps one behind the other
    Json,
    /// A table with the paths of facts in its first row
    Csv,
    /// A table with the paths of facts as columns
    Parquet,
}

/// How decisions are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum BatchFormat {
    /// A JSON map a line
    Ndjson,
    /// A table
    Csv,
    /// A table for analysis
    Parquet,
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
pub(super) struct CasesArguments {
    /// Rule bases: folders of rules, or a folder of such folders
    #[arg(required = true, value_name = "PATH")]
    pub(super) paths: Vec<PathBuf>,

    /// What the cases are to reach
    #[arg(long, value_enum, value_name = "WHAT")]
    pub(super) cover: CoverGoal,

    /// The folder to write them to, for a single rule base [default: `cases` beside its rules]
    #[arg(long, value_name = "DIR")]
    pub(super) output: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum CoverGoal {
    /// Every entry is chosen
    Entries,
    /// Besides, every test of a guard decides it both ways (MC/DC)
    Conditions,
}

#[derive(Debug, Args)]
pub(super) struct TestArguments {
    /// Rule bases: folders of rules with their cases in `cases`, or a folder of such folders
    #[arg(required = true, value_name = "PATH")]
    pub(super) paths: Vec<PathBuf>,

    /// Test these cases instead: a folder or a file; can be repeated
    #[arg(long, value_name = "DIR")]
    pub(super) cases: Vec<PathBuf>,

    /// Where the snapshots lie, a folder for each rule base [default: snapshots, here or in a
    /// folder around the rule base]
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

#[derive(Debug, Args)]
pub(super) struct GraphArguments {
    /// Rules files, or folders of them
    #[arg(required = true, value_name = "PATH")]
    pub(super) paths: Vec<PathBuf>,

    /// How to draw [default: by the name of the output, or svg]
    #[arg(long, value_enum, value_name = "FORMAT")]
    pub(super) format: Option<GraphFormat>,

    /// Write to this file, not to standard output
    #[arg(short, long, value_name = "FILE")]
    pub(super) output: Option<PathBuf>,

    /// Only this rule, with all that it uses; can be repeated
    #[arg(long, value_name = "NAME")]
    pub(super) rule: Vec<String>,

    /// Only the rules that use this symptom; can be repeated
    #[arg(long, value_name = "NAME")]
    pub(super) symptom: Vec<String>,

    /// Only what is near to this fact, condition, rule, action or value; can be repeated
    #[arg(long, value_name = "NAME")]
    pub(super) around: Vec<String>,

    /// How near, in steps
    #[arg(long, value_name = "N", default_value_t = 1, requires = "around")]
    pub(super) distance: usize,

    /// Mark the way of a decision by these facts: a YAML or JSON file, `-` for standard input; can
    /// be repeated
    #[arg(long, value_name = "FILE")]
    pub(super) facts: Vec<PathBuf>,

    /// Mark the way of the decision of this case: a YAML or JSON file, `-` for standard input
    #[arg(long, value_name = "FILE")]
    pub(super) case: Option<PathBuf>,

    /// Mark the way of a decision by this fact, in place of one that a file gives; can be repeated
    #[arg(long = "set", value_name = "FACT=VALUE")]
    pub(super) set: Vec<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum GraphFormat {
    /// A picture that browsers show
    Svg,
    /// For pages that draw Mermaid
    Mermaid,
    /// For Graphviz
    Dot,
}

#[derive(Debug, Args)]
pub(super) struct CompletionsArguments {
    /// The shell
    #[arg(value_enum, value_name = "SHELL")]
    pub(super) shell: Shell,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Shell {
    Bash,
    Fish,
    Zsh,
}

impl Shell {
    /// The shell of this name.
    pub(super) fn named(name: &str) -> Option<Self> {
        Shell::from_str(name, false).ok()
    }
}

#[derive(Debug, Args)]
pub(super) struct ManualArguments {
    /// Write a page for every command to this folder
    #[arg(value_name = "DIR")]
    pub(super) dir: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(super) struct CompileArguments {
    /// Rules files, or folders of them
    #[arg(required = true, value_name = "PATH")]
    pub(super) paths: Vec<PathBuf>,

    /// Write to this file, whose name usually ends in `.whatnext`
    #[arg(short, long, value_name = "FILE")]
    pub(super) output: PathBuf,
}

#[derive(Debug, Args)]
pub(super) struct DocArguments {
    /// Rules files, or folders of them
    #[arg(required = true, value_name = "PATH")]
    pub(super) paths: Vec<PathBuf>,

    /// How to write [default: by the name of the output, or markdown]
    #[arg(long, value_enum, value_name = "FORMAT")]
    pub(super) format: Option<DocFormat>,

    /// Write to this file, not to standard output
    #[arg(short, long, value_name = "FILE")]
    pub(super) output: Option<PathBuf>,

    /// What stands before the names of rules files in links, such as the address of a repository
    /// [default: the way from the output to here]
    #[arg(long, value_name = "URL")]
    pub(super) link_base: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum DocFormat {
    /// For wikis and repositories
    Markdown,
    /// One page that needs nothing else
    Html,
}

/// A percentage as people write it: `97`, `97%`.
fn percent(text: &str) -> Result<u32, String> {
    let number = text.strip_suffix('%').unwrap_or(text).trim_end();
    match number.parse() {
        Ok(percent @ 0..=100) => Ok(percent),
        _ => Err("write a whole number from 0 to 100".to_owned()),
    }
}
