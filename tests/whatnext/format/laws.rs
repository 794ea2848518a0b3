//! What holds of the layout of every text: it means the same, has the same comments, and is in
//! the layout already.

use std::sync::LazyLock;

use regex::Regex;
use whatnext::source::Sources;
use whatnext::syntax::{Parsed, parse};

use super::mutate::mutated;
use super::{formatted, shipped};
use crate::reference::{Random, rule_base};

/// How many texts an ordinary run changes; `WHATNEXT_FORMAT_CASES` says another number.
const CASES: usize = 400;

static PLACES: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"Span \{ file: FileId\(\d+\), start: \d+, end: \d+ \}").expect("a good pattern")
});

/// What a text says, without the places, and its comments; nothing where it has mistakes.
fn meaning(text: &str) -> Option<(String, Vec<String>)> {
    let file = Sources::default().add("a.rules", text);
    let Parsed { tree, diagnostics } = parse(file, text);
    if !diagnostics.is_empty() {
        return None;
    }
    let comments = tree.comments.iter().map(|comment| {
        let comment = &text[comment.start as usize..comment.end as usize];
        comment.trim_end().to_owned()
    });
    let items = format!("{:?}", tree.items);
    let comments = comments.collect();
    Some((PLACES.replace_all(&items, "").into_owned(), comments))
}

/// Checks the laws; whether the text has no mistakes, so that there is something to check.
fn check_laws(text: &str) -> bool {
    let Some(meant) = meaning(text) else {
        assert!(formatted(text).is_err(), "{text}");
        return false;
    };
    let layout = formatted(text).expect("no mistakes");
    let means = meaning(&layout);
    assert_eq!(means, Some(meant), "from\n{text}\ncame\n{layout}");
    let again = formatted(&layout).expect("no mistakes");
    assert_eq!(again, layout, "a second time, from\n{text}");
    assert!(!layout.contains("\n\n\n"), "blank lines in\n{layout}");
    assert!(
        layout.lines().all(|line| !line.ends_with(' ')),
        "white space at the end of a line in\n{layout}"
    );
    true
}

/// Texts to begin with: the shipped rules, whole and one thought at a time, those of the cases
/// above and of the tests of the parser.
fn texts() -> Vec<String> {
    let files = [
        include_str!("declarations.txt"),
        include_str!("long-lines.txt"),
        include_str!("comments.txt"),
        include_str!("blank-lines.txt"),
        include_str!("../parse/declarations.txt"),
        include_str!("../parse/expressions.txt"),
        include_str!("../check/tables.txt"),
    ];
    let cases = files.iter().flat_map(|file| file.split("\n---\n"));
    let cases = cases.filter_map(|case| Some(case.split_once('\n')?.1.to_owned()));
    let mut texts: Vec<_> = cases.collect();
    for (_, text) in shipped() {
        texts.extend(text.split("\n\n").map(|thought| format!("{thought}\n")));
        texts.push(text);
    }
    texts.retain(|text| meaning(text).is_some());
    texts
}

fn number_of_cases() -> usize {
    let cases = std::env::var("WHATNEXT_FORMAT_CASES").ok();
    cases.map_or(CASES, |cases| cases.parse().expect("a number"))
}

#[test]
fn the_layout_changes_nothing_but_white_space() {
    let texts = texts();
    let mut random = Random::new(1, 1);
    let mut checked = 0;
    for case in 0..number_of_cases() {
        let text = random.pick(&texts).clone();
        let percent = [2, 5, 20, 50][case % 4];
        checked += usize::from(check_laws(&mutated(&text, percent, &mut random)));
    }
    assert!(checked * 4 > number_of_cases() * 3, "only {checked} texts");
}

#[test]
fn the_layout_of_generated_rules_changes_nothing_but_white_space() {
    let mut random = Random::new(2, 1);
    for _ in 0..number_of_cases() / 10 {
        let text = rule_base(&mut random);
        assert!(check_laws(&text), "{text}");
        check_laws(&mutated(&text, 5, &mut random));
    }
}

/// How wide the spaces are between tokens on a line makes no difference.
#[test]
fn spaces_do_not_matter() {
    for (path, text) in shipped() {
        let is_text = |line: &str| line.contains(['"', '#', '/']);
        let spread = |line: &str| match line {
            line if is_text(line) => line.to_owned(),
            line => line.replace(' ', " \t "),
        };
        let lines: Vec<_> = text.lines().map(spread).collect();
        let spread = lines.join("\n");
        assert_ne!(spread, text);
        assert_eq!(formatted(&spread).as_ref(), Ok(&text), "{path}");
    }
}
