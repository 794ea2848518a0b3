//! Coverage: what is counted, and for which places of the rules.

mod formats;
mod schema;

use whatnext::engine::{Fates, RowFits, Scope, Trace, Truths};
use whatnext::explain::decide_traced;
use whatnext::suite::coverage::{ConditionKind, Coverage, EntryCoverage};
use whatnext::{Inputs, MemorySource, Program, compile};

use crate::binary::{cases_of, listed, project, rule_bases};

fn program(rules: &str) -> Program {
    compiled(&MemorySource::default().with("test.rules", rules))
}

fn compiled(files: &MemorySource) -> Program {
    let compiled = compile(&files.paths(), files);
    compiled
        .program
        .unwrap_or_else(|| panic!("the rules have mistakes: {:#?}", compiled.diagnostics))
}

/// Decides each of some cases, given as YAML.
fn traced(program: &Program, cases: &[&str]) -> Trace {
    let mut trace = Trace::new(program.graph());
    let scope = Scope::everything(program.graph());
    for text in cases {
        let file = Inputs::new(program)
            .case("case.yaml", text)
            .unwrap_or_else(|problems| panic!("{problems}"));
        decide_traced(program, &file.case, &scope, Some(&mut trace)).expect("it is a small case");
    }
    trace
}

fn coverage(rules: &str, cases: &[&str]) -> Coverage {
    let program = program(rules);
    Coverage::of(&program, &traced(&program, cases))
}

/// The counts of the condition or test that is written so; of the first place.
#[track_caller]
fn truths(coverage: &Coverage, text: &str) -> Truths {
    let mut found = coverage.conditions.iter();
    let found = found.find(|found| found.text == text);
    found.unwrap_or_else(|| panic!("no `{text}`")).truths
}

#[track_caller]
fn fates(coverage: &Coverage, name: &str) -> Fates {
    let mut found = coverage.entries.iter();
    let found = found.find(|found| found.name == name);
    found.unwrap_or_else(|| panic!("no `{name}`")).fates
}

fn fits(coverage: &Coverage) -> Vec<RowFits> {
    coverage.rows.iter().map(|row| row.fits).collect()
}

const HELD: Truths = Truths {
    holds: 1,
    fails: 0,
    cannot_be_known: 0,
    cannot_hold: 0,
    open: 0,
};

fn shipped(base: &str) -> Program {
    let mut files = MemorySource::default();
    let is_rules = |path: &std::path::Path| path.extension().is_some_and(|e| e == "rules");
    for name in listed(base, is_rules) {
        let text = std::fs::read_to_string(project().join(&name)).expect("the rules are there");
        files = files.with(&name, &text);
    }
    compiled(&files)
}

fn shipped_cases(base: &str) -> Vec<String> {
    let read = |name: &String| std::fs::read_to_string(project().join(name));
    let cases = cases_of(base).iter().map(read).collect::<Result<_, _>>();
    cases.expect("the cases can be read")
}

// ---- entries

const REPAIR: &str = r#"
fact broken: yes/no
fact loud: yes/no
fact hand: left | right

action oil "Oil it" { step "Oil it." }
action turn "Turn it" { step "Turn it with the {hand} hand." }

rule repair {
  when broken
  try oil when loud without asking
  try turn
  conclude "Buy a new one."
}
"#;

#[test]
fn an_entry_that_is_there_only_to_ask_is_covered_once_it_asked() {
    let rules = REPAIR.replace("try turn\n", "try turn\n  try oil when loud\n");
    let covered = |case: &str| {
        let coverage = coverage(&rules, &[case]);
        let late = &coverage.entries[2];
        assert!(late.only_asks && !coverage.entries[0].only_asks);
        late.is_covered()
    };
    let turned = "attempted: [{ action: turn, outcome: not_fixed }]";
    assert!(covered(&format!("facts: {{ broken: yes }}\n{turned}\n")));
    assert!(!covered(&format!(
        "facts: {{ broken: yes, loud: no }}\n{turned}\n"
    )));

    let longer = rules.replace("try oil when loud\n", "try oil up to 2 times when loud\n");
    let coverage = coverage(&longer, &[]);
    assert!(
        !coverage.entries[2].only_asks,
        "it goes on where the first is used up"
    );
}

