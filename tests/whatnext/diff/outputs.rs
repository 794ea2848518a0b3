//! The result as text, JSON and Markdown.

use std::process::Command;

use boon::{Compiler, Schemas};
use serde_json::Value;

use super::{RULES, Scratch, with};
use crate::binary::project;

const SCHEMA: &str = "docs/schema/diff-1.schema.json";

/// Many lines of facts, of all kinds of changes.
fn lines(count: usize) -> String {
    let mut lines = String::new();
    for at in 0..count {
        lines += match at % 7 {
            0 => "{\"power\": \"no\", \"noise\": \"none\"}\n",
            1 => "{\"power\": \"no\", \"noise\": \"loud\"}\n",
            2 => "{\"power\": \"no\"}\n",
            3 => "{\"power\": \"yes\"}\n",
            4 => "{}\n",
            5 => "{\"power\": \"perhaps\"}\n",
            _ => "{\"power\": \"no\", \"noise\": null}\n",
        };
    }
    lines
}

fn everything() -> Scratch {
    let new = with("noise is none", "noise is loud").replace("\"It is silent\"", "\"No sound\"");
    let scratch = Scratch::of(RULES, &new, "facts: { power: no, noise: none }\n");
    scratch.write("facts.ndjson", lines(10_000));
    scratch
}

#[test]
fn counts_come_first_then_one_example_of_each_group() {
    let new = with("noise is none", "noise is loud");
    let case = "case: A quiet one\nfacts: { power: no, noise: none }\n";
    let scratch = Scratch::of(RULES, &new, case);
    scratch.write("new/cases/other.yaml", "facts: { power: no, noise: none }");
    let expected = "\
2 cases: 2 decisions change

  2  step changed

Step changed
  2  `plug` of rule `start` is passed over now: its guard does not hold
      new/a.rules:9: try  plug when noise is loud
      in new/cases/case.yaml (A quiet one)
        before  Do: Plug it in
        now     Do: Press the button
        because `noise is loud` fails: noise is none
";
    let ran = scratch.run(&["diff", "old", "new"]);
    assert_eq!(
        ran.stdout,
        format!("{expected}      and in new/cases/other.yaml\n")
    );
    let ran = scratch.run(&["diff", "old", "new", "--all"]);
    let expected = expected.replace("in new", "such as new");
    let all = "      all:
        new/cases/case.yaml: do `plug` → do `press`
        new/cases/other.yaml: do `plug` → do `press`
";
    assert_eq!(ran.stdout, format!("{expected}{all}"));
}

#[test]
fn cases_that_are_not_named_are_hinted_at() {
    let scratch = everything();
    let ran = scratch.run(&["diff", "old", "new", "--cases", "facts.ndjson"]);
    assert!(
        ran.stdout.contains("such as facts.ndjson:1\n"),
        "{}",
        ran.stdout
    );
    let hint = "\n\n`--all` lists all the cases.\n";
    assert!(ran.stdout.ends_with(hint), "{}", ran.stdout);
    let ran = scratch.run(&["diff", "old", "new", "--cases", "facts.ndjson", "--all"]);
    assert!(!ran.stdout.contains("`--all`"));
    let ran = scratch.run(&["diff", "old", "new"]);
    assert!(!ran.stdout.contains("`--all`"), "{}", ran.stdout);
}

#[test]
fn the_json_is_what_its_schema_promises() {
    let text = std::fs::read_to_string(project().join(SCHEMA)).expect("the schema is there");
    let schema: Value = serde_json::from_str(&text).expect("the schema is JSON");
    let mut compiler = Compiler::new();
    compiler
        .add_resource("diff.json", schema)
        .expect("the schema is a resource");
    let mut schemas = Schemas::new();
    let index = compiler
        .compile("diff.json", &mut schemas)
        .expect("the schema is one");
    let scratch = everything();
    let same = ["old", "old", "--cases", "new/cases"];
    let some = [
        "old",
        "new",
        "--cases",
        "new/cases",
        "--cases",
        "facts.ndjson",
    ];
    let all = [&some[..], &["--all"]].concat();
    for args in [&same[..], &some, &all] {
        let (json, _) = scratch.json(args);
        if let Err(error) = schemas.validate(&json, index) {
            panic!("{args:?}: {error:#}\n{json:#}");
        }
    }
}

