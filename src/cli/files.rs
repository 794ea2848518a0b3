//! Rules files on disk.

use std::fs::{self, File, FileType};
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

/// How a file came to be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Origin {
    /// Somebody named it. It may be a pipe, as the shell makes one of
    /// `<(COMMAND)`.
    Named,
    /// It was there. Only a regular file can be meant: reading a pipe that
    /// nobody writes to would never end.
    Found,
}

/// The bytes of a regular file, `-` for standard input, if there are no more
/// than `most`; of a longer one no more than that is read.
pub(super) fn read_up_to(path: &Path, most: usize) -> Result<Vec<u8>, ReadFailure> {
    read_from(path, Origin::Found, most)
}

/// The bytes of a file as [`read_up_to`] reads them, where the file may be
/// something else than a regular one if it was named.
pub(super) fn read_from(path: &Path, from: Origin, most: usize) -> Result<Vec<u8>, ReadFailure> {
    let mut bytes = Vec::new();
    let limit = most as u64 + 1;
    let read = if path == Path::new("-") {
        io::stdin().lock().take(limit).read_to_end(&mut bytes)
    } else {
        open(path, from).and_then(|file| file.take(limit).read_to_end(&mut bytes))
    };
    match read {
        Err(error) => Err(ReadFailure::Io(error)),
        Ok(_) if bytes.len() > most => Err(ReadFailure::TooLarge),
        Ok(_) => Ok(bytes),
    }
}

/// Opens a file that can be read. What it is is looked at first, because opening
/// a pipe can take forever.
pub(super) fn open(path: &Path, from: Origin) -> io::Result<File> {
    let kind = fs::metadata(path)?.file_type();
    if kind.is_dir() {
        return Err(io::ErrorKind::IsADirectory.into());
    }
    let may_be_read = match from {
        Origin::Named => !is_socket(kind),
        Origin::Found => kind.is_file(),
    };
    if may_be_read {
        File::open(path)
    } else {
        Err(io::Error::other("it is not a regular file"))
    }
}

#[cfg(unix)]
fn is_socket(kind: FileType) -> bool {
    std::os::unix::fs::FileTypeExt::is_socket(&kind)
}

#[cfg(not(unix))]
fn is_socket(_kind: FileType) -> bool {
    false
}

/// What the system says of a failure, in words of our own where it is a common
/// one, and in small letters as all messages are.
pub(super) fn reason(error: &io::Error) -> String {
    let words = match error.kind() {
        io::ErrorKind::NotFound => "there is no such file",
        io::ErrorKind::PermissionDenied => "you may not read it",
        io::ErrorKind::IsADirectory => "it is a folder",
        io::ErrorKind::NotADirectory => "a part of the path is a file, not a folder",
        io::ErrorKind::AlreadyExists => "something else of that name is there",
        io::ErrorKind::DirectoryNotEmpty => "the folder is not empty",
        io::ErrorKind::InvalidFilename => "the name is too long, or cannot be one",
        io::ErrorKind::ReadOnlyFilesystem => "nothing can be written to that disk",
        io::ErrorKind::StorageFull => "the disk is full",
        io::ErrorKind::QuotaExceeded => "you may not use more of the disk",
        io::ErrorKind::FileTooLarge => "the file would be too large",
        io::ErrorKind::ResourceBusy | io::ErrorKind::ExecutableFileBusy => "it is in use",
        io::ErrorKind::CrossesDevices => "it lies on another disk",
        io::ErrorKind::StaleNetworkFileHandle => "it is gone from the disk of the network",
        io::ErrorKind::TimedOut => "it took too long",
        io::ErrorKind::OutOfMemory => "there is not enough memory",
        _ if error.raw_os_error() == TOO_MANY_LINKS => "its links lead in a circle",
        _ => return words_of_the_system(error),
    };
    words.to_owned()
}

/// What the system says where something cannot be written.
pub(super) fn writing_reason(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::PermissionDenied => "you may not write there".to_owned(),
        io::ErrorKind::NotFound => "the path leads nowhere".to_owned(),
        _ => reason(error),
    }
}

/// The number of the failure that links lead in a circle, for which there is no
/// stable [`io::ErrorKind`].
const TOO_MANY_LINKS: Option<i32> = if cfg!(any(target_os = "linux", target_os = "android")) {
    Some(40)
} else if cfg!(unix) {
    Some(62)
} else {
    None
};

/// The words alone, without the number of the failure.
fn words_of_the_system(error: &io::Error) -> String {
    let text = error.to_string();
    let words = text.split(" (os error").next().unwrap_or(&text);
    let mut chars = words.chars();
    match chars.next() {
        // A name such as `HTTP` stays as it is.
        Some(first) if !chars.as_str().starts_with(char::is_uppercase) => {
            first.to_lowercase().chain(chars).collect()
        }
        _ => words.to_owned(),
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

/// Whether a folder itself has rules files.
pub(super) fn has_rules(folder: &Path) -> bool {
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

#[cfg(test)]
mod tests {
    use std::io;

    use super::{reason, writing_reason};

    #[test]
    fn reasons_are_words_without_numbers() {
        let of_kind = |kind: io::ErrorKind| reason(&kind.into());
        assert_eq!(
            of_kind(io::ErrorKind::AlreadyExists),
            "something else of that name is there"
        );
        assert_eq!(of_kind(io::ErrorKind::StorageFull), "the disk is full");
        assert_eq!(reason(&io::Error::other("it is not so")), "it is not so");
    }

    #[test]
    fn what_is_refused_is_the_reading_or_the_writing() {
        let refused = io::ErrorKind::PermissionDenied.into();
        assert_eq!(reason(&refused), "you may not read it");
        assert_eq!(writing_reason(&refused), "you may not write there");
        let nowhere = io::ErrorKind::NotFound.into();
        assert_eq!(writing_reason(&nowhere), "the path leads nowhere");
        let full = io::ErrorKind::StorageFull.into();
        assert_eq!(writing_reason(&full), "the disk is full");
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn what_the_system_says_loses_its_number() {
        let of_number = |number| reason(&io::Error::from_raw_os_error(number));
        assert_eq!(of_number(40), "its links lead in a circle");
        assert_eq!(of_number(24), "too many open files");
    }
}
