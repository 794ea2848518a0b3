//! What is said about errors in facts and cases.

use std::fmt;

use super::error::{Given, InputError, InputErrorKind, Part, Shape};
use crate::facts::document::DocumentError;
use crate::facts::phrases::described;
use crate::facts::plain::ValueError;
use crate::source::Span;

impl InputError {
    /// A few words for the place; may be empty.
    pub fn label(&self) -> String {
        match &self.kind {
            InputErrorKind::Value {
                error: ValueError::Symbol { nearest, .. },
                ..
            } => nearest.as_deref().map(did_you_mean).unwrap_or_default(),
            InputErrorKind::Value { part, ty, .. } => format!("{part} is {}", described(ty)),
            InputErrorKind::ElementTwice { .. } => "again here".to_owned(),
            InputErrorKind::GivenTwice {
                again: Given::Unavailable,
                ..
            } => "unavailable here".to_owned(),
            InputErrorKind::GivenTwice { .. } => "given here".to_owned(),
            InputErrorKind::Gather(error) => error.label(),
            kind => kind.suggestion().map(did_you_mean).unwrap_or_default(),
        }
    }

    /// Another place that belongs to the error, and what is there.
    pub fn second_place(&self) -> Option<(Span, &'static str)> {
        match &self.kind {
            InputErrorKind::Document(problem) => self.document(problem).second_place(),
            InputErrorKind::GivenTwice {
                first: (span, Given::Fact),
                ..
            } => Some((*span, "first given here")),
            InputErrorKind::GivenTwice {
                first: (span, Given::Unavailable),
                ..
            } => Some((*span, "unavailable here")),
            InputErrorKind::ElementTwice { first, .. } => Some((*first, "first given here")),
            InputErrorKind::Gather(error) => error.second_place(),
            _ => None,
        }
    }

    /// What to write instead, where that is known.
    pub fn help(&self) -> Option<String> {
        if let InputErrorKind::Document(problem) = &self.kind {
            return self.document(problem).help().map(str::to_owned);
        }
        self.kind.help()
    }

    fn document(&self, problem: &crate::facts::document::Problem) -> DocumentError {
        DocumentError {
            span: self.span,
            problem: problem.clone(),
        }
    }
}

fn did_you_mean(word: &str) -> String {
    format!("did you mean `{word}`?")
}

impl InputErrorKind {
    /// What is probably meant.
    fn suggestion(&self) -> Option<&str> {
        match self {
            InputErrorKind::Path(error) => error.suggestion(),
            InputErrorKind::Case(error) => error.suggestion(),
            InputErrorKind::NoSuchElement { nearest, .. } => nearest.as_deref(),
            _ => None,
        }
    }

    fn help(&self) -> Option<String> {
        match self {
            InputErrorKind::Path(error) => error.help(),
            InputErrorKind::Value { error, .. } => error.help(),
            InputErrorKind::Case(error) => error.help(),
            InputErrorKind::Gather(error) => Some(error.help()),
            InputErrorKind::Shape {
                part: Part::Group(group),
                example: Some(fact),
                ..
            } => Some(format!(
                "`{group}` is the front part of facts such as `{fact}`"
            )),
            InputErrorKind::Shape { example, .. } => example
                .as_ref()
                .map(|example| format!("write it like `{example}`")),
            InputErrorKind::GivenTwice { .. } => Some("leave one of them out".to_owned()),
            InputErrorKind::ListNotGiven { list, .. } => {
                Some(format!("give `{list}` too, in the same file or before it"))
            }
            InputErrorKind::NoKey { example, .. } => {
                Some(format!("write each element like `{example}`"))
            }
            InputErrorKind::ElementTwice { .. } => {
                Some("the keys of a list tell its elements apart".to_owned())
            }
            InputErrorKind::NullElement { .. } => {
                Some("leave it out; a list that cannot be had is unavailable as a whole".to_owned())
            }
            InputErrorKind::CaseForFacts => {
                Some("this looks like a case file: use `--case` instead of `--facts`".to_owned())
            }
            InputErrorKind::NoEquals => Some("write it like `os=windows`".to_owned()),
            InputErrorKind::Document(_)
            | InputErrorKind::NoSuchElement { .. }
            | InputErrorKind::KeyOfElement { .. }
            | InputErrorKind::More => None,
        }
    }
}

