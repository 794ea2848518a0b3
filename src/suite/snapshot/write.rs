//! Writing a snapshot, to the letter as insta does.

use super::header::{AT, DESCRIPTION, FORMAT_KEY, INFO, LINE, MARKERS, RULES, SOURCE, UNMET};
use super::{FENCE, FORMAT, Snapshot, markers, normal};

pub(super) fn snapshot(snapshot: &Snapshot) -> String {
    let contents = normal(&snapshot.contents);
    let mut text = format!("{FENCE}\n");
    line(&mut text, "", SOURCE, &snapshot.source);
    if let Some(description) = &snapshot.description {
        line(&mut text, "", DESCRIPTION, description);
    }
    text.push_str(&format!("{INFO}:\n"));
    line(&mut text, "  ", FORMAT_KEY, FORMAT);
    let found = markers::find(contents.lines());
    if found.conflict.is_some() {
        text.push_str(&format!("  {MARKERS}: {}\n", found.count));
    }
    if !snapshot.unmet.is_empty() {
        text.push_str(&format!("  {UNMET}:\n"));
    }
    for unmet in &snapshot.unmet {
        text.push_str("    - ");
        value(&mut text, unmet);
    }
    if !snapshot.causes.is_empty() {
        text.push_str(&format!("  {RULES}:\n"));
    }
    for cause in &snapshot.causes {
        line(&mut text, "    - ", AT, &cause.at);
        line(&mut text, "      ", LINE, &cause.line);
    }
    text + FENCE + "\n" + &contents + "\n"
}

/// A key with its value.
fn line(text: &mut String, indentation: &str, key: &str, of_key: &str) {
    text.push_str(indentation);
    text.push_str(key);
    text.push_str(": ");
    value(text, of_key);
}

/// A value, which ends its line.
fn value(text: &mut String, value: &str) {
    if needs_quotes(value) {
        quoted(text, value);
    } else {
        text.push_str(value);
    }
    text.push('\n');
}

/// Words that YAML takes for something else than a text.
const WORDS: [&str; 23] = [
    "yes", "Yes", "YES", "no", "No", "NO", "True", "TRUE", "true", "False", "FALSE", "false", "on",
    "On", "ON", "off", "Off", "OFF", "null", "Null", "NULL", "~", "",
];

/// Whether insta puts a value in quotes. Beyond that, all characters are quoted
/// that cannot be seen or that YAML takes for the end of a line.
fn needs_quotes(value: &str) -> bool {
    let first = |c: char| "&*?|-<>=!%@.".contains(c);
    let anywhere = |c: char| ":{}[],#`\"'\\".contains(c) || is_escaped(c);
    value.starts_with(' ')
        || value.ends_with(' ')
        || value.starts_with(first)
        || value.contains(anywhere)
        || WORDS.contains(&value)
        || value.starts_with("0x")
        || value.parse::<i64>().is_ok()
        || value.parse::<f64>().is_ok()
}

fn is_escaped(c: char) -> bool {
    c.is_control()
        || matches!(
            c,
            '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}'
        )
}

fn quoted(text: &mut String, value: &str) {
    text.push('"');
    for c in value.chars() {
        match c {
            '"' => text.push_str("\\\""),
            '\\' => text.push_str("\\\\"),
            '\u{8}' => text.push_str("\\b"),
            '\t' => text.push_str("\\t"),
            '\n' => text.push_str("\\n"),
            '\u{c}' => text.push_str("\\f"),
            '\r' => text.push_str("\\r"),
            c if is_escaped(c) => text.push_str(&format!("\\u{:04x}", u32::from(c))),
            c => text.push(c),
        }
    }
    text.push('"');
}
