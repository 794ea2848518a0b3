//! Pictures of rules: what is drawn, what is marked, what is cut out.

mod command;
mod formats;
mod svg;

use whatnext::diagnostic::render::{Style, render};
use whatnext::draw::{Card, Mark, Picture, RowKind, Selection, Subject};
use whatnext::{Inputs, MemorySource, Program, compile};

use crate::shipped;

pub(crate) use formats::HOSTILE;

/// A small rule base with one of everything.
const PRINTER: &str = r#"guide "Printers" { source "The handbook" version "1" }

fact prints: yes/no { ask "Does a test page come out?" }
fact light: off | steady "steady light" | blinking { ask "What does the light do?" }
fact display: text { ask "What does the display say?" when light is not off }
fact asset: text { ask never }
fact trays: list by name { name: text empty_tray: yes/no { ask "Is {name} empty?" } }

let hungry = trays where empty_tray
let key = table light {
  off:       "the left one"
  otherwise: "the right one"
}

symptom no_output "Nothing comes out" when not prints
condition jam "Paper is stuck"
  when display contains any ["jam", "E-13"] and not (light is off or hungry is not empty)

action plug_in "Give it power" { step "Push in the cable." cost 1 minute rechecks light }
action clear "Clear the jam" { step "Press {key}." note "Mind your fingers." }
action technician { step "Call 4711 about {asset}." }

rule printing "Get it printing" {
  when no_output
  try  plug_in when light is off
  try  clear up to 2 times when jam without asking
  conclude "Fill {hungry}." when hungry is not empty
  refer "The handbook" at "https://example.com/?a=1&b=2" when display contains "?"
  escalate technician
}
"#;

fn compiled(rules: &str) -> Program {
    let source = MemorySource::default().with("printer.rules", rules);
    let compiled = compile(&source.paths(), &source);
    let diagnostics = render(&compiled.sources, &compiled.diagnostics, Style::Plain);
    compiled.program.unwrap_or_else(|| panic!("{diagnostics}"))
}

fn whole(program: &Program) -> Picture {
    Selection::default().cut(program).expect("no name is given")
}

/// The picture with the way of the decision of a case.
fn marked(program: &Program, case: &str) -> Picture {
    let file = Inputs::new(program).case("case.yaml", case);
    let case = file.unwrap_or_else(|problems| panic!("{problems}")).case;
    let mut picture = whole(program);
    picture.mark(program, &case).expect("it is little work");
    picture
}

fn card<'p>(picture: &'p Picture, title: &str) -> &'p Card {
    let found = picture.cards.iter().find(|card| card.title == title);
    found.unwrap_or_else(|| panic!("no card `{title}`: {:?}", titles(picture)))
}

fn titles(picture: &Picture) -> Vec<&str> {
    let titles = picture.cards.iter().map(|card| card.title.as_str());
    titles.collect()
}

/// The rows of a card with their marks.
fn rows(card: &Card) -> Vec<(&str, Option<Mark>)> {
    let rows = card.rows.iter().map(|row| (row.text.as_str(), row.mark));
    rows.collect()
}

