//! The rules as a runbook: everything that they say, for people.

mod command;
mod formats;
mod statements;

use std::collections::BTreeSet;

use whatnext::diagnostic::render::{Style, render};
use whatnext::runbook::document::Block;
use whatnext::runbook::{Options, html, markdown, runbook};
use whatnext::{MemorySource, Program, compile};

use crate::binary::rule_bases;
use crate::markup::{Piece, pieces};
use crate::reference::{Random, rule_base};
use crate::shipped;

/// Elements that have no end in HTML.
const VOID: [&str; 1] = ["meta"];

/// A small rule base with one of everything.
const PRINTER: &str = r#"guide "Printers" {
  source  "https://example.com/printers"
  version "2.1"
}

fact prints: yes/no { ask "Does a test page come out?" }
fact light: off | steady "steady light" | blinking {
  ask  "What does the light do?"
  help "It is beside the `power` key."
}
fact display "The display": text {
  ask  "What does the display say?"
  when light is not off
  default "nothing"
}
fact asset: text { ask never }
fact trays: list by name {
  name:       text
  empty_tray: yes/no { ask "Is {name} empty?" }
}

let hungry = trays where empty_tray
let key = table light {
  off:       "the left one"
  otherwise: "the right one"
}

symptom no_output "Nothing comes out"
  when not prints

condition jam "Paper is stuck"
  when display contains any ["jam", "E-13"]
   and not (light is off or hungry is not empty)

action plug_in "Give it power" {
  step "Push in the cable."
  cost 1 minute
  rechecks light, trays.empty_tray
}

action clear "Clear the jam" {
  step "Press {key}."
  step "Open the rear cover." when light is not off
  note "Mind your fingers."
}

action technician { step "Call 4711 about {asset}." }

rule printing "Get it printing" {
  when no_output
  try  plug_in when light is off
  try  clear up to 2 times when jam without asking
       because "it is quick"
  conclude "Fill {hungry}." when hungry is not empty
  refer "The handbook" at "https://example.com/?a=1&b=2" when display contains "?"
  escalate technician
  try plug_in
}

rule trays_at_hand for each tray in trays {
  when tray.empty_tray
  conclude "Fill {tray}."
}
"#;

fn compiled(rules: &str) -> Program {
    let source = MemorySource::default().with("office/printer.rules", rules);
    let compiled = compile(&source.paths(), &source);
    let diagnostics = render(&compiled.sources, &compiled.diagnostics, Style::Plain);
    compiled.program.unwrap_or_else(|| panic!("{diagnostics}"))
}

/// The runbook with everything that can be in it.
fn document(program: &Program, link_base: &str) -> Vec<Block> {
    let options = Options {
        link_base: link_base.to_owned(),
        pictures: true,
    };
    runbook(program, &options)
}

