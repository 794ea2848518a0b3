//! The colours of editors know the words of the grammar.

use std::collections::BTreeSet;
use std::fs;

use regex::Regex;
use serde_json::Value;
use whatnext::editing::words;

use crate::binary::project;

fn read(path: &str) -> String {
    fs::read_to_string(project().join(path)).expect("the file is readable")
}

/// The words that the grammar has in quotes, other than units.
fn words_of_the_grammar() -> BTreeSet<String> {
    let grammar = read("grammar/whatnext.pest");
    let code: Vec<&str> = grammar
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"))
        .collect();
    let word = Regex::new(r#""([a-z]{2,})""#).expect("a good pattern");
    let code = code.join("\n");
    let words: BTreeSet<String> = word
        .captures_iter(&code)
        .map(|captures| captures[1].to_owned())
        .collect();
    assert!(words.len() > 60, "the grammar has the words {words:?}");
    words
}

/// All patterns of a `TextMate` grammar that colour words.
fn patterns(value: &Value, found: &mut Vec<String>) {
    match value {
        Value::Object(fields) => {
            for (key, field) in fields {
                match (key.as_str(), field) {
                    ("match" | "begin", Value::String(pattern)) => found.push(pattern.clone()),
                    _ => patterns(field, found),
                }
            }
        }
        Value::Array(parts) => parts.iter().for_each(|part| patterns(part, found)),
        _ => {}
    }
}

#[test]
fn every_word_of_the_grammar_has_a_colour_before_the_server_starts() {
    let text = read("editors/vscode/syntaxes/whatnext.tmLanguage.json");
    let grammar: Value = serde_json::from_str(&text).expect("the file is JSON");
    let repository = &grammar["repository"];
    let mut found = Vec::new();
    for part in [
        "declaration",
        "plain-text",
        "template",
        "pattern",
        "entry",
        "yes-no",
        "line",
    ] {
        patterns(&repository[part], &mut found);
    }
    for part in ["operator", "joint", "type"] {
        patterns(&repository[part], &mut found);
    }
    let letters = Regex::new("[a-z]{2,}").expect("a good pattern");
    let coloured: BTreeSet<&str> = found
        .iter()
        .flat_map(|pattern| letters.find_iter(pattern))
        .map(|word| word.as_str())
        .collect();
    let words = words_of_the_grammar();
    let pale: Vec<&String> = words
        .iter()
        .filter(|word| !coloured.contains(word.as_str()))
        .collect();
    assert!(pale.is_empty(), "no colour for {pale:?}");
}

#[test]
fn every_part_of_the_colours_is_used_and_there() {
    let text = read("editors/vscode/syntaxes/whatnext.tmLanguage.json");
    let grammar: Value = serde_json::from_str(&text).expect("the file is JSON");
    let parts = grammar["repository"].as_object().expect("it has parts");
    let include = Regex::new("\"include\": *\"#([a-z-]+)\"").expect("a good pattern");
    let included: BTreeSet<&str> = include
        .captures_iter(&text)
        .filter_map(|captures| captures.get(1))
        .map(|name| name.as_str())
        .collect();
    let there: BTreeSet<&str> = parts.keys().map(String::as_str).collect();
    assert_eq!(included, there);
}

#[test]
fn the_lists_of_words_are_those_of_the_grammar() {
    let listed: BTreeSet<String> = [
        words::DECLARATIONS,
        words::LINES,
        words::OPERATORS,
        words::JOINTS,
        words::TYPES,
    ]
    .concat()
    .into_iter()
    .map(str::to_owned)
    .collect();
    assert_eq!(listed, words_of_the_grammar());
}