#[test]
fn tests_are_worded_as_their_author_wrote_them() {
    let program = compiled(PRINTER);
    let picture = whole(&program);
    let texts: Vec<(usize, &str)> = card(&picture, "Paper is stuck")
        .rows
        .iter()
        .map(|row| (row.depth, row.text.as_str()))
        .collect();
    assert_eq!(
        texts,
        [
            (0, "when all of"),
            (1, r#"display contains any ["jam", "E-13"]"#),
            (1, "none of"),
            (2, "light is off"),
            (2, "hungry is not empty"),
        ]
    );
}

#[test]
fn the_entries_of_a_rule_are_numbered_in_their_order() {
    let program = compiled(PRINTER);
    let picture = whole(&program);
    let entries: Vec<(usize, &str)> = card(&picture, "Get it printing")
        .rows
        .iter()
        .filter_map(|row| match row.kind {
            RowKind::Entry { number, .. } => Some((number, row.text.as_str())),
            _ => None,
        })
        .collect();
    assert_eq!(
        entries,
        [
            (1, "try: Give it power"),
            (2, "try: Clear the jam, up to 2 times"),
            (3, "conclude: Fill {hungry}."),
            (4, "refer: The handbook (https://example.com/?a=1&b=2)"),
            (5, "escalate: technician"),
        ]
    );
}

#[test]
fn a_whole_picture_leaves_out_what_only_texts_use_but_no_question() {
    let program = compiled(PRINTER);
    let titles = whole(&program);
    let titles = self::titles(&titles);
    assert!(!titles.contains(&"key"), "{titles:?}");
    assert!(titles.contains(&"asset"), "{titles:?}");
}

#[test]
fn every_edge_of_the_shipped_rules_leads_onwards() {
    let program = shipped::program("rules/crashplan");
    let picture = whole(&program);
    assert!(picture.edges.len() > 60, "edges are missing");
    let order = |at: usize| match picture.cards[at].subject {
        Subject::Fact(_) => 0,
        Subject::Let(_) | Subject::Condition(_) => 1,
        Subject::Rule(_) => 2,
        Subject::Action(_) => 3,
    };
    for edge in &picture.edges {
        assert!(order(edge.from.card) <= order(edge.to.card), "{edge:?}");
    }
}

// ---- the way that was taken

#[test]
fn the_way_leads_from_the_facts_that_decided_to_the_action() {
    let program = compiled(PRINTER);
    let picture = marked(&program, "facts: { prints: no, light: off }");
    assert_eq!(
        picture.decision.as_deref(),
        Some("Do: Give it power (1 minute)")
    );
    let on_way: Vec<&str> = picture
        .cards
        .iter()
        .filter(|card| card.mark.on_way)
        .map(|card| card.title.as_str())
        .collect();
    assert_eq!(
        on_way,
        [
            "prints",
            "light",
            "Nothing comes out",
            "Get it printing",
            "Give it power"
        ]
    );
    assert_eq!(card(&picture, "light").mark.value.as_deref(), Some("= off"));
    let rule = rows(card(&picture, "Get it printing"));
    assert_eq!(
        rule[..4],
        [
            ("when no_output", Some(Mark::Holds)),
            ("try: Give it power", Some(Mark::Chosen)),
            ("when light is off", Some(Mark::Holds)),
            // Nobody looked at what comes after the decision.
            ("try: Clear the jam, up to 2 times", None),
        ]
    );
}

#[test]
fn what_was_passed_over_says_why() {
    let program = compiled(PRINTER);
    let case = "facts: { prints: no, light: off, trays: [] }
attempted: [{ action: plug_in, outcome: not_fixed }]
unavailable: [asset]";
    let picture = marked(&program, case);
    let entries: Vec<Option<Mark>> = card(&picture, "Get it printing")
        .rows
        .iter()
        .filter(|row| matches!(row.kind, RowKind::Entry { .. }))
        .map(|row| row.mark)
        .collect();
    assert_eq!(
        entries,
        [
            Some(Mark::UsedUp),
            Some(Mark::GuardFails),
            Some(Mark::GuardFails),
            Some(Mark::GuardFails),
            Some(Mark::Chosen),
        ]
    );
}

#[test]
fn a_question_marks_its_fact_and_the_tests_that_it_decides() {
    let program = compiled(PRINTER);
    let picture = marked(&program, "facts: { prints: no }");
    let asked: Vec<&str> = picture
        .cards
        .iter()
        .filter(|card| card.mark.asked)
        .map(|card| card.title.as_str())
        .collect();
    assert_eq!(asked, ["light"]);
    let rule = card(&picture, "Get it printing");
    assert_eq!(rule.rows[1].mark, Some(Mark::Asked));
    assert!(
        rule.rows[2].decided,
        "`light is off` is what is asked about"
    );
}

#[test]
fn nothing_is_on_the_way_where_nothing_was_decided() {
    let program = compiled(PRINTER);
    let picture = marked(&program, "facts: { prints: yes }");
    assert!(picture.cards.iter().all(|card| !card.mark.on_way));
    assert!(picture.edges.iter().all(|edge| !edge.on_way));
}

// ---- parts

fn part(program: &Program, selection: &Selection) -> Vec<String> {
    let picture = selection.cut(program).expect("the names are known");
    titles(&picture).into_iter().map(str::to_owned).collect()
}

fn names(names: &[&str]) -> Vec<String> {
    names.iter().map(|&name| name.to_owned()).collect()
}

#[test]
fn around_a_name_is_what_uses_it_and_what_it_uses() {
    let program = compiled(PRINTER);
    let around = |name: &str, distance| {
        let around = names(&[name]);
        part(
            &program,
            &Selection {
                around,
                distance,
                ..Selection::default()
            },
        )
    };
    assert_eq!(around("jam", 0), ["Paper is stuck"]);
    assert_eq!(
        around("jam", 1),
        [
            "light",
            "display",
            "hungry",
            "Paper is stuck",
            "Get it printing"
        ]
    );
    assert_eq!(around("plug_in", 1), ["Get it printing", "Give it power"]);
    // What is used in texts only is near to it too.
    assert_eq!(around("key", 1), ["light", "key", "Clear the jam"]);
    // A field stands in the card of its list.
    assert_eq!(around("trays.empty_tray", 0), ["trays"]);
}

#[test]
fn a_rule_or_a_symptom_cuts_out_all_that_it_depends_on() {
    let program = shipped::program("rules/crashplan");
    let rules = names(&["let_maintenance_finish"]);
    let by_rule = part(
        &program,
        &Selection {
            rules,
            ..Selection::default()
        },
    );
    assert_eq!(
        by_rule,
        [
            "app.message",
            "Routine maintenance",
            "Routine maintenance",
            "Wait until the maintenance is over"
        ]
    );
    // The rules that use a symptom do so also through conditions.
    let symptoms = names(&["unknown_device"]);
    let by_symptom = part(
        &program,
        &Selection {
            symptoms,
            ..Selection::default()
        },
    );
    for title in [
        "Not recognized",
        "Cannot connect to destination",
        "Re-authenticate with the destination",
    ] {
        assert!(by_symptom.iter().any(|it| it == title), "{title}");
    }
    assert!(
        by_symptom
            .iter()
            .all(|title| title != "The device shows as offline")
    );
}

#[test]
fn a_name_that_means_nothing_is_told_with_the_nearest_one() {
    let program = compiled(PRINTER);
    let around = Selection {
        around: names(&["plugin"]),
        ..Selection::default()
    };
    let error = around.cut(&program).expect_err("there is no `plugin`");
    assert_eq!(
        (error.name.as_str(), error.nearest.as_deref()),
        ("plugin", Some("plug_in"))
    );
    let rule = Selection {
        rules: names(&["print"]),
        ..Selection::default()
    };
    assert_eq!(
        rule.cut(&program).expect_err("no rule").wanted,
        Some("rule")
    );
}

#[test]
fn a_list_over_which_rules_only_loop_is_drawn_with_what_it_is_made_of() {
    let program = compiled(
        "fact pods: list by name { name: text bad: yes/no size: number }
         let broken = pods where bad
         let grave = broken where size > 4
         rule mend for each pod in grave { conclude \"Mend {pod}.\" }",
    );
    let picture = whole(&program);
    assert_eq!(titles(&picture), ["pods", "broken", "grave", "mend"]);
    let cards = |edge: &whatnext::draw::Edge| (edge.from.card, edge.to.card);
    let mut edges: Vec<_> = picture.edges.iter().map(cards).collect();
    edges.dedup();
    assert_eq!(edges, [(0, 1), (0, 2), (1, 2), (2, 3)]);
    let around = |name| Selection {
        around: names(&[name]),
        ..Selection::default()
    };
    assert_eq!(part(&program, &around("broken")), ["broken"]);
    // A `where` calls a field by its own name.
    assert_eq!(part(&program, &around("bad")), ["pods"]);
    let error = around("bda").cut(&program).expect_err("there is no `bda`");
    assert_eq!(error.nearest.as_deref(), Some("bad"));
}

#[test]
fn signs_that_mean_different_things_differ() {
    let signs = [
        Mark::Open,
        Mark::Asked,
        Mark::GuardFails,
        Mark::UsedUp,
        Mark::NotAsked,
    ]
    .map(Mark::sign);
    for (at, sign) in signs.iter().enumerate() {
        assert!(!signs[at + 1..].contains(sign), "{sign}");
    }
}

#[test]
fn one_name_of_several_things_means_all_of_them() {
    let program = compiled(
        "fact noise: yes/no
         action hush { step \"Hush.\" }
         condition hush when noise
         rule hush { try hush when hush }",
    );
    let around = names(&["hush"]);
    let selection = Selection {
        around,
        ..Selection::default()
    };
    assert_eq!(part(&program, &selection), ["hush", "hush", "hush"]);
}
