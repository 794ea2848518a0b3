//! The words of the language by what they do, for completion and colours. A test
//! holds these lists against the grammar.

/// The words that begin a declaration.
pub use crate::syntax::DECLARATION_WORDS as DECLARATIONS;

/// The words that begin a line in braces, or a row.
pub use crate::syntax::LINE_WORDS as LINES;

/// The words in tests and values.
pub const OPERATORS: &[&str] = &[
    "and",
    "any",
    "contains",
    "empty",
    "ends",
    "every",
    "exactly",
    "has",
    "in",
    "is",
    "matches",
    "no",
    "not",
    "or",
    "starts",
    "table",
    "unavailable",
    "when",
    "where",
    "with",
    "yes",
];

/// The words that go on with a line or a header.
pub const JOINTS: &[&str] = &[
    "asking", "at", "because", "by", "each", "for", "list", "never", "of", "time", "times", "to",
    "unit", "up", "without",
];

/// The types that are one word. `yes/no` and lists are written with other words.
pub const TYPES: &[&str] = &["number", "text", "version", "duration", "size", "time"];

/// The functions.
pub const FUNCTIONS: &[&str] = &["count", "age"];

/// Whether the word means something of its own somewhere.
pub fn is_keyword(word: &str) -> bool {
    [DECLARATIONS, LINES, OPERATORS, JOINTS, TYPES]
        .iter()
        .any(|words| words.contains(&word))
}
