//! What the fuzz targets do with their bytes, for `cargo test`, which does the
//! same with the kept corpus: see `tests/whatnext/corpus.rs`. The targets
//! themselves take only the modules that they need.

mod author;
mod bytes;
mod decide;
pub(crate) mod engine;
pub(crate) mod facts;
pub(crate) mod rules;
