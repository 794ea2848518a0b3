//! Half-written declarations, read token by token.
//!
//! A tree is all or nothing; somebody who types has most of a declaration, and
//! wants to know what fits next. The [`Reader`] steps through the tokens of a
//! declaration as far as it is written, and knows at every place which elements
//! are at hand and what is expected. It reads on where the parser gives up, so it
//! also finds the names in declarations with syntax errors.

mod broken;
mod expect;
mod reader;

pub(super) use broken::{declare, note_uses};
pub(super) use expect::{Expect, lines as line_words};
pub(super) use reader::{Place, Reader};
