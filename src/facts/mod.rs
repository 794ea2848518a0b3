//! The case at hand: facts, attempts, and how they are read.

pub mod case;
pub mod document;
pub mod memory;
mod names;
pub mod path;
mod phrases;
pub mod plain;
mod problem;
pub mod read;
pub mod script;
pub mod search;
