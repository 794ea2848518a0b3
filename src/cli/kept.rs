//! Compiled rule bases on disk.

use std::fs::File;
use std::io::Read as _;
use std::path::Path;

use super::failure::Failure;
use super::files::{ReadFailure, read_up_to, reason};
use super::output;
use crate::kept::{EXTENSION, Fault, Kept, MAGIC, is_kept};
use crate::program::{Compiled, compile};

/// The largest compiled rule base that is read.
const MOST_BYTES: usize = 1 << 30;

/// Whether a path leads to a compiled rule base, or is called like one.
pub(super) fn is_compiled(path: &Path) -> bool {
    let mut start = Vec::new();
    let is_called_so = path.extension().is_some_and(|end| end == EXTENSION);
    // To look into a pipe is to take from it.
    is_called_so
        || path.is_file()
            && File::open(path)
                .and_then(|file| file.take(MAGIC.len() as u64).read_to_end(&mut start))
                .is_ok_and(|_| is_kept(&start))
}

/// The compiled rule base among some paths of rules; it stands alone.
pub(super) fn among(paths: &[String]) -> Result<Option<&str>, Failure> {
    let Some(compiled) = paths.iter().find(|path| is_compiled(Path::new(path))) else {
        return Ok(None);
    };
    if paths.len() == 1 {
        return Ok(Some(compiled));
    }
    let failure = Failure::new(format!(
        "`{compiled}` is a compiled rule base, and there are other rules beside it"
    ));
    Err(failure.help("name it alone, or name only rules files and folders"))
}

/// That a command wants to see rules as they are written.
pub(super) fn refuse(paths: &[String], wanted: &str) -> Result<(), Failure> {
    match among(paths)? {
        None => Ok(()),
        Some(path) => Err(
            Failure::new(format!("`{path}` is a compiled rule base")).help(format!(
                "name the rules files that it was compiled from, or their folder, {wanted}"
            )),
        ),
    }
}

/// The program that a compiled rule base holds.
pub(super) fn read(path: &str) -> Result<Compiled, Failure> {
    let fault = |fault: Fault| {
        Failure::new(format!(
            "cannot use the compiled rule base `{path}`: {fault}"
        ))
        .help(format!(
            "compile it again: `whatnext compile PATH… -o {path}`"
        ))
    };
    let bytes = read_up_to(Path::new(path), MOST_BYTES).map_err(|failure| {
        let why = match failure {
            ReadFailure::TooLarge => "it is larger than 1 GB".to_owned(),
            ReadFailure::Io(error) => reason(&error),
        };
        Failure::new(format!("cannot read `{path}`: {why}"))
    })?;
    let kept = Kept::open(bytes).map_err(fault)?;
    warn_of_changes(path, &kept);
    let compiled = compile(kept.paths(), &kept);
    kept.is_whole().map_err(fault)?;
    Ok(compiled)
}

/// Whoever has the rules files beside the compiled ones may have changed them since.
fn warn_of_changes(path: &str, kept: &Kept) {
    let has_changed = |(file, text): &(&str, &str)| {
        let most = text.len().max(1 << 16);
        match read_up_to(Path::new(file), most) {
            Ok(bytes) => bytes != text.as_bytes(),
            Err(ReadFailure::TooLarge) => true,
            // It may well be that only the compiled file came here.
            Err(ReadFailure::Io(_)) => false,
        }
    };
    let changed: Vec<&str> = kept
        .files()
        .filter(has_changed)
        .map(|(file, _)| file)
        .collect();
    let Some(first) = changed.first() else { return };
    let others = match changed.len() - 1 {
        0 => String::new(),
        others => format!(" and {others} more"),
    };
    let have = if others.is_empty() { "has" } else { "have" };
    let failure = Failure::new(format!(
        "`{first}`{others} {have} changed since `{path}` was compiled: the old rules are used"
    ));
    let failure = failure.help(format!(
        "compile it again: `whatnext compile PATH… -o {path}`"
    ));
    output::to_stderr(&failure.as_warning());
}
