//! Whether the analysis finds what is wrong, and nothing else.
//!
//! [`planting`] puts [`defects`] into rule bases that are right, and counts how
//! many are found. [`soundness`] holds what is found in random rules against
//! many cases that the engine decides.

mod base;
mod claims;
mod defects;
mod planting;
mod probes;
mod sample;
mod soundness;
mod witnesses;
