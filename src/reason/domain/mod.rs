//! The values that tell cases apart.
//!
//! The rules compare a fact with a few literals only. All values between two
//! neighbouring literals pass the same tests, so one of them stands for all.
//! Such *representatives* cover an enumeration, a number or a version wholly.
//! Texts have too many ways to differ to list them all: theirs cover what is
//! usual, and the rest is reasoned about by [`text`].

mod ordered;
mod profile;
pub(super) mod text;

pub(super) use profile::{Profile, Profiles};

use crate::model::fact::PlainType;
use crate::model::value::{Number, SymbolId, Text, Value, Version};

/// The values that stand for all values of a fact.
#[derive(Clone, Debug, Default)]
pub(super) struct Representatives {
    /// The values; no two are identical.
    pub(super) values: Vec<Value>,
    /// Whether every value passes the same tests as one of these.
    pub(super) complete: bool,
}

/// The representatives of a fact of this type, of which the rules say what is
/// in the profile.
pub(super) fn representatives(ty: &PlainType, profile: &Profile) -> Representatives {
    let (values, complete) = match ty {
        PlainType::YesNo => (vec![Value::YesNo(true), Value::YesNo(false)], true),
        PlainType::Symbols(symbols) => {
            let ids = (0..symbols.len()).filter_map(|at| u16::try_from(at).ok());
            (ids.map(|at| Value::Symbol(SymbolId(at))).collect(), true)
        }
        PlainType::Text => (text::representatives(profile), false),
        PlainType::Number { range, .. } => ordered::numbers(profile, range.as_deref().copied()),
        PlainType::Version => ordered::versions(profile),
        PlainType::Duration => ordered::durations(profile),
        PlainType::Size => ordered::sizes(profile),
        PlainType::Time => ordered::times(profile),
    };
    let complete = complete && !profile.meets_other_facts
        || matches!(ty, PlainType::YesNo | PlainType::Symbols(_));
    Representatives { values, complete }
}

/// A value of this type that tells the element at `position` of a list from the
/// others; none where the type has too few values.
pub(super) fn key(ty: &PlainType, position: usize) -> Option<Value> {
    let small = i64::try_from(position).ok()? + 1;
    Some(match ty {
        PlainType::YesNo if position < 2 => Value::YesNo(position == 0),
        PlainType::Symbols(symbols) if position < symbols.len() => {
            Value::Symbol(SymbolId(u16::try_from(position).ok()?))
        }
        PlainType::YesNo | PlainType::Symbols(_) => return None,
        PlainType::Text => {
            const NAMES: [&str; 6] = ["one", "two", "three", "four", "five", "six"];
            let name = NAMES.get(position).map(|name| (*name).to_owned());
            Value::Text(Text::new(&name.unwrap_or_else(|| small.to_string())))
        }
        PlainType::Number { range, .. } => {
            let number = Number::parse(&small.to_string()).ok()?;
            match range.as_deref() {
                Some((low, high)) => {
                    let moved = low.checked_add(number)?;
                    if moved > *high {
                        return None;
                    }
                    Value::Number(moved)
                }
                None => Value::Number(number),
            }
        }
        PlainType::Version => Value::Version(Version::parse(&format!("{small}.0")).ok()?),
        PlainType::Duration => Value::Duration(ordered::duration(small)?),
        PlainType::Size => Value::Size(ordered::size(small)?),
        PlainType::Time => Value::Time(ordered::day(position)?),
    })
}
