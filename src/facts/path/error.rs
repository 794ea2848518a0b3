//! What can be wrong with a path, and how it is said.

use std::fmt;

use crate::facts::phrases::listed;
use crate::facts::plain::ValueError;

/// Why a text is not the path of a fact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PathError {
    /// It is not written as a path.
    Syntax {
        /// The path.
        path: String,
        /// What must stand there.
        expected: &'static str,
        /// What does, unless it is the end of the path.
        found: Option<char>,
    },
    /// There is no such fact.
    Unknown {
        /// The path, as far as it was read.
        path: String,
        /// The fact or group that is probably meant.
        nearest: Option<String>,
    },
    /// It is the front part of facts.
    Group {
        /// The path.
        path: String,
        /// The facts.
        facts: Vec<String>,
    },
    /// It goes on below a fact that is a single value.
    BelowValue {
        /// The path.
        path: String,
        /// The fact.
        fact: String,
    },
    /// It names a field of a list, but not the element.
    NoElement {
        /// The path.
        path: String,
        /// The list.
        list: String,
        /// What follows the list.
        field: String,
    },
    /// It names an element of a fact that is not a list by key.
    NotByKey {
        /// The fact.
        fact: String,
        /// Whether it is a list at all.
        is_list: bool,
    },
    /// A key has too many or too few parts.
    KeyParts {
        /// The list.
        list: String,
        /// The key fields.
        keys: Vec<String>,
        /// How many parts there are.
        found: usize,
    },
    /// A part of a key is not of the type of its field.
    KeyValue {
        /// The key field.
        field: String,
        /// What is wrong with it.
        error: ValueError,
    },
    /// The list has no such field.
    UnknownField {
        /// The list.
        list: String,
        /// The word.
        word: String,
        /// The field that is probably meant.
        nearest: Option<String>,
        /// All fields.
        fields: Vec<String>,
    },
    /// It names an element, not one of its fields.
    Element {
        /// The path.
        path: String,
        /// The fields.
        fields: Vec<String>,
    },
}

impl PathError {
    /// What is probably meant.
    pub fn suggestion(&self) -> Option<&str> {
        match self {
            PathError::Unknown { nearest, .. } | PathError::UnknownField { nearest, .. } => {
                nearest.as_deref()
            }
            PathError::KeyValue { error, .. } => error.suggestion(),
            _ => None,
        }
    }

    /// What to write instead, where that is known.
    pub fn help(&self) -> Option<String> {
        match self {
            PathError::Syntax { .. } => Some(
                "paths are written like `app.message` and `destinations[\"Cloud\"].indicator`"
                    .to_owned(),
            ),
            PathError::Group { facts, .. } => {
                listed(facts, "and").map(|facts| format!("the facts below it are {facts}"))
            }
            PathError::NoElement { list, field, .. } => Some(format!(
                "write the key of the element in brackets: `{list}[\"…\"].{field}`"
            )),
            PathError::KeyParts { keys, .. } => {
                let parts: Vec<String> = keys.iter().map(|key| format!("\"‹{key}›\"")).collect();
                Some(format!("write it like `[{}]`", parts.join(", ")))
            }
            PathError::KeyValue { error, .. } => error.help(),
            PathError::UnknownField { fields, .. } => {
                listed(fields, "and").map(|fields| format!("the fields are {fields}"))
            }
            PathError::Element { fields, .. } => {
                listed(fields, "or").map(|fields| format!("add the field: {fields}"))
            }
            PathError::Unknown { .. }
            | PathError::BelowValue { .. }
            | PathError::NotByKey { .. } => None,
        }
    }
}

impl fmt::Display for PathError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            PathError::Syntax {
                path,
                expected,
                found: Some(c),
            } => {
                write!(f, "expected {expected} in the path `{path}`, found `{c}`")
            }
            PathError::Syntax {
                path,
                expected,
                found: None,
            } => {
                write!(f, "expected {expected} in the path `{path}`, found its end")
            }
            PathError::Unknown { path, .. } => write!(f, "there is no fact `{path}`"),
            PathError::Group { path, .. } => {
                write!(f, "`{path}` is not a fact, but the front part of facts")
            }
            PathError::BelowValue { path, fact } => {
                write!(f, "there is no fact `{path}`: `{fact}` is a single value")
            }
            PathError::NoElement { path, list, .. } => {
                write!(
                    f,
                    "`{path}` does not say which element of `{list}` is meant"
                )
            }
            PathError::NotByKey {
                fact,
                is_list: true,
            } => {
                write!(
                    f,
                    "the elements of `{fact}` have no paths, as it is not a list by key"
                )
            }
            PathError::NotByKey {
                fact,
                is_list: false,
            } => {
                write!(f, "`{fact}` has no elements, as it is not a list")
            }
            PathError::KeyParts { list, keys, found } => {
                let expected = keys.len();
                write!(
                    f,
                    "the key of an element of `{list}` has {expected} parts, not {found}"
                )
            }
            PathError::KeyValue { field, error } => write!(f, "{error}: it stands for `{field}`"),
            PathError::UnknownField { list, word, .. } => {
                write!(f, "the elements of `{list}` have no field `{word}`")
            }
            PathError::Element { path, .. } => write!(f, "`{path}` is an element, not a fact"),
        }
    }
}

impl std::error::Error for PathError {}
