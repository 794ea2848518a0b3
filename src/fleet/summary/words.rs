//! Numbers and texts as people read them.

use std::time::Duration;

use crate::model::DecisionKind;
use crate::model::value::printable;

/// What a record in error comes to.
pub(super) const IN_ERROR: &str = "in error, not decided";

/// What a record comes to that ends in a decision of this kind.
pub(super) fn of_kind(kind: DecisionKind) -> &'static str {
    match kind {
        DecisionKind::Do => "something to do",
        DecisionKind::Ask => "a fact to find out first",
        DecisionKind::Conclude => "a conclusion",
        DecisionKind::Refer => "a page to read",
        DecisionKind::Escalate => "someone to turn to",
        DecisionKind::Resolved => "what was wrong is gone",
        DecisionKind::NoSymptom => "nothing is wrong",
        DecisionKind::Exhausted => "something is wrong, nothing is left to try",
        DecisionKind::Undetermined => "cannot be told, as facts cannot be had",
    }
}

/// The word before the name of an entry that decides in this way.
pub(super) fn of_entry(kind: DecisionKind) -> &'static str {
    match kind {
        DecisionKind::Do => "try",
        kind => kind.word(),
    }
}

/// A count with its thousands apart: `12,031`.
pub fn grouped(count: u64) -> String {
    let digits = count.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// A part of all in percent, rounded to tenths; only none is 0% and only all is
/// 100%.
pub(super) fn share(part: u64, all: u64) -> String {
    if part == 0 {
        return "0%".to_owned();
    }
    if part >= all {
        return "100%".to_owned();
    }
    match tenths_of_percent(part, all) {
        0 => "<0.1%".to_owned(),
        1000.. => ">99.9%".to_owned(),
        tenths => format!("{}.{}%", tenths / 10, tenths % 10),
    }
}

/// Half a tenth is rounded up.
fn tenths_of_percent(part: u64, all: u64) -> u128 {
    let (part, all) = (u128::from(part), u128::from(all.max(1)));
    (part * 2000 + all) / (all * 2)
}

/// "1 record", "12,031 records".
pub fn number_of(count: u64, thing: &str) -> String {
    let ending = match (count, thing.ends_with('y')) {
        (1, _) => return format!("1 {thing}"),
        (_, true) => format!("{}ies", thing.trim_end_matches('y')),
        (_, false) => format!("{thing}s"),
    };
    format!("{} {ending}", grouped(count))
}

/// The first of some things, and how many more there are: "a, b and 3 more"; where
/// that is all of them, `last` stands before the last: "a, b or c".
pub(super) fn first_of(things: &[String], most: usize, last: &str) -> String {
    match things.split_at_checked(most) {
        Some((first, more)) if !more.is_empty() => {
            format!(
                "{} and {} more",
                first.join(", "),
                grouped(more.len() as u64)
            )
        }
        _ => match things.split_last() {
            Some((end, rest)) if !rest.is_empty() => format!("{} {last} {end}", rest.join(", ")),
            _ => things.concat(),
        },
    }
}

/// A text without characters that cannot be seen, cut to so many.
pub(super) fn shortened(text: &str, most: usize) -> String {
    let text = printable(text);
    match text.char_indices().nth(most) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.into_owned(),
    }
}

/// A time that something took: `12.4 s`, `2 min 5 s`, `3 h 20 min`.
pub(super) fn took(time: Duration) -> String {
    let (seconds, tenths) = (time.as_secs(), time.subsec_millis() / 100);
    match seconds {
        0..60 => format!("{seconds}.{tenths} s"),
        60..3600 => format!("{} min {} s", seconds / 60, seconds % 60),
        _ => format!("{} h {} min", grouped(seconds / 3600), seconds / 60 % 60),
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::{first_of, grouped, number_of, share, shortened, took};

    #[test]
    fn thousands_stand_apart() {
        for (count, text) in [
            (0, "0"),
            (999, "999"),
            (1000, "1,000"),
            (12_031, "12,031"),
            (100_000, "100,000"),
            (u64::MAX, "18,446,744,073,709,551,615"),
        ] {
            assert_eq!(grouped(count), text);
        }
        assert_eq!(number_of(1, "record"), "1 record");
        assert_eq!(number_of(1200, "record"), "1,200 records");
        assert_eq!(number_of(2, "entry"), "2 entries");
    }

    #[test]
    fn a_share_is_rounded_and_all_or_nothing_only_where_it_is() {
        for (part, all, text) in [
            (0, 0, "0%"),
            (0, 7, "0%"),
            (1, 1_000_000, "<0.1%"),
            (499, 1_000_000, "<0.1%"),
            (500, 1_000_000, "0.1%"),
            (1, 3, "33.3%"),
            (1, 6, "16.7%"),
            (2, 3, "66.7%"),
            (1, 800, "0.1%"),
            (1, 160, "0.6%"),
            (999_499, 1_000_000, "99.9%"),
            (999_500, 1_000_000, ">99.9%"),
            (u64::MAX - 1, u64::MAX, ">99.9%"),
            (7, 7, "100%"),
            (u64::MAX, u64::MAX, "100%"),
        ] {
            assert_eq!(share(part, all), text);
        }
    }

    #[test]
    fn of_many_things_the_first_are_told() {
        for (things, told) in [
            (&[][..], ""),
            (&["a"], "a"),
            (&["a", "b"], "a or b"),
            (&["a", "b", "c"], "a, b and 1 more"),
        ] {
            let things: Vec<String> = things
                .iter()
                .map(|&thing: &&str| thing.to_owned())
                .collect();
            assert_eq!(first_of(&things, 2, "or"), told);
        }
    }

    #[test]
    fn a_long_text_is_cut_between_characters() {
        assert_eq!(shortened("äöü\n", 4), "äöü ");
        assert_eq!(shortened("äöü", 2), "äö…");
    }

    #[test]
    fn times_are_told_in_two_units() {
        for (seconds, text) in [
            (0.04, "0.0 s"),
            (59.96, "59.9 s"),
            (125.2, "2 min 5 s"),
            (12_000.0, "3 h 20 min"),
            (36_000_000.0, "10,000 h 0 min"),
        ] {
            assert_eq!(took(Duration::from_secs_f64(seconds)), text);
        }
    }
}
