//! Reads single settings: `os=mac`.

use super::error::InputErrorKind;
use super::errors::Errors;
use super::facts::{Assignment, apply};
use crate::facts::document::{self, Format, Node, NodeKind};
use crate::facts::memory::{FactPath, WorkingMemory};
use crate::facts::names::Names;
use crate::facts::path::setting;
use crate::model::fact::Type;
use crate::source::{FileId, Span};

/// Reads a setting, which is the text of `file`, into `memory`. Gives the fact
/// that it sets.
pub(super) fn set(
    names: &Names<'_>,
    memory: &mut WorkingMemory,
    file: FileId,
    text: &str,
    errors: &mut Errors,
) -> Option<FactPath> {
    let span = |start: usize, end: usize| Span {
        file,
        start: start as u32,
        end: end as u32,
    };
    let Some((path, value_at)) = setting(text) else {
        errors.add(span(0, text.len()), InputErrorKind::NoEquals);
        return None;
    };
    let at_path = span(0, path.len());
    let path = match names.path(path.trim()) {
        Ok(path) => path,
        Err(error) => {
            errors.add(at_path, error);
            return None;
        }
    };
    let value = &text[value_at..];
    let node = match &names.rules.facts[path.fact].ty {
        Type::Plain(_) => Node {
            span: span(value_at, text.len()),
            kind: plain(value),
        },
        Type::List(_) => list(file, value_at, value, errors)?,
    };
    let assignment = Assignment {
        path: path.clone(),
        span: at_path,
        node: Some(&node),
    };
    apply(names, vec![assignment], memory, errors);
    Some(path)
}

/// The value of a fact that is not a list: its text as it is, as if it stood in
/// a YAML file without quotes.
fn plain(value: &str) -> NodeKind {
    match value {
        "" | "~" | "null" | "Null" | "NULL" => NodeKind::Null,
        _ => NodeKind::Scalar {
            text: value.to_owned(),
            quoted: false,
        },
    }
}

/// The value of a list: YAML, such as `[Cloud, NAS]`.
fn list(file: FileId, value_at: usize, value: &str, errors: &mut Errors) -> Option<Node> {
    // As many spaces before it as there are bytes, so that places are right.
    let padded = format!("{}{value}", " ".repeat(value_at));
    match document::read(file, &padded, Format::Yaml) {
        Ok(node) => Some(node),
        Err(error) => {
            errors.add(error.span, InputErrorKind::Document(error.problem));
            None
        }
    }
}
