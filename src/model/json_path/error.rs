//! Why a text is not a path.

use std::fmt;

use super::{MAX_LENGTH, MAX_NESTING};

/// Why a text is not a path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum JsonPathError {
    /// It does not begin with `$`.
    NoRoot,
    /// It cannot be read on from this byte.
    Unexpected {
        /// How many bytes stand before.
        at: usize,
        /// What stands there, unless the path ends.
        found: Option<char>,
    },
    /// A part of it makes no sense, as this says.
    Meaningless(String),
    /// A function is used as it cannot be.
    Function {
        /// Its name.
        name: &'static str,
        /// Its right use.
        help: &'static str,
    },
    /// There is no such function.
    NoFunction(String),
    /// A regular expression in it cannot be read.
    Pattern(String),
    /// It is too long.
    TooLong,
    /// Its brackets are too deep.
    TooDeep,
}

impl JsonPathError {
    /// The place of the fault, in bytes of the path, where it has one.
    pub fn at(&self) -> Option<usize> {
        match self {
            JsonPathError::NoRoot => Some(0),
            JsonPathError::Unexpected { at, .. } => Some(*at),
            _ => None,
        }
    }

    /// What to write instead.
    pub fn help(&self) -> &'static str {
        match self {
            JsonPathError::NoRoot => "begin it with `$`, as in `$.items[*]`",
            JsonPathError::Unexpected {
                found: Some('='), ..
            } => "compare with `==`, as in `$.items[?@.kind == 'Pod']`",
            JsonPathError::Unexpected {
                found: Some('&' | '|'),
                ..
            } => "join tests with `&&` and `||`",
            JsonPathError::Unexpected {
                found: Some('"'), ..
            } => "write texts in single quotes, as in `$.items[?@.kind == 'Pod']`",
            JsonPathError::Unexpected {
                found: Some('-' | ' ' | '/' | ':' | '@' | '$'),
                ..
            } => "write a name with other characters than letters, digits and `_` as `['a-name']`",
            JsonPathError::Unexpected { .. } | JsonPathError::Meaningless(_) => {
                "RFC 9535 has the rules: `$.name`, `['a-name']`, `[0]`, `[*]`, `..name`, `[?@.kind == 'Pod']`"
            }
            JsonPathError::Function { help, .. } => help,
            JsonPathError::NoFunction(_) => {
                "there are `length`, `count`, `value`, `match` and `search`"
            }
            JsonPathError::Pattern(_) => "look-around and back-references are not supported",
            JsonPathError::TooLong | JsonPathError::TooDeep => {
                "choose elements with a shorter path, and test their fields in the rules"
            }
        }
    }
}

impl fmt::Display for JsonPathError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            JsonPathError::NoRoot => f.write_str("a JSONPath begins with `$`"),
            JsonPathError::Unexpected {
                found: Some(found), ..
            } => write!(f, "this JSONPath cannot be read on from `{found}`"),
            JsonPathError::Unexpected { found: None, .. } => {
                f.write_str("this JSONPath is not complete")
            }
            JsonPathError::Meaningless(_) => f.write_str("this is not a JSONPath"),
            JsonPathError::Function { name, .. } => {
                write!(
                    f,
                    "the function `{name}` cannot be used like this in a JSONPath"
                )
            }
            JsonPathError::NoFunction(name) => {
                write!(f, "JSONPath has no function `{name}`")
            }
            JsonPathError::Pattern(pattern) => {
                write!(f, "the regular expression `{pattern}` cannot be read")
            }
            JsonPathError::TooLong => write!(f, "this JSONPath is longer than {MAX_LENGTH} bytes"),
            JsonPathError::TooDeep => {
                write!(
                    f,
                    "the brackets of this JSONPath are more than {MAX_NESTING} deep"
                )
            }
        }
    }
}

impl std::error::Error for JsonPathError {}
