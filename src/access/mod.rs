//! Access predicates: how the engine reaches the candidates that can decide
//! without looking at the others.
//!
//! An [`Index`] is made once for a program. Guards become *parts* in negation
//! normal form, whose leaves are tests of *cells*: classes of values of a fact
//! that no test tells apart. Every candidate is kept in the lists of the probes
//! that are the least likely to hold for it; a search looks only into the lists
//! that the case's cells let through, and into each only as far as the best
//! candidate found so far (the idea is that of access predicates: A. Fabret et
//! al., *Filtering algorithms and implementation for very fast publish/subscribe
//! systems*, SIGMOD 2001). What parts cannot express — lists, tables, arithmetic —
//! the [`Evaluator`](crate::engine::Evaluator) tells, when it comes to it.
//!
//! What is selected is what [`crate::engine::select`] selects: an unknown fact
//! lets a candidate through as one that can still hold, an unavailable one does
//! not.

mod bitmap;
mod block;
mod candidates;
mod cases;
mod cell;
mod column;
mod cover;
mod estimate;
mod frequency;
mod index;
mod lists;
mod lower;
mod part;
mod planes;
mod question;
mod quick;
mod rail;
mod search;
mod select;
mod thresholds;
mod unit;

pub use block::{Block, CellsOfColumn};
pub use candidates::Candidates;
pub use cases::CASES as CASES_OF_BLOCK;
pub use cell::Cell;
pub use column::Column;
pub use frequency::Frequencies;
pub use index::Index;
pub use quick::Quick;
pub use select::Selector;
