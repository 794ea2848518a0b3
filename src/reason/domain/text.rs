//! Texts: what one test of a text says about another, and texts that pass them.

use std::collections::HashSet;

use regex_syntax::hir::{Class, Hir, HirKind};

use super::Profile;
use super::profile::is_to_the_letter;
use crate::model::expression::{Comparison, Regex, TextRelation};
use crate::model::value::{Text, Value};

/// Up to so many parts of texts are tried in pairs.
const MAX_PAIRED: usize = 24;

/// Tests are tried with texts so often, for one fact.
const MAX_TRIED: usize = 3_000_000;

/// A regular expression takes as long as so many other tests.
const COST_OF_REGEX: usize = 30;

/// So many texts stand for one that is compared with other texts.
const MAX_COMPARED: usize = 30;

/// A test of a text against a literal.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(in crate::reason) enum TextTest {
    /// `is`: the folded text.
    Is(String),
    /// `is exactly`: the text to the letter.
    IsExactly(String),
    /// A part of the folded text.
    Part(Place, String),
    /// A part, to the letter.
    ContainsExactly(String),
    /// A pattern.
    Matches(Regex),
}

/// Where a part of a text stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(in crate::reason) enum Place {
    /// Anywhere.
    Anywhere,
    /// At its start.
    Start,
    /// At its end.
    End,
}

impl TextTest {
    /// A comparison with a literal; the other comparisons are its negations.
    pub(in crate::reason) fn comparison(op: Comparison, literal: &Text) -> Self {
        if is_to_the_letter(op) {
            TextTest::IsExactly(literal.raw().to_owned())
        } else {
            TextTest::Is(literal.folded().to_owned())
        }
    }

    /// A relation to a literal.
    pub(in crate::reason) fn relation(relation: TextRelation, literal: &Text) -> Self {
        let folded = || literal.folded().to_owned();
        match relation {
            TextRelation::Contains => TextTest::Part(Place::Anywhere, folded()),
            TextRelation::StartsWith => TextTest::Part(Place::Start, folded()),
            TextRelation::EndsWith => TextTest::Part(Place::End, folded()),
            TextRelation::ContainsExactly => TextTest::ContainsExactly(literal.raw().to_owned()),
        }
    }

    /// What tells it apart from all other tests.
    fn signature(&self) -> (u8, String) {
        let (kind, text) = match self {
            TextTest::Is(text) => (0, text.as_str()),
            TextTest::IsExactly(text) => (1, text.as_str()),
            TextTest::Part(Place::Anywhere, text) => (2, text.as_str()),
            TextTest::Part(Place::Start, text) => (3, text.as_str()),
            TextTest::Part(Place::End, text) => (4, text.as_str()),
            TextTest::ContainsExactly(text) => (5, text.as_str()),
            TextTest::Matches(regex) => (6, regex.source()),
        };
        (kind, text.to_owned())
    }

    /// Whether a text passes.
    pub(in crate::reason) fn accepts(&self, text: &Text) -> bool {
        match self {
            TextTest::Is(literal) => text.folded() == literal,
            TextTest::IsExactly(literal) => text.raw() == literal,
            TextTest::Part(Place::Anywhere, part) => text.folded().contains(part),
            TextTest::Part(Place::Start, part) => text.folded().starts_with(part),
            TextTest::Part(Place::End, part) => text.folded().ends_with(part),
            TextTest::ContainsExactly(part) => text.raw().contains(part),
            TextTest::Matches(regex) => regex.is_match(&text.normalised()),
        }
    }

    /// Whether it looks for nothing, which every text has.
    pub(in crate::reason) fn accepts_everything(&self) -> bool {
        matches!(self, TextTest::Part(_, part) | TextTest::ContainsExactly(part) if part.is_empty())
    }

    /// Whether surely every text passes: each has the empty one as a part.
    pub(in crate::reason) fn accepts_all(&self) -> bool {
        match self {
            TextTest::Part(_, part) | TextTest::ContainsExactly(part) => part.is_empty(),
            TextTest::Is(_) | TextTest::IsExactly(_) | TextTest::Matches(_) => false,
        }
    }

    /// Whether every text that passes this test surely passes the other one.
    pub(in crate::reason) fn implies(&self, other: &TextTest) -> bool {
        match (self, other) {
            (TextTest::IsExactly(raw), _) => other.accepts(&Text::new(raw)),
            (TextTest::Is(folded), TextTest::Is(_) | TextTest::Part(..)) => {
                other.accepts(&Text::new(folded))
            }
            (TextTest::Part(place, part), TextTest::Part(wanted, other)) => match wanted {
                Place::Anywhere => part.contains(other),
                Place::Start => *place == Place::Start && part.starts_with(other),
                Place::End => *place == Place::End && part.ends_with(other),
            },
            _ => self == other,
        }
    }

