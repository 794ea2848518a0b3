//! Facts as case files write them, so that what a page says can be copied into
//! a case.

use std::fmt::Write as _;

use crate::facts::case::{Attempt, Case};
use crate::facts::memory::{Datum, Record, State};
use crate::model::RuleBase;
use crate::model::fact::{ListType, PlainType, Type};
use crate::model::ids::FactId;
use crate::model::value::{Value, printable};

/// What cannot be had.
const NULL: &str = "null";

/// What is known of a fact, in one line; of a list by key, the keys. None for
/// what is unknown.
pub(super) fn in_one_line(rules: &RuleBase, fact: FactId, state: &State) -> Option<String> {
    Some(match (state, &rules.facts[fact].ty) {
        (State::Known(Datum::Plain(value)), Type::Plain(ty)) => plain(ty, value),
        (State::Known(Datum::Values(values)), Type::List(ListType::Values(ty))) => {
            let values: Vec<String> = values.iter().map(|value| plain(ty, value)).collect();
            format!("[{}]", values.join(", "))
        }
        (State::Known(Datum::Records(records)), _) => {
            let keys: Vec<String> = records.iter().map(|record| key(&record.key)).collect();
            format!("[{}]", keys.join(", "))
        }
        (State::Unknown, _) => return None,
        _ => NULL.to_owned(),
    })
}

/// What is known of a fact, in one line that facts files can have: of the
/// elements of a list by key, the keys. None for what is unknown.
pub(crate) fn as_answer(rules: &RuleBase, fact: FactId, state: &State) -> Option<String> {
    match (state, &rules.facts[fact].ty) {
        (
            State::Known(Datum::Records(records)),
            Type::List(ListType::Records { keys, fields, .. }),
        ) if keys.len() > 1 => {
            let elements = records.iter().map(|record| {
                let fields = fields.iter().zip(&record.fields);
                let keys = fields.filter(|(field, _)| keys.contains(field));
                let keys = keys.filter_map(|(&field, state)| {
                    let value = in_one_line(rules, field, state)?;
                    Some(format!("{}: {value}", rules.facts[field].word()))
                });
                format!("{{ {} }}", keys.collect::<Vec<_>>().join(", "))
            });
            let elements: Vec<String> = elements.collect();
            Some(format!("[{}]", elements.join(", ")))
        }
        _ => in_one_line(rules, fact, state),
    }
}

/// A case, as the lines of a case file: the instant, the facts, the attempts.
pub(crate) fn case_lines(rules: &RuleBase, case: &Case) -> Vec<String> {
    let mut lines = Vec::new();
    lines.extend(case.now.map(|now| format!("now: {now}")));
    let facts = fact_lines(rules, case);
    lines.push(
        if facts.is_empty() {
            "facts: {}"
        } else {
            "facts:"
        }
        .to_owned(),
    );
    lines.extend(facts.into_iter().map(|line| format!("  {line}")));
    if !case.attempts.is_empty() {
        lines.push("attempted:".to_owned());
    }
    let attempts = case
        .attempts
        .iter()
        .map(|attempt| attempted(rules, attempt));
    lines.extend(attempts.map(|attempt| format!("  - {attempt}")));
    lines
}

/// The facts of a case, as the lines of a facts file.
pub(crate) fn fact_lines(rules: &RuleBase, case: &Case) -> Vec<String> {
    let mut lines = Vec::new();
    for (id, fact) in rules.top_level() {
        as_block(rules, id, case.facts.slot(fact.slot), &mut lines);
    }
    lines
}

fn attempted(rules: &RuleBase, attempt: &Attempt) -> String {
    let keys: Vec<String> = attempt
        .element
        .iter()
        .flatten()
        .map(|part| within_brackets(part))
        .collect();
    let element = if keys.is_empty() {
        String::new()
    } else {
        format!(", for: [{}]", keys.join(", "))
    };
    format!(
        "{{ action: {}{element}, outcome: {} }}",
        rules.actions[attempt.action].name,
        attempt.outcome.word()
    )
}

/// What is known of a fact, as lines of a block; nothing where it is unknown.
pub(super) fn as_block(rules: &RuleBase, fact: FactId, state: &State, lines: &mut Vec<String>) {
    block(rules, fact, state, "", lines);
}

fn block(rules: &RuleBase, fact: FactId, state: &State, indent: &str, lines: &mut Vec<String>) {
    let word = rules.facts[fact].word();
    if let (State::Known(Datum::Records(records)), Type::List(ListType::Records { fields, .. })) =
        (state, &rules.facts[fact].ty)
        && !records.is_empty()
    {
        lines.push(format!("{indent}{word}:"));
        for record in records {
            element(rules, fields, record, indent, lines);
        }
        return;
    }
    if let Some(value) = in_one_line(rules, fact, state) {
        lines.push(format!("{indent}{word}: {value}"));
    }
}

/// An element of a list by key: its fields, the first one behind a dash.
fn element(
    rules: &RuleBase,
    fields: &[FactId],
    record: &Record,
    indent: &str,
    lines: &mut Vec<String>,
) {
    let first = lines.len();
    let within = format!("{indent}    ");
    for (&field, state) in fields.iter().zip(&record.fields) {
        block(rules, field, state, &within, lines);
    }
    if let Some(line) = lines.get_mut(first) {
        line.replace_range(..within.len(), &format!("{indent}  - "));
    }
}

/// A value that is not a list.
fn plain(ty: &PlainType, value: &Value) -> String {
    match value {
        Value::Text(text) => quoted(text.raw()),
        _ => ty.write(value),
    }
}

/// The key of an element: by itself, or in brackets where it has parts.
fn key(parts: &[String]) -> String {
    let written: Vec<String> = parts.iter().map(|part| within_brackets(part)).collect();
    match written.as_slice() {
        [part] => part.clone(),
        parts => format!("[{}]", parts.join(", ")),
    }
}

/// A text on a line of its own, in quotes where it needs them.
pub(crate) fn on_a_line(text: &str) -> String {
    if needs_no_quotes(text) {
        text.to_owned()
    } else {
        quoted(text)
    }
}

/// A text among others in brackets, in quotes where it needs them.
pub(super) fn within_brackets(text: &str) -> String {
    if needs_no_quotes(text) && !text.contains([',', '[', ']', '{', '}']) {
        text.to_owned()
    } else {
        quoted(text)
    }
}

fn needs_no_quotes(text: &str) -> bool {
    let starts_well = text.starts_with(char::is_alphanumeric);
    let ends_well = !text.ends_with(|c: char| c == ':' || c.is_whitespace());
    starts_well
        && ends_well
        && text.chars().all(is_shown)
        && !text.contains(": ")
        && !text.contains(" #")
        && !text.eq_ignore_ascii_case(NULL)
}

/// A text in double quotes, with escapes for what would break the line or could
/// not be seen.
fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => {
                quoted.push('\\');
                quoted.push(c);
            }
            '\n' => quoted.push_str("\\n"),
            '\t' => quoted.push_str("\\t"),
            '\r' => quoted.push_str("\\r"),
            c if is_shown(c) => quoted.push(c),
            // Writing to a string does not fail.
            c => _ = write!(quoted, "\\u{:04X}", u32::from(c)),
        }
    }
    quoted.push('"');
    quoted
}

/// Whether a character shows as itself, within its line.
fn is_shown(c: char) -> bool {
    const BYTE_ORDER_MARK: char = '\u{feff}';
    let mut bytes = [0; 4];
    let text: &str = c.encode_utf8(&mut bytes);
    c != BYTE_ORDER_MARK && printable(text) == text
}
