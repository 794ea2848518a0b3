//! What can be wrong with a kept file.

use std::fmt;

/// Why a kept file cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// It is something else.
    NotKept,
    /// Another version of the program has written it.
    OtherVersion {
        /// Which, as the file says.
        written: String,
    },
    /// It ends too early.
    CutShort,
    /// Its bytes are not those that were written.
    Changed,
    /// It is put together in no way that this program does it.
    Broken,
}

impl fmt::Display for Fault {
    /// The fault as the end of a sentence.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Fault::NotKept => f.write_str("it is not a compiled rule base"),
            Fault::OtherVersion { written } => write!(
                f,
                "it was compiled by whatnext {written}, and this is whatnext {}",
                super::VERSION
            ),
            Fault::CutShort => f.write_str("the end of the file is missing"),
            Fault::Changed => f.write_str("the file has changed since it was compiled"),
            Fault::Broken => f.write_str("the file makes no sense, although it is whole"),
        }
    }
}

impl std::error::Error for Fault {}
