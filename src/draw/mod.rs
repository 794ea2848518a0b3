//! Pictures of the decision graph.
//!
//! [`Picture::of`] chooses what is drawn: cards for facts, values, conditions,
//! rules with their entries, and actions, with the tests as their authors worded
//! them; [`Selection`] cuts out a part, and [`Picture::mark`] shows the way that a
//! decision took. [`mermaid()`], [`dot()`] and [`svg()`] write it down.

mod build;
pub mod dot;
pub mod loops;
mod mark;
pub mod mermaid;
pub mod outline;
mod picture;
mod select;
pub mod svg;
pub mod title;
pub mod words;

pub use dot::dot;
pub use mermaid::mermaid;
pub use picture::{
    Card, CardMark, Edge, EdgeKind, Look, Mark, Picture, Port, Row, RowKind, Subject,
};
pub use select::{Selection, UnknownName};
pub use svg::svg;