#[test]
fn every_fate_of_an_entry_is_counted() {
    let chosen = Fates {
        chosen: 1,
        ..Fates::default()
    };
    let guard = Fates {
        guard: 1,
        ..Fates::default()
    };
    let used_up = Fates {
        used_up: 1,
        ..Fates::default()
    };
    let not_asked = Fates {
        not_asked: 1,
        ..Fates::default()
    };
    let asked = Fates {
        asked: 1,
        ..Fates::default()
    };
    let not_reached = Fates::default();
    for (case, [oil, turn, buy]) in [
        ("facts: {}", [not_asked, asked, not_reached]),
        (
            "facts: { broken: yes, loud: yes }",
            [chosen, not_reached, not_reached],
        ),
        // The guard of `turn` holds; its text asks.
        (
            "facts: { broken: yes, loud: no }",
            [guard, asked, not_reached],
        ),
        (
            "facts: { broken: yes, loud: no, hand: left }",
            [guard, chosen, not_reached],
        ),
        (
            "facts: { broken: yes, loud: yes }
attempted: [{ action: oil, outcome: not_fixed }, { action: turn, outcome: could_not }]",
            [used_up, used_up, chosen],
        ),
        ("facts: { broken: no }", [guard, guard, guard]),
    ] {
        let coverage = coverage(REPAIR, &[case]);
        assert_eq!(fates(&coverage, "oil"), oil, "{case}");
        assert_eq!(fates(&coverage, "turn"), turn, "{case}");
        assert_eq!(fates(&coverage, "Buy a new one."), buy, "{case}");
    }
}

#[test]
fn an_entry_is_covered_once_it_was_chosen_not_when_it_asked() {
    let coverage = coverage(REPAIR, &["facts: {}", "facts: { broken: yes, loud: yes }"]);
    let covered: Vec<bool> = coverage
        .entries
        .iter()
        .map(EntryCoverage::is_covered)
        .collect();
    assert_eq!(covered, [true, false, false]);
    assert_eq!(coverage.entries_percentage().to_string(), "1 of 3 (33.3 %)");
    assert!(coverage.entries_percentage().reaches(33));
    assert!(!coverage.entries_percentage().reaches(34));
}

// ---- conditions

const BOTH: &str = r#"
fact a: yes/no
fact b: yes/no
condition both "Both" when a and b
rule only { conclude "Both." when both }
"#;

#[test]
fn every_truth_that_a_condition_takes_is_counted() {
    let none = Truths::default();
    for (case, expected) in [
        ("facts: { a: yes, b: yes }", Truths { holds: 1, ..none }),
        ("facts: { a: yes, b: no }", Truths { fails: 1, ..none }),
        (
            "facts: { b: yes }\nunavailable: [a]",
            Truths {
                cannot_be_known: 1,
                ..none
            },
        ),
        (
            "unavailable: [a]",
            Truths {
                cannot_hold: 1,
                ..none
            },
        ),
        ("facts: { a: yes }", Truths { open: 1, ..none }),
    ] {
        assert_eq!(
            truths(&coverage(BOTH, &[case]), "a and b"),
            expected,
            "{case}"
        );
    }
}

#[test]
fn a_condition_is_covered_once_it_held_and_once_it_failed() {
    let held = coverage(BOTH, &["facts: { a: yes, b: yes }"]);
    assert_eq!(held.conditions_percentage().to_string(), "3 of 6 (50 %)");
    let all = [
        "facts: { a: yes, b: yes }",
        "facts: { a: yes, b: no }",
        "facts: { a: no }",
    ];
    let both = coverage(BOTH, &all);
    assert_eq!(both.conditions_percentage().to_string(), "6 of 6 (100 %)");
}

