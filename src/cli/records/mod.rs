//! Records in files: their bytes, decompressed and counted, and chunks of
//! records that are read from them.

mod chunk;
mod fault;
mod lines;
mod stream;

pub(super) use chunk::{Chunk, Place, Spot};
pub(super) use fault::{Fault, cannot_read};
pub(super) use lines::Lines;
#[cfg(feature = "parquet")]
pub(super) use stream::spooled;
pub(super) use stream::{Bytes, Stream, filled, open};
