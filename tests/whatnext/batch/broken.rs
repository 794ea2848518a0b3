//! Records and files that cannot be read end nothing.

use serde_json::{Value, json};

use super::{batch, batch_of, device, fleet, line, lines, ndjson, values};
use crate::binary::Ran;
use crate::diff::Scratch;

const GOOD: &str = r#"{"power": "no", "noise": "none"}"#;

/// What a file comes to that has these bytes.
fn decided(name: &str, bytes: impl AsRef<[u8]>) -> Ran {
    let scratch = fleet(0);
    scratch.write(name, bytes);
    batch(&scratch, &[name, "--quiet"])
}

/// The errors of a run, which must tell them alone, with their places.
fn errors(ran: &Ran) -> Vec<String> {
    assert_eq!((ran.code, ran.stderr.as_str()), (1, ""), "{}", ran.stdout);
    let wrong = lines(ran)
        .into_iter()
        .filter(|line| line["error"].is_string());
    wrong
        .map(|line| {
            let places = ["line", "column", "row"].map(|key| match &line[key] {
                Value::Null => String::new(),
                number => format!(" {key} {number}"),
            });
            let error = line["error"].as_str().expect("a message");
            format!("{}{}: {error}", line["record"], places.concat())
        })
        .collect()
}

#[test]
fn a_bad_line_is_told_with_its_place() {
    let deep = format!("{{\"power\": {}", "[".repeat(100_000));
    let mut bytes = [GOOD, "{\"power\": ", "", &deep, "[1]", "\u{1}"]
        .join("\n")
        .into_bytes();
    bytes.extend_from_slice(b"\n{\"power\": \"\xff\"}\n");
    bytes.extend_from_slice(format!("{GOOD}\r\n{{\"power\": \"no\", \"noi").as_bytes());
    let ran = decided("fleet.ndjson", bytes);
    assert_eq!(
        errors(&ran),
        [
            "2 line 2 column 11: expected a value, found the end",
            "3 line 4 column 138: values are nested more than 128 deep",
            "4 line 5 column 1: a facts file must be a map, not a list",
            "5 line 6 column 1: expected a value, found U+0001",
            "6 line 7: it is not UTF-8 text",
            "8 line 9 column 17: this `\"` is not closed",
        ]
    );
    assert_eq!(lines(&ran).len(), 8);
}

#[test]
fn a_line_that_is_too_long_is_passed_over() {
    let long = format!("{{\"power\": \"{}\"}}", "x".repeat(17 << 20));
    let ran = decided("fleet.ndjson", format!("{GOOD}\n{long}\n{GOOD}\n{long}"));
    assert_eq!(
        errors(&ran),
        [
            "2 line 2: the line is longer than 16 MB",
            "4 line 4: the line is longer than 16 MB"
        ]
    );
    let ran = decided("fleet.json", format!("[{GOOD}, {long},\n {GOOD}]"));
    assert_eq!(
        errors(&ran),
        ["2 line 1 column 36: the record is longer than 16 MB"]
    );
}

#[test]
fn a_mistake_in_an_array_has_its_place_in_the_file() {
    let text = "[\n  {\"power\": \"no\",\n   \"noise\": \"silent\"},  {\"power\": \"ä\"},\n  7]";
    let ran = decided("fleet.json", text);
    assert_eq!(
        errors(&ran),
        [
            "1 line 3 column 13: `silent` is not one of the symbols of `noise`",
            "2 line 3 column 35: `ä` is not yes or no (`power` is yes or no)",
            "3 line 4 column 3: a facts file must be a map, not a single value",
        ]
    );
}

#[test]
fn an_array_that_is_none_is_read_as_far_as_it_is_one() {
    for (text, error) in [
        (
            format!("[{GOOD} {GOOD}]"),
            "2 line 1 column 35: a comma must stand between two records: the rest of the file was not read",
        ),
        (
            format!("[{GOOD}]{GOOD}"),
            "2 line 1 column 35: something stands behind the end of the array: the rest of the file was not read",
        ),
        (
            format!("[{GOOD},"),
            "2 line 1 column 35: the file ends within its array: the rest of the file was not read",
        ),
        (
            format!("[{GOOD},]"),
            "2 line 1 column 35: a record must stand here: the rest of the file was not read",
        ),
        (
            format!("[{GOOD},\n{{\"power\": \"no\","),
            "2 line 2 column 16: expected a key in double quotes, found the end",
        ),
    ] {
        let ran = decided("fleet.json", &text);
        assert_eq!(errors(&ran), [error], "{text}");
        assert_eq!(lines(&ran).len(), 2, "{text}");
    }
}

#[test]
fn a_record_without_an_end_takes_no_others_in_silence() {
    let ran = decided(
        "fleet.json",
        format!("{GOOD}\n{{\"power\": \"no\"\n{GOOD}\n{GOOD}\n"),
    );
    assert_eq!(
        errors(&ran),
        ["2 line 2: the record has no end: it takes all that stands behind it, other records too"]
    );
}