#[test]
fn a_test_that_need_not_be_looked_at_is_not_counted() {
    // The explanation looks at more than the selection did.
    let coverage = coverage(BOTH, &["facts: { a: no, b: yes }"]);
    assert_eq!(truths(&coverage, "a").fails, 1);
    assert_eq!(truths(&coverage, "b"), Truths::default());
}

#[test]
fn what_only_the_explanation_evaluates_is_not_counted() {
    // The last attempt fixed it: nothing is evaluated to say so, and the
    // symptoms only to name those that still show.
    let rules = r#"
fact broken: yes/no
symptom trouble "Trouble" when broken
action turn "Turn it" { step "Turn it." }
rule repair { when trouble try turn }
"#;
    let fixed = "facts: { broken: yes }\nattempted: [{ action: turn, outcome: fixed }]";
    let coverage = coverage(rules, &[fixed]);
    assert_eq!(coverage.decisions, 1);
    for condition in &coverage.conditions {
        assert_eq!(condition.truths, Truths::default(), "{}", condition.text);
    }
}

#[test]
fn where_nothing_is_known_tests_are_open_and_none_fails() {
    // A question tries out what its answers lead to; that does not count.
    for base in rule_bases() {
        let program = shipped(&base);
        let coverage = Coverage::of(&program, &traced(&program, &["facts: {}"]));
        let sum = |count: fn(&Truths) -> u64| -> u64 {
            let counts = coverage.conditions.iter();
            counts.map(|found| count(&found.truths)).sum()
        };
        assert!(sum(|truths| truths.open) > 0, "{base}");
        assert_eq!(sum(|truths| truths.fails), 0, "{base}");
        assert_eq!(sum(|truths| truths.holds), 0, "{base}");
    }
}

#[test]
fn each_test_is_listed_where_it_is_written() {
    let rules = r#"
fact os: windows | mac | linux
fact logs: list of text
fact note: text { when os is not mac }
fact age: number
fact parts: list by name {
  name: text
  loose: yes/no
}

let aged = age + 1 > 4
let loose = parts where loose

condition odd "Odd"
  when os not in [mac, linux]
    or (logs contains any ["a", "b"] and logs is not empty)
    or not aged
    or note is unavailable

action unused "Unused" { step "Never." when age is 7 }

rule first for each p in loose {
  when p.name is not "bolt"
  conclude "{p.name}" when odd and any l in logs has (l is "x")
}
rule second { conclude "Done." when age < 3 }
"#;
    let coverage = coverage(rules, &["facts: {}"]);
    let listed: Vec<String> = coverage
        .conditions
        .iter()
        .map(|found| match found.kind {
            ConditionKind::Test => found.text.clone(),
            kind => format!("{} {}", kind.word(), found.name.as_deref().unwrap_or("?")),
        })
        .collect();
    assert_eq!(
        listed,
        [
            "os is not mac",
            "age + 1 > 4",
            "loose",
            "condition odd",
            "os not in [mac, linux]",
            "logs contains any [\"a\", \"b\"]",
            "logs is not empty",
            "note is unavailable",
            "age is 7",
            "rule first",
            "any l in logs has (l is \"x\")",
            "l is \"x\"",
            "age < 3",
        ]
    );
}

#[test]
fn a_test_comes_out_as_it_is_written() {
    // `not in` and `is not empty` are negations of other nodes.
    let rules = r#"
fact os: windows | mac | linux
fact logs: list of text
rule only {
  conclude "a" when os not in [mac, linux] and logs is not empty
}
"#;
    let coverage = coverage(rules, &["facts: { os: windows, logs: [x] }"]);
    assert_eq!(truths(&coverage, "os not in [mac, linux]"), HELD);
    assert_eq!(truths(&coverage, "logs is not empty"), HELD);
}

