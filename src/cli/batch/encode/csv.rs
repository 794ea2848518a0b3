//! Rows of CSV (RFC 4180).

use super::Encoder;
use super::json::{explained, number};
use crate::cli::records::Place;
use crate::fleet::{Decided, Fault, Outcome};
use crate::model::DecisionKind;
use crate::program::Program;

macro_rules! columns {
    () => {
        "record,id,kind,rule,entry,action,title,for,fact,error,file,line,column,row"
    };
}

/// The columns.
pub(super) const HEADER: &str = concat!(columns!(), "\n");

/// The columns where decisions are explained.
pub(super) const HEADER_WITH_EXPLANATION: &str = concat!(columns!(), ",explanation\n");

/// Adds a row. What does not apply is empty.
pub(super) fn line(
    encoder: &Encoder,
    program: &Program,
    outcome: &Outcome<'_>,
    place: Option<Place>,
    out: &mut Vec<u8>,
) {
    number(outcome.number + 1, out);
    out.push(b',');
    if let Some(id) = &outcome.id {
        value(id, out);
    }
    out.push(b',');
    match &outcome.result {
        Ok(decided) => decision(encoder, program, decided, out),
        Err(fault) => error(encoder, fault, place, out),
    }
    if encoder.explain {
        out.push(b',');
        let decided = outcome.result.as_ref().ok();
        if let Some(explanation) = decided.and_then(|decided| decided.explanation.as_deref()) {
            let mut json = Vec::new();
            explained(explanation, &mut json);
            value(&String::from_utf8_lossy(&json), out);
        }
    }
    out.push(b'\n');
}

/// From `kind` to `row`.
fn decision(encoder: &Encoder, program: &Program, decided: &Decided<'_>, out: &mut Vec<u8>) {
    out.extend_from_slice(decided.kind.word().as_bytes());
    out.push(b',');
    match decided.entry.and_then(|entry| encoder.names.entry(entry)) {
        Some(names) => {
            out.extend_from_slice(&names.entry);
            out.push(b',');
            if decided.kind != DecisionKind::Ask {
                out.extend_from_slice(&names.action);
            }
        }
        None => out.extend_from_slice(b",,"),
    }
    out.push(b',');
    value(decided.title.as_deref().unwrap_or_default(), out);
    out.push(b',');
    let keys: Vec<&str> = decided
        .element
        .iter()
        .flatten()
        .map(String::as_str)
        .collect();
    value(&keys.join(", "), out);
    out.push(b',');
    if let Some(fact) = &decided.asks {
        if fact.elements.is_empty() {
            out.extend_from_slice(encoder.names.fact(fact.fact));
        } else {
            value(&fact.show(program.rules()), out);
        }
    }
    out.extend_from_slice(b",,,,,");
}

/// From `kind` to `row`.
fn error(encoder: &Encoder, fault: &Fault, place: Option<Place>, out: &mut Vec<u8>) {
    out.extend_from_slice(b",,,,,,,");
    value(&fault.message, out);
    let found = encoder.found(fault, place);
    out.push(b',');
    value(found.file.unwrap_or_default(), out);
    for number_of in [found.line, found.column.map(u64::from), found.row] {
        out.push(b',');
        if let Some(value) = number_of {
            number(value, out);
        }
    }
}

/// Adds a value, in quotes where it needs them.
pub(super) fn value(text: &str, out: &mut Vec<u8>) {
    if !text.contains(['"', ',', '\n', '\r']) {
        out.extend_from_slice(text.as_bytes());
        return;
    }
    out.push(b'"');
    for (at, part) in text.split('"').enumerate() {
        if at > 0 {
            out.extend_from_slice(b"\"\"");
        }
        out.extend_from_slice(part.as_bytes());
    }
    out.push(b'"');
}
