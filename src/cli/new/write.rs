//! Writing many files, all of them or none.

use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use crate::cli::failure::Failure;
use crate::cli::files::{folder_of, reason, writing_reason};

/// What has been written so far. Unless it is finished, it is removed again.
pub(super) struct Started {
    /// The files and folders in the order in which they were made.
    made: Vec<Made>,
}

enum Made {
    Folder(PathBuf),
    File(PathBuf),
}

impl Started {
    /// Begins in a folder, which must be empty if it is there.
    pub(super) fn in_folder(folder: &Path) -> Result<Self, Failure> {
        let shown = folder.display();
        match fs::read_dir(folder) {
            Ok(mut entries) => {
                if entries.next().is_some() {
                    let failure = Failure::new(format!("the folder `{shown}` is not empty"));
                    return Err(failure.help("name a folder that is empty or not there yet"));
                }
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) if error.kind() == io::ErrorKind::NotADirectory && folder.exists() => {
                let failure = Failure::new(format!("`{shown}` is a file"));
                return Err(failure.help("name a folder that is empty or not there yet"));
            }
            Err(error) => {
                return Err(Failure::new(format!(
                    "cannot use `{shown}`: {}",
                    reason(&error)
                )));
            }
        }
        let mut started = Started { made: Vec::new() };
        started
            .folder(folder)
            .map_err(|error| unwritable(folder, &error))?;
        Ok(started)
    }

    /// Writes a file that is not there yet, with the folders around it.
    pub(super) fn file(&mut self, path: &Path, text: &str) -> Result<(), Failure> {
        self.put(path, text)
            .map_err(|error| unwritable(path, &error))
    }

    fn put(&mut self, path: &Path, text: &str) -> io::Result<()> {
        self.folder(folder_of(path))?;
        let mut file = File::create_new(path)?;
        self.made.push(Made::File(path.to_owned()));
        file.write_all(text.as_bytes())
    }

    /// Makes a folder, and those around it.
    fn folder(&mut self, folder: &Path) -> io::Result<()> {
        if folder.is_dir() {
            return Ok(());
        }
        if let Some(around) = folder.parent()
            && around != Path::new("")
        {
            self.folder(around)?;
        }
        fs::create_dir(folder)?;
        self.made.push(Made::Folder(folder.to_owned()));
        Ok(())
    }

    /// Keeps what has been written.
    pub(super) fn finish(mut self) {
        self.made.clear();
    }
}

impl Drop for Started {
    /// What is in the way of this stays: a folder in which somebody else has put something.
    fn drop(&mut self) {
        for made in self.made.iter().rev() {
            let _ = match made {
                Made::Folder(path) => fs::remove_dir(path),
                Made::File(path) => fs::remove_file(path),
            };
        }
    }
}

fn unwritable(path: &Path, error: &io::Error) -> Failure {
    let reason = writing_reason(error);
    Failure::new(format!("cannot write `{}`: {reason}", path.display()))
        .help("nothing was written; choose another place")
}
