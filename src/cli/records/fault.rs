//! Why a file with records cannot be read.

use std::io;

use super::chunk::{Place, Spot};
use crate::cli::files;

/// Why a file cannot be read any further.
#[derive(Debug)]
pub(in crate::cli) struct Fault {
    /// How far it was read.
    pub(in crate::cli) place: Place,
    /// What is wrong there.
    pub(in crate::cli) message: String,
}

impl Fault {
    /// Nothing of an input can be read.
    pub(in crate::cli) fn whole(input: usize, message: impl Into<String>) -> Self {
        Fault {
            place: Place {
                input,
                spot: Spot::Whole,
            },
            message: message.into(),
        }
    }

    /// An input cannot be read any further than to the end of this line.
    pub(in crate::cli) fn behind(input: usize, line: u64, error: &io::Error) -> Self {
        let spot = Spot::Text {
            line: line + 1,
            column: 1,
        };
        Fault {
            place: Place { input, spot },
            message: format!("{}: the rest of the file was not read", cannot_read(error)),
        }
    }
}

/// That something cannot be read, and why.
pub(in crate::cli) fn cannot_read(error: &io::Error) -> String {
    let reason = match error.kind() {
        io::ErrorKind::UnexpectedEof => "it is cut short".to_owned(),
        _ => files::reason(error),
    };
    format!("it cannot be read: {reason}")
}
