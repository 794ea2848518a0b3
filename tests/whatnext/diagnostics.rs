//! Diagnostics as text, JSON and SARIF, and the catalogue of their kinds.

mod catalogue;

use std::fs;
use std::path::Path;

use boon::{Compiler, Schemas};
use proptest::collection::vec;
use proptest::prelude::{Strategy, any, prop_assert, proptest};
use serde_json::Value;
use whatnext::diagnostic::catalogue::PAGES;
use whatnext::diagnostic::render::{Style, render, render_undecided, summary};
use whatnext::diagnostic::{
    Diagnostic, Page, Severity, Undecided, Witness, WitnessKind, explain, json, sarif,
};
use whatnext::source::{FileId, Sources, Span};

const ERROR: Page = Page {
    code: "test-error",
    severity: Severity::Error,
    summary: "a fault for tests",
    explanation: "Nothing real: {braces} and all.",
    bad: "\nrule a {\n\n  when b\n}\n",
    good: "\nrule a {}\n",
};

const WARNING: Page = Page {
    code: "test-warning",
    severity: Severity::Warning,
    ..ERROR
};

/// The place of `part` in the file, which must have it.
fn span(sources: &Sources, file: FileId, part: &str) -> Span {
    let start = sources
        .file(file)
        .text()
        .find(part)
        .expect("the part is in the file");
    bytes(file, start, start + part.len())
}

fn bytes(file: FileId, start: usize, end: usize) -> Span {
    let [start, end] = [start, end].map(|offset| u32::try_from(offset).expect("a small file"));
    Span { file, start, end }
}

/// Compares with a kept snapshot.
fn snapshot(name: &str, text: &str) {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("../../snapshots/diagnostics");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(name, text));
}

fn project() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// What the schema finds wrong with the document; empty if nothing.
fn faults(schema: &str, document: &str) -> String {
    let read = |text: &str| serde_json::from_str::<Value>(text).expect("JSON");
    let text = fs::read_to_string(project().join(schema)).expect("the schema is readable");
    let mut compiler = Compiler::new();
    compiler.enable_format_assertions();
    compiler
        .add_resource("schema.json", read(&text))
        .expect("a resource");
    let mut schemas = Schemas::new();
    let index = compiler
        .compile("schema.json", &mut schemas)
        .expect("a schema");
    schemas
        .validate(&read(document), index)
        .err()
        .map_or(String::new(), |fault| fault.to_string())
}

const JSON_SCHEMA: &str = "docs/schema/diagnostics-1.schema.json";
const SARIF_SCHEMA: &str = "tests/schemas/sarif-2.1.0.json";

/// Two files and a diagnostic of every shape, in no order.
fn sample() -> (Sources, Vec<Diagnostic>) {
    let mut sources = Sources::default();
    let rules = sources.add(
        "rules/my rules.rules",
        "import \"facts.rules\"\n\nfact os: windows | mac\nfact größe: number\n\nrule greet {\n  when oss is mac\n  conclude \"{größe}\"\n}\n",
    );
    let facts = sources.add("rules/facts.rules", "# facts\nfact os: windows | linux\n");
    let at = |part| span(&sources, rules, part);
    let end = sources.file(rules).text().len();
    let diagnostics = vec![
        Diagnostic::new(&WARNING, "`größe` is never asked for", at("{größe}"))
            .help("give it an `ask`")
            .witness(Witness {
                kind: WitnessKind::Facts,
                text: "os: mac\napp:\n  message: \"{größe}\u{1b}\"\n".to_owned(),
            }),
        Diagnostic::new(&ERROR, "nothing is called `oss`", at("oss"))
            .label("did you mean `os`?")
            .suggest(at("oss"), "os", "write `os`"),
        Diagnostic::new(&ERROR, "`os` is declared twice", bytes(rules, 27, 29))
            .label("declared again")
            .also(span(&sources, facts, "os:"), "first declared here")
            .also(at("facts.rules"), "by way of this import")
            .help("give one of them another name")
            .help("or remove one"),
        Diagnostic::new(
            &WARNING,
            "the rule does nothing",
            at("rule greet {\n  when oss is mac\n  conclude \"{größe}\"\n}\n"),
        )
        .suggest(bytes(facts, 33, 33), "fact more: text\n", "declare `more`"),
        Diagnostic::new(&ERROR, "the file ends too early", bytes(rules, end, end)),
    ];
    (sources, diagnostics)
}

