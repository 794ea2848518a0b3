//! Lines of NDJSON: `docs/schema/batch-1.schema.json`.

use std::io::Write as _;

use super::Encoder;
use crate::cli::records::Place;
use crate::explain::Decision;
use crate::fleet::{Decided, Fault, Outcome};
use crate::model::DecisionKind;
use crate::program::Program;

/// Adds a line. What does not apply is left out.
pub(super) fn line(
    encoder: &Encoder,
    program: &Program,
    outcome: &Outcome<'_>,
    place: Option<Place>,
    out: &mut Vec<u8>,
) {
    out.extend_from_slice(b"{\"record\":");
    number(outcome.number + 1, out);
    if let Some(id) = &outcome.id {
        member("id", id, out);
    }
    match &outcome.result {
        Ok(decided) => decision(encoder, program, decided, out),
        Err(fault) => error(encoder, fault, place, out),
    }
    out.extend_from_slice(b"}\n");
}

fn decision(encoder: &Encoder, program: &Program, decided: &Decided<'_>, out: &mut Vec<u8>) {
    // The words of kinds need no escapes.
    out.extend_from_slice(b",\"kind\":\"");
    out.extend_from_slice(decided.kind.word().as_bytes());
    out.push(b'"');
    if let Some(names) = decided.entry.and_then(|entry| encoder.names.entry(entry)) {
        out.extend_from_slice(&names.entry);
        if decided.kind != DecisionKind::Ask {
            out.extend_from_slice(&names.action);
        }
    }
    if let Some(title) = &decided.title {
        member("title", title, out);
    }
    let mut keys = decided.element.iter().flatten();
    if let Some(first) = keys.next() {
        out.extend_from_slice(b",\"for\":[");
        text(first, out);
        for key in keys {
            out.push(b',');
            text(key, out);
        }
        out.push(b']');
    }
    if let Some(fact) = &decided.asks {
        if fact.elements.is_empty() {
            out.extend_from_slice(encoder.names.fact(fact.fact));
        } else {
            member("fact", &fact.show(program.rules()), out);
        }
    }
    if let Some(explanation) = &decided.explanation {
        out.extend_from_slice(b",\"explanation\":");
        explained(explanation, out);
    }
}

fn error(encoder: &Encoder, fault: &Fault, place: Option<Place>, out: &mut Vec<u8>) {
    member("error", &fault.message, out);
    let found = encoder.found(fault, place);
    if let Some(file) = found.file {
        member("file", file, out);
    }
    let numbers = [
        ("line", found.line),
        ("column", found.column.map(u64::from)),
        ("row", found.row),
    ];
    for (key, value) in numbers {
        if let Some(value) = value {
            out.extend([b",\"", key.as_bytes(), b"\":"].concat());
            number(value, out);
        }
    }
}

/// Adds a decision with its explanation.
pub(super) fn explained(decision: &Decision, out: &mut Vec<u8>) {
    let before = out.len();
    // Neither this data nor this target can fail; half a value would be worse
    // than none.
    if serde_json::to_writer(&mut *out, decision).is_err() {
        out.truncate(before);
        out.extend_from_slice(b"null");
    }
}

/// Adds a number.
pub(super) fn number(number: u64, out: &mut Vec<u8>) {
    // Writing to memory does not fail.
    let _ = write!(out, "{number}");
}

/// Adds `,"key":"text"`.
pub(super) fn member(key: &str, value: &str, out: &mut Vec<u8>) {
    out.extend_from_slice(b",\"");
    out.extend_from_slice(key.as_bytes());
    out.extend_from_slice(b"\":");
    text(value, out);
}

/// Adds a text in quotes.
pub(in crate::cli::batch) fn text(text: &str, out: &mut Vec<u8>) {
    out.push(b'"');
    let bytes = text.as_bytes();
    let mut copied = 0;
    for (at, &byte) in bytes.iter().enumerate() {
        if byte >= 0x20 && byte != b'"' && byte != b'\\' {
            continue;
        }
        out.extend_from_slice(&bytes[copied..at]);
        copied = at + 1;
        match byte {
            b'"' => out.extend_from_slice(b"\\\""),
            b'\\' => out.extend_from_slice(b"\\\\"),
            b'\n' => out.extend_from_slice(b"\\n"),
            b'\t' => out.extend_from_slice(b"\\t"),
            b'\r' => out.extend_from_slice(b"\\r"),
            _ => {
                let _ = write!(out, "\\u{byte:04x}");
            }
        }
    }
    out.extend_from_slice(&bytes[copied..]);
    out.push(b'"');
}

#[cfg(test)]
mod tests {
    use super::text;

    #[test]
    fn a_text_is_read_back_as_it_was() {
        for original in ["", "plain", "\"quoted\" \\ \n\t\r\u{1}", "ä→", "\u{7f}"] {
            let mut out = Vec::new();
            text(original, &mut out);
            let back: String = serde_json::from_slice(&out).expect("this is JSON");
            assert_eq!(back, original);
        }
    }
}