#[test]
fn a_row_with_another_number_of_fields_is_told() {
    let ran = decided(
        "t.csv",
        "power,noise\nno,none\nno,none,1\n\nno\n\"n\no\",loud\n",
    );
    assert_eq!(
        errors(&ran),
        [
            "2 line 3: the row has 3 fields, and the header 2",
            "3 line 5: the row has 1 field, and the header 2",
            "4 line 6: `n\\no` is not yes or no (`power` is yes or no)",
        ]
    );
}

#[test]
fn a_table_without_facts_is_no_table_of_facts() {
    for (header, error) in [
        (
            "name,colour\na,b\n",
            "1: no column is a fact of these rules; its columns are `name`, `colour`",
        ),
        (
            "power,noise,power\nno,loud,no\n",
            "1: the column `power` stands twice in the header",
        ),
    ] {
        assert_eq!(errors(&decided("t.csv", header)), [error]);
    }
}

#[test]
fn a_quote_that_is_never_closed_does_not_fill_the_memory() {
    let text = format!("power,noise\nno,none\n\"no,{}", "none\n".repeat(4 << 20));
    assert_eq!(
        errors(&decided("t.csv", text)),
        [
            "2 line 3: the row is longer than 16 MB, perhaps for want of a closing quote: the rest of the file was not read"
        ]
    );
}

#[test]
fn a_quote_that_is_never_closed_takes_no_rows_in_silence() {
    for (text, line) in [
        ("power,noise\nno,none\nno,\"none\nno,none\nno,none\n", 3),
        ("power,noise\r\nno,none\r\nno,\"none\r\nno,none", 3),
    ] {
        let expected = format!(
            "2 line {line}: a quote in this row is never closed: the row takes all that stands behind it"
        );
        assert_eq!(errors(&decided("t.csv", text)), [expected]);
    }
    // One that is closed takes no more than is its own.
    let fine = "power,noise,note\nno,none,\"a\nb\"\nno,none,\"a\nb\"";
    assert_eq!(lines(&decided("t.csv", fine)).len(), 2);
}

#[test]
fn the_lines_of_a_table_are_counted_however_they_end() {
    for (text, places) in [
        (
            "power,noise\r\nx,none\r\n\r\nno,none\r\ny,\"no\r\nne\"\r\nz,none",
            [2, 5, 7],
        ),
        (
            "power,noise\nx,none\n\nno,none\ny,\"no\nne\"\nz,none\n",
            [2, 5, 7],
        ),
        ("power,noise\n\n\nx,none\ny,none\n\nz,none", [4, 5, 7]),
    ] {
        let ran = decided("t.csv", text);
        let wrong = lines(&ran)
            .into_iter()
            .filter(|line| line["error"].is_string());
        let found: Vec<u64> = wrong.filter_map(|line| line["line"].as_u64()).collect();
        assert_eq!(found, places, "{text:?}");
    }
}

#[test]
fn a_file_that_is_cut_short_is_read_as_far_as_it_goes() {
    let scratch = fleet(0);
    let zstd = zstd::encode_all(ndjson(5000).as_bytes(), 1).expect("memory can be written");
    scratch.write("a.ndjson.zst", &zstd[..zstd.len() - 8]);
    scratch.write("b.ndjson", GOOD);
    let ran = batch(&scratch, &["a.ndjson.zst", "b.ndjson", "--quiet"]);
    let told = errors(&ran);
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(
        told[0].ends_with("it cannot be read: it is cut short: the rest of the file was not read"),
        "{told:?}"
    );
    assert!(lines(&ran).len() > 100, "what can be read is");
    let last = lines(&ran).pop().expect("there are lines");
    assert_eq!(last["action"], "plug", "the next file is read");
}

#[cfg(unix)]
#[test]
fn a_file_that_is_gone_is_told_and_the_others_are_read() {
    let scratch = fleet(0);
    scratch.write("parts/a.ndjson", GOOD);
    scratch.write("parts/c.ndjson", GOOD);
    let gone = scratch.path().join("parts/b.ndjson");
    std::os::unix::fs::symlink("nowhere", gone).expect("a link can be made");
    let ran = batch(&scratch, &["parts", "--quiet"]);
    assert_eq!(
        errors(&ran),
        ["2: it cannot be read: there is no such file"]
    );
    assert_eq!(lines(&ran)[1]["file"], "parts/b.ndjson");
    assert_eq!(lines(&ran).len(), 3);
}

#[test]
fn what_cannot_be_told_is_asked_for() {
    let scratch = fleet(0);
    scratch.write("table", "power,noise\nno,none\n");
    let ran = batch_of(&scratch, &["-", "--quiet"], "table");
    assert_eq!(
        errors(&ran),
        ["1: it cannot be told how its records are written: say so with `--input-format`"]
    );
}