#[test]
fn equal_tests_share_their_counts() {
    let rules = r#"
fact age: number
rule only {
  conclude "young" when age < 3
  conclude "also young" when not age < 3 and age < 1
  conclude "old"
}
"#;
    let coverage = coverage(rules, &["facts: { age: 5 }", "facts: { age: 1 }"]);
    let places = coverage.conditions.iter().filter(|c| c.text == "age < 3");
    let counts: Vec<Truths> = places.map(|place| place.truths).collect();
    let once_each = Truths { fails: 1, ..HELD };
    assert_eq!(counts, [once_each, once_each]);
}

#[test]
fn what_no_rule_uses_is_never_evaluated() {
    let rules = r#"
fact age: number
fact parts: list by name { name: text loose: yes/no }
condition unused "Unused" for p in parts when p.loose
action unused "Unused" { step "Never." when age is 7 }
rule only { conclude "Done." }
"#;
    let coverage = coverage(
        rules,
        &["facts: { age: 7, parts: [{ name: a, loose: yes }] }"],
    );
    assert_eq!(truths(&coverage, "age is 7"), Truths::default());
    assert_eq!(truths(&coverage, "p.loose"), Truths::default());
    assert_eq!(coverage.conditions_percentage().total, 4);
}

// ---- loops

const PARTS: &str = r#"
fact shown: yes/no
fact rooms: list of text
fact parts: list by name {
  name: text
  loose: yes/no
}
condition wobbles "Wobbles" for p in parts when p.loose
action tighten "Tighten {p.name}" for p in parts { step "Turn it." }
rule tighten_parts for each p in parts {
  when wobbles
  try tighten
}
rule show for each room in rooms for each p in parts {
  when shown and wobbles
  conclude "{p.name} wobbles"
}
"#;

#[test]
fn a_rule_over_a_list_counts_for_each_element() {
    let parts = "facts: { parts: [{ name: a, loose: no }, { name: b, loose: no }, { name: c, loose: yes }] }";
    let coverage = coverage(PARTS, &[parts]);
    let tighten = fates(&coverage, "tighten");
    assert_eq!((tighten.guard, tighten.chosen), (2, 1));
    let wobbles = truths(&coverage, "p.loose");
    assert_eq!((wobbles.holds, wobbles.fails), (1, 2));
}

#[test]
fn over_a_list_that_nobody_gathered_a_rule_is_open_and_its_elements_are_not_tested() {
    let coverage = coverage(PARTS, &["facts: {}"]);
    let rule = &coverage.conditions.iter().find(|found| {
        found.kind == ConditionKind::Rule && found.name.as_deref() == Some("tighten_parts")
    });
    let rule = rule.expect("the rule is listed");
    assert_eq!(
        rule.truths,
        Truths {
            open: 1,
            ..Truths::default()
        }
    );
    assert_eq!(fates(&coverage, "tighten").asked, 1);
    assert_eq!(truths(&coverage, "p.loose"), Truths::default());
}

#[test]
fn a_condition_that_different_loops_use_is_one_place() {
    let attempted = "attempted: [{ action: tighten, for: a, outcome: not_fixed }]";
    let case = format!(
        "facts: {{ shown: yes, rooms: [attic], parts: [{{ name: a, loose: yes }}] }}\n{attempted}"
    );
    let coverage = coverage(PARTS, &[&case]);
    // Once in the first rule, and once at another level in the second.
    assert_eq!(truths(&coverage, "p.loose").holds, 2);
    let places = coverage.conditions.iter().filter(|c| c.text == "p.loose");
    assert_eq!(places.count(), 1);
}

// ---- tables

const TABLE: &str = r#"
fact os: windows | mac | linux
fact days: number
let advice = table os, days {
  windows, _: "restart"
  mac, < 5:   "wait"
  mac, _:     "repair"
  otherwise:  "call"
}
rule only { conclude "You should {advice}." }
"#;

