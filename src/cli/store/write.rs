//! Writing snapshots, as a whole or not at all.

use std::ffi::OsStr;
use std::fs::{self, Permissions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use super::{StoreError, StoreProblem, read};
use crate::cli::files::folder_of;
use crate::suite::snapshot::Snapshot;

/// How the name of a file begins that is still being written. A kill may leave
/// one behind.
const UNFINISHED: &str = ".whatnext-unfinished-";

/// Whether a file is, or was, still being written.
pub(super) fn is_unfinished(path: &Path) -> bool {
    let name = path.file_name().and_then(OsStr::to_str);
    name.is_some_and(|name| name.starts_with(UNFINISHED))
}

/// Writes a snapshot in place of the one at `path`, or as a new one.
pub(in crate::cli) fn write(path: &Path, snapshot: &Snapshot) -> Result<(), StoreError> {
    // What is there must be ours: anything else is not to be replaced.
    read(path)?;
    replace(path, snapshot.write())
}

/// Removes a file. That it is gone already is as good.
pub(in crate::cli) fn remove(path: &Path) -> Result<(), StoreError> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => {
            Err(StoreError::new(path, StoreProblem::Undeletable(error)))
        }
        _ => Ok(()),
    }
}

/// Puts a file with this content at `path`. Whoever looks finds all of the old file
/// or all of the new one, whenever this is ended.
pub(in crate::cli) fn replace(path: &Path, content: impl AsRef<[u8]>) -> Result<(), StoreError> {
    let target = behind_links(path);
    let permissions = fs::metadata(&target)
        .ok()
        .map(|metadata| metadata.permissions());
    // The folder alone decides whether a file can be replaced. But a file that
    // someone has protected is meant to stay, also where the superuser asks.
    if permissions.as_ref().is_some_and(Permissions::readonly) {
        return Err(StoreError::new(path, StoreProblem::ReadOnly));
    }
    put(&target, content.as_ref(), permissions)
        .map_err(|error| StoreError::new(path, StoreProblem::Unwritable(error)))
}

/// Writes a new file, as a whole; an error where there is one already.
pub(in crate::cli) fn create(path: &Path, text: &str) -> io::Result<()> {
    let mut file = unfinished(path)?;
    file.write_all(text.as_bytes())?;
    file.persist_noclobber(path)
        .map(drop)
        .map_err(|persist| persist.error)
}

fn put(target: &Path, content: &[u8], permissions: Option<Permissions>) -> io::Result<()> {
    let mut file = unfinished(target)?;
    if let Some(permissions) = permissions {
        file.as_file().set_permissions(permissions)?;
    }
    file.write_all(content)?;
    file.persist(target)
        .map(drop)
        .map_err(|persist| persist.error)
}

/// An empty file in the folder of the one that it is to become.
fn unfinished(target: &Path) -> io::Result<NamedTempFile> {
    let folder = target.parent().unwrap_or(Path::new(""));
    // A relative path without a folder is in this one.
    let folder = if folder.as_os_str().is_empty() {
        Path::new(".")
    } else {
        folder
    };
    fs::create_dir_all(folder)?;
    let mut builder = tempfile::Builder::new();
    builder.prefix(UNFINISHED);
    for_all_to_read(&mut builder);
    builder.tempfile_in(folder)
}

/// Gives the file the permissions of an ordinary one. Those of a temporary file
/// are narrower.
#[cfg(unix)]
fn for_all_to_read(builder: &mut tempfile::Builder<'_, '_>) {
    use std::os::unix::fs::PermissionsExt as _;
    // The system takes away what the user does not want.
    builder.permissions(Permissions::from_mode(0o666));
}

#[cfg(not(unix))]
fn for_all_to_read(_: &mut tempfile::Builder<'_, '_>) {}

/// No system follows more links one behind the other.
const MOST_LINKS: usize = 40;

/// The file itself, where `path` is a link to it; it need not be there yet.
pub(in crate::cli) fn behind_links(path: &Path) -> PathBuf {
    if !path.is_symlink() {
        return path.to_owned();
    }
    if let Ok(target) = fs::canonicalize(path) {
        return target;
    }
    let mut target = path.to_owned();
    for _ in 0..MOST_LINKS {
        match fs::read_link(&target) {
            // It is meant from the folder in which the link lies.
            Ok(next) => target = folder_of(&target).join(next),
            Err(_) => return target,
        }
    }
    path.to_owned()
}