impl fmt::Display for InputError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.kind {
            InputErrorKind::Document(problem) => self.document(problem).fmt(f),
            InputErrorKind::Path(error) => error.fmt(f),
            InputErrorKind::Shape {
                part,
                expected,
                found: Shape::Empty,
                ..
            } => {
                write!(f, "{part} must be {expected}, but is empty")
            }
            InputErrorKind::Shape {
                part,
                expected,
                found,
                ..
            } => {
                write!(f, "{part} must be {expected}, not {found}")
            }
            InputErrorKind::Value {
                part,
                error: ValueError::Symbol { text, .. },
                ..
            } => {
                write!(f, "`{text}` is not one of the symbols of {part}")
            }
            InputErrorKind::Value { error, .. } => error.fmt(f),
            InputErrorKind::Case(error) => error.fmt(f),
            InputErrorKind::Gather(error) => error.fmt(f),
            InputErrorKind::GivenTwice {
                fact,
                first: (_, first),
                again,
            } => match (first, again) {
                (Given::Fact, Given::Fact) => write!(f, "`{fact}` is given twice"),
                (Given::Unavailable, Given::Unavailable) => {
                    write!(f, "`{fact}` is unavailable twice")
                }
                _ => write!(f, "`{fact}` is given, and is unavailable too"),
            },
            InputErrorKind::ListNotGiven { element, list } => {
                write!(f, "there is no `{element}`, as `{list}` is not given")
            }
            InputErrorKind::NoSuchElement { element, .. } => {
                write!(f, "there is no element `{element}`")
            }
            InputErrorKind::KeyOfElement { field } => {
                write!(
                    f,
                    "`{field}` is the key of the element, which only the list itself gives"
                )
            }
            InputErrorKind::NullElement { list } => write!(f, "an element of `{list}` is empty"),
            InputErrorKind::NoKey {
                list,
                field,
                is_null: false,
                ..
            } => {
                write!(
                    f,
                    "an element of `{list}` has no `{field}`, which is its key"
                )
            }
            InputErrorKind::NoKey {
                list,
                field,
                is_null: true,
                ..
            } => {
                write!(
                    f,
                    "the `{field}` of an element of `{list}` is empty, but is its key"
                )
            }
            InputErrorKind::ElementTwice { element, .. } => {
                write!(f, "the element `{element}` is given twice")
            }
            InputErrorKind::CaseForFacts => f.write_str("there is no fact `facts`"),
            InputErrorKind::NoEquals => f.write_str("expected a path, `=` and a value"),
            InputErrorKind::More => f.write_str("there are more errors"),
        }
    }
}

impl std::error::Error for InputError {}

impl fmt::Display for Part {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Part::FactsFile => f.write_str("a facts file"),
            Part::CaseFile => f.write_str("a case file"),
            Part::Key(key) => write!(f, "`{key}`"),
            Part::Attempt => f.write_str("an attempt"),
            Part::Item(key) => write!(f, "an element of `{key}`"),
            Part::Outcomes(action) => write!(f, "the outcome of `{action}`"),
            Part::Group(path) | Part::Fact(path) | Part::Element(path) => write!(f, "`{path}`"),
            Part::ElementOf(list) => write!(f, "an element of `{list}`"),
        }
    }
}

impl fmt::Display for Shape {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Shape::Empty => "empty",
            Shape::Single => "a single value",
            Shape::List => "a list",
            Shape::Map => "a map",
        })
    }
}