    /// Whether surely no text passes both.
    pub(in crate::reason) fn excludes(&self, other: &TextTest) -> bool {
        match (self, other) {
            (TextTest::IsExactly(raw), test) | (test, TextTest::IsExactly(raw)) => {
                !test.accepts(&Text::new(raw))
            }
            (TextTest::Is(folded), test @ (TextTest::Is(_) | TextTest::Part(..)))
            | (test @ TextTest::Part(..), TextTest::Is(folded)) => {
                !test.accepts(&Text::new(folded))
            }
            (TextTest::Part(Place::Start, a), TextTest::Part(Place::Start, b)) => {
                !a.starts_with(b) && !b.starts_with(a)
            }
            (TextTest::Part(Place::End, a), TextTest::Part(Place::End, b)) => {
                !a.ends_with(b) && !b.ends_with(a)
            }
            _ => false,
        }
    }
}

/// Texts that tell apart what the rules look for: no two of them pass the same
/// tests.
pub(super) fn representatives(profile: &Profile) -> Vec<Value> {
    let tests = tests(profile);
    let mut seen = HashSet::new();
    if profile.meets_other_facts {
        // Texts that are compared with each other need more than one to differ.
        let mut texts: Vec<String> = ["one text", "another text"].map(str::to_owned).into();
        texts.extend(candidates(profile));
        texts.retain(|text| seen.insert(vec![text.clone()]));
        texts.truncate(MAX_COMPARED);
        return texts
            .iter()
            .map(|text| Value::Text(Text::new(text)))
            .collect();
    }
    let mut seen = HashSet::new();
    let mut texts = Vec::new();
    let regexes = profile.literals.regexes.len();
    let most = MAX_TRIED / (tests.len() + COST_OF_REGEX * regexes).max(1);
    for candidate in candidates(profile).into_iter().take(most.max(3)) {
        let text = Text::new(&candidate);
        let passes: Vec<bool> = tests.iter().map(|test| test.accepts(&text)).collect();
        if seen.insert(passes) {
            texts.push(Value::Text(text));
        }
    }
    texts
}

fn tests(profile: &Profile) -> Vec<TextTest> {
    let literals = &profile.literals;
    let mut tests = Vec::new();
    for value in &literals.values {
        if let Value::Text(text) = value {
            tests.push(TextTest::comparison(Comparison::Is, text));
            tests.push(TextTest::comparison(Comparison::IsExactly, text));
        }
    }
    for (relation, value) in &literals.parts {
        if let Value::Text(text) = value {
            tests.push(TextTest::relation(*relation, text));
        }
    }
    tests.extend(literals.regexes.iter().cloned().map(TextTest::Matches));
    let mut seen = HashSet::new();
    tests.retain(|test| seen.insert(test.signature()));
    tests
}

fn candidates(profile: &Profile) -> Vec<String> {
    let literals = &profile.literals;
    let mut candidates = vec!["something else".to_owned(), String::new()];
    for value in &literals.values {
        if let Value::Text(text) = value {
            candidates.push(text.raw().to_owned());
            candidates.push(text.raw().to_uppercase());
            candidates.push(text.folded().to_owned());
        }
    }
    let parts: Vec<(TextRelation, &str)> = literals
        .parts
        .iter()
        .filter_map(|(relation, value)| match value {
            Value::Text(text) => Some((*relation, text.raw())),
            _ => None,
        })
        .collect();
    for &(relation, part) in &parts {
        candidates.push(part.to_owned());
        candidates.push(match relation {
            TextRelation::StartsWith => format!("{part} and more"),
            TextRelation::EndsWith => format!("more and {part}"),
            TextRelation::Contains | TextRelation::ContainsExactly => {
                format!("before {part} after")
            }
        });
        candidates.push(format!("before {part} after"));
        candidates.push(part.to_uppercase());
    }
    let samples: Vec<String> = literals.regexes.iter().flat_map(samples).collect();
    candidates.extend(samples.iter().cloned());
    candidates.extend(
        samples
            .iter()
            .map(|sample| format!("before {sample} after")),
    );
    let mut pieces: Vec<&str> = parts.iter().map(|(_, part)| *part).collect();
    pieces.extend(samples.iter().map(String::as_str));
    pieces.dedup();
    if pieces.len() <= MAX_PAIRED {
        for first in &pieces {
            for second in &pieces {
                candidates.push(format!("{first} {second}"));
                candidates.push(format!("before {first} {second} after"));
            }
        }
        candidates.push(pieces.join(" "));
    }
    candidates
}