#[test]
fn text_for_people() {
    let (sources, mut diagnostics) = sample();
    let text = render(&sources, &diagnostics, Style::Plain);
    snapshot("sample", &text);
    diagnostics.reverse();
    assert_eq!(
        render(&sources, &diagnostics, Style::Plain),
        text,
        "the order must not matter"
    );
}

#[test]
fn colours_change_nothing_else() {
    let (sources, diagnostics) = sample();
    let coloured = render(&sources, &diagnostics, Style::Coloured);
    assert!(
        coloured.contains("\u{1b}[1m\u{1b}[91merror[test-error]"),
        "{coloured:?}"
    );
    assert!(
        coloured.contains("\u{1b}[1m\u{1b}[33mwarning[test-warning]"),
        "{coloured:?}"
    );
    let mut plain = String::new();
    for (number, part) in coloured.split("\u{1b}[").enumerate() {
        plain.push_str(if number == 0 {
            part
        } else {
            part.split_once('m').map_or("", |(_, text)| text)
        });
    }
    assert_eq!(plain, render(&sources, &diagnostics, Style::Plain));
}

/// A question that was too hard, about a place of [`sample`].
fn undecided(sources: &Sources) -> [Undecided; 1] {
    let (file, _) = sources.iter().next().expect("a file");
    [Undecided {
        code: "test-warning",
        question: "whether `greet` can ever apply".to_owned(),
        reason: "there are more than 1000 {kinds} of cases".to_owned(),
        at: span(sources, file, "rule greet"),
        more: 0,
    }]
}

#[test]
fn what_is_undecided_is_told_and_is_no_result() {
    let (sources, _) = sample();
    let undecided = undecided(&sources);
    snapshot(
        "undecided",
        &render_undecided(&sources, &undecided, Style::Plain),
    );
    let document = json::render_with(&sources, &[], &undecided);
    assert_eq!(faults(JSON_SCHEMA, &document), "");
    snapshot("undecided_json", &document);
    let document = sarif::render_with(&sources, &[], &undecided);
    assert_eq!(faults(SARIF_SCHEMA, &document), "");
    let log: Value = serde_json::from_str(&document).expect("JSON");
    let run = &log["runs"][0];
    assert_eq!(run["results"], Value::Array(Vec::new()));
    let told = &run["invocations"][0]["toolExecutionNotifications"][0];
    assert_eq!(
        told["message"]["text"],
        "it was not decided whether `greet` can ever apply: there are more than 1000 {{kinds}} of cases"
    );
}

#[test]
fn closing_line() {
    let (_, diagnostics) = sample();
    assert_eq!(summary(&[]), None);
    assert_eq!(
        summary(&diagnostics).as_deref(),
        Some("3 errors, 2 warnings")
    );
    assert_eq!(summary(&diagnostics[..1]).as_deref(), Some("1 warning"));
    assert_eq!(summary(&diagnostics[1..2]).as_deref(), Some("1 error"));
}

