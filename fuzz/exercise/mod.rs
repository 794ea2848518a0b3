//! What the fuzz targets do with their bytes. `cargo test` does the same with
//! the kept corpus: see `tests/whatnext/corpus.rs`.

mod author;
mod bytes;
mod decide;
pub(crate) mod engine;
pub(crate) mod facts;
pub(crate) mod rules;
