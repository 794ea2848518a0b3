//! Representatives of values that have an order: each literal, and one value
//! in each gap between neighbours.

use std::cmp::Ordering;

use super::Profile;
use crate::model::value::{Duration, Number, Size, Time, Value, Version};

/// Numbers within the bounds of their type.
pub(super) fn numbers(profile: &Profile, range: Option<(Number, Number)>) -> (Vec<Value>, bool) {
    let mut literals: Vec<Number> = only(profile, |value| match value {
        Value::Number(number) => Some(*number),
        _ => None,
    });
    if profile.meets_other_facts {
        literals.extend(few(1));
    }
    if let Some((low, high)) = range {
        literals.retain(|number| (low..=high).contains(number));
        literals.extend([low, high]);
    }
    literals.sort();
    literals.dedup();
    let beyond = |step: &str| {
        let step = Number::parse(step).ok()?;
        let end = if step.is_negative() {
            literals.first()
        } else {
            literals.last()
        };
        range.is_none().then_some(())?;
        end.map_or(Some(Number::ZERO), |end| end.checked_add(step))
    };
    let ends = [beyond("-1"), beyond("1")];
    let covered = range.is_some() || literals.is_empty() || ends.iter().all(Option::is_some);
    let gaps = literals.windows(2).map(|pair| between(pair[0], pair[1]));
    let gaps: Vec<Option<Number>> = gaps.collect();
    let complete = covered && gaps.iter().all(Option::is_some);
    let mut values: Vec<Number> = literals.clone();
    values.extend(ends.into_iter().chain(gaps).flatten());
    values.sort();
    values.dedup();
    (values.into_iter().map(Value::Number).collect(), complete)
}

/// A number between two others: a whole one if possible.
fn between(low: Number, high: Number) -> Option<Number> {
    let one = Number::parse("1").ok()?;
    let two = Number::parse("2").ok()?;
    let inside = |number: &Number| low < *number && *number < high;
    let next = low
        .checked_add(one)
        .filter(|_| low.is_whole())
        .filter(inside);
    let middle = || low.checked_add(high)?.checked_div(two).filter(inside);
    next.or_else(middle)
}

/// Durations: none is negative.
pub(super) fn durations(profile: &Profile) -> (Vec<Value>, bool) {
    let literals = only(profile, |value| match value {
        Value::Duration(duration) => Some(duration.seconds()),
        _ => None,
    });
    let (values, complete) = amounts(literals, profile);
    let values = values
        .into_iter()
        .map(|seconds| Value::Duration(Duration::from_seconds(seconds)));
    (values.collect(), complete)
}

/// Sizes: none is negative.
pub(super) fn sizes(profile: &Profile) -> (Vec<Value>, bool) {
    let literals = only(profile, |value| match value {
        Value::Size(size) => Some(size.bytes()),
        _ => None,
    });
    let (values, complete) = amounts(literals, profile);
    let values = values
        .into_iter()
        .map(|bytes| Value::Size(Size::from_bytes(bytes)));
    (values.collect(), complete)
}

/// A few small numbers, for facts that are compared with others.
fn few(unit: u32) -> impl Iterator<Item = Number> {
    (0..4).filter_map(move |count| Number::parse(&(count * unit).to_string()).ok())
}

fn amounts(mut literals: Vec<Number>, profile: &Profile) -> (Vec<Number>, bool) {
    if profile.meets_other_facts {
        literals.extend(few(3_600));
    }
    literals.retain(|amount| !amount.is_negative());
    literals.push(Number::ZERO);
    literals.sort();
    literals.dedup();
    let Some(&last) = literals.last() else {
        return (Vec::new(), false);
    };
    let beyond = if last == Number::ZERO {
        Number::parse("60").ok()
    } else {
        last.checked_add(last)
    };
    let gaps = literals.windows(2).map(|pair| between(pair[0], pair[1]));
    let more: Vec<Option<Number>> = gaps.chain([beyond]).collect();
    let complete = more.iter().all(Option::is_some);
    literals.extend(more.into_iter().flatten());
    literals.sort();
    literals.dedup();
    (literals, complete)
}