#[test]
fn weird_sources() {
    let mut sources = Sources::default();
    let mut diagnostics = Vec::new();
    let mut fault = |name: &str, text: &str, part: &str| {
        let file = sources.add(name, text);
        let place = span(&sources, file, part);
        diagnostics.push(Diagnostic::new(&ERROR, name, place).label("here").suggest(
            place,
            "new",
            "replace it",
        ));
    };
    fault("01 empty file", "", "");
    fault("02 byte-order mark", "\u{feff}fact os: mac\n", "fact");
    fault(
        "03 place before the byte-order mark",
        "\u{feff}fact os: mac\n",
        "",
    );
    fault("04 nothing but a byte-order mark", "\u{feff}", "");
    fault("05 tabs", "\tfact\tos:\tmac\n", "os");
    fault(
        "06 Windows line ends",
        "# one\r\nfact os: mac\r\nfact x: text\r\n",
        "os",
    );
    fault(
        "07 the line end itself, too",
        "fact os: mac\r\nfact x: text\r\n",
        "mac\r\n",
    );
    fault(
        "08 only a line end",
        "fact os: mac\r\nfact x: text\r\n",
        "\r\n",
    );
    fault(
        "09 inside a Windows line end",
        "fact os: mac\r\nfact x: text\r\n",
        "\nfact",
    );
    fault("10 wide characters", "fact 操作系统: 视窗 | mac\n", "视窗");
    fault(
        "11 combining characters and emoji",
        "fact e\u{301}te\u{301}: 👩‍👩‍👧 mac\n",
        "mac",
    );
    fault(
        "12 control characters",
        "fact \u{1b}[31m\u{7}os\0: \u{202e}mac\n",
        "os",
    );
    fault("13 no line end at the end", "fact os: mac", "mac");
    fault(
        "14 several lines",
        "rule a {\n  when b\n\n  try c\n  try d\n  try e\n  try f\n  try g\n}\n# end\n",
        "a {\n  when b\n\n  try c\n  try d\n  try e\n  try f\n  try g\n}\n",
    );
    let long = "x".repeat(50_000);
    fault(
        "15 long line, a mark in the middle",
        &format!("{long} os {long}\n"),
        "os",
    );
    fault(
        "16 long line, all marked",
        &format!("fact {long}{long}: mac\n"),
        &format!("{long}{long}"),
    );
    fault(
        "17 long lines around",
        &format!("{long}\nrule {{\n{long}\n{long}\n}}\n{long}\n"),
        &format!("rule {{\n{long}\n{long}\n}}"),
    );
    fault(
        "18 long wide line",
        &format!("{0}os{0}", "统".repeat(30_000)),
        "os",
    );
    fault(
        "19 a lone carriage return",
        "fact os: mac\rfact x: text\n",
        "fact x",
    );

    let end = sources.add("20 end of file", "fact os: mac\n");
    diagnostics.push(Diagnostic::new(&ERROR, "end", bytes(end, 13, 13)).label("here"));
    let far = sources.add(
        "21 far apart",
        &format!("fact os: mac\n{}fact os: mac\n", "# x\n".repeat(20_000)),
    );
    diagnostics.push(
        Diagnostic::new(&ERROR, "far", bytes(far, 80_018, 80_020))
            .also(bytes(far, 5, 7), "first here"),
    );
    let name = sources.add("22 strange\u{1b}[31m\nname", "fact os: mac\n");
    let message = format!("long {} \u{1b}[31m\nmessage", "name ".repeat(10_000));
    diagnostics.push(Diagnostic::new(&ERROR, message, bytes(name, 5, 7)).help("two\nlines"));
    // A stage's mistake must not become a panic.
    let wrong = sources.add("23 impossible places", "größe\n");
    diagnostics.push(Diagnostic::new(
        &ERROR,
        "beyond the end",
        bytes(wrong, 100, 90),
    ));
    diagnostics.push(Diagnostic::new(
        &ERROR,
        "inside a character",
        bytes(wrong, 3, 6),
    ));

    let text = render(&sources, &diagnostics, Style::Plain);
    assert!(!text.contains('\u{1b}') && !text.contains('\u{202e}'));
    snapshot("weird_sources", &text);
    assert_eq!(
        faults(JSON_SCHEMA, &json::render(&sources, &diagnostics)),
        ""
    );
    assert_eq!(
        faults(SARIF_SCHEMA, &sarif::render(&sources, &diagnostics)),
        ""
    );
}

/// Texts of the characters that are most trouble, some of them long.
fn trouble() -> impl Strategy<Value = String> {
    let part = proptest::sample::select(vec![
        "\n",
        "\n",
        "\r\n",
        "\r",
        "\t",
        " ",
        "a",
        "ab {c}",
        "ö",
        "统",
        "👩\u{200d}👧",
        "e\u{301}",
        "\0",
        "\u{1b}[1m",
        "\u{feff}",
        "\u{202e}",
        "\u{85}",
        "\u{9b}1m",
        "\u{200b}",
        "long",
    ]);
    vec(part, 0..40).prop_map(|parts| parts.concat().replace("long", &"x".repeat(400)))
}

