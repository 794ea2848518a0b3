//! Paths into documents: `JSONPath`, as RFC 9535 has it.
//!
//! Only [`parse`] knows the crate that reads them. They are evaluated where documents
//! are, by [`crate::facts`]: its values have places, keep numbers as they are written,
//! and come from strangers, so that the work on them has to be bounded.

mod error;
mod parse;
mod typing;

pub use error::JsonPathError;

use std::fmt;

use serde::{Deserialize, Serialize};

use super::expression::Regex;

/// The longest path that is read, in bytes.
pub const MAX_LENGTH: usize = 2_000;

/// How deep brackets of a path may be nested in one another.
pub const MAX_NESTING: usize = 8;

/// A path into a document. Two are equal where they are written alike, and one is made
/// again from its text.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct JsonPath {
    text: String,
    segments: Vec<Segment>,
}

/// A step of a path, from each of the values that were reached to others.
#[derive(Clone, Debug)]
pub struct Segment {
    /// Whether it begins at all values below, at any depth, and the value itself.
    pub descends: bool,
    /// Which children are chosen, in this order.
    pub selectors: Vec<Selector>,
}

/// Chooses children of a value.
#[derive(Clone, Debug)]
pub enum Selector {
    /// The member of this name.
    Name(String),
    /// All of them.
    Wildcard,
    /// The element at this index, from the end where it is negative.
    Index(i64),
    /// The elements from an index to another, by steps.
    Slice {
        /// The first one.
        start: Option<i64>,
        /// The one behind the last.
        end: Option<i64>,
        /// How far apart they are.
        step: i64,
    },
    /// Those for which a test holds.
    Filter(Filter),
}

/// A test of a child, which is `@` in it.
#[derive(Clone, Debug)]
pub enum Filter {
    /// One holds.
    Or(Vec<Filter>),
    /// All hold.
    And(Vec<Filter>),
    /// It does not hold.
    Not(Box<Filter>),
    /// The path leads somewhere.
    Exists(Query),
    /// Two values compare.
    Compare {
        /// The left one.
        left: Operand,
        /// How.
        comparison: Comparison,
        /// The right one.
        right: Operand,
    },
    /// A text matches a regular expression.
    Matches {
        /// The text.
        text: Operand,
        /// The regular expression.
        pattern: Pattern,
        /// Whether the whole text has to match, rather than a part.
        whole: bool,
    },
}

/// The ways to compare.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Comparison {
    /// `==`
    Equal,
    /// `!=`
    NotEqual,
    /// `<`
    Less,
    /// `<=`
    LessOrEqual,
    /// `>`
    Greater,
    /// `>=`
    GreaterOrEqual,
}

/// A path in a filter.
#[derive(Clone, Debug)]
pub struct Query {
    /// Whether it begins at the root, `$`, rather than at the child, `@`.
    pub from_root: bool,
    /// Its steps.
    pub segments: Vec<Segment>,
}

/// A value in a filter.
#[derive(Clone, Debug)]
pub enum Operand {
    /// This one.
    Literal(Literal),
    /// What a path that cannot lead to two values leads to.
    Single(Query),
    /// The length of a text, or the number of children.
    Length(Box<Operand>),
    /// How many values a path leads to.
    Count(Query),
    /// What a path leads to, where that is one value.
    Value(Query),
}

/// A value that is written in a path.
#[derive(Clone, Debug)]
pub enum Literal {
    /// `null`
    Null,
    /// `true` or `false`
    Boolean(bool),
    /// A whole number.
    Integer(i64),
    /// Any other number.
    Float(f64),
    /// A text.
    Text(String),
}

/// A regular expression in a filter.
#[derive(Clone, Debug)]
pub enum Pattern {
    /// It is written in the path.
    Fixed(Box<Regex>),
    /// The document has it.
    Given(Operand),
}

impl JsonPath {
    /// Reads a path.
    ///
    /// # Errors
    ///
    /// Where it is none, or asks for too much.
    pub fn parse(text: &str) -> Result<Self, JsonPathError> {
        let segments = parse::parse(text)?;
        Ok(JsonPath {
            text: text.to_owned(),
            segments,
        })
    }

    /// How it is written.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Its steps, from the root.
    pub fn segments(&self) -> &[Segment] {
        &self.segments
    }

    /// The first steps, each of which leads to one value at most: what stands before
    /// the first choice among several.
    pub fn certain_segments(&self) -> &[Segment] {
        let certain = self.segments.iter().take_while(|step| step.is_single());
        &self.segments[..certain.count()]
    }

    /// Whether it leads to one value at most, whatever the document.
    pub fn is_single(&self) -> bool {
        is_single(&self.segments)
    }
}

impl Segment {
    /// Whether it leads to one value at most.
    fn is_single(&self) -> bool {
        let is_one = matches!(
            self.selectors.as_slice(),
            [Selector::Name(_) | Selector::Index(_)]
        );
        !self.descends && is_one
    }
}

/// Whether these steps lead to one value at most.
fn is_single(segments: &[Segment]) -> bool {
    segments.iter().all(Segment::is_single)
}

impl Pattern {
    /// The regular expression of a `JSONPath`, RFC 9485, of which the whole of a text or a
    /// part has to match. It minds case.
    pub fn compile(source: &str, whole: bool) -> Option<Regex> {
        let mut pattern = String::with_capacity(source.len() + 16);
        pattern.push_str(if whole { "^(?-i:" } else { "(?-i:" });
        let mut in_class = false;
        let mut chars = source.chars();
        while let Some(c) = chars.next() {
            match c {
                '\\' => {
                    pattern.push(c);
                    pattern.extend(chars.next());
                    continue;
                }
                '[' => in_class = true,
                ']' => in_class = false,
                // A dot is any character but the ends of lines, both of them.
                '.' if !in_class => {
                    pattern.push_str(r"[^\n\r]");
                    continue;
                }
                _ => {}
            }
            pattern.push(c);
        }
        pattern.push_str(if whole { ")$" } else { ")" });
        Regex::new(&pattern).ok()
    }
}

impl TryFrom<String> for JsonPath {
    type Error = JsonPathError;

    fn try_from(text: String) -> Result<Self, JsonPathError> {
        JsonPath::parse(&text)
    }
}

impl From<JsonPath> for String {
    fn from(path: JsonPath) -> String {
        path.text
    }
}

impl PartialEq for JsonPath {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text
    }
}

impl Eq for JsonPath {}

impl fmt::Display for JsonPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}
