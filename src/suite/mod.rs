//! Testing a rule base: cases are played, and what is decided is compared with
//! what was decided before.
//!
//! Nothing here reads or writes files: snapshots and cases come as texts.

pub mod case_id;
pub mod coverage;
pub mod expectation;
pub mod junit;
pub mod markup;
pub mod page;
pub mod review;
pub mod snapshot;
pub mod trial;
pub mod walk;
pub(crate) mod written;
