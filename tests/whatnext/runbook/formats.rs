//! Runbooks as Markdown and as HTML: what a small one is, and that no rule can
//! break one.

use pulldown_cmark::{Event, Options, Parser, Tag};
use whatnext::runbook::{html, markdown};

use super::{PRINTER, VOID, compiled, document};
use crate::binary::rule_bases;
use crate::graph::HOSTILE;
use crate::markup::{Piece, pieces};
use crate::shipped;

fn snapshot(name: &str, text: &str) {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("../../../snapshots/runbook");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(name, text));
}

/// A page without its pictures, which have tests of their own.
fn without_pictures(page: &str) -> String {
    let mut parts = page.split("<svg ");
    let mut text = parts.next().expect("there is a first").to_owned();
    for part in parts {
        text.push_str("<svg>");
        text.push_str(part.split_once("</svg>").expect("a picture ends").1);
    }
    text
}

#[test]
fn a_small_runbook_in_every_format() {
    let blocks = document(&compiled(PRINTER), "../");
    snapshot("markdown", &markdown(&blocks));
    snapshot("html", &without_pictures(&html(&blocks)));
}

#[test]
fn rules_cannot_put_anything_into_a_page_but_text() {
    let mut programs = vec![compiled(&HOSTILE.replace("TURNED", "\u{202e}"))];
    programs.extend(rule_bases().iter().map(|base| shipped::program(base)));
    for program in programs {
        let page = html(&document(&program, ""));
        assert!(
            !page.contains('\u{202e}'),
            "a character that turns the text"
        );
        for piece in pieces(&page, &VOID) {
            let Piece::Start(name, attributes) = piece else {
                continue;
            };
            let forbidden = [
                "script", "iframe", "img", "link", "object", "embed", "form", "base",
            ];
            assert!(!forbidden.contains(&name.as_str()), "<{name}>");
            for (key, value) in attributes {
                assert!(
                    !key.starts_with("on") && key != "style" && key != "src",
                    "{key}"
                );
                assert!(
                    key != "href" || !value.to_lowercase().starts_with("javascript"),
                    "{value}"
                );
            }
        }
    }
}

#[test]
fn rules_cannot_put_anything_into_markdown_but_text() {
    let program = compiled(&HOSTILE.replace("TURNED", "\u{202e}"));
    let text = markdown(&document(&program, ""));
    assert!(
        !text.contains('\u{202e}'),
        "a character that turns the text"
    );
    let mut shown = String::new();
    for event in Parser::new_ext(
        &text,
        Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH,
    ) {
        match event {
            Event::Html(html) | Event::InlineHtml(html) => {
                let html = html.trim();
                assert!(html.starts_with("<a id=\"") || html == "</a>", "{html}");
            }
            Event::Start(Tag::Link { dest_url, .. }) => {
                let known = ["#", "office/", "https://example.com/"];
                assert!(
                    known.iter().any(|it| dest_url.starts_with(it)),
                    "{dest_url}"
                );
            }
            Event::Start(Tag::Image { .. } | Tag::CodeBlock(_) | Tag::Strikethrough) => {
                panic!("{event:?}");
            }
            Event::Text(words) | Event::Code(words) => shown.push_str(&words),
            _ => {}
        }
    }
    for wanted in [
        "end; <script>alert('1')</script> ]] `x` %%{init}%% #quot; -->",
        "- [link](javascript:alert(1)) **b** & <br/>",
        "1. ]]> ]) }} {{ end",
    ] {
        let wanted = wanted.replace("}}", "}").replace("{{", "{");
        assert!(shown.contains(&wanted), "`{wanted}` is not in:\n{shown}");
    }
}

#[test]
fn a_page_needs_nothing_from_elsewhere() {
    for base in rule_bases() {
        let page = html(&document(&shipped::program(&base), ""));
        for forbidden in [" src=", "@import", "url(", "<link", "<script"] {
            assert!(!page.contains(forbidden), "{forbidden}");
        }
    }
}
