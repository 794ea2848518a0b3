//! A summary as JSON.

use super::report::Report;
use super::{Run, Summary};
use crate::program::Program;

/// The name of the format.
pub const SCHEMA: &str = "whatnext.summary/1";

/// The summary as JSON: `docs/schema/summary-1.schema.json`.
pub fn json(program: &Program, summary: &Summary, run: &Run) -> String {
    // Counts and texts can always be written.
    let mut text =
        serde_json::to_string_pretty(&Report::of(program, summary, run)).unwrap_or_default();
    text.push('\n');
    text
}
