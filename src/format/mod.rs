//! The one canonical layout of rules files.
//!
//! ```text
//! text → syntax tree ┐
//!      → tokens ─────┴→ marks → printer → lines → text
//! ```
//!
//! The layout decides about nothing but the white space between tokens: the printer walks over
//! the tokens of the text in their order, and writes each of them, with the comments before it,
//! exactly once. So nothing can be lost, and no comment changes its place among the tokens. The
//! syntax tree only says where lines may be broken and what stands in a column.
//!
//! Of the white space that the author wrote, this is kept: blank lines, one at a time, between
//! declarations and between the lines in braces; whether a body in braces stands on one line;
//! whether the `when` of a condition stands on the line of its name; and whether a comment stands
//! on a line of its own.

mod columns;
mod declarations;
mod expressions;
mod lines;
mod lists;
mod marks;
mod one_line;
mod printer;
mod rules;
mod tables;
mod tokens;
mod types;

use crate::diagnostic::Diagnostic;
use crate::source::FileId;
use crate::syntax::{Parsed, parse};

/// How long a line may be. Texts are never broken, so some are longer.
pub const MAX_WIDTH: usize = 100;

/// The text of a rules file in the canonical layout: the same declarations, the same comments in
/// the same places. Formatting the result again changes nothing.
///
/// # Errors
///
/// Where the text has mistakes in its syntax: all of them, in the order of the text.
pub fn format(file: FileId, text: &str) -> Result<String, Vec<Diagnostic>> {
    let Parsed { tree, diagnostics } = parse(file, text);
    if !diagnostics.is_empty() {
        return Err(diagnostics);
    }
    let marks = marks::collect(&tree);
    let tokens = tokens::read(text, &marks);
    Ok(printer::print(&tree, tokens))
}
