//! What a change of the rules changes: cases are decided under the old rules
//! and under the new ones, and the changes are grouped by what caused them.
//!
//! A [`Comparison`] decides one case on both sides. A [`Report`] gathers what
//! came of many, and [`Diff`] is the result, which [`text`] and
//! [`markdown`] write. Nothing here reads files: cases come as texts.

mod align;
mod cause;
mod comparison;
mod course;
mod diff;
mod example;
mod fingerprint;
mod kind;
pub mod markdown;
mod names;
mod quick;
mod reasons;
mod report;
mod same;
pub mod text;
mod words;

pub use cause::{Cause, Event, Passing, Subject};
pub use comparison::{Change, Comparison, Failed, Outcome};
pub use course::Gist;
pub use diff::{
    Cases, Counts, Diff, FirstCase, GroupOfChanges, Names, SCHEMA, ShownCase, ShownCause,
};
pub use example::{Example, Shown};
pub use kind::Category;
pub use report::{Input, Place, Record, Report};
