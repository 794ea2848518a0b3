//! `whatnext batch`

mod checkpoint;
mod clashes;
mod columns;
mod encode;
mod inputs;
mod notes;
mod output;
mod pipeline;
mod plan;
mod read;
mod run;
mod same;
mod stop;
mod summary;
#[cfg(feature = "parquet")]
mod table;

use super::Ending;
use super::arguments::BatchArguments;
use super::failure::Failure;
pub(super) use stop::STOPPED;

/// What is said where Parquet is meant and this program knows none.
#[cfg(not(feature = "parquet"))]
const NO_PARQUET: &str =
    "this build cannot read or write Parquet: install `whatnext` with `--features parquet`";

/// Decides many records.
pub(super) fn batch(arguments: &BatchArguments) -> Result<Ending, Failure> {
    let plan = plan::plan(arguments)?;
    run::run(&plan)
}
