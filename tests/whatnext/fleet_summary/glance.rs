//! The text is read at a glance: what is alike is told together, what is much is
//! cut, and nothing is left without a word.

use std::fmt::Write as _;

use whatnext::Program;
use whatnext::fleet::summary::text;
use whatnext::fleet::{Body, Fleet, Options, Record};
use whatnext::model::DecisionKind;

use super::devices::{Form, fleet};
use super::{RULES, asks, barred, by, decided, fact, fault, program, run, summary};
use crate::shipped;

/// The text on so many records that miss one fact, which all entries need.
fn one_fact_that_cannot_be_had(entries: usize) -> String {
    let mut rules = String::from("fact n: number { ask \"N?\" }\n");
    for at in 0..entries {
        let _ = writeln!(rules, "rule r{at} {{ conclude \"c{at}\" when n is {at} }}");
    }
    let program = program(&rules);
    let n = fact(&program, "n");
    let mut stuck = decided(DecisionKind::Undetermined);
    stuck.unsettled = (0..entries).map(|at| barred(at, &[n])).collect();
    let results = vec![
        Ok(stuck.clone()),
        Ok(stuck),
        Ok(decided(DecisionKind::NoSymptom)),
    ];
    text(&program, &summary(&program, results), &run())
}

#[test]
fn entries_that_miss_the_same_share_a_line() {
    let told = one_fact_that_cannot_be_had(17);
    let expected = "
Which entries stay undecided
  records  share  entry
        2  66.7%  17 entries: conclude c0 (rule r0), conclude c1 (rule r1), conclude c2 (rule r2) \
and 14 more
                  `n` settles 2 (cannot be had)
";
    assert!(told.ends_with(expected), "{told}");
}

#[test]
fn entries_that_miss_something_else_have_a_line_of_their_own() {
    let program = program(RULES);
    let [power, os] = ["power", "os"].map(|path| fact(&program, path));
    let mut stuck = decided(DecisionKind::Undetermined);
    stuck.unsettled = vec![barred(0, &[os]), barred(1, &[power]), barred(2, &[os])];
    let told = text(&program, &summary(&program, vec![Ok(stuck)]), &run());
    let expected = "
        1   100%  2 entries: try plug (rule start) and escalate call (rule start)
                  `os` settles 1 (cannot be had)
        1   100%  rule start: refer Network on Windows (office.rules:23:3)
                  `power` settles 1 (cannot be had)
";
    assert!(told.ends_with(expected), "{told}");
}

#[test]
fn the_text_on_a_fleet_fits_a_screen_and_says_what_it_leaves_out() {
    let rules = shipped::program("rules/crashplan");
    let fleet = fleet(&rules, Form::Facts, 2000);
    let told = text(&rules, &fleet, &run());
    let lines = told.lines().count();
    assert!(lines <= 46, "{lines}: {told}");
    assert!(told.contains("step (the first 5 of "), "{told}");
    let end = "\n\n`--summary FILE.html` or `FILE.json` tells the rest.\n";
    assert!(told.ends_with(end), "{told}");
}

#[test]
fn a_text_that_fits_a_screen_leaves_nothing_out() {
    let program = program(RULES);
    let results = (0..5).map(|at| Ok(by(DecisionKind::Conclude, at)));
    let faults = (0..5).map(|row| Err(fault(&format!("row {row} is wrong"))));
    let told = text(
        &program,
        &summary(&program, results.chain(faults).collect()),
        &run(),
    );
    assert!(!told.contains("(the first"), "{told}");
    assert!(!told.contains("tells the rest"), "{told}");
}

/// The text on some records under these rules.
fn of_records(program: &Program, records: &[&str]) -> String {
    let options = Options::default();
    let fleet = Fleet::new(program, options);
    let mut worker = fleet.worker();
    let mut summary = whatnext::fleet::summary::Summary::new(program);
    for (number, text) in records.iter().enumerate() {
        let record = Record {
            number: number as u64,
            body: Body::Json(text),
        };
        for outcome in worker.decide(&[record]) {
            summary.add(&outcome);
        }
    }
    text(program, &summary, &run())
}

