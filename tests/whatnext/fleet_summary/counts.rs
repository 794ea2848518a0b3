//! What is counted, and in which words it is told.

use serde_json::{Value, json};
use whatnext::fleet::summary::{Run, Summary, html, text};
use whatnext::model::DecisionKind;

use super::{RULES, asks, barred, by, decided, fact, fault, open, program, report, run, summary};

/// How much each fact does: `[fact, settles, helps, asked]`.
fn needs(report: &Value, which: &str) -> Vec<Value> {
    let facts = report[which]["facts"].as_array().expect("there are facts");
    let told = |fact: &Value| json!([fact["fact"], fact["settles"], fact["helps"], fact["asked"]]);
    facts.iter().map(told).collect()
}

#[test]
fn every_record_comes_to_one_thing() {
    let program = program(RULES);
    let mut results: Vec<_> = DecisionKind::ALL.map(|kind| Ok(decided(kind))).into();
    results.push(Ok(decided(DecisionKind::NoSymptom)));
    results.push(Err(fault("it cannot be read")));
    let summary = summary(&program, results);
    assert_eq!((summary.records(), summary.errors()), (11, 1));
    let report = report(&program, &summary);
    let kinds = report["kinds"].as_array().expect("there are kinds");
    for kind in kinds {
        let expected = if kind["kind"] == "no_symptom" { 2 } else { 1 };
        assert_eq!(kind["records"], expected, "{kind}");
    }
    assert_eq!(kinds.len(), 9);
}

#[test]
fn steps_come_by_their_frequency_with_the_first_record_that_gets_them() {
    let program = program(RULES);
    let results = [2, 1, 2, 0, 1, 2].map(|at| {
        let kind = [
            DecisionKind::Do,
            DecisionKind::Refer,
            DecisionKind::Escalate,
        ][at];
        Ok(by(kind, at))
    });
    let report = report(&program, &summary(&program, results.into()));
    let told: Vec<Value> = report["steps"]
        .as_array()
        .expect("there are steps")
        .iter()
        .map(|step| json!([step["title"], step["records"], step["example"]["id"]]))
        .collect();
    assert_eq!(
        told,
        [
            json!(["Call the help desk", 3, "lap-0"]),
            json!(["Network on Windows", 2, "lap-1"]),
            json!(["Plug it in", 1, "lap-3"]),
        ]
    );
}

#[test]
fn programs_read_holes_as_they_are_written_and_people_read_names() {
    let program = program(RULES);
    let jammed = fact(&program, "printers.jammed");
    let results = vec![
        Ok(by(DecisionKind::Do, 3)),
        Ok(by(DecisionKind::Conclude, 4)),
        Ok(asks(4, &[jammed])),
    ];
    let summary = summary(&program, results);
    let report = report(&program, &summary);
    assert_eq!(report["steps"][0]["title"], "Clear {printer.name}");
    assert_eq!(report["steps"][1]["entry"], "It is {printer.name}");
    assert_eq!(report["questions"][0]["question"], "Is {name} jammed?");
    for told in [text, html] {
        let told = told(&program, &summary, &run());
        for wanted in [
            "Clear ‹printer.name›",
            "It is ‹printer.name›",
            "Is ‹name› jammed?",
        ] {
            assert!(told.contains(wanted), "{wanted}: {told}");
        }
        for hole in ["{printer.name}", "{name}"] {
            assert!(!told.contains(hole), "{hole}: {told}");
        }
    }
}

#[test]
fn a_fact_that_settles_alone_is_told_apart_from_one_that_helps() {
    let program = program(RULES);
    let [power, network, os] = ["power", "network", "os"].map(|path| fact(&program, path));
    let results = vec![
        Ok(asks(0, &[power, network])),
        Ok(asks(0, &[power, network])),
        Ok(asks(0, &[power, network])),
        Ok(asks(1, &[os])),
        Ok(asks(1, &[os])),
        Ok(asks(0, &[power])),
    ];
    let report = report(&program, &summary(&program, results));
    assert_eq!(report["unknown"]["records"], 6);
    // What most records ask for comes first, though `os` settles more.
    assert_eq!(
        needs(&report, "unknown"),
        [
            json!(["power", 1, 3, 4]),
            json!(["os", 2, 0, 2]),
            json!(["network", 0, 3, 0]),
        ]
    );
    let entries = report["entries"].as_array().expect("there are entries");
    assert_eq!(entries[0]["undecided"], 4);
    assert_eq!(
        entries[0]["unknown"],
        json!([
            {"fact": "power", "settles": 1, "helps": 3},
            {"fact": "network", "settles": 0, "helps": 3},
        ])
    );
    assert_eq!(report["questions"][0]["fact"], "power");
}

#[test]
fn what_cannot_be_had_is_told_apart_from_what_nobody_looked_for() {
    let program = program(RULES);
    let [power, os] = ["power", "os"].map(|path| fact(&program, path));
    let mut both = asks(1, &[os]);
    both.unsettled.push(barred(0, &[power]));
    let mut stuck = decided(DecisionKind::Undetermined);
    stuck.unsettled.push(barred(1, &[os]));
    let report = report(&program, &summary(&program, vec![Ok(both), Ok(stuck)]));
    assert_eq!(needs(&report, "unknown"), [json!(["os", 1, 0, 1])]);
    assert_eq!(
        needs(&report, "unavailable"),
        [json!(["power", 1, 0, 0]), json!(["os", 1, 0, 0])]
    );
    assert_eq!(report["unknown"]["records"], 1);
    assert_eq!(report["unavailable"]["records"], 2);
    let second = &report["entries"][1];
    assert_eq!(
        json!([
            second["open"],
            second["cannot_be_known"],
            second["undecided"],
            second["without_fact"]
        ]),
        json!([1, 1, 2, 0])
    );
}

