//! Writing what a command makes: to standard output, or to a file that may be
//! replaced if it is an earlier one of its kind.

use std::fs::File;
use std::io::Read as _;
use std::path::Path;

use super::check::print;
use super::failure::Failure;
use super::{files, store};

/// A kind of file that commands make.
pub(super) struct Kind {
    /// What it is called: `such picture`.
    pub(super) name: &'static str,
    /// What every one has near its beginning.
    pub(super) mark: &'static str,
}

/// The ending of a file's name, in small letters; none where it has none.
pub(super) fn ending(file: Option<&Path>) -> Option<String> {
    let ending = file?.extension()?.to_string_lossy();
    Some(ending.to_ascii_lowercase())
}

/// No format goes by this ending of a name. `known` are those that some go by,
/// and `option` is an example of how to say the format itself.
pub(super) fn unknown_ending(ending: &str, known: &str, option: &str) -> Failure {
    let failure = Failure::new(format!("no format goes by the ending `.{ending}`"));
    failure.help(format!(
        "name a file that ends in {known}, or say the format: {option}"
    ))
}

/// Writes a text of this kind to the file, or prints it if there is none, or `-`.
pub(super) fn write(file: Option<&Path>, kind: &Kind, text: &str) -> Result<(), Failure> {
    match file.filter(|file| *file != Path::new("-")) {
        Some(file) => write_file(file, kind, text),
        None => print(text),
    }
}

/// Writes a file, in place of an earlier one of its kind at the most.
pub(super) fn write_file(
    file: &Path,
    kind: &Kind,
    content: impl AsRef<[u8]>,
) -> Result<(), Failure> {
    let shown = file.display();
    let folder = files::folder_of(file);
    if !folder.is_dir() {
        let failure = Failure::new(format!("there is no folder `{}`", folder.display()));
        return Err(failure.help(format!("make it, or write to another place than `{shown}`")));
    }
    if file.exists() && !is_of_kind(file, kind) {
        let failure = Failure::new(format!(
            "`{shown}` is there already, and is no {}",
            kind.name
        ));
        return Err(failure.help("nothing was overwritten: name another file"));
    }
    Ok(store::replace(file, content)?)
}

/// Whether a file begins as those of its kind do; an empty one may become one.
fn is_of_kind(file: &Path, kind: &Kind) -> bool {
    let mut start = Vec::new();
    let read = file.is_file()
        && File::open(file).is_ok_and(|file| file.take(200).read_to_end(&mut start).is_ok());
    read && (start.is_empty() || String::from_utf8_lossy(&start).contains(kind.mark))
}
