//! What can be wrong with a gathered document, beyond its values.

use std::fmt;

use crate::source::Span;

/// What can be wrong with a gathered document, beyond its values.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum GatherError {
    /// A path leads to several values where one is wanted.
    Several {
        /// The fact.
        fact: String,
        /// Its path in the document.
        from: String,
        /// The first value; the error is at the second.
        first: Span,
    },
    /// An element has no value for a part of its key.
    NoKey {
        /// The list.
        list: String,
        /// The key field.
        field: String,
        /// Its path in the element.
        from: String,
    },
    /// An element has a list or a map where a value is wanted, or the reverse.
    ElementShape {
        /// The list.
        list: String,
    },
    /// Nothing that the rules look for is in the document.
    Nothing {
        /// A fact that they look for.
        fact: String,
        /// Where.
        from: String,
        /// A key of the document that is like the name of a fact, and that name.
        nearest: Option<(String, String)>,
    },
    /// No fact of the rules has a path in gathered documents.
    NoPaths,
    /// Following a path takes too long in this document.
    TooMuch {
        /// The fact.
        fact: String,
        /// Its path.
        from: String,
    },
}

impl GatherError {
    /// A few words for the place; may be empty.
    pub(in crate::facts::read) fn label(&self) -> String {
        match self {
            GatherError::Several { .. } => "and to this one".to_owned(),
            GatherError::Nothing {
                nearest: Some((key, fact)),
                ..
            } => format!("is `{key}` meant to be the fact `{fact}`?"),
            _ => String::new(),
        }
    }

    /// Another place that belongs to the error, and what is there.
    pub(in crate::facts::read) fn second_place(&self) -> Option<(Span, &'static str)> {
        match self {
            GatherError::Several { first, .. } => Some((*first, "it leads to this value")),
            _ => None,
        }
    }

    pub(in crate::facts::read) fn help(&self) -> String {
        match self {
            GatherError::Several { .. } => {
                "let the path choose one of them, or make the fact a list".to_owned()
            }
            GatherError::NoKey { from, .. } => format!("the rules look for it at `{from}`"),
            GatherError::ElementShape { .. } => {
                "let the `from` of the list lead to its elements".to_owned()
            }
            GatherError::Nothing { fact, from, .. } => format!(
                "the rules look for `{fact}` at `{from}`; a facts file names the facts themselves"
            ),
            GatherError::NoPaths => {
                "say in the rules where facts are, as in `from \"$.status.phase\"`".to_owned()
            }
            GatherError::TooMuch { .. } => {
                "avoid `..`, and filters that look at the whole document for each element"
                    .to_owned()
            }
        }
    }
}

impl fmt::Display for GatherError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            GatherError::Several { fact, from, .. } => {
                write!(f, "`{from}` leads to several values for `{fact}`")
            }
            GatherError::NoKey { list, field, .. } => {
                write!(
                    f,
                    "an element of `{list}` has no `{field}`, which is its key"
                )
            }
            GatherError::ElementShape { list } => {
                write!(f, "an element of `{list}` is neither a map nor its key")
            }
            GatherError::Nothing { .. } => {
                f.write_str("nothing that the rules look for is in this document")
            }
            GatherError::NoPaths => {
                f.write_str("the rules cannot read gathered documents, as no fact has a `from`")
            }
            GatherError::TooMuch { fact, from } => write!(
                f,
                "following `{from}` to `{fact}` takes too long in this document"
            ),
        }
    }
}
