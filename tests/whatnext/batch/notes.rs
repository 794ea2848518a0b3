//! What is told of a run that may not be meant as it was called.

use super::{batch, fleet};

/// The notes of a run.
fn notes(rules: &str, name: &str, records: &str, args: &[&str]) -> Vec<String> {
    let scratch = fleet(0);
    scratch.write("b.rules", rules);
    scratch.write(name, records);
    let ran = scratch.run(&[&["batch", "b.rules", name], args].concat());
    let notes = ran.stderr.lines().filter(|line| line.starts_with("note: "));
    notes.map(str::to_owned).collect()
}

const RULES: &str = "fact service.state: on | off\nfact jobs: number\n\
    rule r { when service.state is off and jobs > 3 conclude \"It is so.\" }\n";

#[test]
fn names_that_are_nearly_facts_are_told() {
    let records = r#"{"servce.state": "on", "jobs": 2, "site": "x"}
{"service": {"stat": "on"}, "jobs": 2, "site": "x"}
{"service.state": "on", "jbos": 2, "site": "x"}
{"servce.state": "on", "site": "x"}
"#;
    assert_eq!(
        notes(RULES, "a.ndjson", records, &[]),
        [
            "note: `servce.state`, in 2 of the first 4 records, is no fact: did you mean `service.state`?",
            "note: `jbos`, in 1 of the first 4 records, is no fact: did you mean `jobs`?",
            "note: `service.stat`, in 1 of the first 4 records, is no fact: did you mean `service.state`?",
        ]
    );
    let quiet = notes(RULES, "a.ndjson", records, &["--quiet"]);
    assert_eq!(quiet, <[&str; 0]>::default());
}

#[test]
fn columns_that_are_nearly_facts_are_told() {
    let table = "serial,jobs,service.stat\nA,1,on\nB,2,\n";
    assert_eq!(
        notes(RULES, "a.csv", table, &["--id", "serial"]),
        [
            "note: `service.stat`, in 1 of the first 2 records, is no fact: did you mean `service.state`?"
        ]
    );
}

#[test]
fn a_name_that_no_record_has_is_told() {
    let records = "{\"jobs\": 1, \"serial\": 7}\n{\"jobs\": 2}\n";
    assert_eq!(
        notes(RULES, "a.ndjson", records, &["--id", "serail"]),
        ["note: no record has `serail`, which `--id` names"]
    );
    assert_eq!(
        notes(RULES, "a.ndjson", records, &["--id", "serial"]),
        <[&str; 0]>::default()
    );
}

#[test]
fn ages_need_the_time_of_the_records() {
    let rules = "fact seen: time\nrule old { when age(seen) > 2 days conclude \"Old.\" }\n";
    let records = "{\"seen\": \"2026-11-20T09:00:00Z\"}\n";
    let told = notes(rules, "a.ndjson", records, &[]);
    assert!(
        told.len() == 1 && told[0].ends_with("give `--now`"),
        "{told:?}"
    );
    let timed = notes(rules, "a.ndjson", records, &["--now", "2026-11-23"]);
    assert_eq!(timed, <[&str; 0]>::default());
}

#[test]
fn a_table_that_is_parted_otherwise_is_told() {
    let scratch = fleet(0);
    scratch.write("a.csv", "serial;power\nA;yes\n");
    let ran = batch(&scratch, &["a.csv", "--quiet"]);
    let error = ran.stdout;
    assert!(error.contains("(fields are parted by commas)"), "{error}");
}
