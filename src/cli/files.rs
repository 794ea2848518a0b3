//! Rules files on disk.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use super::failure::Failure;
use crate::load::{ReadError, ReadSource};

/// Reads rules files from disk.
pub(super) struct Disk;

impl ReadSource for Disk {
    fn read(&self, path: &str) -> Result<String, ReadError> {
        let bytes =
            read_up_to(Path::new(path), ReadError::MOST_BYTES).map_err(|error| match error {
                ReadFailure::TooLarge => ReadError::TooLarge,
                ReadFailure::Io(error) if error.kind() == io::ErrorKind::NotFound => {
                    ReadError::NotFound
                }
                ReadFailure::Io(error) => ReadError::Unreadable {
                    reason: reason(&error),
                },
            })?;
        rules_text(bytes)
    }
}

/// The text of a rules file.
pub(super) fn rules_text(bytes: Vec<u8>) -> Result<String, ReadError> {
    String::from_utf8(bytes).map_err(|error| {
        let good = error.utf8_error().valid_up_to();
        let before = String::from_utf8_lossy(&error.as_bytes()[..good]).into_owned();
        let line_start = before.rfind('\n').map_or(0, |at| at + 1);
        ReadError::NotUtf8 {
            line: before.matches('\n').count() + 1,
            column: before[line_start..].chars().count() + 1,
        }
    })
}

/// The folder in which a file lies.
pub(super) fn folder_of(file: &Path) -> &Path {
    match file.parent() {
        Some(folder) if folder != Path::new("") => folder,
        _ => Path::new("."),
    }
}

/// Why bytes could not be read.
pub(super) enum ReadFailure {
    /// There are more than allowed.
    TooLarge,
    /// The system says no.
    Io(io::Error),
}

/// The bytes of a file, `-` for standard input, if there are no more than
/// `most`; of a longer one no more than that is read.
pub(super) fn read_up_to(path: &Path, most: usize) -> Result<Vec<u8>, ReadFailure> {
    let mut bytes = Vec::new();
    let limit = most as u64 + 1;
    if path == Path::new("-") {
        io::stdin()
            .lock()
            .take(limit)
            .read_to_end(&mut bytes)
            .map_err(ReadFailure::Io)?;
    } else {
        let file = File::open(path).map_err(ReadFailure::Io)?;
        file.take(limit)
            .read_to_end(&mut bytes)
            .map_err(ReadFailure::Io)?;
    }
    if bytes.len() > most {
        Err(ReadFailure::TooLarge)
    } else {
        Ok(bytes)
    }
}

/// What the system says of a failure, in small letters as all messages are.
pub(super) fn reason(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "there is no such file".to_owned(),
        io::ErrorKind::PermissionDenied => "you may not read it".to_owned(),
        io::ErrorKind::IsADirectory => "it is a folder".to_owned(),
        _ => error.to_string(),
    }
}

/// The rules files that `paths` mean: a folder means all its `.rules` files.
pub(super) fn rules_files(paths: &[PathBuf]) -> Result<Vec<String>, Failure> {
    let mut files = Vec::new();
    for path in paths {
        if path.is_dir() {
            files.extend(rules_in(path)?);
        } else {
            files.push(text_of(path)?);
        }
    }
    Ok(files)
}

fn rules_in(folder: &Path) -> Result<Vec<String>, Failure> {
    let unreadable = |error: io::Error| {
        Failure::new(format!(
            "cannot read the folder `{}`: {}",
            folder.display(),
            reason(&error)
        ))
    };
    let mut rules = Vec::new();
    for entry in fs::read_dir(folder).map_err(unreadable)? {
        let path = entry.map_err(unreadable)?.path();
        if is_rules_file(&path) && !path.is_dir() {
            rules.push(text_of(&path)?);
        }
    }
    if !rules.is_empty() {
        rules.sort();
        return Ok(rules);
    }
    let failure = Failure::new(format!(
        "there is no `.rules` file in the folder `{}`",
        folder.display()
    ));
    Err(match folders_with_rules(folder).first() {
        Some(first) => failure.help(format!(
            "name a folder that has some, such as `{}`",
            first.display()
        )),
        None => failure.help("name a rules file, or a folder with some"),
    })
}

/// The folders in `folder` that have rules, if it has none itself; sorted.
pub(super) fn folders_with_rules(folder: &Path) -> Vec<PathBuf> {
    if has_rules(folder) {
        return Vec::new();
    }
    let Ok(entries) = fs::read_dir(folder) else {
        return Vec::new();
    };
    let mut folders: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    folders.retain(|folder| folder.is_dir() && has_rules(folder));
    folders.sort();
    folders
}

fn has_rules(folder: &Path) -> bool {
    fs::read_dir(folder)
        .is_ok_and(|entries| entries.flatten().any(|entry| is_rules_file(&entry.path())))
}

/// Whether a file of this name has rules.
pub(super) fn is_rules_file(path: &Path) -> bool {
    path.extension()
        .is_some_and(|extension| extension == "rules")
}

/// A path as the library knows it: text with `/`.
pub(super) fn text_of(path: &Path) -> Result<String, Failure> {
    let text = path
        .to_str()
        .ok_or_else(|| Failure::new(format!("the path `{}` is not UTF-8 text", path.display())))?;
    Ok(if std::path::MAIN_SEPARATOR == '/' {
        text.to_owned()
    } else {
        text.replace(std::path::MAIN_SEPARATOR, "/")
    })
}
