//! Source text to syntax tree: what the tree is, where its parts are, and what
//! is said of mistakes.

mod outline;

use std::fmt::Write as _;
use std::thread;
use std::time::{Duration, Instant};

use outline::{expressions, outline};
use proptest::prelude::{Strategy, any, prop, prop_assert, prop_assert_eq, proptest};
use regex::Regex;
use whatnext::diagnostic::Severity;
use whatnext::diagnostic::render::{Style, render};
use whatnext::source::Sources;
use whatnext::syntax::tree::Item;
use whatnext::syntax::{MAX_NESTING, Parsed, parse};

/// The example of the language's description.
const EXAMPLE: &str = include_str!("parse/example.rules");

fn parsed(text: &str) -> Parsed {
    parse(Sources::default().add("a.rules", text), text)
}

/// The codes of what is reported.
fn codes(text: &str) -> Vec<&'static str> {
    parsed(text)
        .diagnostics
        .iter()
        .map(whatnext::diagnostic::Diagnostic::code)
        .collect()
}

/// What people are shown of a text.
fn shown(text: &str) -> String {
    let mut sources = Sources::default();
    let file = sources.add("a.rules", text);
    let parsed = parse(file, text);
    let mut shown = outline(text, &parsed.tree);
    if !parsed.diagnostics.is_empty() {
        let _ = write!(
            shown,
            "\n{}",
            render(&sources, &parsed.diagnostics, Style::Plain)
        );
    }
    shown
}

fn snapshot(name: &str, text: &str) {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("../../snapshots/parse");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(name, text));
}

/// Each case of a file that parts them with lines `---`, with what is shown.
fn cases(name: &str, file: &str) {
    let mut all = String::new();
    for case in file.split("\n---\n") {
        let (title, text) = case.split_once('\n').expect("a title and a text");
        let text = format!("{}\n", text.trim_end());
        let _ = writeln!(all, "=== {title}\n{text}\n{}", shown(&text));
    }
    snapshot(name, &all);
}

#[test]
fn the_example_is_read() {
    assert_eq!(codes(EXAMPLE), Vec::<&str>::new());
    snapshot("example", &shown(EXAMPLE));
}

#[test]
fn declarations() {
    cases("declarations", include_str!("parse/declarations.txt"));
}

#[test]
fn expression_forms() {
    cases("expressions", include_str!("parse/expressions.txt"));
}

#[test]
fn mistakes() {
    cases("mistakes", include_str!("parse/mistakes.txt"));
}

/// Names, texts, numbers and patterns are where the tree says they are.
#[test]
fn places_are_exact() {
    let marks = Regex::new(
        r#"(Name|Str|Number|Regex) \{ (?:text|raw): "((?:[^"\\]|\\.)*)", span: Span \{ file: FileId\(\d\), start: (\d+), end: (\d+) \} \}"#,
    );
    let marks = marks.expect("a good pattern");
    let texts = [
        EXAMPLE.to_owned(),
        EXAMPLE.replace('\n', "\r\n"),
        format!("\u{FEFF}{EXAMPLE}"),
        EXAMPLE.replace(" os", " größe"),
    ];
    for text in texts {
        let parsed = parsed(&text);
        assert_eq!(parsed.diagnostics, []);
        let debug = format!("{:?}", parsed.tree);
        let mut found = 0;
        for mark in marks.captures_iter(&debug) {
            let place = mark[3].parse().unwrap()..mark[4].parse().unwrap();
            let written = &text[place];
            let content = mark[2].replace("\\\"", "\"").replace("\\\\", "\\");
            match &mark[1] {
                "Str" => assert_eq!(written, format!("\"{content}\"")),
                "Regex" => assert_eq!(written, format!("/{content}/")),
                _ => assert_eq!(written, content),
            }
            found += 1;
        }
        assert!(found > 90, "only {found} places");
        for comment in parsed.tree.comments {
            let written = &text[comment.start as usize..comment.end as usize];
            assert!(written.starts_with('#') && !written.ends_with(['\n', '\r']));
        }
    }
}

/// What an expression covers is read again as the same expression.
#[test]
fn expressions_cover_what_they_are() {
    let mut count = 0;
    let cases = [
        include_str!("parse/declarations.txt"),
        include_str!("parse/expressions.txt"),
        EXAMPLE,
    ];
    for text in cases.iter().flat_map(|file| file.split("\n---\n")) {
        let text = text.split_once('\n').map_or("", |(_, text)| text);
        for (span, brief) in expressions(text, &parsed(text).tree) {
            let covered = &text[span.start as usize..span.end as usize];
            let again = format!("let x = {covered}");
            let tree = parsed(&again).tree;
            let all = expressions(&again, &tree);
            let (whole, last) = all.last().expect("an expression");
            assert_eq!(*last, brief, "{covered}");
            assert_eq!(whole.end as usize, again.len(), "{covered}");
            count += 1;
        }
    }
    assert!(count > 200, "only {count} expressions");
}

