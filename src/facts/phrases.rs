//! How types and values are spoken of in messages about inputs.

use crate::model::RuleBase;
use crate::model::fact::{ListType, PlainType, Type};
use crate::model::ids::FactId;

/// More words than this are not listed in a message.
const MOST_LISTED: usize = 12;

/// `a, b and c`, with this word before the last; nothing where there are too
/// many words for a message.
pub(super) fn listed<S: AsRef<str>>(words: &[S], conjunction: &str) -> Option<String> {
    let (last, front) = words.split_last()?;
    if words.len() > MOST_LISTED {
        return None;
    }
    let quoted = |word: &S| format!("`{}`", word.as_ref());
    let last = quoted(last);
    if front.is_empty() {
        return Some(last);
    }
    let front: Vec<String> = front.iter().map(quoted).collect();
    Some(format!("{} {conjunction} {last}", front.join(", ")))
}

/// What a value of this type is: "a number of days".
pub(super) fn described(ty: &PlainType) -> String {
    match ty {
        PlainType::YesNo => "yes or no".to_owned(),
        PlainType::Symbols(symbols) => {
            let names: Vec<&str> = symbols.iter().map(|symbol| symbol.name.as_str()).collect();
            listed(&names, "or").unwrap_or_else(|| format!("one of {} symbols", names.len()))
        }
        PlainType::Number { unit, range } => {
            let of = unit.as_ref().map(|unit| format!(" of {unit}"));
            let within = range
                .as_deref()
                .map(|(low, high)| format!(" from {low} to {high}"));
            let (of, within) = (of.unwrap_or_default(), within.unwrap_or_default());
            format!("a number{of}{within}")
        }
        PlainType::Text => "a text".to_owned(),
        PlainType::Version => "a version".to_owned(),
        PlainType::Duration => "a duration".to_owned(),
        PlainType::Size => "a size".to_owned(),
        PlainType::Time => "a time".to_owned(),
    }
}

/// How a value is given for this fact: `os: windows`.
pub(super) fn example(rules: &RuleBase, fact: FactId) -> String {
    let value = match &rules.facts[fact].ty {
        Type::Plain(ty) => example_value(ty),
        Type::List(ListType::Values(ty)) => {
            let value = example_value(ty);
            format!("[{value}, {value}]")
        }
        Type::List(ListType::Records { .. }) => format!("[{}]", example_element(rules, fact)),
    };
    format!("{}: {value}", rules.facts[fact].word())
}

/// How an element of this list by key is written.
pub(super) fn example_element(rules: &RuleBase, list: FactId) -> String {
    let (keys, others) = fields(rules, list);
    example_of(rules, keys.iter().chain(&others))
}

/// How fields are given for an element of this list by key, if there are any
/// apart from the key.
pub(super) fn example_fields(rules: &RuleBase, list: FactId) -> Option<String> {
    let (_, others) = fields(rules, list);
    (!others.is_empty()).then(|| example_of(rules, others.iter()))
}

/// The key fields, and some of the others.
fn fields(rules: &RuleBase, list: FactId) -> (Vec<FactId>, Vec<FactId>) {
    let Type::List(ListType::Records { keys, fields, .. }) = &rules.facts[list].ty else {
        return Default::default();
    };
    let others = fields.iter().filter(|field| !keys.contains(field));
    (keys.clone(), others.take(2).copied().collect())
}

fn example_of<'f>(rules: &RuleBase, fields: impl Iterator<Item = &'f FactId>) -> String {
    let fields = fields.map(|&field| {
        let fact = &rules.facts[field];
        let value = match &fact.ty {
            Type::Plain(ty) => example_value(ty),
            Type::List(_) => "[]".to_owned(),
        };
        format!("{}: {value}", fact.word())
    });
    format!("{{ {} }}", fields.collect::<Vec<_>>().join(", "))
}

fn example_value(ty: &PlainType) -> String {
    match ty {
        PlainType::YesNo => "yes".to_owned(),
        PlainType::Symbols(symbols) => symbols
            .first()
            .map_or_else(String::new, |symbol| symbol.name.clone()),
        PlainType::Number { range, .. } => range
            .as_deref()
            .map_or_else(|| "1".to_owned(), |(low, _)| low.to_string()),
        PlainType::Text => "\"…\"".to_owned(),
        PlainType::Version => "10.3.1".to_owned(),
        PlainType::Duration => "5 minutes".to_owned(),
        PlainType::Size => "10 GB".to_owned(),
        PlainType::Time => "2026-11-22T09:00:00Z".to_owned(),
    }
}
