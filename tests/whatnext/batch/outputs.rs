//! What is printed, and where.

use super::{COUNT, batch, fleet, lines, read};

const FEW: &str = r#"{"id": "on", "power": "yes", "noise": "loud", "drives": []}
{"id": "off", "power": "no", "noise": "none"}
{"id": "old", "power": "no", "noise": "loud", "app": {"version": "1.2"}}
{"id": "full", "power": "no", "noise": "loud", "app.version": "3.0", "disk.free": "10 MB"}
{"id": "lost", "power": "no", "noise": "loud", "app.version": "3.0", "disk.free": "10 TB"}
{"id": "a \"drive\"", "power": "yes", "noise": "loud", "drives": [{"name": "NAS, 2", "attached": "no"}]}
{"id": "who knows", "power": "yes", "noise": "loud", "drives": [{"name": "NAS"}]}
{"id": "unknown"}
{"id": "none", "power": null, "noise": null, "drives": null}
{"id": "wrong", "power": "perhaps"}
"#;

#[test]
fn every_kind_of_decision_has_its_line() {
    let scratch = fleet(0);
    scratch.write("few.ndjson", FEW);
    let ran = batch(&scratch, &["few.ndjson", "--id", "id", "--quiet"]);
    assert_eq!((ran.code, ran.stderr.as_str()), (1, ""));
    insta::with_settings!({snapshot_path => "../../../snapshots/batch", prepend_module_to_snapshot => false}, {
        insta::assert_snapshot!("few.ndjson", ran.stdout);
        let table = batch(&scratch, &["few.ndjson", "--id", "id", "--quiet", "--format", "csv"]);
        insta::assert_snapshot!("few.csv", table.stdout);
    });
}

#[test]
fn a_table_says_what_the_lines_say() {
    let scratch = fleet(0);
    scratch.write("few.ndjson", FEW);
    let objects = lines(&batch(&scratch, &["few.ndjson", "--id", "id", "--explain"]));
    let table = batch(
        &scratch,
        &["few.ndjson", "--id", "id", "--explain", "--format", "csv"],
    );
    let mut table = csv::Reader::from_reader(table.stdout.as_bytes());
    let header = table.headers().expect("there is a header").clone();
    let rows: Vec<csv::StringRecord> = table.records().map(|row| row.expect("a row")).collect();
    assert_eq!(rows.len(), objects.len());
    for (object, row) in objects.iter().zip(&rows) {
        for (name, cell) in header.iter().zip(row) {
            let said = match &object[name] {
                serde_json::Value::Null => String::new(),
                serde_json::Value::String(text) => text.clone(),
                serde_json::Value::Array(keys) => keys[0].as_str().expect("a key").to_owned(),
                serde_json::Value::Object(_) => {
                    let explained: serde_json::Value =
                        serde_json::from_str(cell).expect("it is JSON");
                    assert_eq!(explained, object[name]);
                    continue;
                }
                other => other.to_string(),
            };
            assert_eq!(cell, said, "{name} of {object}");
        }
    }
}

#[test]
fn an_explanation_is_that_of_run() {
    let scratch = fleet(0);
    scratch.write("one.ndjson", "{\"power\": \"no\", \"noise\": \"none\"}");
    let explained = lines(&batch(&scratch, &["one.ndjson", "--explain", "--quiet"]));
    let ran = scratch.run(&[
        "run",
        "a.rules",
        "--set",
        "power=no",
        "--set",
        "noise=none",
        "--format",
        "json",
    ]);
    let decision: serde_json::Value = serde_json::from_str(&ran.stdout).expect("it is JSON");
    assert_eq!(explained[0]["explanation"], decision);
}

#[test]
fn the_bytes_are_the_same_for_any_number_of_threads() {
    let scratch = fleet(5000);
    let of = |threads| {
        let ran = batch(&scratch, &["fleet.ndjson", "--threads", threads, "--quiet"]);
        assert_eq!(ran.code, 0, "{}", ran.stderr);
        ran.stdout
    };
    let one = of("1");
    assert_eq!(one.lines().count(), 5000);
    for threads in ["2", "3", "7"] {
        assert_eq!(of(threads), one, "{threads} threads");
    }
}

#[test]
fn decisions_go_to_the_file_and_the_summary_to_its_own() {
    let scratch = fleet(COUNT);
    let printed = batch(&scratch, &["fleet.ndjson", "--quiet"]).stdout;
    let ran = batch(
        &scratch,
        &[
            "fleet.ndjson",
            "--output",
            "out.ndjson",
            "--summary",
            "sum.json",
        ],
    );
    assert_eq!(
        (ran.code, ran.stdout.as_str(), ran.stderr.as_str()),
        (0, "", "200 records: summed up in `sum.json`\n")
    );
    assert_eq!(read(&scratch, "out.ndjson"), printed);
    let summary: serde_json::Value =
        serde_json::from_str(&read(&scratch, "sum.json")).expect("it is JSON");
    assert_eq!(summary["records"], COUNT);
    assert!(!scratch.path().join("out.ndjson.progress").exists());
    let ran = batch(&scratch, &["fleet.ndjson", "--summary", "sum.html"]);
    assert_eq!(ran.stdout, printed);
    assert!(read(&scratch, "sum.html").starts_with("<!DOCTYPE html>"));
}

