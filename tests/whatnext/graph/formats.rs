//! Pictures as Mermaid, DOT and SVG: what a small one is, and that no rule can
//! break one.

use whatnext::draw;

use super::{PRINTER, compiled, marked, whole};
use crate::markup::pieces;
use crate::reference::{Random, rule_base};
use crate::shipped;

/// Texts that mean something in one of the formats.
pub(crate) const HOSTILE: &str = r#"guide "--- \ title: %%{init: {}}%% <b>TURNED" { source "x" version "1" }
fact a "end; <script>alert('1')</script> ]] `x` %%{init}%% #quot; -->": yes/no { ask "1. What & \n is \l?" }
fact note: text
symptom s "-->|x| subgraph end" when a and note matches /"]\/<&>#;%%/
action act "- [link](javascript:alert(1)) **b** & <br/>" { step "x" }
rule r "end" {
  when s
  try act
  conclude "1. ]]> ]) }} {{ end" when not a
  refer "see </svg>" at "https://example.com/?a=1&b='2'" when a
}
"#;

fn snapshot(name: &str, text: &str) {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("../../../snapshots/graph");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(name, text));
}

#[test]
fn a_small_picture_in_every_format() {
    let program = compiled(PRINTER);
    let picture = whole(&program);
    snapshot("mermaid", &draw::mermaid(&picture));
    snapshot("dot", &draw::dot(&picture));
    snapshot("svg", &draw::svg(&picture).expect("it is small"));
}

#[test]
fn a_way_in_every_format() {
    let program = compiled(PRINTER);
    let picture = marked(&program, "facts: { prints: no, light: off, asset: A-1 }");
    snapshot("mermaid-way", &draw::mermaid(&picture));
    snapshot("dot-way", &draw::dot(&picture));
    snapshot("svg-way", &draw::svg(&picture).expect("it is small"));
}

/// What every line of Mermaid that the program writes looks like.
#[track_caller]
fn assert_mermaid(text: &str) {
    let body = text
        .strip_prefix("---\ntitle: \"")
        .expect("a title comes first");
    let (title, body) = body
        .split_once("\"\n---\nflowchart LR\n")
        .expect("the kind follows");
    assert!(!title.contains('\n'), "{title}");
    let mut open = 0;
    for line in body.lines().map(str::trim_start) {
        if line == "end" {
            open -= 1;
            continue;
        }
        let is_of = |word: &str| line.split(' ').next() == Some(word);
        if is_of("classDef") || is_of("class") || is_of("linkStyle") {
            continue;
        }
        if is_of("subgraph") {
            open += 1;
        }
        let quotes = line.matches('"').count();
        if quotes == 0 {
            // An edge: ends and a shaft.
            let ends = line.split(" -. not .-> ").flat_map(|it| it.split(" -.-> "));
            let ends: Vec<&str> = ends.flat_map(|it| it.split(" --> ")).collect();
            let is_id = |id: &&str| id.starts_with('n') && id.chars().all(char::is_alphanumeric);
            assert!(ends.len() == 2 && ends.iter().all(is_id), "{line}");
            continue;
        }
        assert_eq!(quotes, 2, "{line}");
        let label = line
            .split('"')
            .nth(1)
            .expect("two quotes")
            .replace("<br/>", "\n");
        for text in label.lines() {
            let harmless =
                |c: char| c.is_alphanumeric() || " ,:()?=.-#;·…".contains(c) || !c.is_ascii();
            assert!(text.chars().all(harmless), "{line}");
            for reference in text.split('#').skip(1) {
                let digits = reference.split(';').next().expect("there is a first");
                assert!(
                    digits.parse::<u32>().is_ok() && reference.contains(';'),
                    "{line}"
                );
            }
        }
    }
    assert_eq!(open, 0, "every subgraph ends");
}

/// What every line of DOT that the program writes looks like.
#[track_caller]
fn assert_dot(text: &str) {
    let body = text
        .strip_prefix("digraph rules {\n")
        .expect("the graph begins");
    let body = body.strip_suffix("}\n").expect("the graph ends");
    for line in body.lines().map(str::trim_start) {
        if let Some((_, rest)) = line.split_once("label=<") {
            let label = rest.strip_suffix(">]").expect("the label ends the line");
            let _ = pieces(label, &[]);
            continue;
        }
        let (statement, attributes) = line.split_once(" [").unwrap_or((line, ""));
        let is_edge = statement.contains(" -> ");
        assert!(is_edge || ["node", "edge"].contains(&statement), "{line}");
        assert!(!attributes.contains('<'), "{line}");
    }
}

#[test]
fn rules_cannot_put_anything_into_a_picture_but_text() {
    let program = compiled(&HOSTILE.replace("TURNED", "\u{202e}"));
    for picture in [
        whole(&program),
        marked(&program, "facts: { a: yes, note: \"<\\e>\" }"),
    ] {
        assert_mermaid(&draw::mermaid(&picture));
        assert_dot(&draw::dot(&picture));
        let svg = draw::svg(&picture).expect("it is small");
        assert!(!svg.contains('\u{202e}'), "a character that turns the text");
        let known = [
            "svg", "title", "desc", "style", "g", "rect", "path", "circle", "text",
        ];
        for piece in pieces(&svg, &[]) {
            if let crate::markup::Piece::Start(name, attributes) = piece {
                assert!(known.contains(&name.as_str()), "<{name}>");
                assert!(
                    attributes.keys().all(|key| !key.starts_with("on")),
                    "{attributes:?}"
                );
            }
        }
    }
}

#[test]
fn the_pictures_of_the_shipped_rules_are_valid() {
    for base in crate::binary::rule_bases() {
        let picture = whole(&shipped::program(&base));
        assert_mermaid(&draw::mermaid(&picture));
        assert_dot(&draw::dot(&picture));
        let _ = pieces(&draw::svg(&picture).expect("it can be read"), &[]);
    }
}

#[test]
fn the_pictures_of_generated_rules_are_valid() {
    for stream in 0..60 {
        let rules = rule_base(&mut Random::new(7, stream));
        let program = compiled(&rules);
        for picture in [whole(&program), marked(&program, "facts: {}")] {
            assert_mermaid(&draw::mermaid(&picture));
            assert_dot(&draw::dot(&picture));
            let svg = draw::svg(&picture).expect("it can be read");
            super::svg::assert_apart(&svg, picture.cards.len());
        }
    }
}
