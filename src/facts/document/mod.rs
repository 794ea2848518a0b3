//! Reading a YAML or JSON document into a neutral tree that knows its places.
//!
//! The tree keeps scalars as their author wrote them: `1.10` stays `1.10` and
//! `no` stays `no`, because only the type of the fact that they are given for
//! says how to read them. Everything that could be understood in two ways is an
//! error here: duplicate keys, merge keys, custom tags, several documents in
//! one file.
//!
//! Nothing in here recurses on input, and no tree is deeper than
//! [`MAX_NESTING`], so that whoever walks a tree may recurse.

mod builder;
mod decode;
mod error;
mod extent;
mod format;
mod json;
mod yaml;
mod yaml_error;

pub use decode::{DecodeError, DecodeProblem, decode};
pub use error::{DocumentError, Problem};
pub use format::Format;

use crate::source::{FileId, Span};

/// The largest file that is read. The caller checks it, before it reads.
pub const MAX_FILE_BYTES: u64 = 64 << 20;

/// The longest line of NDJSON that is read. The caller checks it.
pub const MAX_LINE_BYTES: usize = 16 << 20;

/// How many sequences and mappings may be nested in one another.
pub const MAX_NESTING: usize = 128;

/// How much of a YAML document may be repeated by anchors and aliases, in bytes
/// of text, where each value counts for at least 32.
pub const MAX_REPEATED_BYTES: usize = 8 << 20;

/// A value in a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node {
    /// Where it is written. The root of an empty document is at its start, and
    /// what an alias stands for is at the alias.
    pub span: Span,
    /// What it is.
    pub kind: NodeKind,
}

/// The kinds of values in a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NodeKind {
    /// `null`, or nothing at all.
    Null,
    /// A text, or what may turn out to be a number, a symbol and so on.
    Scalar {
        /// The raw text if it is not quoted, what the quotes hold otherwise.
        text: String,
        /// Whether it is in quotes or in a block (`|`, `>`).
        quoted: bool,
    },
    /// A sequence.
    Sequence(Vec<Node>),
    /// A mapping; its keys differ from one another.
    Mapping(Vec<(Key, Node)>),
}

/// The key of an entry of a mapping.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Key {
    /// Its text.
    pub text: String,
    /// Where it is written.
    pub span: Span,
}

/// Reads a document. An empty one is [`NodeKind::Null`].
///
/// The text is what [`decode`] returns, and what the file is known by in
/// [`crate::source::Sources`], so that places are right.
///
/// # Errors
///
/// If the document is not well-formed, is ambiguous or is beyond a limit. Only
/// the first error is reported.
pub fn read(file: FileId, text: &str, format: Format) -> Result<Node, DocumentError> {
    match format {
        Format::Yaml => yaml::read(file, text),
        Format::Json => json::read(file, text),
    }
}
