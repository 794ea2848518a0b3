//! Words for what rules declare.

use crate::model::RuleBase;
use crate::model::fact::{Ask, ListType, PlainType, Type};
use crate::model::ids::{ActionId, FactId};
use crate::model::text::Template;

/// More symbols than this are not listed.
const MOST_SYMBOLS: usize = 8;

/// What can be answered: "Windows, Mac or Linux", "a number of days from 0 to 5".
pub fn type_words(rules: &RuleBase, fact: FactId) -> String {
    match &rules.facts[fact].ty {
        Type::Plain(ty) => plain_words(ty),
        Type::List(ListType::Values(PlainType::Symbols(symbols))) => {
            let labels = symbols.iter().map(|symbol| symbol.label().to_owned());
            format!("any of {}", joined(labels, "and"))
        }
        Type::List(ListType::Values(ty)) => format!("a list, each {}", plain_words(ty)),
        Type::List(ListType::Records { keys, .. }) => {
            let keys = keys.iter().map(|&key| rules.facts[key].word().to_owned());
            format!("a list by {}", joined(keys, "and"))
        }
    }
}

fn plain_words(ty: &PlainType) -> String {
    match ty {
        PlainType::YesNo => "yes or no".to_owned(),
        PlainType::Symbols(symbols) => {
            joined(symbols.iter().map(|symbol| symbol.label().to_owned()), "or")
        }
        PlainType::Number { unit, range } => {
            let of = unit.as_ref().map(|unit| format!(" of {unit}"));
            let within = range
                .as_deref()
                .map(|(low, high)| format!(" from {low} to {high}"));
            format!(
                "a number{}{}",
                of.unwrap_or_default(),
                within.unwrap_or_default()
            )
        }
        PlainType::Text => "a text".to_owned(),
        PlainType::Version => "a version".to_owned(),
        PlainType::Duration => "a duration".to_owned(),
        PlainType::Size => "a size".to_owned(),
        PlainType::Time => "a time".to_owned(),
    }
}

/// `a, b or c`, with this word before the last; of many only the first are told.
pub fn joined(items: impl Iterator<Item = String>, word: &str) -> String {
    let mut items: Vec<String> = items.collect();
    if items.len() > MOST_SYMBOLS {
        let more = items.len() - (MOST_SYMBOLS - 1);
        items.truncate(MOST_SYMBOLS - 1);
        items.push(format!("{more} more"));
    }
    match items.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} {word} {last}", rest.join(", ")),
        _ => items.concat(),
    }
}

/// The question for a fact as it is written, if people are asked for it with
/// one.
pub fn question(rules: &RuleBase, fact: FactId) -> Option<String> {
    match &rules.facts[fact].ask {
        Ask::Question(question) => Some(question.as_written()),
        Ask::Made | Ask::Never => None,
    }
}

/// The title of an action as it is written, or its name.
pub fn action_title(rules: &RuleBase, action: ActionId) -> String {
    let action = &rules.actions[action];
    let title = action.title.as_ref();
    title.map_or_else(|| action.name.clone(), Template::as_written)
}

/// The list around all lists around a field; the fact itself otherwise.
pub fn outermost(rules: &RuleBase, fact: FactId) -> FactId {
    let around = std::iter::successors(Some(fact), |&fact| rules.facts[fact].list);
    around.last().unwrap_or(fact)
}

/// "1 step", "2 steps".
pub fn number_of(count: usize, thing: &str) -> String {
    let ending = if count == 1 { "" } else { "s" };
    format!("{count} {thing}{ending}")
}
