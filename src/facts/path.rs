//! Fact paths as people write them: `destinations["Cloud"].indicator`.

mod error;
mod parse;
mod scan;

pub use error::PathError;
pub(super) use parse::Place;
pub use parse::parse_path;
pub(super) use scan::setting;

use std::fmt::Write as _;

use super::memory::FactPath;
use crate::model::RuleBase;
use crate::model::ids::FactId;

impl FactPath {
    /// The path as it is written in inputs and outputs. Where it has too few
    /// keys, it is that of a field of any element: `destinations.indicator`.
    pub fn show(&self, rules: &RuleBase) -> String {
        let chain = lists_around(rules, self.fact);
        let mut text = String::new();
        let mut keys = self.elements.iter();
        for (depth, &fact) in chain.iter().rev().enumerate() {
            if depth > 0 {
                if let Some(key) = keys.next() {
                    text.push_str(&show_key(key));
                }
                text.push('.');
            }
            text.push_str(rules.facts[fact].word());
        }
        text
    }

    /// The path as messages show it: long keys are cut, because each of many
    /// messages may show the same one.
    pub(super) fn show_short(&self, rules: &RuleBase) -> String {
        let short = |key: &Vec<String>| key.iter().map(|part| short(part)).collect();
        let elements = self.elements.iter().map(short).collect();
        let fact = self.fact;
        FactPath { fact, elements }.show(rules)
    }

    /// The path of the list around a field; none for a top-level fact.
    pub fn list(&self, rules: &RuleBase) -> Option<FactPath> {
        let fact = rules.facts[self.fact].list?;
        let outer = self.elements.len().checked_sub(1)?;
        Some(FactPath {
            fact,
            elements: self.elements[..outer].to_vec(),
        })
    }
}

/// The key of an element in brackets: `["a", "b"]`.
pub fn show_key(key: &[String]) -> String {
    let mut text = String::from("[");
    for (at, part) in key.iter().enumerate() {
        let separator = if at > 0 { ", " } else { "" };
        // Writing to a string does not fail.
        let _ = write!(text, "{separator}\"{}\"", part.replace('"', "\"\""));
    }
    text.push(']');
    text
}

/// The path of an element as messages show it: `pods["shop", "web"]`.
pub(super) fn show_element(rules: &RuleBase, list: &FactPath, key: &[String]) -> String {
    let key: Vec<String> = key.iter().map(|part| short(part)).collect();
    format!("{}{}", list.show_short(rules), show_key(&key))
}

fn short(part: &str) -> String {
    const LONGEST: usize = 60;
    match part.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", &part[..end]),
        None => part.to_owned(),
    }
}

/// A fact and the lists around it, the outermost last.
fn lists_around(rules: &RuleBase, fact: FactId) -> Vec<FactId> {
    std::iter::successors(Some(fact), |&fact| rules.facts[fact].list).collect()
}
