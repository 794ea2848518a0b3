//! What can be wrong with facts and cases, as data. What is said about it is in
//! `wording`.

use super::case_error::CaseError;
use super::gather::GatherError;
use crate::facts::document;
use crate::facts::path::PathError;
use crate::facts::plain::ValueError;
use crate::model::fact::PlainType;
use crate::source::Span;

/// An error in a facts file, a case file or a setting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InputError {
    /// The place.
    pub span: Span,
    /// What is wrong there.
    pub kind: InputErrorKind,
}

/// What can be wrong with facts and cases.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum InputErrorKind {
    /// The value of a setting cannot be read as a document.
    Document(document::Problem),
    /// A name is not the path of a fact.
    Path(PathError),
    /// Something has another shape than it should have.
    Shape {
        /// What it is.
        part: Part,
        /// The shape that it should have.
        expected: Shape,
        /// The shape that it has.
        found: Shape,
        /// How it is written.
        example: Option<String>,
    },
    /// A value is not one of its fact's type.
    Value {
        /// The fact, or an element of it.
        part: Part,
        /// Its type.
        ty: PlainType,
        /// What is wrong with the value.
        error: ValueError,
    },
    /// A fact is given twice.
    GivenTwice {
        /// The path.
        fact: String,
        /// Where it is given first, and how.
        first: (Span, Given),
        /// How it is given the second time.
        again: Given,
    },
    /// An element of a list is not there, because the list is not given.
    ListNotGiven {
        /// The path of the element.
        element: String,
        /// The path of the list.
        list: String,
    },
    /// A list has no element with this key.
    NoSuchElement {
        /// The path of the element.
        element: String,
        /// The element that is probably meant.
        nearest: Option<String>,
    },
    /// A key field is given through the path of its element.
    KeyOfElement {
        /// The path.
        field: String,
    },
    /// An element of a list is null.
    NullElement {
        /// The list.
        list: String,
    },
    /// An element of a list has no key, or a part of it is null.
    NoKey {
        /// The list.
        list: String,
        /// The key field.
        field: String,
        /// Whether it is null, rather than not there.
        is_null: bool,
        /// How an element is written.
        example: String,
    },
    /// Two elements of a list have the same key.
    ElementTwice {
        /// The path of the element.
        element: String,
        /// The key of the first one.
        first: Span,
    },
    /// A facts file looks like a case file.
    CaseForFacts,
    /// A case file is wrong apart from its facts.
    Case(CaseError),
    /// A gathered document is not as the rules expect it.
    Gather(GatherError),
    /// A setting without `=`.
    NoEquals,
    /// More errors than are worth reporting.
    More,
}

impl From<CaseError> for InputErrorKind {
    fn from(error: CaseError) -> Self {
        InputErrorKind::Case(error)
    }
}

impl From<GatherError> for InputErrorKind {
    fn from(error: GatherError) -> Self {
        InputErrorKind::Gather(error)
    }
}

impl From<PathError> for InputErrorKind {
    fn from(error: PathError) -> Self {
        InputErrorKind::Path(error)
    }
}

/// A part of an input.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// A whole facts file.
    FactsFile,
    /// A whole case file.
    CaseFile,
    /// The value at a key of a case file.
    Key(&'static str),
    /// An attempt in a case file.
    Attempt,
    /// One of the values at a key of a case file.
    Item(&'static str),
    /// What the attempts of this action led to.
    Outcomes(String),
    /// The front part of facts.
    Group(String),
    /// A fact.
    Fact(String),
    /// An element of a list, which has this path or no path yet.
    Element(String),
    /// One of the elements of a list.
    ElementOf(String),
}

/// The shapes of values in documents.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// Null.
    Empty,
    /// A scalar.
    Single,
    /// A sequence.
    List,
    /// A mapping.
    Map,
}

/// How a fact is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Given {
    /// Among the facts.
    Fact,
    /// Among the unavailable ones.
    Unavailable,
}
