//! The kind of a fault: its message without what is the record's own.

use std::collections::HashSet;

use crate::model::RuleBase;
use crate::model::fact::{ListType, Type};

/// What stands in place of the record's own words.
const OWN: &str = "…";

/// The words of messages that come from the rules: paths, names of fields and
/// symbols.
#[derive(Debug)]
pub(super) struct Names(HashSet<String>);

impl Names {
    pub(super) fn of(rules: &RuleBase) -> Self {
        let mut names = HashSet::new();
        for fact in rules.facts.values() {
            names.insert(fact.word().to_owned());
            names.insert(fact.path.clone());
            let symbols = match &fact.ty {
                Type::Plain(plain) | Type::List(ListType::Values(plain)) => plain.symbols(),
                Type::List(ListType::Records { .. }) => None,
            };
            let symbols = symbols.into_iter().flatten();
            names.extend(symbols.map(|symbol| symbol.name.clone()));
        }
        Names(names)
    }
}

/// What stays of a message when everything between backticks that is neither
/// from the rules nor punctuation is left out. Without names, all of it is.
pub(super) fn kind(message: &str, names: Option<&Names>) -> String {
    let mut kind = String::with_capacity(message.len());
    for (at, piece) in without_count(message).split('`').enumerate() {
        if at % 2 == 0 {
            kind.push_str(piece);
        } else {
            kind.push('`');
            kind.push_str(&shown(piece, names));
            kind.push('`');
        }
    }
    kind
}

/// A message without the `(and 3 more)` after it.
fn without_count(message: &str) -> &str {
    let before = message.strip_suffix(" more)").and_then(|rest| {
        let rest = rest.trim_end_matches(|c: char| c.is_ascii_digit());
        rest.strip_suffix(" (and ")
    });
    before.unwrap_or(message)
}

fn shown(code: &str, names: Option<&Names>) -> String {
    if code.chars().all(|c| c.is_ascii_punctuation()) {
        return code.to_owned();
    }
    let is_known = |name: &str| names.is_some_and(|names| names.0.contains(name));
    if is_known(code) {
        return code.to_owned();
    }
    // A path of an element: its keys are the record's own.
    let pieces = without_keys(code);
    if pieces.len() > 1 && is_known(&pieces.concat()) {
        pieces.join(&format!("[{OWN}]"))
    } else {
        OWN.to_owned()
    }
}

/// The pieces of a path around the keys of elements.
fn without_keys(path: &str) -> Vec<String> {
    let mut pieces = vec![String::new()];
    let mut in_key = false;
    let mut in_quotes = false;
    for c in path.chars() {
        match c {
            '"' if in_key => in_quotes = !in_quotes,
            '[' if !in_key => in_key = true,
            ']' if in_key && !in_quotes => {
                in_key = false;
                pieces.push(String::new());
            }
            c if !in_key => {
                if let Some(piece) = pieces.last_mut() {
                    piece.push(c);
                }
            }
            _ => {}
        }
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::{Names, kind};
    use crate::{MemorySource, compile};

    const RULES: &str = r#"
        fact os: windows | mac { ask "?" }
        fact destinations: list by name { name: text  indicator: green | red { ask "?" } }
        rule r { conclude "x" when os is mac and destinations is empty }
    "#;

    fn names() -> Names {
        let files = MemorySource::default().with("a.rules", RULES);
        let program = compile(&files.paths(), &files).program.unwrap();
        Names::of(program.rules())
    }

    #[test]
    fn the_words_of_the_rules_stay_and_those_of_the_record_go() {
        let names = names();
        for (message, expected) in [
            (
                "`plan9` is not one of the symbols of `os`",
                "`…` is not one of the symbols of `os`",
            ),
            (
                "`destinations[\"Cloud\"].indicator` must be a text, not a map (and 12 more)",
                "`destinations[…].indicator` must be a text, not a map",
            ),
            (
                "`destinations[\"a \"\" ] b\"].indicator` is given twice",
                "`destinations[…].indicator` is given twice",
            ),
            ("there is no fact `color`", "there is no fact `…`"),
            ("this `[` is not closed", "this `[` is not closed"),
            (
                "values are nested more than 128 deep",
                "values are nested more than 128 deep",
            ),
            ("an odd ` one (and more)", "an odd `…`"),
        ] {
            assert_eq!(kind(message, Some(&names)), expected, "{message}");
        }
        assert_eq!(kind("`os` is given twice", None), "`…` is given twice");
    }
}