#[test]
fn one_mistake_does_not_hide_another() {
    let text = "\
fakt a: text
fact b: text
let c = (b is \"x\"
let d = b
condition e when b is \"x\" and or
symptom f when b is \"y\"
action g {
  step “Curly.”
}
rule h {
  when b == \"x\"
  try g
}
rule i {
  try g
}
";
    let parsed = parsed(text);
    let codes: Vec<_> = parsed
        .diagnostics
        .iter()
        .map(whatnext::diagnostic::Diagnostic::code)
        .collect();
    assert_eq!(
        codes,
        [
            "misspelt-word",
            "unbalanced-brackets",
            "unexpected",
            "wrong-quotes",
            "foreign-word"
        ]
    );
    let broken: Vec<_> = parsed
        .tree
        .items
        .iter()
        .map(|item| matches!(item, Item::Broken(_)))
        .collect();
    let expected = [true, false, true, false, true, false, true, true, false];
    assert_eq!(broken, expected);
    let unread: Vec<_> = parsed
        .tree
        .unread
        .iter()
        .map(|name| name.text.as_str())
        .collect();
    assert_eq!(unread, ["a", "c", "e", "g", "h"]);
}

#[test]
fn characters_that_cannot_be_read_are_reported_once() {
    assert_eq!(codes("\0\u{1}let\0\u{7f}"), ["unreadable-character"]);
    assert_eq!(
        codes("fact a: text # \u{1b}\nlet b = a\n"),
        ["unreadable-character"]
    );
    assert_eq!(codes("let b = \"a\u{8}\"\n"), ["unreadable-character"]);
    assert_eq!(codes("let b =\u{a0}\ta\r\n"), Vec::<&str>::new());
}

#[test]
fn nesting_has_a_limit() {
    let run = || {
        let n = 100_000;
        let nested = |open: &str, close: &str, n: usize| {
            format!("let x = {}a{}", open.repeat(n), close.repeat(n))
        };
        for text in [
            nested("(", ")", MAX_NESTING),
            nested("not ", "", MAX_NESTING),
            nested("a + ", "", MAX_NESTING),
            nested("(a is (", "))", MAX_NESTING / 2),
            nested("(a in [", "])", MAX_NESTING / 2),
        ] {
            assert_eq!(codes(&text), Vec::<&str>::new(), "{text:.20}…");
        }
        for text in [
            nested("(", ")", MAX_NESTING + 1),
            nested("(", ")", n),
            nested("(", "", n),
            nested("[", "]", n),
            nested("not ", "", n),
            nested("- ", "", n),
            nested("a + ", "", n),
            nested("any x in a has ", "", n),
            nested("a where ", "", n).replace("a where a", "a where b is a"),
            nested("table ", "", n),
            nested("(not count(any x in a has -(", ")))", n),
            format!("fact x: {} text", "list of ".repeat(n)),
            format!("fact x: {}", "list by a { a: ".repeat(n)),
        ] {
            let start = Instant::now();
            let codes = codes(&text);
            assert!(
                matches!(codes.as_slice(), ["too-deep" | "unexpected"]),
                "{text:.40}… gives {codes:?}"
            );
            assert!(start.elapsed() < Duration::from_secs(20), "{text:.40}…");
        }
    };
    let thread = thread::Builder::new().stack_size(2 << 20);
    let outcome = thread.spawn(run).expect("a thread").join();
    assert!(outcome.is_ok());
}

/// What holds of any text at all.
fn check_laws(text: &str) -> Result<(), proptest::test_runner::TestCaseError> {
    let parsed = parsed(text);
    let broken = parsed
        .tree
        .items
        .iter()
        .any(|item| matches!(item, Item::Broken(_)));
    prop_assert!(!broken || !parsed.diagnostics.is_empty());
    for diagnostic in &parsed.diagnostics {
        prop_assert_eq!(diagnostic.severity(), Severity::Error);
        let labels = [&diagnostic.primary]
            .into_iter()
            .chain(&diagnostic.secondary);
        for label in labels {
            let place = label.span.start as usize..label.span.end as usize;
            prop_assert!(text.get(place).is_some());
        }
        if let Some(change) = &diagnostic.suggestion {
            let place = change.span.start as usize..change.span.end as usize;
            prop_assert!(text.get(place).is_some());
        }
    }
    Ok(())
}

/// Words and signs of the language, and some that are not.
fn soup() -> impl Strategy<Value = String> {
    let words: Vec<&str> = "fact let rule action condition symptom guide import table when not and or is in \
        any every no where has yes a b.c x try conclude step ask list by of number unit contains starts with \
        matches up to times for each otherwise empty unavailable 5 -1.5 minutes % \"t\" \"{a}\" \" /r/ / ( ) [ ] \
        { } : , | .. . = == < >= + - * _ # ; ' “ ” é \u{0} fakt"
        .split(' ')
        .collect();
    let token = prop::sample::select(words);
    let space = prop::sample::select(vec![" ", "", "\n", "\r\n", "\t", "\u{a0}"]);
    prop::collection::vec((token, space), 0..60)
        .prop_map(|parts| parts.into_iter().flat_map(|(a, b)| [a, b]).collect())
}

proptest! {
    #[test]
    fn any_text_is_taken(text in any::<String>()) {
        check_laws(&text)?;
    }

    #[test]
    fn any_row_of_tokens_is_taken(text in soup()) {
        check_laws(&text)?;
    }

    #[test]
    fn any_piece_of_the_example_is_taken(from in 0..EXAMPLE.len(), to in 0..EXAMPLE.len()) {
        let text = EXAMPLE.get(from.min(to)..from.max(to)).unwrap_or("");
        check_laws(text)?;
        let without = [EXAMPLE.get(..from), EXAMPLE.get(to..)].concat_parts();
        check_laws(&without)?;
    }
}

/// Two parts of a text as one.
trait ConcatParts {
    fn concat_parts(&self) -> String;
}

impl ConcatParts for [Option<&str>; 2] {
    fn concat_parts(&self) -> String {
        self.iter().flatten().copied().collect()
    }
}
