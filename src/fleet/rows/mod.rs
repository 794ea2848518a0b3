//! Reading records of JSON at the speed of the machine.
//!
//! The thorough reading of a record, [`crate::facts`], makes a tree of it that knows
//! the place of every value. Most records have no mistake, and nobody asks for
//! places: here, the raw values of the facts are found in the text without
//! making anything, and what no fact needs is skipped.
//!
//! A [`RowReader`] may give up, as [`Unusual`], on whatever is seldom or
//! wrong: escapes in keys, keys that are there twice, objects in the place of
//! values, broken JSON. Such a record is read thoroughly, and that reports the
//! mistakes. It must never accept what the thorough reading refuses, nor
//! understand it differently; a test changes records at random and compares.
//!
//! Why no crate: those that are as fast keep the last of equal keys, or none of
//! what they skip; and the keys of a rule base are known only when the program
//! runs, so that nothing can be derived for them.

mod cells;
mod hash;
mod keys;
mod layout;
mod read;
mod scan;
mod skip;
mod value;

pub use cells::Cells;
pub use layout::Layout;
pub use read::{Row, RowReader};

use crate::facts::document::MAX_NESTING;

/// The record must be read thoroughly: there is something in it that is seldom,
/// or wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unusual;

/// A value as it stands in the text of a record.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Raw<'t> {
    /// There is none.
    #[default]
    Missing,
    /// `null`.
    Null,
    /// `true`.
    Yes,
    /// `false`.
    No,
    /// A whole number that is not too large.
    Integer(i64),
    /// Any other number, as it is written.
    Number(&'t str),
    /// What a string without escapes says.
    Text(&'t str),
    /// A string with escapes, as it is written between its quotes.
    Escaped(&'t str),
    /// An array or an object, as it is written.
    Nested(&'t str),
}
