//! Whether two names mean one file, and whether it is still the same.

use std::fs::{self, Metadata};
#[cfg(unix)]
use std::os::unix::fs::MetadataExt as _;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use crate::cli::{files, store};

/// A file, whatever it is called.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum FileId {
    /// One that is there, where the system numbers its files.
    #[cfg(unix)]
    Numbered {
        /// The disk.
        device: u64,
        /// Its number there.
        inode: u64,
    },
    /// Any other: where it lies, or will.
    Lies(PathBuf),
}

impl FileId {
    /// The file that a path leads to, there or not.
    pub(super) fn of(path: &Path) -> Self {
        #[cfg(unix)]
        if let Ok(data) = fs::metadata(path) {
            return FileId::numbered(&data);
        }
        FileId::Lies(place_of(&store::behind_links(path)))
    }

    #[cfg(unix)]
    fn numbered(data: &Metadata) -> Self {
        FileId::Numbered {
            device: data.dev(),
            inode: data.ino(),
        }
    }

    /// The file that a path leads to, if it is there.
    pub(super) fn of_existing(path: &Path) -> Option<Self> {
        path.exists().then(|| FileId::of(path))
    }

    /// The file that comes in as standard input; none where no regular file does.
    pub(super) fn of_stdin() -> Option<Self> {
        of_stream(std::io::stdin())
    }

    /// The file that standard output goes to; none where that is no regular file.
    pub(super) fn of_stdout() -> Option<Self> {
        of_stream(std::io::stdout())
    }
}

/// The folder of a file, without links, and its name in there: what the last part
/// of the path is called, be it a link or nothing yet.
pub(super) fn place_of(path: &Path) -> PathBuf {
    match (fs::canonicalize(files::folder_of(path)), path.file_name()) {
        (Ok(folder), Some(name)) => folder.join(name),
        _ => path.to_owned(),
    }
}

/// Whether something of this name is there that is no regular file and no folder,
/// such as a pipe.
pub(super) fn is_device(path: &Path) -> bool {
    fs::metadata(path).is_ok_and(|data| !data.is_file() && !data.is_dir())
}

/// What becomes another when a file is changed, or another takes its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct State {
    /// When it was changed, where the system tells.
    modified: Option<SystemTime>,
    #[cfg(unix)]
    inode: u64,
}

impl State {
    /// That of a file.
    pub(super) fn of(data: &Metadata) -> Self {
        State {
            modified: data.modified().ok(),
            #[cfg(unix)]
            inode: data.ino(),
        }
    }
}

#[cfg(unix)]
fn of_stream(stream: impl std::os::fd::AsFd) -> Option<FileId> {
    let file = fs::File::from(stream.as_fd().try_clone_to_owned().ok()?);
    let data = file.metadata().ok().filter(Metadata::is_file)?;
    Some(FileId::numbered(&data))
}

#[cfg(not(unix))]
fn of_stream<S>(_: S) -> Option<FileId> {
    None
}