#[test]
fn the_summary_is_told_beside_the_decisions() {
    let scratch = fleet(COUNT);
    let ran = batch(&scratch, &["fleet.ndjson"]);
    assert!(ran.stderr.contains("200 records"), "{}", ran.stderr);
    assert_eq!(lines(&ran).len(), COUNT);
}

#[test]
fn cases_bring_their_attempts() {
    let scratch = fleet(0);
    let case = r#"{"facts": {"power": "no", "noise": "none", "app.version": "3.0"}, "attempted": [{"action": "plug", "outcome": "not_fixed"}]}"#;
    scratch.write("cases.ndjson", case);
    let ran = batch(&scratch, &["cases.ndjson", "--cases", "--quiet"]);
    assert_eq!(lines(&ran)[0]["action"], "help", "{}", ran.stdout);
}

#[test]
fn records_are_of_the_instant_that_they_or_the_options_say() {
    let scratch = fleet(0);
    let rules = "fact seen: time\nrule old { when age(seen) > 2 days conclude \"Old.\" }\n";
    scratch.write("b.rules", rules);
    scratch.write("one.ndjson", "{\"seen\": \"2026-11-20T09:00:00Z\"}");
    let kind = |now| {
        let args = ["batch", "b.rules", "one.ndjson", "--quiet", "--now", now];
        let ran = scratch.run(&args);
        lines(&ran)[0]["kind"].clone()
    };
    assert_eq!(kind("2026-11-21"), "no_symptom");
    assert_eq!(kind("2026-11-23T09:00:00+01:00"), "conclude");
}

#[test]
fn a_field_that_is_no_fact_is_a_mistake_on_request() {
    let scratch = fleet(0);
    scratch.write("one.ndjson", "{\"power\": \"yes\", \"pwoer\": \"no\"}");
    assert_eq!(batch(&scratch, &["one.ndjson", "--quiet"]).code, 0);
    let ran = batch(&scratch, &["one.ndjson", "--quiet", "--strict"]);
    assert_eq!(ran.code, 1);
    let error = lines(&ran)[0]["error"].to_string();
    assert!(error.contains("pwoer"), "{error}");
}

#[cfg(feature = "parquet")]
#[test]
fn parquet_says_what_the_lines_say() {
    use parquet::file::reader::{FileReader as _, SerializedFileReader};
    use parquet::record::Field;

    let scratch = fleet(0);
    scratch.write("few.ndjson", FEW);
    let args = ["few.ndjson", "--id", "id", "--quiet", "--explain"];
    let objects = lines(&batch(&scratch, &args));
    let output = ["--output", "out.parquet"];
    let ran = batch(&scratch, &[&args[..], &output].concat());
    assert_eq!((ran.code, ran.stderr.as_str()), (1, ""));
    let file = std::fs::File::open(scratch.path().join("out.parquet")).expect("it is there");
    let reader = SerializedFileReader::new(file).expect("it is Parquet");
    let rows: Vec<_> = reader
        .get_row_iter(None)
        .expect("it has rows")
        .map(|row| row.expect("a row"))
        .collect();
    assert_eq!(rows.len(), objects.len());
    for (object, row) in objects.iter().zip(&rows) {
        for (name, field) in row.get_column_iter() {
            let written = match field {
                Field::Null => serde_json::Value::Null,
                Field::Long(number) => (*number).into(),
                Field::Str(json) if name == "explanation" => {
                    serde_json::from_str(json).expect("it is JSON")
                }
                Field::Str(text) => text.as_str().into(),
                Field::ListInternal(list) => {
                    let keys = list.elements().iter().map(|key| match key {
                        Field::Str(key) => key.clone(),
                        other => panic!("{other} is no key"),
                    });
                    keys.collect()
                }
                other => panic!("{other} is in no line"),
            };
            assert_eq!(written, object[name], "{name} of {object}");
        }
    }
    let left: Vec<String> = std::fs::read_dir(scratch.path())
        .expect("the folder can be read")
        .map(|entry| {
            entry
                .expect("an entry")
                .file_name()
                .to_string_lossy()
                .into_owned()
        })
        .filter(|name| name.contains("out.parquet"))
        .collect();
    assert_eq!(left, ["out.parquet"]);
}
