//! Syntax trees to a rule base: what is reported, and what the rules mean.

mod intentions;
mod outline;

use std::fmt::Write as _;

use proptest::prelude::{ProptestConfig, any, prop, prop_assert_eq, proptest};
use whatnext::check::{Checked, check};
use whatnext::diagnostic::catalogue::PAGES;
use whatnext::diagnostic::render::{Style, render};
use whatnext::load::{Loaded, MemorySource, ReadError, load};

use crate::analysis::reported;

/// A text with several files: `# file: NAME` begins another one; what stands
/// before is `example.rules`.
pub(crate) fn files(text: &str) -> MemorySource {
    let mut files = MemorySource::default();
    let (mut name, mut start) = ("example.rules", 0);
    for (at, line) in text.match_indices("# file: ") {
        let end = text[at..].find('\n').map_or(text.len(), |end| at + end);
        files = files.with(name, &text[start..at]);
        (name, start) = (text[at + line.len()..end].trim(), end);
    }
    files.with(name, &text[start..])
}

fn checked(text: &str) -> (Loaded, Checked) {
    let files = files(text);
    let loaded = load(&files.paths(), &files);
    let checked = check(&loaded);
    (loaded, checked)
}

/// What people are shown of the faults in a text.
fn shown(text: &str) -> String {
    let (loaded, checked) = checked(text);
    let faulty = checked
        .diagnostics
        .iter()
        .any(|d| d.severity() == whatnext::diagnostic::Severity::Error);
    assert_eq!(checked.rule_base.is_none(), faulty, "{text}");
    render(&loaded.sources, &checked.diagnostics, Style::Plain)
}

/// The codes of what is reported about a text.
fn codes(text: &str) -> Vec<&'static str> {
    checked(text)
        .1
        .diagnostics
        .iter()
        .map(whatnext::diagnostic::Diagnostic::code)
        .collect()
}