#[test]
fn the_totals_count_what_cannot_be_decided() {
    let scratch = fleet(0);
    scratch.write("fleet.ndjson", format!("{GOOD}\n{{\n{GOOD}\nnull x\n"));
    let ran = batch(&scratch, &["fleet.ndjson", "--summary", "sum.json"]);
    assert_eq!(ran.code, 1);
    let summary: Value = serde_json::from_str(&super::read(&scratch, "sum.json")).expect("JSON");
    assert_eq!(summary["records"], 4);
    assert_eq!(summary["errors"], 2);
}

/// Devices of which every tenth cannot be read.
fn with_errors(count: usize) -> String {
    let text = |number: usize| match number % 10 {
        3 => "{\"power\": \n".to_owned(),
        _ => line(&device(number)) + "\n",
    };
    (0..count).map(text).collect()
}

#[test]
fn too_many_errors_end_the_run_at_the_same_record_for_any_number_of_threads() {
    let scratch = fleet(0);
    scratch.write("fleet.ndjson", with_errors(3000));
    for threads in ["1", "2", "5"] {
        let args = ["fleet.ndjson", "--max-errors", "150", "--threads", threads];
        let ran = batch(&scratch, &args);
        assert_eq!(ran.code, 1);
        // The error after the first 150.
        let told = lines(&ran);
        assert_eq!(told.len(), 1504, "{threads} threads");
        assert!(told[1503]["error"].is_string());
        assert!(
            ran.stderr
                .contains("stopped: more than 150 records could not be decided"),
            "{}",
            ran.stderr
        );
    }
    let ran = batch(
        &scratch,
        &["fleet.ndjson", "--max-errors", "300", "--quiet"],
    );
    assert_eq!(
        (ran.code, lines(&ran).len(), ran.stderr.as_str()),
        (1, 3000, "")
    );
}

#[cfg(feature = "parquet")]
mod parquet {
    use std::fs;

    use super::{batch, decided, errors, fleet, json, lines};
    use crate::batch::COUNT;
    use crate::batch::formats::write_parquet;

    /// The bytes of a good file.
    fn good() -> Vec<u8> {
        let scratch = fleet(0);
        let path = scratch.path().join("t.parquet");
        write_parquet(&path);
        fs::read(path).expect("it was written")
    }

    #[test]
    fn a_file_that_is_cut_short_is_told() {
        let good = good();
        for length in [0, 3, 4, 8, good.len() / 2, good.len() - 1] {
            let ran = decided("t.parquet", &good[..length]);
            let told = errors(&ran);
            assert_eq!(told.len(), 1, "{length} bytes: {told:?}");
            assert!(told[0].starts_with("1: it cannot be read"), "{told:?}");
        }
    }

    #[test]
    fn a_file_of_other_columns_is_told() {
        let scratch = fleet(0);
        write_parquet(&scratch.path().join("t.parquet"));
        scratch.write(
            "b.rules",
            "fact heat: number\nrule hot { when heat > 3 conclude \"Hot.\" }\n",
        );
        let ran = scratch.run(&["batch", "b.rules", "t.parquet", "--quiet"]);
        assert_eq!(
            errors(&ran),
            [
                "1: no column is a fact of these rules; its columns are `id`, `power`, `noise`, `app.version`, `disk.free`"
            ]
        );
    }

    #[test]
    fn a_column_of_another_type_is_told_row_by_row() {
        let scratch = fleet(0);
        write_parquet(&scratch.path().join("t.parquet"));
        scratch.write(
            "b.rules",
            "fact power: number\nrule hot { when power > 3 conclude \"Hot.\" }\n",
        );
        let ran = scratch.run(&["batch", "b.rules", "t.parquet", "--quiet"]);
        let told = errors(&ran);
        assert_eq!(
            told[0],
            "1 row 1: `true` is not a number (`power` is a number)"
        );
        assert_eq!(lines(&ran)[0]["file"], json!("t.parquet"));
        assert_eq!(lines(&ran).len(), COUNT);
    }

    #[test]
    fn no_damage_ends_the_program() {
        let good = good();
        let scratch = fleet(0);
        for at in (0..good.len()).step_by(good.len() / 30 + 1) {
            let mut bytes = good.clone();
            bytes[at] ^= 0x5a;
            scratch.write("t.parquet", &bytes);
            let ran = batch(&scratch, &["t.parquet", "--quiet"]);
            assert!(ran.code < 2, "byte {at}: {}", ran.stderr);
            assert_eq!(ran.stderr, "", "byte {at}");
        }
    }
}

#[test]
fn the_next_record_is_read_whatever_came_before() {
    let scratch: Scratch = fleet(0);
    scratch.write("fleet.ndjson", with_errors(2500));
    let ran = batch(&scratch, &["fleet.ndjson", "--id", "id", "--quiet"]);
    for (number, told) in values(&ran.stdout).iter().enumerate() {
        assert_eq!(told["record"], number + 1);
        if number % 10 == 3 {
            assert_eq!(told["line"], number + 1);
        } else {
            assert_eq!(told["id"], json!(format!("d-{number}")));
        }
    }
}
