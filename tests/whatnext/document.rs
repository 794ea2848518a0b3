//! Reading YAML and JSON: what is kept, what is refused, and that nothing
//! hangs, overflows or is guessed at.

use std::fmt::Write as _;
use std::time::{Duration, Instant};

use proptest::prelude::{Just, Strategy, any, prop_assert, prop_assert_eq, prop_oneof, proptest};
use proptest::{collection::vec, sample::select};
use serde_json::Value;
use whatnext::facts::document::{
    DocumentError, Format, MAX_NESTING, Node, NodeKind, Problem, read,
};
use whatnext::source::{Sources, Span};

fn try_read(text: &str, format: Format) -> Result<Node, DocumentError> {
    let file = Sources::default().add("document", text);
    read(file, text, format)
}

/// A tree on one line: plain scalars as they are, quoted ones in quotes.
fn show(node: &Node) -> String {
    fn write(node: &Node, out: &mut String) {
        let mut separator = "";
        match &node.kind {
            NodeKind::Null => out.push('~'),
            NodeKind::Scalar {
                text,
                quoted: false,
            } => out.push_str(text),
            NodeKind::Scalar { text, quoted: true } => _ = write!(out, "{text:?}"),
            NodeKind::Sequence(items) => {
                out.push('[');
                for item in items {
                    out.push_str(separator);
                    write(item, out);
                    separator = ", ";
                }
                out.push(']');
            }
            NodeKind::Mapping(entries) => {
                out.push('{');
                for (key, value) in entries {
                    _ = write!(out, "{separator}{}: ", key.text);
                    write(value, out);
                    separator = ", ";
                }
                out.push('}');
            }
        }
    }
    let mut out = String::new();
    write(node, &mut out);
    out
}

fn shown(text: &str, format: Format) -> Result<String, String> {
    let node = try_read(text, format).map_err(|error| error.to_string())?;
    Ok(show(&node))
}

#[track_caller]
fn reads(format: Format, text: &str, expected: &str) {
    assert_eq!(shown(text, format), Ok(expected.to_owned()), "{text:?}");
}

/// The text is refused, at the first `«…»` in it, which are taken out.
#[track_caller]
fn refuses(format: Format, marked: &str, message: &str) {
    let start = marked.find('«').unwrap_or(marked.len());
    let end = marked.find('»').map_or(start, |at| at - '«'.len_utf8());
    let text = marked.replace(['«', '»'], "");
    let error = try_read(&text, format).map_err(|error| {
        (
            error.to_string(),
            error.span.start as usize..error.span.end as usize,
        )
    });
    assert_eq!(
        error.map(|node| show(&node)),
        Err((message.to_owned(), start..end)),
        "{text:?}"
    );
}