proptest! {
    #[test]
    fn no_place_in_no_text_is_too_much(
        texts in vec(trouble(), 2),
        places in vec((any::<bool>(), 0_u32..600, 0_u32..600), 1..5),
        replacement in trouble(),
    ) {
        let mut sources = Sources::default();
        let files: Vec<FileId> = texts.iter().map(|text| sources.add("a file", text)).collect();
        let spans: Vec<Span> =
            places.iter().map(|&(second, start, end)| Span { file: files[usize::from(second)], start, end }).collect();
        let first = Diagnostic::new(&ERROR, texts[0].clone(), spans[0]).label(texts[1].clone());
        let others = spans.iter().fold(first, |d, span| d.also(*span, replacement.clone()));
        let diagnostics = [others.suggest(spans[spans.len() - 1], replacement, texts[1].clone())];
        let text = render(&sources, &diagnostics, Style::Plain);
        let unsafe_to_show = ['\u{1b}', '\0', '\u{202e}', '\u{85}', '\u{9b}', '\u{200b}'];
        prop_assert!(!text.contains(unsafe_to_show), "{:?}", text);
        prop_assert!(text.lines().all(|line| line.chars().count() < 2_500), "{}", text);
        serde_json::from_str::<Value>(&json::render(&sources, &diagnostics)).expect("JSON");
        serde_json::from_str::<Value>(&sarif::render(&sources, &diagnostics)).expect("JSON");
    }
}

#[test]
fn json_fits_its_schema() {
    let (sources, diagnostics) = sample();
    let document = json::render(&sources, &diagnostics);
    assert_eq!(faults(JSON_SCHEMA, &document), "");
    snapshot("json", &document);
    assert_eq!(faults(JSON_SCHEMA, &json::render(&sources, &[])), "");
    let other = document.replace("\"error\"", "\"fatal\"");
    assert_ne!(
        faults(JSON_SCHEMA, &other),
        "",
        "the schema must be able to fail"
    );
}

#[test]
fn sarif_fits_its_schema() {
    let (sources, diagnostics) = sample();
    let document = sarif::render(&sources, &diagnostics);
    assert_eq!(faults(SARIF_SCHEMA, &document), "");
    let version = format!("\"semanticVersion\": \"{}\"", env!("CARGO_PKG_VERSION"));
    snapshot(
        "sarif",
        &document.replace(&version, "\"semanticVersion\": \"VERSION\""),
    );
    let nothing = sarif::render(&sources, &[]);
    assert_eq!(faults(SARIF_SCHEMA, &nothing), "");
    assert!(nothing.contains("\"results\": []"), "{nothing}");
    let other = document.replace("\"level\": \"error\"", "\"level\": \"fatal\"");
    assert_ne!(
        faults(SARIF_SCHEMA, &other),
        "",
        "the schema must be able to fail"
    );
}

#[test]
fn rules_of_sarif_are_those_found() {
    let (sources, diagnostics) = sample();
    let log: Value = serde_json::from_str(&sarif::render(&sources, &diagnostics)).expect("JSON");
    let run = &log["runs"][0];
    for result in run["results"].as_array().expect("results") {
        let index =
            usize::try_from(result["ruleIndex"].as_u64().expect("an index")).expect("small");
        assert_eq!(
            run["tool"]["driver"]["rules"][index]["id"],
            result["ruleId"]
        );
    }
}

#[test]
fn pages_as_text() {
    snapshot("page", &explain::explain(&ERROR));
    let list = explain::list();
    assert_eq!(list.lines().count(), PAGES.len());
    for (line, page) in list.lines().zip(PAGES) {
        assert!(
            line.starts_with(page.code) && line.ends_with(page.summary),
            "{line}"
        );
    }
}

#[test]
fn codes_that_do_not_exist() {
    assert_eq!(explain::nearest("unknwon-name"), Some("unknown-name"));
    assert_eq!(explain::nearest("Unknown_Name"), Some("unknown-name"));
    assert_eq!(explain::nearest("zzz"), None);
}
