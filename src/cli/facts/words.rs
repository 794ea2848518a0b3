//! Types as the rules write them.

use crate::model::RuleBase;
use crate::model::fact::{ListType, PlainType, Type};

/// A type: `off | steady | blinking`, `number "days" 0..5`, `list by name`.
pub(super) fn type_words(rules: &RuleBase, ty: &Type) -> String {
    match ty {
        Type::Plain(plain) => plain_words(plain),
        Type::List(ListType::Values(plain)) => format!("list of {}", plain_words(plain)),
        Type::List(ListType::Records { keys, .. }) => {
            let keys: Vec<&str> = keys.iter().map(|&key| rules.facts[key].word()).collect();
            format!("list by {}", keys.join(", "))
        }
    }
}

/// The values that a fact can have, or the elements of a list, where there are few.
pub(super) fn values(ty: &Type) -> Option<Vec<String>> {
    let (Type::Plain(plain) | Type::List(ListType::Values(plain))) = ty else {
        return None;
    };
    match plain {
        PlainType::YesNo => Some(vec!["yes".to_owned(), "no".to_owned()]),
        _ => plain
            .symbols()
            .map(|symbols| symbols.iter().map(|symbol| symbol.name.clone()).collect()),
    }
}

fn plain_words(ty: &PlainType) -> String {
    match ty {
        PlainType::YesNo => "yes/no".to_owned(),
        PlainType::Symbols(symbols) => {
            let names: Vec<&str> = symbols.iter().map(|symbol| symbol.name.as_str()).collect();
            names.join(" | ")
        }
        PlainType::Number { unit, range } => {
            let unit = unit.as_ref().map(|unit| format!(" unit \"{unit}\""));
            let range = range.as_deref();
            let range = range.map(|(low, high)| format!(" {low}..{high}"));
            format!(
                "number{}{}",
                unit.unwrap_or_default(),
                range.unwrap_or_default()
            )
        }
        PlainType::Text => "text".to_owned(),
        PlainType::Version => "version".to_owned(),
        PlainType::Duration => "duration".to_owned(),
        PlainType::Size => "size".to_owned(),
        PlainType::Time => "time".to_owned(),
    }
}
