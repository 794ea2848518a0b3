//! What a run is to do, as the command line says it.

use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::thread;

use super::checkpoint::{Fingerprint, Identity};
use super::clashes::Writes;
use super::inputs::{Input, Named, no_records, told_apart};
use super::output::{Existing, Paths, Target, can_be_file};
use super::same::is_device;
use super::summary;
use crate::cli::arguments::{BatchArguments, BatchFormat};
use crate::cli::failure::{Failure, number_of};
use crate::cli::files::{self, Origin};
use crate::cli::rules::program;
use crate::cli::{instant, output, product};
use crate::fleet::Options;
use crate::program::Program;

/// More threads than any machine has cores would only cost memory.
const MOST_THREADS: usize = 1024;

/// What a run is to do.
pub(super) struct Plan {
    /// The rules.
    pub(super) program: Program,
    /// The records.
    pub(super) inputs: Vec<Input>,
    /// What is wanted of each.
    pub(super) options: Options,
    /// How decisions are written.
    pub(super) format: BatchFormat,
    /// Where to.
    pub(super) target: Target,
    /// What is done about files that are there.
    pub(super) existing: Existing,
    /// The file that sums up.
    pub(super) summary: Option<PathBuf>,
    /// How many records may be in error.
    pub(super) max_errors: u64,
    /// How many threads decide.
    pub(super) threads: usize,
    /// Whether nothing is told but mistakes.
    pub(super) is_quiet: bool,
    /// What must be the same for another run to go on with this one.
    pub(super) identity: Identity,
}

/// Reads the arguments and the rules.
pub(super) fn plan(arguments: &BatchArguments) -> Result<Plan, Failure> {
    let Named {
        rules,
        mut inputs,
        mut skipped,
    } = told_apart(&arguments.paths, arguments.records.input_format)?;
    let format = format(arguments)?;
    let options = options(arguments)?;
    let target = target(arguments, format)?;
    let summary = arguments.results.summary.as_deref();
    if let Some(path) = summary {
        summary::check(path)?;
    }
    let writes = Writes::of(&target, summary)?;
    // What an earlier run wrote may lie among the inputs.
    inputs.retain(|input| input.origin == Origin::Named || !writes.lies_there(&input.path));
    skipped.retain(|path| !writes.lies_there(path));
    tell_skipped(&skipped);
    if inputs.is_empty() {
        return Err(no_records());
    }
    let rules = files::rules_files(&rules)?;
    let program = program(&rules)?;
    writes.spare(&rules, &program, &inputs)?;
    Ok(Plan {
        identity: identity(arguments, format, &program, &inputs),
        program,
        inputs,
        options,
        format,
        target,
        existing: existing(arguments),
        summary: arguments.results.summary.clone(),
        max_errors: arguments.max_errors.unwrap_or(u64::MAX),
        threads: threads(arguments),
        is_quiet: arguments.results.quiet,
    })
}

fn existing(arguments: &BatchArguments) -> Existing {
    match (arguments.results.resume, arguments.results.force) {
        (true, _) => Existing::GoesOn,
        (false, true) => Existing::Goes,
        (false, false) => Existing::Stays,
    }
}

fn threads(arguments: &BatchArguments) -> usize {
    let cores = || thread::available_parallelism().unwrap_or(NonZeroUsize::MIN);
    arguments
        .threads
        .unwrap_or_else(cores)
        .get()
        .min(MOST_THREADS)
}

fn options(arguments: &BatchArguments) -> Result<Options, Failure> {
    let now = instant::now(arguments.records.now.as_deref())?;
    Ok(Options {
        id: arguments.records.id.clone(),
        explain: arguments.records.explain,
        cases: arguments.records.cases,
        strict: arguments.records.strict,
        now,
    })
}

/// The format that is asked for, or that the name of the file says.
fn format(arguments: &BatchArguments) -> Result<BatchFormat, Failure> {
    let output = arguments.results.output.as_deref();
    let by_name = || match product::ending(output.filter(|path| !is_device(path))).as_deref() {
        None | Some("ndjson" | "jsonl") => Ok(BatchFormat::Ndjson),
        Some("csv") => Ok(BatchFormat::Csv),
        Some("parquet") => Ok(BatchFormat::Parquet),
        Some(other) => Err(product::unknown_ending(
            other,
            "`.ndjson`, `.csv` or `.parquet`",
            "`--format ndjson`",
        )),
    };
    let format = arguments.results.format.map_or_else(by_name, Ok)?;
    if format == BatchFormat::Parquet {
        can_be_parquet(output)?;
    }
    Ok(format)
}

/// Parquet can only be a file.
#[cfg(feature = "parquet")]
fn can_be_parquet(output: Option<&Path>) -> Result<(), Failure> {
    match output {
        Some(path) if !is_device(path) => Ok(()),
        _ => {
            Err(Failure::new("Parquet can only be written to a file")
                .help("name it: `--output FILE`"))
        }
    }
}

#[cfg(not(feature = "parquet"))]
fn can_be_parquet(_: Option<&Path>) -> Result<(), Failure> {
    Err(Failure::new(super::NO_PARQUET))
}

fn target(arguments: &BatchArguments, format: BatchFormat) -> Result<Target, Failure> {
    let Some(path) = &arguments.results.output else {
        return Ok(Target::Stdout);
    };
    if path == Path::new("-") {
        return Err(Failure::new("`--output` names a file, and `-` is none")
            .help("leave out `--output`: decisions go to standard output then"));
    }
    if is_device(path) {
        return Ok(Target::Device(path.clone()));
    }
    can_be_file(path)?;
    let paths = Paths::of(path, format == BatchFormat::Parquet);
    for path in paths.beside() {
        if is_device(&path) || path.is_dir() {
            let (path, output) = (path.display(), paths.output.display());
            return Err(Failure::new(format!(
                "`{path}` is no regular file, and a run that writes `{output}` has to write one of that name"
            ))
            .help("move it away, or name another file with `--output`"));
        }
    }
    Ok(Target::File(paths))
}

/// Files in folders of records that have none are not passed over in silence.
fn tell_skipped(skipped: &[PathBuf]) {
    let Some(first) = skipped.first() else { return };
    output::to_stderr(&format!(
        "note: {} in the folders of records passed over, such as `{}`\n",
        number_of(skipped.len(), "other file"),
        first.display()
    ));
}

fn identity(
    arguments: &BatchArguments,
    format: BatchFormat,
    program: &Program,
    inputs: &[Input],
) -> Identity {
    let mut rules = Fingerprint::new();
    for (_, file) in program.sources().iter() {
        rules.add(file.name());
        rules.add(file.text());
    }
    let mut names = Fingerprint::new();
    for input in inputs {
        names.add(&input.name);
        names.add(&format!("{:?} {:?}", input.bytes, input.state));
    }
    let records = &arguments.records;
    let options = [
        ("--format", format!("{format:?}")),
        ("--input-format", format!("{:?}", records.input_format)),
        ("--id", format!("{:?}", records.id)),
        ("--explain", records.explain.to_string()),
        ("--cases", records.cases.to_string()),
        ("--strict", records.strict.to_string()),
        ("--now", format!("{:?}", records.now)),
    ];
    let options = options.map(|(option, value)| (option.to_owned(), value));
    Identity {
        version: env!("CARGO_PKG_VERSION").to_owned(),
        rules: rules.text(),
        options: options.into(),
        inputs: names.text(),
    }
}
