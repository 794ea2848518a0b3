//! The page: it needs nothing, lets nothing in, tells everyone, and stays small.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use whatnext::fleet::summary::{Run, html};
use whatnext::model::DecisionKind;
use whatnext::{MemorySource, compile};

use super::{RULES, asks, barred, by, decided, fact, fault, program, run, summary};
use crate::markup::{Piece, pieces};

/// Elements that have no end.
const VOID: [&str; 2] = ["meta", "br"];

/// A page with something in every section.
fn full_page() -> String {
    let program = program(RULES);
    let [power, network] = ["power", "network"].map(|path| fact(&program, path));
    let mut stuck = decided(DecisionKind::Undetermined);
    stuck.unsettled.push(barred(1, &[network]));
    let mut results = vec![
        Ok(by(DecisionKind::Do, 0)),
        Ok(asks(0, &[power, network])),
        Ok(asks(0, &[power])),
        Ok(stuck),
    ];
    results.extend((0..60).map(|kind| Err(fault(&format!("row {kind} is wrong")))));
    let stopped = Run {
        is_complete: false,
        ..run()
    };
    html(&program, &summary(&program, results), &stopped)
}

#[test]
fn the_page_needs_nothing_from_elsewhere() {
    let page = full_page();
    for forbidden in [" src=", "@import", "url(", "<link", "<script", "http:"] {
        assert!(!page.contains(forbidden), "{forbidden}");
    }
    assert!(page.contains("default-src 'none'"));
}

#[test]
fn links_lead_to_sections_of_the_page() {
    let mut anchors = BTreeSet::new();
    let mut links = Vec::new();
    for piece in pieces(&full_page(), &VOID) {
        if let Piece::Start(_, attributes) = piece {
            let anchor = attributes.get("id").cloned();
            assert!(anchor.is_none_or(|anchor| anchors.insert(anchor)));
            links.extend(attributes.get("href").cloned());
        }
    }
    assert_eq!(links.len(), 4);
    for link in links {
        let anchor = link.strip_prefix('#').expect("it stays on the page");
        assert!(anchors.contains(anchor), "{link}");
    }
}

#[test]
fn whoever_sees_no_charts_has_the_numbers() {
    let page = full_page();
    let all = pieces(&page, &VOID);
    let starts = |wanted: &str| {
        let found = all.iter().filter_map(|piece| match piece {
            Piece::Start(name, attributes) if name == wanted => Some(attributes),
            _ => None,
        });
        found.cloned().collect::<Vec<_>>()
    };
    let charts = starts("svg");
    assert!(charts.len() > 5);
    for chart in charts {
        let is_told = chart.get("role").is_some_and(|role| role == "img")
            && chart
                .get("aria-label")
                .is_some_and(|label| !label.is_empty());
        let is_beside_its_number = chart
            .get("aria-hidden")
            .is_some_and(|hidden| hidden == "true");
        assert!(is_told != is_beside_its_number, "{chart:?}");
    }
    assert_eq!(starts("table").len(), starts("caption").len());
    for cell in starts("th") {
        assert!(cell.contains_key("scope"), "{cell:?}");
    }
    assert_eq!(
        starts("html")[0].get("lang").map(String::as_str),
        Some("en")
    );
    assert!(page.contains("<title>What the fleet needs next</title>"));
}

#[test]
fn rules_and_records_cannot_put_anything_into_the_page_but_text() {
    let hostile = r#"
guide "</p><script>alert(0)</script>" { version "1" }
fact note: text { ask "</title><img src=x onerror=alert(1)>" }
action go "<b>`bold`</b>" { step "s" }
rule r "\" onclick='alert(2)'" {
  try go when note is "x"
  conclude "<iframe src='javascript:alert(3)'> ` &lt;"
}
"#;
    let program = program(&hostile.replace("\\\"", "\"\""));
    let note = fact(&program, "note");
    let results = vec![
        Ok(by(DecisionKind::Do, 0)),
        Ok(by(DecisionKind::Conclude, 1)),
        Ok(asks(0, &[note])),
        Err(fault("`</code><script>` is wrong\u{202e} <script>")),
    ];
    let mut summary = summary(&program, results);
    summary.add(&whatnext::fleet::Outcome {
        number: 9,
        id: Some("\"><script>".to_owned()),
        result: Err(fault("<script> again")),
    });
    let told = Run {
        inputs: vec!["<script>.ndjson".to_owned()],
        ..run()
    };
    let page = html(&program, &summary, &told);
    assert!(
        !page.contains('\u{202e}'),
        "a character that turns the text"
    );
    let known = [
        "html", "head", "meta", "title", "style", "body", "header", "main", "nav", "section", "h1",
        "h2", "h3", "p", "ul", "li", "strong", "span", "a", "table", "caption", "thead", "tbody",
        "tr", "th", "td", "svg", "rect", "code", "details", "summary", "br",
    ];
    for piece in pieces(&page, &VOID) {
        if let Piece::Start(name, attributes) = piece {
            assert!(known.contains(&name.as_str()), "<{name}>");
            for key in attributes.keys() {
                assert!(
                    !key.starts_with("on") && key != "src" && key != "style",
                    "{key}"
                );
            }
        }
    }
    assert!(page.contains("&lt;script&gt;alert(0)&lt;/script&gt;"));
}