#[test]
fn the_counts_add_up() {
    let (json, _) = everything().json(&["old", "new", "--cases", "facts.ndjson", "--all"]);
    let counts = json["counts"].as_object().expect("there are counts");
    let number = |key: &str| counts[key].as_u64().expect("a count is a number");
    let of_categories: u64 = counts
        .keys()
        .filter(|key| *key != "cases")
        .map(|key| number(key))
        .sum();
    assert_eq!(number("cases"), 10_000);
    assert_eq!(of_categories, 10_000);
    for group in json["groups"].as_array().expect("there are groups") {
        let listed = group["cases"].as_array().expect("all are listed").len();
        assert_eq!(group["count"], listed);
    }
}

#[test]
fn the_result_does_not_depend_on_the_number_of_threads() {
    let scratch = everything();
    let run = |threads: &str| {
        let output = Command::new(env!("CARGO_BIN_EXE_whatnext"))
            .args(["diff", "old", "new", "--cases", "facts.ndjson", "--all"])
            .current_dir(scratch.path())
            .env("RAYON_NUM_THREADS", threads)
            .output()
            .expect("the program starts");
        (output.status.code(), output.stdout)
    };
    let one = run("1");
    assert_eq!(one.0, Some(2), "some lines are bad");
    assert_eq!(one, run("2"));
    assert_eq!(one, run("5"));
}

#[test]
fn markdown_has_a_table_and_folds_what_is_long() {
    let new = with("noise is none", "noise is loud");
    let scratch = Scratch::of(RULES, &new, "facts: { power: no, noise: none }\n");
    let ran = scratch.run(&["diff", "old", "new", "--format", "markdown"]);
    let expected = "\
### 1 case: 1 decision changes

From `old` to `new`.

| | cases |
|---|---:|
| step changed | 1 |
| the same as before | 0 |

#### Step changed

**1 case**: `` `plug` of rule `start` is passed over now: its guard does not hold ``

`new/a.rules:9`: `try  plug when noise is loud`

<details><summary>in <code>new/cases/case.yaml</code></summary>

- before: `Do: Plug it in`
- now: `Do: Press the button`
- because `` `noise is loud` fails: noise is none ``

</details>
";
    assert_eq!(ran.stdout, expected);
}

#[test]
fn what_strangers_write_stays_text() {
    let hostile = r"</details> ![x](https://example.org/x.png) `@team` | #1 <script>";
    let rules = "fact note: text { ask \"What is noted?\" }\nrule start { conclude \"{note}\" }\n";
    let scratch = Scratch::of(rules, &rules.replace("{note}", "So: {note}"), "");
    scratch.write(
        "new/cases/case.yaml",
        format!("case: '{hostile}'\nfacts:\n  note: \"{hostile}\\n\\n# heading\\e[31m\"\n"),
    );
    let ran = scratch.run(&["diff", "old", "new", "--format", "markdown"]);
    assert_eq!(ran.code, 1, "{}", ran.stderr);
    let events = pulldown_cmark::Parser::new(&ran.stdout);
    let mut text = String::new();
    for event in events {
        use pulldown_cmark::{Event, Tag};
        match event {
            Event::Html(html) | Event::InlineHtml(html) => {
                assert!(!html.contains("script"), "{html}");
            }
            Event::Start(Tag::Image { .. } | Tag::Link { .. }) => {
                panic!("a stranger's link:\n{}", ran.stdout)
            }
            Event::Code(code) => text.push_str(&code),
            Event::Text(text) => assert!(!text.contains("@team"), "{text}"),
            _ => {}
        }
    }
    assert!(text.contains("`@team`"), "{text}");
    assert!(!ran.stdout.contains('\u{1b}'));
    let plain = scratch.run(&["diff", "old", "new"]).stdout;
    assert!(!plain.contains('\u{1b}'), "{plain}");
    assert!(plain.lines().all(|line| !line.starts_with('#')), "{plain}");
}