/// The words of a page, its white space folded.
fn words(page: &str) -> String {
    let mut text = String::new();
    for piece in pieces(page, &VOID) {
        match piece {
            Piece::Text(words) => text.push_str(&words),
            Piece::Start(name, _) if ["p", "li", "td", "th", "text"].contains(&name.as_str()) => {
                text.push(' ');
            }
            _ => {}
        }
    }
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The pages of a program, as HTML without its pictures.
fn page(program: &Program) -> String {
    html(&document(program, ""))
}

#[track_caller]
fn assert_has(text: &str, wanted: &[&str]) {
    for wanted in wanted {
        assert!(text.contains(wanted), "`{wanted}` is not in:\n{text}");
    }
}

#[test]
fn what_is_to_be_done_comes_in_order_with_conditions_and_reasons() {
    let words = words(&page(&compiled(PRINTER)));
    assert_has(
        &words,
        &[
            "Nothing comes out when not prints",
            "Give it power (1 minute) Only if light is off Push in the cable.",
            "Then look again at: light, trays.empty_tray.",
            "Clear the jam (up to 2 times) Only if Paper is stuck Nobody is asked",
            "Because it is quick.",
            "If light is not off: Open the rear cover.",
            "Mind your fingers.",
            "Conclusion: Fill ‹hungry›. Only if hungry is not empty",
            "See: The handbook https://example.com/?a=1&b=2",
            "Hand it on: technician Call 4711 about ‹asset›.",
            "The steps are those of 1.",
            "helps, go on with the next rule that applies: trays_at_hand.",
        ],
    );
    let places = [
        "Give it power (1",
        "Clear the jam (up",
        "Conclusion: Fill ‹h",
        "Hand it on",
    ];
    let places = places.map(|wanted| words.find(wanted).expect("it is there"));
    assert!(places.is_sorted(), "{places:?}");
}

#[test]
fn rules_are_told_in_the_order_in_which_they_are_considered() {
    let program = compiled(
        "fact smoke: yes/no
         fact paper: yes/no
         fact recalled: yes/no
         symptom no_print when not paper
         rule recall { when recalled conclude \"Send it in.\" when not smoke }
         rule print { when no_print conclude \"Fill it.\" when not smoke }
         rule fire { priority 10 when smoke conclude \"Pull the plug.\" when paper }
         rule last { conclude \"Ask.\" when paper }",
    );
    let words = words(&page(&program));
    assert_has(
        &words,
        &[
            "fire, whatever you see recall, whatever you see print, for no_print last, whatever",
            "not paper These come first where they apply too: fire, recall.",
            "helps, go on with the next rule that applies: recall, print, last.",
            "helps, these rules know nothing more to do.",
        ],
    );
    assert_eq!(words.matches("nothing more to do").count(), 1, "{words}");
}

#[test]
fn a_list_over_which_rules_only_loop_is_explained() {
    let words = words(&page(&compiled(
        "fact pods \"The pods\": list by name { name: text bad: yes/no size: number }
         fact wet: yes/no
         let broken = pods where bad
         let grave = broken where size > 4
         let say = table wet {
           yes: \"a \"\"b\"\"\"
           otherwise: \"c\"
         }
         action mend \"Mend {pod.name}\" for pod in pods { step \"Mend it: {say}.\" }
         rule mend for each pod in grave { try mend }",
    )));
    assert_has(
        &words,
        &[
            "for each pod of grave",
            "broken A value, printer.rules:3 It stands for pods where bad",
            "grave A value, printer.rules:4 It stands for broken where size > 4 (see broken)",
            // Keys are said with the list.
            "Find out What are all of The pods? Give the name of each. (The pods) a list by name Of each",
            "Of each element of The pods: pods.bad: yes or no? (pods.bad)",
            "Mend ‹pod.name› Mend it",
            " a \"b\" any c",
        ],
    );
}

#[test]
fn a_table_in_a_text_is_told_with_what_each_row_is_for() {
    let words = words(&page(&compiled(PRINTER)));
    assert_has(
        &words,
        &["Press the left one (off) or the right one (otherwise)."],
    );
}

#[test]
fn a_question_comes_with_its_answers_and_how_to_find_it_out() {
    let words = words(&page(&compiled(PRINTER)));
    assert_has(
        &words,
        &[
            "What does the light do? (light) off, steady light or blinking It is beside the power key.",
            "Asked only when light is not off.",
            "Where it is not to be had: nothing.",
            "Nobody is asked: what collects the facts supplies it",
            "Used by: Get it printing",
        ],
    );
}

#[test]
fn rules_without_a_symptom_are_told_too() {
    let words = words(&page(&compiled(PRINTER)));
    assert_has(
        &words,
        &[
            "What to do without a symptom trays_at_hand",
            "for each tray of trays when tray.empty_tray",
        ],
    );
}

#[test]
fn conditions_and_values_are_explained() {
    let words = words(&page(&compiled(PRINTER)));
    assert_has(
        &words,
        &[
            "Paper is stuck: jam",
            "It holds when all of: display contains any [\"jam\", \"E-13\"] none of: light is off hungry is not empty",
            "It stands for trays where empty_tray",
        ],
    );
}

/// What is in a page after an attribute.
fn values<'p>(page: &'p str, attribute: &str) -> Vec<&'p str> {
    let pieces = page.split(attribute).skip(1);
    let values = pieces.map(|rest| rest.split('"').next().expect("there is a first"));
    values.collect()
}

#[test]
fn every_link_within_a_page_leads_somewhere_and_no_anchor_is_there_twice() {
    let mut programs: Vec<Program> = rule_bases().iter().map(|it| shipped::program(it)).collect();
    programs.push(compiled(PRINTER));
    let generated = (0..40).map(|stream| rule_base(&mut Random::new(11, stream)));
    programs.extend(generated.map(|rules| compiled(&rules)));
    for program in programs {
        let blocks = document(&program, "");
        let page = html(&blocks);
        let _ = pieces(&page, &VOID);
        let text = markdown(&blocks);
        let links: Vec<&str> = text
            .split("](#")
            .skip(1)
            .map(|rest| rest.split(')').next().expect("there is a first"))
            .collect();
        for (links, anchors) in [
            (values(&page, " href=\"#"), values(&page, " id=\"")),
            (links, values(&text, "<a id=\"")),
        ] {
            let unique: BTreeSet<&str> = anchors.iter().copied().collect();
            assert_eq!(unique.len(), anchors.len(), "{anchors:?}");
            assert!(links.len() > 2, "the links were not found");
            for link in links {
                assert!(unique.contains(link), "#{link}");
            }
        }
    }
}

#[test]
fn links_to_the_source_name_the_file_and_the_line() {
    let page = html(&document(&compiled(PRINTER), "../"));
    assert_has(
        &page,
        &["<a href=\"../office/printer.rules#L49\">printer.rules:49</a>"],
    );
    let text = markdown(&document(&compiled(PRINTER), "https://example.com/tree/"));
    assert_has(
        &text,
        &["[printer.rules:49](<https://example.com/tree/office/printer.rules#L49>)"],
    );
}
