//! Reading the files of a case.

use std::path::Path;

use super::failure::{Failure, number_of};
use super::files::{Origin, ReadFailure, read_from, reason};
use crate::diagnostic::render::Style;
use crate::facts::document::{MAX_FILE_BYTES, decode};
use crate::inputs::InputProblems;

/// The name under which an input is spoken of.
pub(super) fn name_of(path: &Path) -> String {
    if path == Path::new("-") {
        "standard input".to_owned()
    } else {
        path.display().to_string()
    }
}

/// The text of a case file that is a regular file, `-` for standard input.
pub(super) fn read(path: &Path) -> Result<String, Failure> {
    text(path, Origin::Found)
}

/// The text of a facts file or a case file that somebody named: a pipe is as
/// good.
pub(super) fn read_named(path: &Path) -> Result<String, Failure> {
    text(path, Origin::Named)
}

fn text(path: &Path, from: Origin) -> Result<String, Failure> {
    let name = name_of(path);
    let bytes = read_from(path, from, MAX_FILE_BYTES as usize).map_err(|failure| {
        Failure::new(match failure {
            ReadFailure::TooLarge => format!("`{name}` is larger than {} MB", MAX_FILE_BYTES >> 20),
            ReadFailure::Io(error) => format!("cannot read `{name}`: {}", reason(&error)),
        })
    })?;
    match decode(&bytes) {
        Ok(text) => Ok(text.to_owned()),
        Err(error) => {
            let failure = Failure::new(format!("{name}:{}:{}: {error}", error.line, error.column));
            Err(match error.help() {
                Some(help) => failure.help(help),
                None => failure,
            })
        }
    }
}

/// What is wrong with an input, as a failure.
pub(super) fn invalid(problems: &InputProblems) -> Failure {
    let mistakes = number_of(problems.problems().len(), "mistake");
    Failure::reported(
        problems.render(Style::Coloured),
        format!("the input has {mistakes}"),
    )
}