#[test]
fn where_no_fact_is_at_fault_the_reason_is_told() {
    let rules = r#"
fact seen: time { ask "When was it seen?" }
fact some: number { ask "How many?" }
fact ok: yes/no { ask "Is it fine?" }
rule old     { conclude "old" when age(seen) > 3 days and ok }
rule divided { conclude "many" when 5 / some > 2 }
"#;
    let program = program(rules);
    let record = r#"{"seen": "2026-11-22T09:00:00Z", "some": 0, "ok": true}"#;
    let told = of_records(&program, &[record]);
    let expected = "
In 1 record (100%) an entry was passed over because it cannot be known.

Which entries stay undecided
  records  share  entry
        1   100%  rule old: conclude old (office.rules:5:16)
                  no fact settles it: it needs the time of the case (`--now`)
        1   100%  rule divided: conclude many (office.rules:6:16)
                  no single fact settles it
";
    assert!(told.ends_with(expected), "{told}");
    let none = r#"{"seen": null, "some": 9, "ok": true}"#;
    let told = of_records(&program, &[record, none]);
    let expected = "
        2   100%  rule old: conclude old (office.rules:5:16)
                  `seen` settles 1 (cannot be had); in 1 record no fact settles it: it needs the \
time of the case (`--now`)
";
    assert!(told.contains(expected), "{told}");
}

#[test]
fn a_fact_that_no_record_has_is_told() {
    let rules = r#"
fact jobs:  number { ask "How many jobs?"  from "$.queue.jobs" }
fact pages: number { ask "How many pages?"  from "$.printed.pages" }
rule many  { conclude "many" when jobs > 3 }
rule print { conclude "long" when pages > 3 }
"#;
    let program = program(rules);
    let printed = r#"{"printed": {"pages": 1}}"#;
    let both = r#"{"printed": {"pages": 1}, "queue": {"jobs": 1}}"#;
    let told = "In none of the 2 records `jobs` could be had: is the name or the path right?\n";
    let broken = told.replace("records", "records that could be read");
    for (records, wanted) in [
        (&[printed, printed][..], Some(told)),
        (&[printed, "{", printed], Some(&broken)),
        (&[printed, both], None),
        (&[printed], None),
    ] {
        let text = of_records(&program, records);
        let found = text.find("In none of").map(|at| &text[at..]);
        let found = found.and_then(|rest| rest.split_inclusive('\n').next());
        assert_eq!(found, wanted, "{text}");
    }
}

#[test]
fn one_is_not_told_as_many() {
    let program = program(RULES);
    let [power, network, os] = ["power", "network", "os"].map(|path| fact(&program, path));
    for (results, advice) in [
        (
            vec![Ok(asks(0, &[power]))],
            "Gather `power` next: the only record that waits for a fact asks for it, and it alone \
             decides the entry that this record waits for. What comes next may ask for more.\n\
             1 record (100%) waits for facts that nobody has looked for.\n",
        ),
        (
            vec![Ok(asks(0, &[power, network])), Ok(asks(1, &[os]))],
            "Gather `os` next: 1 of the 2 records that wait for a fact asks for it, and it alone \
             decides the entry that this record waits for. What comes next may ask for more.\n",
        ),
        (
            vec![
                Ok(asks(0, &[power])),
                Ok(asks(0, &[power])),
                Ok(asks(1, &[os])),
            ],
            "Gather `power` next: 2 of the 3 records that wait for a fact ask for it, and it alone \
             decides the entry that each of them waits for. What comes next may ask for more.\n",
        ),
    ] {
        let told = text(&program, &summary(&program, results), &run());
        assert!(told.contains(advice), "{told}");
    }
}