#[test]
fn the_examples_of_all_pages_say_what_the_pages_say() {
    let mut wrong = Vec::new();
    for page in PAGES {
        let bad = reported(page.bad);
        if bad.codes.is_empty() || bad.codes.iter().any(|code| *code != page.code) {
            wrong.push(format!(
                "{}: the bad example gives {:?}\n{}",
                page.code, bad.codes, bad.shown
            ));
        }
        let good = reported(page.good);
        if !good.codes.is_empty() {
            wrong.push(format!(
                "{}: the good example gives\n{}",
                page.code, good.shown
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

#[test]
fn the_example_of_the_language_is_a_rule_base() {
    let text = format!(
        "{}\n# file: facts.rules\n{}",
        include_str!("check/example.rules"),
        include_str!("check/facts.rules")
    );
    assert_eq!(shown(&text), "");
    let (_, checked) = checked(&text);
    let rules = checked.rule_base.expect("no fault");
    assert_eq!(rules.top_level().count(), 6);
    assert_eq!(rules.facts.len(), 14);
    assert_eq!(
        (
            rules.lets.len(),
            rules.conditions.len(),
            rules.symptoms().count()
        ),
        (2, 3, 1)
    );
    assert_eq!(
        (rules.actions.len(), rules.rules.len(), rules.entries.len()),
        (5, 2, 7)
    );
}

fn snapshot(name: &str, text: &str) {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("../../snapshots/check");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(name, text));
}

/// Each case of a file that parts them with lines `---`, with what is reported.
fn cases(name: &str, file: &str) {
    cases_shown(name, file, shown);
}

fn cases_shown(name: &str, file: &str, shown: fn(&str) -> String) {
    let mut all = String::new();
    for case in file.split("\n---\n") {
        let (title, text) = case.split_once('\n').expect("a title and a text");
        let text = format!("{}\n", text.trim_end());
        let _ = writeln!(all, "=== {title}\n{text}\n{}", shown(&text));
    }
    snapshot(name, &all);
}

#[test]
fn faults() {
    cases("imports", include_str!("check/imports.txt"));
    cases("names", include_str!("check/names.txt"));
    cases("types", include_str!("check/types.txt"));
    cases("lists", include_str!("check/lists.txt"));
    cases("tables", include_str!("check/tables.txt"));
    cases("facts", include_str!("check/facts.txt"));
    cases("rules", include_str!("check/rules.txt"));
}

#[test]
fn meanings() {
    cases_shown(
        "meanings",
        include_str!("check/meanings.txt"),
        |text| match checked(text).1.rule_base {
            Some(rules) => format!("{}{}", shown(text), outline::outline(&rules)),
            None => shown(text),
        },
    );
}

/// A line for each number.
fn lines(numbers: impl Iterator<Item = usize>, line: impl Fn(usize) -> String) -> String {
    let mut text = String::new();
    for number in numbers {
        text.push_str(&line(number));
        text.push('\n');
    }
    text
}

#[test]
fn roots_are_one_file_each_and_may_be_missing() {
    let files = MemorySource::default()
        .with("b/x.rules", "import \"../a.rules\"\n")
        .with("a.rules", "fact os: windows | mac\n")
        .with("large.rules", " ".repeat(ReadError::MOST_BYTES + 1));
    let roots = [
        "b/x.rules",
        "./a.rules",
        "b/../a.rules",
        "none.rules",
        "large.rules",
    ];
    let loaded = load(&roots.map(str::to_owned), &files);
    let names: Vec<&str> = loaded
        .files
        .iter()
        .map(|file| loaded.sources.file(file.tree.id).name())
        .collect();
    assert_eq!(names, ["a.rules", "b/x.rules"]);
    let unreadable = [
        ("large.rules".to_owned(), ReadError::TooLarge),
        ("none.rules".to_owned(), ReadError::NotFound),
    ];
    assert_eq!(loaded.unreadable, unreadable);
    assert_eq!(loaded.diagnostics, []);
}

/// Names defined by names, 100,000 times over: the limit is reported once, in
/// whichever order they are declared, and no stack is used up.
#[test]
fn long_chains_of_names() {
    let link = |i: usize| format!("let l{i} = l{} + 1", i - 1);
    let forward = lines(1..100_000, link);
    let backward = lines((1..100_000).rev(), link);
    let within = lines(1..257, link);
    assert_eq!(
        codes(&format!("fact l0: number\n{within}")),
        Vec::<&str>::new()
    );
    assert_eq!(
        codes(&format!("fact l0: number\n{forward}")),
        ["over-limit"]
    );
    assert_eq!(
        codes(&format!("fact l0: number\n{backward}")),
        ["over-limit"]
    );
    assert_eq!(
        codes(&format!("let l0 = l99999\n{forward}")),
        ["dependency-cycle"]
    );
}

/// Files that import the next, 2,000 of them in a circle.
#[test]
fn long_chains_of_files() {
    let files = (0..2000).map(|i| {
        (
            format!("f{i}.rules"),
            format!("import \"f{}.rules\"\n", (i + 1) % 2000),
        )
    });
    let files: MemorySource = files.collect();
    let loaded = load(&["f0.rules".to_owned()], &files);
    assert_eq!((loaded.files.len(), loaded.diagnostics.len()), (2000, 1));
}

/// Expressions as deep as the parser lets them be.
#[test]
fn deep_expressions() {
    let groups = format!("{}a is 1{}", "(".repeat(250), ")".repeat(250));
    let nots = format!("{}a is 1", "not ".repeat(250));
    let sums = format!("a{} > 1", " + a".repeat(250));
    let tables = "(table a { 1: ".repeat(120) + "a" + &"\n})".repeat(120) + " is 1";
    for test in [groups, nots, sums, tables] {
        let text = format!("fact a: number\nrule r {{ when {test} conclude \"x\" }}\n");
        let codes = codes(&text);
        assert!(codes.is_empty() || codes == ["too-deep"], "{codes:?}");
    }
}

/// Suggestions cost time for every name there is: many faults must not.
#[test]
fn many_faults() {
    let facts = lines(0..10_000, |i| format!("fact fact{i:05}: text"));
    let rules = lines(0..10_000, |i| {
        format!("rule r{i} {{ when fakt{i:05} is \"x\" try act conclude \"{{fcat{i:05}}}\" }}")
    });
    let started = std::time::Instant::now();
    assert_eq!(codes(&format!("{facts}{rules}")).len(), 30_000);
    assert!(started.elapsed().as_secs() < 20, "{:?}", started.elapsed());
}

/// The words and signs of a text.
fn tokens(text: &str) -> Vec<&str> {
    let token =
        regex::Regex::new(r#""[^"\n]*"|#[^\n]*|[\w.]+|\n|[^\w\s]"#).expect("a good pattern");
    token.find_iter(text).map(|token| token.as_str()).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever is left out, doubled, exchanged or put elsewhere in good rules,
    /// there is a report or a rule base, and the same one each time.
    #[test]
    fn mutations_do_not_panic(edits in prop::collection::vec((0..4_u8, any::<prop::sample::Index>(), any::<prop::sample::Index>()), 1..6)) {
        let meanings = include_str!("check/meanings.txt");
        let text = format!("{}\n{}", include_str!("check/example.rules"), include_str!("check/facts.rules"));
        let all: Vec<&str> = meanings.split("\n---\n").map(|case| case.split_once('\n').map_or("", |(_, case)| case)).chain([text.as_str()]).collect();
        let text = all[edits[0].2.index(all.len())].replace("import \"facts.rules\"", "");
        let mut tokens = tokens(&text);
        for (edit, at, to) in edits {
            let (at, to) = (at.index(tokens.len()), to.index(tokens.len()));
            match edit {
                0 => drop(tokens.remove(at)),
                1 => tokens.insert(at, tokens[at]),
                2 => tokens.swap(at, to),
                _ => tokens.insert(to, tokens[at]),
            }
        }
        let text = tokens.join(" ");
        let shown_first = shown(&text);
        prop_assert_eq!(shown_first, shown(&text));
    }
}
