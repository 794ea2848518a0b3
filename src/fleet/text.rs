//! From the text of a record to a case, with a place for every mistake.

use super::Fleet;
use super::outcome::Fault;
use super::record::{Body, Field};
use crate::diagnostic::problem::Problem;
use crate::facts::case::Case;
use crate::facts::document::{self, Format, Key, Node, NodeKind};
use crate::facts::read::Reader;
use crate::source::{Sources, Span};

/// Reads a record thoroughly: what it calls itself, and its case.
pub(super) fn read(fleet: &Fleet<'_>, body: Body<'_>) -> (Option<String>, Result<Case, Fault>) {
    let mut sources = Sources::default();
    let node = match node(&mut sources, &fleet.reader, body) {
        Ok(node) => node,
        Err(fault) => return (None, Err(fault)),
    };
    let id = fleet.options.id.as_ref().and_then(|path| id(&node, path));
    let case = case(fleet, &node).map_err(|problems| {
        let rest = problems.len().saturating_sub(1);
        match problems.first() {
            Some(first) => {
                let mut fault = Fault::of(&sources, first);
                if rest > 0 {
                    fault.message += &format!(" (and {rest} more)");
                }
                if matches!(body, Body::Fields(_)) {
                    fault.position = None;
                }
                fault
            }
            None => Fault::nowhere("it cannot be read"),
        }
    });
    (id, case)
}

/// What a record says.
pub(super) fn node(
    sources: &mut Sources,
    reader: &Reader<'_>,
    body: Body<'_>,
) -> Result<Node, Fault> {
    match body {
        Body::Json(text) => {
            let file = sources.add("record", text);
            document::read(file, text, Format::Json)
                .map_err(|error| Fault::of(sources, &Problem::from(&error)))
        }
        Body::Fields(fields) => {
            let file = sources.add("record", "");
            let span = Span {
                file,
                start: 0,
                end: 0,
            };
            Ok(row(sources, reader, fields, span))
        }
        Body::Unreadable(reason) => Err(Fault::nowhere(reason)),
    }
}

fn case(fleet: &Fleet<'_>, node: &Node) -> Result<Case, Vec<Problem>> {
    let options = &fleet.options;
    let mut case = if options.cases {
        let file = fleet.reader.case(node);
        file.map_err(|errors| errors.iter().map(Problem::from).collect::<Vec<_>>())?
            .case
    } else {
        let mut case = fleet.program.new_case();
        let errors = if options.strict {
            // What a record calls itself is no fact, and no mistake either.
            let node = match &options.id {
                Some(path) if is_no_fact(fleet, path) => &without(node, path),
                _ => node,
            };
            fleet.reader.facts(node, &mut case.facts)
        } else {
            fleet.reader.facts_among_others(node, &mut case.facts)
        };
        if !errors.is_empty() {
            return Err(errors.iter().map(Problem::from).collect());
        }
        case
    };
    case.now = case.now.or(options.now);
    Ok(case)
}

/// The fields of a row as a map.
fn row(sources: &mut Sources, reader: &Reader<'_>, fields: &[Field<'_>], span: Span) -> Node {
    let known = fields.iter().filter(|field| !field.value.is_empty());
    let entries = known.map(|field| {
        let key = Key {
            text: field.name.to_owned(),
            span,
        };
        let kind = match field.value {
            "null" | "~" => NodeKind::Null,
            value => list(sources, reader, field).unwrap_or_else(|| NodeKind::Scalar {
                text: value.to_owned(),
                quoted: false,
            }),
        };
        (key, Node { span, kind })
    });
    Node {
        span,
        kind: NodeKind::Mapping(entries.collect()),
    }
}

/// The value of a list, as it is written for `--set`: `[Cloud, NAS]`.
fn list(sources: &mut Sources, reader: &Reader<'_>, field: &Field<'_>) -> Option<NodeKind> {
    if !field.value.starts_with('[') || !reader.is_list(field.name) {
        return None;
    }
    let file = sources.add("field", field.value);
    let node = document::read(file, field.value, Format::Yaml).ok()?;
    Some(node.kind)
}

/// What stands at a path: the whole of it may be one name.
fn id(node: &Node, path: &str) -> Option<String> {
    let NodeKind::Mapping(entries) = &node.kind else {
        return None;
    };
    entries.iter().find_map(|(key, value)| {
        let rest = path.strip_prefix(key.text.as_str())?;
        if rest.is_empty() {
            match &value.kind {
                NodeKind::Scalar { text, .. } => Some(text.clone()),
                _ => None,
            }
        } else {
            id(value, rest.strip_prefix('.')?)
        }
    })
}

fn is_no_fact(fleet: &Fleet<'_>, path: &str) -> bool {
    fleet.reader.path(path).is_err()
}

/// A map without what stands at a path; see [`id`].
fn without(node: &Node, path: &str) -> Node {
    let NodeKind::Mapping(entries) = &node.kind else {
        return node.clone();
    };
    let kept = entries.iter().filter_map(|(key, value)| {
        let value = match path.strip_prefix(key.text.as_str()) {
            Some("") => return None,
            Some(rest) => match rest.strip_prefix('.') {
                Some(rest) => match without(value, rest) {
                    // Nothing but the name was in there.
                    value if is_empty(&value) => return None,
                    value => value,
                },
                None => value.clone(),
            },
            None => value.clone(),
        };
        Some((key.clone(), value))
    });
    Node {
        span: node.span,
        kind: NodeKind::Mapping(kept.collect()),
    }
}

fn is_empty(node: &Node) -> bool {
    matches!(&node.kind, NodeKind::Mapping(entries) if entries.is_empty())
}

impl Fault {
    /// A fault without a place.
    pub(super) fn nowhere(message: impl Into<String>) -> Self {
        Fault {
            message: message.into(),
            position: None,
        }
    }

    fn of(sources: &Sources, problem: &Problem) -> Self {
        let span = problem.primary.span;
        let position = sources.file(span.file).position(span.start);
        let label = &problem.primary.text;
        let message = if label.is_empty() {
            problem.message.clone()
        } else {
            format!("{} ({label})", problem.message)
        };
        Fault {
            message,
            position: Some((position.line, position.column)),
        }
    }
}