#[test]
fn yaml_scalars_stay_as_they_are_written() {
    let yaml = |text, expected| reads(Format::Yaml, text, expected);
    yaml(
        "a: 1.10\nb: no\nc: 0x1F\nd: 1_000\ne: .nan\nf: 1e999",
        "{a: 1.10, b: no, c: 0x1F, d: 1_000, e: .nan, f: 1e999}",
    );
    yaml(
        "[007, 12:30:00, 2026-11-22, =, yes, True]",
        "[007, 12:30:00, 2026-11-22, =, yes, True]",
    );
    yaml(
        "[99999999999999999999999999, -0]",
        "[99999999999999999999999999, -0]",
    );
    yaml(
        "['no', \"1.10\", 'it''s', \"\\u00e9\\n\"]",
        r#"["no", "1.10", "it's", "é\n"]"#,
    );
    yaml(
        "[~, null, Null, NULL, '', 'null']",
        r#"[~, ~, ~, ~, "", "null"]"#,
    );
    yaml(
        "a:\nb: |\n  one\n  two\nc: >-\n  one\n  two\nd: one\n  two",
        r#"{a: ~, b: "one\ntwo\n", c: "one two", d: one two}"#,
    );
    yaml(
        "[!!str 5, !!str null, ! 5, !!int 5, !!float '5']",
        r#"["5", "null", "5", 5, "5"]"#,
    );
    yaml(
        "no: 1\n1.10: 2\nnull: 3\n'<<': 4\n\"\": 5",
        "{no: 1, 1.10: 2, null: 3, <<: 4, : 5}",
    );
    yaml("path: 'C:\\Users'", r#"{path: "C:\\Users"}"#);
}

#[test]
fn aliases_stand_for_what_they_name() {
    reads(
        Format::Yaml,
        "a: &x [1, &y b]\nc: *x\n*y : *y",
        "{a: [1, b], c: [1, b], b: b}",
    );
    reads(
        Format::Yaml,
        "a: &x 1\nb: &x 2\nc: *x",
        "{a: 1, b: 2, c: 2}",
    );
}

#[test]
fn an_empty_document_is_null() {
    for text in ["", " \r\n", "# nothing\n", "---\n", "...\n"] {
        reads(Format::Yaml, text, "~");
    }
    for text in ["", " \r\n\t", "null"] {
        reads(Format::Json, text, "~");
    }
}

#[test]
fn windows_line_ends_are_fine() {
    reads(
        Format::Yaml,
        "a: 1\r\nb:\r\n  - c\r\n  - |\r\n   d\r\n   e\r\n",
        r#"{a: 1, b: [c, "d\ne\n"]}"#,
    );
    reads(Format::Json, "{\r\n\t\"a\": 1\r\n}\r\n", "{a: 1}");
}

#[test]
fn json_is_read_to_the_letter() {
    let json = |text, expected| reads(Format::Json, text, expected);
    json(
        r#"{"a": [1.10, -0, 1E+5, 1e400, true, false, null]}"#,
        "{a: [1.10, -0, 1E+5, 1e400, true, false, ~]}",
    );
    json(
        r#"["\ud83d\ude00\u0041\/\"", "é", ""]"#,
        r#"["😀A/\"", "é", ""]"#,
    );
    json(
        "99999999999999999999999999999999",
        "99999999999999999999999999999999",
    );
}

#[test]
fn every_place_is_right() -> Result<(), DocumentError> {
    for (format, text) in [
        (
            Format::Yaml,
            "é: &a {x: 'y', z: [1, \"2\"]}\nb:\n  - c d\n  - e: f\n\n",
        ),
        (
            Format::Json,
            "{\"é\": {\"x\": \"y\", \"z\": [1, \"2\"]}, \"b\": [\"c d\", {\"e\": \"f\"}]}",
        ),
    ] {
        let mut sources = Sources::default();
        let file = sources.add("document", text);
        let mut places = Vec::new();
        collect(&read(file, text, format)?, &mut places);
        let found: Vec<&str> = places.iter().map(|span| sources.text(*span)).collect();
        let expected: &[&str] = if format == Format::Yaml {
            &[
                text.trim_end(),
                "é",
                "{x: 'y', z: [1, \"2\"]}",
                "x",
                "'y'",
                "z",
                "[1, \"2\"]",
                "1",
                "\"2\"",
                "b",
                "- c d\n  - e: f",
                "c d",
                "e: f",
                "e",
                "f",
            ]
        } else {
            &[
                text,
                "\"é\"",
                "{\"x\": \"y\", \"z\": [1, \"2\"]}",
                "\"x\"",
                "\"y\"",
                "\"z\"",
                "[1, \"2\"]",
                "1",
                "\"2\"",
                "\"b\"",
                "[\"c d\", {\"e\": \"f\"}]",
                "\"c d\"",
                "{\"e\": \"f\"}",
                "\"e\"",
                "\"f\"",
            ]
        };
        assert_eq!(found, expected);
    }
    Ok(())
}

fn collect(node: &Node, places: &mut Vec<Span>) {
    places.push(node.span);
    match &node.kind {
        NodeKind::Null | NodeKind::Scalar { .. } => {}
        NodeKind::Sequence(items) => items.iter().for_each(|item| collect(item, places)),
        NodeKind::Mapping(entries) => {
            for (key, value) in entries {
                places.push(key.span);
                collect(value, places);
            }
        }
    }
}

#[test]
fn yaml_that_could_be_misunderstood_is_refused() {
    let yaml = |marked, message| refuses(Format::Yaml, marked, message);
    yaml("a: 1\n'b': 2\n«\"a\"»: 3\n", "the key `a` is given twice");
    yaml("«<<»: {a: 1}", "merge keys (`<<`) are not supported");
    yaml("? «[»a]\n: 1", "a key must be a text");
    yaml("{«{»a: b}: c}", "a key must be a text");
    yaml("a: &x [b]\n«*x» : c", "a key must be a text");
    yaml("«»: 1", "a key must be a text");
    yaml("a: «!custom» 1", "the tag `!custom` is not supported");
    yaml("a: «!!binary» aGk=", "the tag `!!binary` is not supported");
    yaml("a: «!!int» [1]", "the tag `!!int` is not supported");
    yaml("a: 1\n«---»\nb: 2", "a second document begins here");
    yaml("a: «*»b*", "this alias has no anchor before it");
    yaml("a: &x [«*x»]", "this alias stands within its own anchor");
}

#[test]
fn mistakes_in_yaml_are_named() {
    let yaml = |marked, message| refuses(Format::Yaml, marked, message);
    yaml("message: Error«:» no", "a `:` cannot stand here");
    yaml("path: «\"»C:\\Users\"", "this is not an escape");
    yaml("a: 'it'«s»'", "the quotes end before this");
    yaml("os: windows\n«a»pp\n", "expected a `:` after this");
    yaml("a: «@»home", "a text cannot begin with `@`");
    yaml("a: «\u{1}»", "a text cannot begin with U+0001");
}

#[test]
fn mistakes_in_json_are_named() {
    let json = |marked, message| refuses(Format::Json, marked, message);
    json("[1«,» ]", "a comma cannot follow the last element");
    json("{\"a\": 1 «,»\n}", "a comma cannot follow the last element");
    json("[1, «/»/ no\n2]", "a comment cannot stand in JSON");
    json(
        "{«a»: 1}",
        "expected a key in double quotes or `}`, found `a`",
    );
    json("{\"a\": 1«,» }", "a comma cannot follow the last element");
    json("[«'»a']", "expected a value or `]`, found `'`");
    json("[1«}»", "expected `,` or `]`, found `}`");
    json("[1", "expected `,` or `]`, found the end");
    json("[«01»]", "this is not a number in JSON");
    json("[«NaN»]", "`NaN` is not JSON");
    json("[«\"\\ud83d\"»]", "this is not an escape");
    json(
        "[\"a«\n»\"]",
        "a string cannot contain a line break or control character",
    );
    json("[«\"»a]", "this `\"` is not closed");
    json("[] «[»]", "expected the end, found `[`");
    json("[«\u{a0}»]", "expected a value or `]`, found U+00A0");
    json(
        "{\"a\": 1, \"\\u0062\": 1, «\"b\"»: 2}",
        "the key `b` is given twice",
    );
}

#[test]
fn duplicate_keys_name_both_places() {
    let text = "b: {a: 1}\na: 1\nc: 1\na: 2\nc: 2\n";
    let error = try_read(text, Format::Yaml).err();
    let places = error.and_then(|error| Some((error.span.start, error.second_place()?.0.start)));
    assert_eq!(places, Some((20, 10)));
}

#[test]
fn nesting_ends_at_its_limit() {
    for (format, open, close) in [
        (Format::Yaml, "[", "]"),
        (Format::Yaml, "- ", ""),
        (Format::Json, "[", "]"),
    ] {
        let nested = |depth: usize| open.repeat(depth) + "1" + &close.repeat(depth);
        assert!(try_read(&nested(MAX_NESTING), format).is_ok(), "{open}");
        let error = try_read(&nested(MAX_NESTING + 1), format).map_err(|error| error.problem);
        assert_eq!(error, Err(Problem::TooDeep), "{open}");
    }
    // An alias must not carry a tree over the limit.
    let half = MAX_NESTING * 2 / 3;
    let nested = format!(
        "[&a {}{}, {}*a{}]",
        "[".repeat(half),
        "]".repeat(half),
        "[".repeat(half),
        "]".repeat(half)
    );
    assert_eq!(
        try_read(&nested, Format::Yaml).map_err(|error| error.problem),
        Err(Problem::TooDeep)
    );
}

/// Each of these took a reader of some kind minutes, or its life.
#[test]
fn nasty_documents_end_at_once() {
    let many = 200_000;
    let yaml = [
        "[".repeat(many),
        "{a: ".repeat(many),
        "- ".repeat(many),
        "? ".repeat(many),
        "[a, ".repeat(many),
        "&a ".repeat(many),
        "!".repeat(many),
        ":".repeat(many),
        format!("[{}", ",".repeat(many)),
        format!("a: \"{}", "b\n".repeat(many)),
        (0..2_000).map(|i| " ".repeat(i) + "a:\n").collect(),
        format!("a: &a x\nb: [{}]", "*a, ".repeat(many)),
        format!(
            "a: &a {}\nb: [{}]",
            "x".repeat(1_000_000),
            "*a, ".repeat(1_000)
        ),
        format!("a: '*'\nb: {}{}", "&a [ ".repeat(120), "x, ".repeat(many)),
        (1..40).fold("a0: &a0 [x, x]\n".to_owned(), |text, i| {
            let aliases = format!("*a{}, ", i - 1).repeat(10);
            text + &format!("a{i}: &a{i} [{aliases}]\n")
        }),
        (0..many / 4).fold(String::new(), |text, i| {
            text + "k" + &i.to_string() + ": 1\n"
        }),
    ];
    let json = [
        "[".repeat(many),
        "{\"a\":".repeat(many),
        format!("\"{}", "\\".repeat(many)),
        format!("{{{}\"a\": 1}}", "\"a\": 1,".repeat(many)),
        "1".repeat(many),
    ];
    let yaml = yaml.iter().map(|text| (Format::Yaml, text));
    for (format, text) in yaml.chain(json.iter().map(|text| (Format::Json, text))) {
        let start = Instant::now();
        let error = try_read(text, format).err();
        let start_of_text: String = text.chars().take(20).collect();
        // A quadratic reader takes minutes; a busy machine does not slow a
        // linear one down to this.
        assert!(
            start.elapsed() < Duration::from_secs(20),
            "{start_of_text} {error:?}"
        );
    }
}

#[test]
fn alias_bombs_are_refused() {
    let bomb = (1..40).fold("a0: &a0 [x, x]\n".to_owned(), |text, i| {
        let aliases = format!("*a{}, ", i - 1).repeat(10);
        text + &format!("a{i}: &a{i} [{aliases}]\n")
    });
    assert_eq!(
        try_read(&bomb, Format::Yaml).map_err(|error| error.problem),
        Err(Problem::TooMuchRepeated)
    );
}

/// Whether another reader, which guesses at types, saw the same document.
fn agrees(node: &Node, value: &Value) -> bool {
    match (&node.kind, value) {
        (NodeKind::Null, Value::Null)
        | (NodeKind::Scalar { quoted: false, .. }, Value::Bool(_) | Value::Number(_)) => true,
        (NodeKind::Scalar { text, .. }, Value::String(other)) => text == other,
        (NodeKind::Sequence(items), Value::Array(others)) => {
            items.len() == others.len()
                && items
                    .iter()
                    .zip(others)
                    .all(|(item, other)| agrees(item, other))
        }
        (NodeKind::Mapping(entries), Value::Object(others)) => {
            entries.len() == others.len()
                && entries.iter().all(|(key, value)| {
                    others
                        .get(&key.text)
                        .is_some_and(|other| agrees(value, other))
                })
        }
        _ => false,
    }
}

fn json_value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        any::<String>().prop_map(Value::from),
    ];
    leaf.prop_recursive(4, 32, 5, |inner| {
        prop_oneof![
            vec(inner.clone(), 0..5).prop_map(Value::from),
            vec((any::<String>(), inner), 0..5).prop_map(|entries| entries.into_iter().collect()),
        ]
    })
}