#[test]
fn a_record_counts_once_however_many_elements_it_leaves_undecided() {
    let program = program(RULES);
    let [jammed, os] = ["printers.jammed", "os"].map(|path| fact(&program, path));
    let mut result = asks(3, &[jammed, os]);
    // Of another printer the same, of a third one fact is enough, and of a
    // fourth it cannot be had.
    result.unsettled.push(open(3, &[jammed, os]));
    result.unsettled.push(open(3, &[jammed]));
    result.unsettled.push(barred(3, &[jammed]));
    // Of a fifth it cannot be known for another reason.
    result.unsettled.push(barred(3, &[]));
    let report = report(&program, &summary(&program, vec![Ok(result)]));
    assert_eq!(
        needs(&report, "unknown"),
        [json!(["printers.jammed", 1, 0, 1]), json!(["os", 0, 1, 0])]
    );
    assert_eq!(
        needs(&report, "unavailable"),
        [json!(["printers.jammed", 1, 0, 0])]
    );
    let entry = &report["entries"][0];
    assert_eq!(
        json!([
            entry["open"],
            entry["cannot_be_known"],
            entry["undecided"],
            entry["without_fact"]
        ]),
        json!([1, 1, 1, 0])
    );
}

#[test]
fn a_record_counts_once_for_a_rule_however_many_of_its_entries_it_leaves_undecided() {
    let program = program(RULES);
    let os = fact(&program, "os");
    let mut result = decided(DecisionKind::Undetermined);
    result.unsettled = vec![barred(0, &[os]), barred(1, &[os]), barred(3, &[os])];
    let summary = summary(&program, vec![Ok(result.clone()), Ok(result)]);
    let rules = &report(&program, &summary)["rules"];
    let told = |at: usize| json!([rules[at]["rule"], rules[at]["undecided"]]);
    assert_eq!(
        [told(0), told(1)],
        [json!(["start", 2]), json!(["print", 2])]
    );
    let page = html(&program, &summary, &run());
    assert!(
        page.contains("step of 0 records, undecided in 2 records"),
        "{page}"
    );
}

#[test]
fn the_text_says_what_to_gather_next() {
    let program = program(RULES);
    let [power, network, os] = ["power", "network", "os"].map(|path| fact(&program, path));
    let mut stuck = decided(DecisionKind::Undetermined);
    stuck.unsettled.push(barred(1, &[os]));
    let results = vec![
        Ok(by(DecisionKind::Do, 0)),
        Ok(asks(0, &[power, network])),
        Ok(asks(0, &[power])),
        Ok(stuck),
        Err(fault("`plan9` is not one of the symbols of `os`")),
        Err(fault(
            "`beos` is not one of the symbols of `os` (and 2 more)",
        )),
    ];
    let told = text(&program, &summary(&program, results), &run());
    let expected = "\
6 records of fleet.ndjson

What the records come to
  1  16.7%  do: something to do
  2  33.3%  ask: a fact to find out first
  1  16.7%  undetermined: cannot be told, as facts cannot be had
  2  33.3%  in error, not decided

Which step they get
  records  share  step
        1  16.7%  Plug it in (do, rule start)

What we do not know
Gather `power` next: all 2 records that wait for a fact ask for it, and it alone decides the entry \
that 1 of them waits for. What comes next may ask for more.
2 records (33.3%) wait for facts that nobody has looked for.
  asked next  settles  helps  fact
           2        1      1  power: Does the lamp at the front burn?
           0        0      1  network: Is the network there?
In 1 record (16.7%) an entry was passed over because it cannot be known: somebody looked for its \
facts, and could not have them.
  settles  helps  fact
        1      0  os: Which system?
A fact settles an undecided entry when it decides, by itself, whether the entry applies. Where it \
only helps, other facts are needed too.

Which entries stay undecided
  records  share  entry
        2  33.3%  rule start: try plug (office.rules:22:3)
                  `power` settles 1, helps 1; `network` helps 1
        1  16.7%  rule start: refer Network on Windows (office.rules:23:3)
                  `os` settles 1 (cannot be had)

What is wrong with records
  2  `…` is not one of the symbols of `os`
     first: record 5 (`lap-4`), column 8: `plan9` is not one of the symbols of `os`
";
    assert_eq!(told, expected);
}

#[test]
fn a_text_that_needs_a_fact_makes_it_worth_gathering() {
    let program = program(RULES);
    let mut for_text = asks(0, &[fact(&program, "os")]);
    for_text.unsettled.clear();
    let told = text(&program, &summary(&program, vec![Ok(for_text)]), &run());
    for wanted in [
        "Gather `os` next: the only record that waits for a fact asks for it, and no entry is \
         decided by it alone.",
        "1 record (100%) waits for facts that nobody has looked for, only for the text of a step.",
    ] {
        assert!(told.contains(wanted), "{told}");
    }
}

#[test]
fn a_run_that_was_stopped_or_took_long_says_so() {
    let program = program(RULES);
    let summary = summary(&program, vec![Ok(decided(DecisionKind::NoSymptom)); 200]);
    let long = Run {
        seconds: 100.0,
        is_complete: false,
        ..run()
    };
    let told = text(&program, &summary, &long);
    let start =
        "200 records of fleet.ndjson in 1 min 40 s, 2 a second\nThe run was stopped before ";
    assert!(told.starts_with(start), "{told}");
}

#[test]
fn of_nothing_there_is_little_to_tell() {
    let program = program(RULES);
    let told = text(&program, &Summary::new(&program), &Run::default());
    assert!(told.starts_with("0 records\n"), "{told}");
    assert!(told.contains("No record waits for a fact"), "{told}");
    assert!(!told.contains("Gather"), "{told}");
}
