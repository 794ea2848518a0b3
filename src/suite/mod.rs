//! Testing a rule base: cases are played, and what is decided is compared with
//! what was decided before.
//!
//! Nothing here reads or writes files: snapshots and cases come as texts.

pub mod walk;