const JSON_PIECES: &[&str] = &[
    "{",
    "}",
    "[",
    "]",
    "\"a\"",
    "\"b\"",
    ":",
    ",",
    " ",
    "\n",
    "1",
    "0",
    "-",
    ".5",
    "e1",
    "true",
    "null",
    "\"\\",
    "\\u00e9\"",
    "\"\\ud83d",
    "\\ude00\"",
    "\t",
    "\u{b}",
    "+",
    "/",
    "é",
    "[1,",
    "{\"a\":",
    "{\"b\":",
];

const YAML_PIECES: &[&str] = &[
    "a", "b", ": ", "\n", "- ", "  ", " ", "\"", "'", "[", "]", "{", "}", ", ", " #", "|\n",
    ">-\n", "1.10", "no", "~", "&x ", "*x", "!!str ", "\\n", "a: ", "\n  b: ", "\n- ", "é", "? ",
    "\r\n", "---\n", "\u{a0}", "2",
];

proptest! {
    #[test]
    fn json_documents_are_read_as_serde_json_reads_them(value in json_value()) {
        for text in [value.to_string(), format!("{value:#}")] {
            match try_read(&text, Format::Json) {
                Ok(node) => prop_assert!(agrees(&node, &value), "{text} {}", show(&node)),
                Err(error) => prop_assert!(false, "{text} {error}"),
            }
            prop_assert_eq!(Format::of_text(&text) == Format::Json, value.is_object() || value.is_array());
        }
    }

    #[test]
    fn what_is_json_is_what_serde_json_says(pieces in vec(select(JSON_PIECES), 0..12)) {
        let text = pieces.concat();
        let other = serde_json::from_str::<Value>(&text);
        match try_read(&text, Format::Json) {
            Ok(node) => match other {
                Ok(value) => prop_assert!(agrees(&node, &value), "{text:?}"),
                // Beyond what it can hold, or nothing at all.
                Err(error) => prop_assert!(text.trim().is_empty() || error.to_string().contains("out of range"), "{text:?}"),
            },
            Err(DocumentError { problem: Problem::DuplicateKey { .. }, .. }) => {}
            Err(error) => {
                prop_assert!(other.is_err(), "{text:?} {error}");
                check_span(&error, &text)?;
            }
        }
    }

    #[test]
    fn yaml_documents_are_read_as_serde_yaml_reads_them(pieces in vec(select(YAML_PIECES), 0..14)) {
        let text = pieces.concat();
        match try_read(&text, Format::Yaml) {
            Ok(node) => {
                // It refuses what it would read as null where it wants a text.
                if let Ok(value) = serde_yaml::from_str::<Value>(&text) {
                    prop_assert!(agrees(&node, &value), "{text:?} {} {value}", show(&node));
                }
            }
            Err(error) => {
                let ours = matches!(error.problem, Problem::KeyIsNotText | Problem::DuplicateKey { .. });
                prop_assert!(ours || serde_yaml::from_str::<Value>(&text).is_err(), "{text:?} {error}");
                check_span(&error, &text)?;
            }
        }
    }

    #[test]
    fn any_text_is_read_or_refused(text in any::<String>(), pieces in vec(select(YAML_PIECES), 0..30)) {
        for text in [text, pieces.concat()] {
            for format in [Format::Yaml, Format::Json] {
                match try_read(&text, format) {
                    Err(error) => check_span(&error, &text)?,
                    Ok(node) => {
                        let mut places = Vec::new();
                        collect(&node, &mut places);
                        for span in places {
                            prop_assert!(text.get(span.start as usize..span.end as usize).is_some(), "{text:?} {span:?}");
                        }
                    }
                }
            }
        }
    }
}

fn check_span(
    error: &DocumentError,
    text: &str,
) -> Result<(), proptest::test_runner::TestCaseError> {
    let span = error.span;
    prop_assert!(
        text.get(span.start as usize..span.end as usize).is_some(),
        "{text:?} {span:?}"
    );
    prop_assert!(!error.to_string().is_empty());
    Ok(())
}
