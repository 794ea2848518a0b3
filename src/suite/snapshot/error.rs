//! What can be wrong with a snapshot file, and how it is said.

use std::fmt;

use crate::facts::document::DocumentError;

/// Why a text is not a snapshot to go by.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum SnapshotError {
    /// It does not begin with a header.
    NotASnapshot,
    /// It has both sides of a merge.
    ConflictMarkers {
        /// The line of the first marker, counted from 1.
        line: usize,
    },
    /// It ends before the header does.
    HeaderNotClosed,
    /// It ends within a line.
    NoFinalNewline {
        /// The line, counted from 1.
        line: usize,
    },
    /// Its header cannot be understood.
    BadHeader {
        /// The line, counted from 1.
        line: usize,
        /// What is wrong there.
        problem: HeaderProblem,
    },
    /// It is a snapshot, but not one of ours.
    NotOurs,
    /// It is of another version of the format.
    OtherVersion {
        /// The line, counted from 1.
        line: usize,
        /// The format that it names.
        found: String,
    },
}

/// What can be wrong with the header of a snapshot.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum HeaderProblem {
    /// It is not YAML.
    Document(DocumentError),
    /// It is something else than keys with values.
    NotAMapping,
    /// A key that it must have is not there.
    Missing {
        /// The key.
        key: &'static str,
    },
    /// A key has a value that it cannot have.
    Value {
        /// The key.
        key: &'static str,
        /// What the value must be.
        expected: &'static str,
    },
}

impl SnapshotError {
    /// The line at fault, counted from 1, where it is not the file as a whole.
    pub fn line(&self) -> Option<usize> {
        match self {
            SnapshotError::NotASnapshot
            | SnapshotError::HeaderNotClosed
            | SnapshotError::NotOurs => None,
            SnapshotError::ConflictMarkers { line }
            | SnapshotError::NoFinalNewline { line }
            | SnapshotError::BadHeader { line, .. }
            | SnapshotError::OtherVersion { line, .. } => Some(*line),
        }
    }

    /// What to do about it.
    pub fn help(&self) -> &'static str {
        match self {
            SnapshotError::NotASnapshot
            | SnapshotError::HeaderNotClosed
            | SnapshotError::BadHeader { .. } => {
                "take the file from version control, or delete it and run `whatnext test` again"
            }
            SnapshotError::ConflictMarkers { .. } => {
                "keep one side and delete the markers, or delete the file; then run `whatnext test` again"
            }
            SnapshotError::NoFinalNewline { .. } => {
                "end the line if nothing is missing; otherwise take the file from version control, or delete it and run `whatnext test` again"
            }
            SnapshotError::NotOurs => {
                "move it to another folder, or name another folder with `--snapshots`"
            }
            SnapshotError::OtherVersion { .. } => {
                "use the version of `whatnext` that wrote it, or delete it and run `whatnext test` again"
            }
        }
    }
}

impl fmt::Display for SnapshotError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            SnapshotError::NotASnapshot => {
                f.write_str("this is not a snapshot: its first line is not `---`")
            }
            SnapshotError::ConflictMarkers { .. } => {
                f.write_str("the snapshot has a merge conflict that nobody has settled")
            }
            SnapshotError::HeaderNotClosed => {
                f.write_str("the snapshot is cut off: its header has no `---` at the end")
            }
            SnapshotError::NoFinalNewline { .. } => {
                f.write_str("the snapshot is cut off: its last line does not end")
            }
            SnapshotError::BadHeader { problem, .. } => {
                write!(f, "the header of the snapshot is damaged: {problem}")
            }
            SnapshotError::NotOurs => f.write_str("this snapshot is not from `whatnext`"),
            SnapshotError::OtherVersion { found, .. } => {
                write!(
                    f,
                    "the snapshot is of another version of `whatnext`: `{found}`"
                )
            }
        }
    }
}

impl std::error::Error for SnapshotError {}

impl fmt::Display for HeaderProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            HeaderProblem::Document(error) => error.fmt(f),
            HeaderProblem::NotAMapping => f.write_str("it has no keys"),
            HeaderProblem::Missing { key } => write!(f, "it has no `{key}`"),
            HeaderProblem::Value { key, expected } => write!(f, "`{key}` is not {expected}"),
        }
    }
}
