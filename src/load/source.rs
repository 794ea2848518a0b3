//! Where the texts of files come from.

use std::collections::BTreeMap;
use std::fmt;

use crate::source::FileId;
use crate::syntax::{self, Parsed};

/// Supplies the texts of files.
pub trait ReadSource {
    /// The text of the file at `path`, which is `/`-separated and has no `.`
    /// and no `..` but at its start.
    ///
    /// # Errors
    ///
    /// Where there is no such text.
    fn read(&self, path: &str) -> Result<String, ReadError>;

    /// The tree of a text that was read from `path`. Whoever reads the same files
    /// again and again may keep their trees, and give what [`syntax::parse`] gave.
    fn parse(&self, _path: &str, file: FileId, text: &str) -> Parsed {
        syntax::parse(file, text)
    }
}

/// Why a file could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReadError {
    /// There is no such file.
    NotFound,
    /// It is there, but cannot be read.
    Unreadable {
        /// Why, in the words of the system.
        reason: String,
    },
    /// It is not UTF-8.
    NotUtf8 {
        /// The line of the first byte that is not.
        line: usize,
        /// Its column, in characters.
        column: usize,
    },
    /// It is larger than [`ReadError::MOST_BYTES`].
    TooLarge,
}

impl ReadError {
    /// The size of the largest file that is read.
    pub const MOST_BYTES: usize = 64 * 1024 * 1024;
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ReadError::NotFound => f.write_str("there is no such file"),
            ReadError::Unreadable { reason } => f.write_str(reason),
            ReadError::NotUtf8 { line, column } => {
                write!(f, "it is not UTF-8 text at line {line}, column {column}")
            }
            ReadError::TooLarge => f.write_str("it is larger than 64 MB"),
        }
    }
}

impl std::error::Error for ReadError {}

/// Files in memory: a map from paths to texts.
#[derive(Clone, Debug, Default)]
pub struct MemorySource {
    files: BTreeMap<String, String>,
}

impl MemorySource {
    /// Adds a file, or replaces its text.
    #[must_use]
    pub fn with(mut self, path: impl Into<String>, text: impl Into<String>) -> Self {
        self.files.insert(path.into(), text.into());
        self
    }

    /// The paths of all files, sorted.
    pub fn paths(&self) -> Vec<String> {
        self.files.keys().cloned().collect()
    }
}

impl<P: Into<String>, T: Into<String>> FromIterator<(P, T)> for MemorySource {
    fn from_iter<I: IntoIterator<Item = (P, T)>>(files: I) -> Self {
        let files = files
            .into_iter()
            .map(|(path, text)| (path.into(), text.into()));
        MemorySource {
            files: files.collect(),
        }
    }
}

impl ReadSource for MemorySource {
    fn read(&self, path: &str) -> Result<String, ReadError> {
        self.files.get(path).cloned().ok_or(ReadError::NotFound)
    }
}