/// Instants.
pub(super) fn times(profile: &Profile) -> (Vec<Value>, bool) {
    let mut literals: Vec<Time> = only(profile, |value| match value {
        Value::Time(time) => Some(*time),
        _ => None,
    });
    if literals.is_empty() {
        literals.extend(day(0));
    }
    if profile.meets_other_facts {
        literals.extend((1..4).filter_map(day));
    }
    literals.sort();
    literals.dedup();
    let shifted = |time: Time, seconds: Number| time.checked_add(Duration::from_seconds(seconds));
    let whole_day = Number::parse("86400").ok();
    let earlier = whole_day.and_then(|day| shifted(literals[0], Number::ZERO.checked_sub(day)?));
    let last = literals[literals.len() - 1];
    let later = whole_day.and_then(|day| shifted(last, day));
    let two = Number::parse("2").ok();
    let gaps = literals.windows(2).map(|pair| {
        let half = pair[1].since(pair[0]).seconds().checked_div(two?)?;
        shifted(pair[0], half).filter(|time| *time > pair[0] && *time < pair[1])
    });
    let more: Vec<Option<Time>> = gaps.chain([earlier, later]).collect();
    let complete = more.iter().all(Option::is_some);
    literals.extend(more.into_iter().flatten());
    literals.sort();
    literals.dedup();
    (literals.into_iter().map(Value::Time).collect(), complete)
}

/// Versions, whose gaps are found by trying names near the literals.
pub(super) fn versions(profile: &Profile) -> (Vec<Value>, bool) {
    let mut literals: Vec<Version> = only(profile, |value| match value {
        Value::Version(version) => Some(version.clone()),
        _ => None,
    });
    if literals.is_empty() {
        literals.extend(Version::parse("1.0"));
    }
    if profile.meets_other_facts {
        literals.extend(
            ["2.0", "3.0"]
                .iter()
                .filter_map(|text| Version::parse(text).ok()),
        );
    }
    literals.sort();
    literals.dedup_by(|a, b| a == b);
    let mut candidates: Vec<Version> = ["0", "0.1", "1.0", "0-alpha"]
        .iter()
        .filter_map(|text| Version::parse(text).ok())
        .collect();
    for literal in &literals {
        let text = literal.as_str();
        let near = [".1", ".0.1", "-beta", "-alpha", "-0", ".0.0.0.1"];
        candidates.extend(
            near.iter()
                .filter_map(|end| Version::parse(&format!("{text}{end}")).ok()),
        );
        candidates.extend(lowered(text).and_then(|text| Version::parse(&text).ok()));
    }
    let find = |low: Option<&Version>, high: Option<&Version>| {
        let fits = |version: &&Version| {
            low.is_none_or(|low| version.cmp(&low) == Ordering::Greater)
                && high.is_none_or(|high| version.cmp(&high) == Ordering::Less)
        };
        candidates.iter().find(fits).cloned()
    };
    let ends = [find(None, literals.first()), find(literals.last(), None)];
    let gaps = literals
        .windows(2)
        .map(|pair| find(Some(&pair[0]), Some(&pair[1])));
    let more: Vec<Option<Version>> = gaps.chain(ends).collect();
    let complete = more.iter().all(Option::is_some);
    literals.extend(more.into_iter().flatten());
    literals.sort();
    literals.dedup_by(|a, b| a == b);
    (literals.into_iter().map(Value::Version).collect(), complete)
}

/// The version with its last part that is above zero lowered by one.
fn lowered(text: &str) -> Option<String> {
    let parts: Vec<u64> = text
        .split('.')
        .map(|part| part.parse().ok())
        .collect::<Option<_>>()?;
    let at = parts.iter().rposition(|&part| part > 0)?;
    let lowered = parts
        .iter()
        .enumerate()
        .map(|(i, part)| if i == at { part - 1 } else { *part });
    let lowered: Vec<String> = lowered.map(|part| part.to_string()).collect();
    Some(lowered.join("."))
}

/// So many minutes.
pub(super) fn duration(count: i64) -> Option<Duration> {
    Number::parse(&(count * 60).to_string())
        .ok()
        .map(Duration::from_seconds)
}

/// So many megabytes.
pub(super) fn size(count: i64) -> Option<Size> {
    Number::parse(&(count * 1_000_000).to_string())
        .ok()
        .map(Size::from_bytes)
}

/// The day so many days after the first of 2026.
pub(super) fn day(count: usize) -> Option<Time> {
    let seconds = Number::parse(&(count * 86_400).to_string()).ok()?;
    Time::parse("2026-01-01T00:00:00Z")
        .ok()?
        .checked_add(Duration::from_seconds(seconds))
}

fn only<T>(profile: &Profile, pick: impl Fn(&Value) -> Option<T>) -> Vec<T> {
    profile.literals.values.iter().filter_map(pick).collect()
}