#[test]
fn a_row_fits_does_not_fit_or_is_undecided() {
    let fitted = RowFits {
        fits: 1,
        ..RowFits::default()
    };
    let did_not = RowFits {
        does_not_fit: 1,
        ..RowFits::default()
    };
    let undecided = RowFits {
        undecided: 1,
        ..RowFits::default()
    };
    let not_reached = RowFits::default();
    for (case, expected) in [
        (
            "facts: { os: windows }",
            [fitted, not_reached, not_reached, not_reached],
        ),
        (
            "facts: { os: mac, days: 3 }",
            [did_not, fitted, not_reached, not_reached],
        ),
        // The third row fits, but it is not sure that it is the first.
        (
            "facts: { os: mac }",
            [did_not, undecided, undecided, not_reached],
        ),
        (
            "facts: { days: 9 }",
            [undecided, did_not, undecided, undecided],
        ),
        ("facts: {}", [undecided; 4]),
        (
            "unavailable: [os, days]",
            [did_not, did_not, did_not, fitted],
        ),
    ] {
        assert_eq!(fits(&coverage(TABLE, &[case])), expected, "{case}");
    }
}

#[test]
fn rows_are_named_by_their_table_and_number() {
    let rules = r#"
fact os: windows | mac
fact note: text
let advice = table os { windows: "a" 
  mac: "b" }
rule only { conclude "{advice}" when note is table os {
  windows: "c"
  mac: "d"
} }
"#;
    let coverage = coverage(rules, &["facts: { os: mac, note: d }"]);
    let named: Vec<String> = coverage
        .rows
        .iter()
        .map(|row| format!("{} {} {}", row.table, row.row, row.is_covered()))
        .collect();
    assert_eq!(
        named,
        [
            "advice 1 false",
            "advice 2 true",
            "table os 1 false",
            "table os 2 true"
        ]
    );
    assert_eq!(coverage.rows_percentage().to_string(), "2 of 4 (50 %)");
}

#[test]
fn a_table_that_is_needed_twice_in_a_decision_counts_once() {
    let rules = r#"
fact os: windows | mac
let sign = table os {
  windows: "a"
  mac: "b"
}
rule only {
  conclude "one" when sign is "x"
  conclude "two {sign}" when sign is "a"
}
"#;
    let coverage = coverage(rules, &["facts: { os: windows }"]);
    assert_eq!(coverage.rows[0].fits.fits, 1);
}

// ---- adding up

#[test]
fn the_coverage_of_all_cases_is_the_sum_of_each() {
    for base in rule_bases() {
        let program = shipped(&base);
        let cases = shipped_cases(&base);
        let cases: Vec<&str> = cases.iter().map(String::as_str).collect();
        let together = traced(&program, &cases);
        let mut forwards = Trace::new(program.graph());
        let mut backwards = Trace::new(program.graph());
        let mut alone: Vec<Trace> = cases.iter().map(|case| traced(&program, &[case])).collect();
        for trace in &alone {
            forwards.merge(trace);
        }
        alone.reverse();
        for trace in &alone {
            backwards.merge(trace);
        }
        assert_eq!(together.decisions(), cases.len() as u64);
        assert_eq!(forwards, together, "{base}");
        assert_eq!(backwards, together, "{base}");
    }
}

#[test]
fn a_trace_changes_no_decision() {
    for base in rule_bases() {
        let program = shipped(&base);
        let scope = Scope::everything(program.graph());
        let mut trace = Trace::new(program.graph());
        for text in shipped_cases(&base) {
            let file = Inputs::new(&program).case("case.yaml", &text);
            let case = file.expect("a shipped case is right").case;
            let with = decide_traced(&program, &case, &scope, Some(&mut trace));
            let without = decide_traced(&program, &case, &scope, None);
            assert_eq!(
                with.expect("it is a small case").decision,
                without.expect("it is a small case").decision
            );
        }
    }
}