#[test]
fn what_is_next_to_nothing_or_nearly_all_is_no_markup() {
    let program = program(RULES);
    let [power, os] = ["power", "os"].map(|path| fact(&program, path));
    let mut stuck = decided(DecisionKind::Undetermined);
    stuck.unsettled.push(barred(1, &[os]));
    let mut results = vec![
        Ok(by(DecisionKind::Do, 0)),
        Ok(asks(0, &[power])),
        Ok(stuck),
        Err(fault("it is wrong")),
    ];
    results.resize(10_000, Ok(by(DecisionKind::Refer, 1)));
    let page = html(&program, &summary(&program, results), &run());
    let cells = pieces(&page, &VOID);
    let count = |share: &str| {
        let is_it = |piece: &&Piece| matches!(piece, Piece::Text(text) if text == share);
        cells.iter().filter(is_it).count()
    };
    // Totals, kinds, steps, entries and faults.
    assert!(count("<0.1%") >= 10, "{}", count("<0.1%"));
    assert!(count(">99.9%") >= 3, "{}", count(">99.9%"));
}

#[test]
fn a_place_is_told_without_the_folders_that_all_rules_share() {
    let rule = |name: &str| format!("rule {name} {{ conclude \"{name}\" }}\n");
    let files = MemorySource::default()
        .with("/home/r&d/<b>/office/a.rules", rule("a"))
        .with("/home/r&d/<b>/office/floor/b.rules", rule("b"));
    let program = compile(&files.paths(), &files)
        .program
        .expect("they are fine");
    let results = [0, 1].map(|at| Ok(by(DecisionKind::Conclude, at)));
    let page = html(&program, &summary(&program, results.into()), &run());
    let texts: Vec<String> = pieces(&page, &VOID)
        .into_iter()
        .filter_map(|piece| match piece {
            Piece::Text(text) => Some(text),
            _ => None,
        })
        .collect();
    let has = |wanted: &str| texts.iter().filter(|text| text.contains(wanted)).count();
    assert_eq!(has("/home/r&d/<b>"), 1, "{page}");
    assert!(has(" · office/a.rules:1:10") == 1, "{page}");
    assert!(has(" · office/floor/b.rules:1:10") == 1, "{page}");
}

#[test]
fn one_record_gets_a_step_and_many_get_one() {
    let program = program(RULES);
    let step = || Ok(by(DecisionKind::Do, 0));
    for (results, told) in [
        (vec![step()], "<strong>1</strong> gets a step"),
        (vec![step(), step()], "<strong>2</strong> get a step"),
    ] {
        let page = html(&program, &summary(&program, results), &run());
        assert!(page.contains(told), "{told}");
    }
}

#[test]
fn a_page_of_very_many_rules_stays_small_and_says_what_it_leaves_out() {
    let mut rules = String::from("fact n: number { ask \"N?\" }\n");
    for rule in 0..3000 {
        let _ = writeln!(
            rules,
            "rule r{rule} {{ conclude \"c{rule}\" when n is {rule} }}"
        );
    }
    let program = program(&rules);
    let n = fact(&program, "n");
    let results = (0..3000).flat_map(|at| [Ok(by(DecisionKind::Conclude, at)), Ok(asks(at, &[n]))]);
    let summary = summary(&program, results.collect());
    let page = html(&program, &summary, &run());
    assert!(page.len() < 1_000_000, "{} bytes", page.len());
    assert!(page.contains("2,980 more steps"));
    assert!(page.contains("2,500 steps more would make this page too long"));
    assert!(page.contains("2,980 more rules"));
}

#[test]
fn only_what_is_counted_is_on_the_page() {
    let program = program(RULES);
    let page = html(
        &program,
        &summary(&program, vec![Ok(by(DecisionKind::Do, 0))]),
        &run(),
    );
    assert!(page.contains("Plug it in"));
    assert!(!page.contains("Call the help desk"));
    assert!(!page.contains("It does not print"));
}
