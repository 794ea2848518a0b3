//! Summing up.

use std::path::Path;

use super::output::Existing;
use crate::cli::failure::{Failure, number_of};
use crate::cli::{files, output, product, store};
use crate::fleet::summary::{Run, Summary, html, json, text};
use crate::program::Program;

/// Refuses a file that cannot be written, or must not be.
pub(super) fn check(path: &Path, existing: Existing) -> Result<(), Failure> {
    let folder = files::folder_of(path);
    if !folder.is_dir() {
        let folder = folder.display();
        return Err(Failure::new(format!("there is no folder `{folder}`"))
            .help("make it, or name a file in another one"));
    }
    if path.exists() && existing == Existing::Stays {
        let path = path.display();
        return Err(Failure::new(format!("`{path}` is there already"))
            .help("name another file; or `--force` replaces it"));
    }
    Ok(())
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
    Ok(store::replace(path, &text)?)
}

/// Tells in a line what came of the records, and where all of it stands.
pub(super) fn tell_where(path: &Path, summary: &Summary) {
    let count = |number: u64| usize::try_from(number).unwrap_or(usize::MAX);
    let records = number_of(count(summary.records()), "record");
    let errors = match summary.errors() {
        0 => String::new(),
        errors => format!(", {errors} of them in error"),
    };
    let path = path.display();
    output::to_stderr(&format!("{records}{errors}: summed up in `{path}`\n"));
}

/// Sums up for people.
pub(super) fn tell(program: &Program, summary: &Summary, run: &Run) {
    output::to_stderr(&text(program, summary, run));
}
