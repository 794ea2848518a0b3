//! What the articles say that the shipped rules were made from: each of
//! their statements is in the runbook.

use serde::Deserialize;
use whatnext::runbook::{html, markdown};

use super::{document, words};
use crate::shipped::{program, read};

/// The statements, in words of our own.
const LIST: &str = "tests/whatnext/runbook/statements.yaml";

/// A statement, and the phrases of the runbook that make it.
#[derive(Debug, Deserialize)]
struct Statement {
    says: String,
    find: Vec<String>,
}

fn statements() -> Vec<Statement> {
    serde_yaml::from_str(&read(LIST)).expect("the list is well-formed")
}

#[test]
fn the_runbook_says_all_that_the_articles_say() {
    let program = program("rules/crashplan");
    let page = words(&html(&document(&program, "")));
    let statements = statements();
    assert!(statements.len() > 40, "the statements were not read");
    let mut missing = Vec::new();
    for Statement { says, find } in &statements {
        assert!(!find.is_empty(), "nothing is to be found for: {says}");
        for phrase in find {
            if !page.contains(phrase.as_str()) {
                missing.push(format!("{says}: `{phrase}`"));
            }
        }
    }
    assert!(missing.is_empty(), "{missing:#?}");
}

#[test]
fn both_formats_say_the_same() {
    let program = program("rules/crashplan");
    let text = markdown(&document(&program, ""));
    let mut shown = String::new();
    for event in pulldown_cmark::Parser::new_ext(&text, pulldown_cmark::Options::ENABLE_TABLES) {
        match event {
            pulldown_cmark::Event::Text(words) | pulldown_cmark::Event::Code(words) => {
                shown.push_str(&words);
            }
            _ => shown.push(' '),
        }
    }
    let letters = |text: &str| text.replace(char::is_whitespace, "");
    let shown = letters(&shown);
    for Statement { says, find } in statements() {
        for phrase in find {
            assert!(shown.contains(&letters(&phrase)), "{says}: `{phrase}`");
        }
    }
}
