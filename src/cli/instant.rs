//! Instants on the command line.

use super::failure::Failure;
use crate::model::value::Time;

/// What `--now` says, if it is given.
pub(super) fn now(option: Option<&str>) -> Result<Option<Time>, Failure> {
    let time = option.map(Time::parse).transpose();
    time.map_err(|error| {
        let failure = Failure::new(format!("`--now`: {error}"));
        match error.help() {
            Some(help) => failure.help(help),
            None => failure,
        }
    })
}
