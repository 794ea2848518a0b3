//! What an editor asks about rules while they are written.
//!
//! ```text
//! open files, files on disk → base → trees → names → answers
//!                                └→ diagnostics
//! ```
//!
//! A [`Base`] is a rule base as it stands at the moment, unsaved texts included.
//! Its trees have the declarations that can be read; those that are half written
//! are read token by token ([`half`]), so that every answer is there while somebody
//! types. What stands where is in one table of [`Names`] with all their uses, and
//! each answer is made from it in a file of its own. Places are spans: nothing here
//! knows of lines or of a protocol.

mod base;
mod complete;
mod declare;
mod definition;
mod fixes;
mod folding;
mod half;
mod highlight;
mod hover;
mod lexer;
mod names;
mod outline;
mod rename;
mod rows;
mod scope;
mod trees;
mod typing;
mod walk;
pub mod words;

pub use base::{Base, Trees};
pub use complete::{Completion, CompletionKind, complete};
pub use definition::definition;
pub use fixes::{Change, Fix, fixes};
pub use folding::{Fold, FoldKind, folds};
pub use highlight::{Colour, Painted, highlight};
pub use hover::{Hover, hover};
pub use names::{Declared, NameId, NameKind, Names, Use};
pub use outline::{Outline, outline};
pub use rename::{Refusal, prepare, rename};