/// Texts that a regular expression matches; none where no short one was found.
fn samples(regex: &Regex) -> Vec<String> {
    let Ok(hir) = regex_syntax::parse(regex.source()) else {
        return Vec::new();
    };
    let alternatives: &[Hir] = match hir.kind() {
        HirKind::Alternation(parts) => parts,
        _ => std::slice::from_ref(&hir),
    };
    let mut samples = Vec::new();
    for alternative in alternatives.iter().take(8) {
        for (least, letter) in [(0, 'a'), (1, 'a'), (0, '1')] {
            let mut text = String::new();
            write(alternative, least, letter, &mut text);
            if regex.is_match(&Text::new(&text).normalised()) {
                samples.push(text);
                break;
            }
        }
    }
    samples
}

/// Adds a text that the expression matches: of a repetition `least` or as many
/// as must be, of a class `letter` if it is in it. The nesting of expressions is
/// bounded by their parser.
fn write(hir: &Hir, least: u32, letter: char, text: &mut String) {
    if text.len() > 1_000 {
        return;
    }
    match hir.kind() {
        HirKind::Empty | HirKind::Look(_) => {}
        HirKind::Literal(literal) => text.push_str(&String::from_utf8_lossy(&literal.0)),
        HirKind::Class(class) => text.extend(one_of(class, letter)),
        HirKind::Repetition(repetition) => {
            for _ in 0..repetition.min.max(least).min(1_000) {
                write(&repetition.sub, least, letter, text);
            }
        }
        HirKind::Capture(capture) => write(&capture.sub, least, letter, text),
        HirKind::Concat(parts) => {
            for part in parts {
                write(part, least, letter, text);
            }
        }
        HirKind::Alternation(parts) => {
            if let Some(first) = parts.first() {
                write(first, least, letter, text);
            }
        }
    }
}

fn one_of(class: &Class, letter: char) -> Option<char> {
    match class {
        Class::Unicode(class) => {
            let has = |wanted: char| {
                class
                    .ranges()
                    .iter()
                    .any(|range| (range.start()..=range.end()).contains(&wanted))
            };
            let readable = [letter, 'a', '1', ' ', '-', '.'];
            readable
                .into_iter()
                .find(|&wanted| has(wanted))
                .or_else(|| {
                    class
                        .ranges()
                        .first()
                        .map(regex_syntax::hir::ClassUnicodeRange::start)
                })
        }
        Class::Bytes(class) => class
            .ranges()
            .first()
            .map(|range| char::from(range.start())),
    }
}

#[cfg(test)]
mod tests {
    use super::{Place, TextTest, samples};
    use crate::model::expression::Regex;
    use crate::model::value::Text;

    fn all() -> Vec<TextTest> {
        let words = ["", "a", "b", "ab", "ba", "a b", "aba"];
        let mut tests = Vec::new();
        for word in words {
            tests.push(TextTest::Is(word.to_owned()));
            tests.push(TextTest::IsExactly(word.to_owned()));
            tests.push(TextTest::ContainsExactly(word.to_owned()));
            for place in [Place::Anywhere, Place::Start, Place::End] {
                tests.push(TextTest::Part(place, word.to_owned()));
            }
        }
        tests.push(TextTest::Matches(Regex::new("^a+$").unwrap()));
        tests
    }

    #[test]
    fn what_tests_say_about_each_other_is_so_for_all_short_texts() {
        let letters = ['a', 'b', ' ', 'A'];
        let mut texts = vec![String::new()];
        for length in 0..5 {
            let longest: Vec<String> = texts
                .iter()
                .filter(|text| text.len() == length)
                .cloned()
                .collect();
            for text in longest {
                texts.extend(letters.map(|letter| format!("{text}{letter}")));
            }
        }
        let texts: Vec<Text> = texts.iter().map(|text| Text::new(text)).collect();
        for a in all() {
            for b in all() {
                for text in &texts {
                    if a.implies(&b) && a.accepts(text) {
                        assert!(b.accepts(text), "{a:?} implies {b:?}: {:?}", text.raw());
                    }
                    if a.excludes(&b) {
                        assert!(
                            !a.accepts(text) || !b.accepts(text),
                            "{a:?} excludes {b:?}: {:?}",
                            text.raw()
                        );
                    }
                }
            }
        }
    }

    #[test]
    fn a_text_is_found_for_ordinary_patterns() {
        for pattern in [
            "error [0-9]{3}",
            "^timed out|refused$",
            r"\d+ files?",
            "a.c",
            "(foo|bar)+baz",
            r"\bcode\b",
        ] {
            let regex = Regex::new(pattern).unwrap();
            assert!(!samples(&regex).is_empty(), "{pattern}");
        }
    }
}
