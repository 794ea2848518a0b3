//! Summing up.

use std::fs::OpenOptions;
use std::io::{self, Write as _};
use std::path::Path;

use super::output::{Existing, can_be_file, unwritable};
use super::same::is_device;
use crate::cli::failure::Failure;
use crate::cli::{output, product, store};
use crate::fleet::summary::{Run, Summary, grouped, html, json, number_of, text};
use crate::program::Program;

/// Refuses a file that cannot be written.
pub(super) fn check(path: &Path) -> Result<(), Failure> {
    if path == Path::new("-") {
        return Err(Failure::new("`--summary` names a file, and `-` is none")
            .help("leave out `--summary`: it goes to standard error then"));
    }
    can_be_file(path)
}

/// Refuses to replace a file unasked. Where a stopped run goes on, it is of that
/// run.
pub(super) fn check_existing(
    path: &Path,
    existing: Existing,
    goes_on: bool,
) -> Result<(), Failure> {
    if existing == Existing::Goes || goes_on || is_device(path) || !path.exists() {
        return Ok(());
    }
    let failure = Failure::new(format!("`{}` is there already", path.display()));
    Err(failure.help(if existing == Existing::GoesOn {
        "name another file: there is no stopped run that goes on, and could replace its own"
    } else {
        "name another file; or `--force` replaces it"
    }))
}

/// Sums up in a file, in the format that its name says.
pub(super) fn write(
    path: &Path,
    program: &Program,
    summary: &Summary,
    run: &Run,
) -> Result<(), Failure> {
    let text = match product::ending(Some(path)).as_deref() {
        Some("html" | "htm") => html(program, summary, run),
        Some("json") => json(program, summary, run),
        _ => text(program, summary, run),
    };
    if is_device(path) {
        return to_device(path, &text).map_err(|error| unwritable(path, &error));
    }
    Ok(store::replace(path, &text)?)
}

/// Writes to something that is no regular file, such as a pipe.
fn to_device(path: &Path, text: &str) -> io::Result<()> {
    let mut device = OpenOptions::new().write(true).open(path)?;
    device.write_all(text.as_bytes())?;
    device.flush()
}

/// Tells in a line what came of the records, and where all of it stands.
pub(super) fn tell_where(path: &Path, summary: &Summary) {
    let records = number_of(summary.records(), "record");
    let errors = match summary.errors() {
        0 => String::new(),
        errors => format!(", {} of them in error", grouped(errors)),
    };
    let path = path.display();
    output::to_stderr(&format!("{records}{errors}: summed up in `{path}`\n"));
}

/// Sums up for people.
pub(super) fn tell(program: &Program, summary: &Summary, run: &Run) {
    output::to_stderr(&text(program, summary, run));
}
