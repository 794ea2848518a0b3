//! What cannot run says why, and what to do.

use super::{batch, fleet};
use crate::diff::Scratch;

#[track_caller]
fn refused(scratch: &Scratch, args: &[&str], message: &str) {
    let ran = scratch.run(&[&["batch"], args].concat());
    assert_eq!(ran.code, 2, "{args:?}: {}{}", ran.stdout, ran.stderr);
    assert_eq!(ran.stdout, "", "{args:?}");
    assert_eq!(ran.stderr, message, "{args:?}");
}

#[test]
fn rules_and_records_must_both_be_named() {
    let scratch = fleet(1);
    refused(
        &scratch,
        &["fleet.ndjson"],
        "error: there are no rules among these paths\n  help: name a rules file, or a folder that has some, and behind it the records\n",
    );
    refused(
        &scratch,
        &["a.rules"],
        "error: there are no records to decide\n  help: name them behind the rules: `.ndjson`, `.json`, `.csv` or `.parquet` files, folders of them, or `-` for standard input\n",
    );
    refused(
        &scratch,
        &["a.rules", "nowhere.ndjson"],
        "error: cannot read `nowhere.ndjson`: there is no such file\n",
    );
    refused(
        &scratch,
        &["a.rules", "nowhere*.ndjson"],
        "error: no file is called like `nowhere*.ndjson`\n",
    );
    refused(
        &scratch,
        &["a.rules", "-", "-"],
        "error: standard input is named twice, and can be read once\n  help: leave one `-` out\n",
    );
    scratch.write("empty/readme.txt", "nothing");
    refused(
        &scratch,
        &["a.rules", "empty"],
        "error: the folder `empty` has neither rules nor records\n  help: records are in `.ndjson`, `.json`, `.csv` or `.parquet` files\n",
    );
    scratch.write("bases/one/a.rules", super::RULES);
    refused(
        &scratch,
        &["bases", "fleet.ndjson"],
        "error: the folder `bases` has neither rules nor records\n  help: name a folder that has rules itself, such as `bases/one`\n",
    );
}

#[test]
fn nothing_that_is_there_is_replaced() {
    let scratch = fleet(3);
    scratch.write("out.ndjson", "mine");
    scratch.write("sum.txt", "mine");
    refused(
        &scratch,
        &["a.rules", "fleet.ndjson", "--output", "out.ndjson"],
        "error: `out.ndjson` is there already\n  help: name another file; or `--force` replaces it\n",
    );
    refused(
        &scratch,
        &["a.rules", "fleet.ndjson", "--summary", "sum.txt"],
        "error: `sum.txt` is there already\n  help: name another file; or `--force` replaces it\n",
    );
    refused(
        &scratch,
        &[
            "a.rules",
            "fleet.ndjson",
            "--output",
            "fleet.ndjson",
            "--force",
        ],
        "error: `fleet.ndjson` is read, so nothing can be written to it\n  help: name another file\n",
    );
    refused(
        &scratch,
        &[
            "a.rules",
            "fleet.ndjson",
            "--output",
            "out.ndjson",
            "--resume",
        ],
        "error: `out.ndjson` is there, and no stopped run that wrote it\n  help: if its run has ended, it is complete; `--force` instead of `--resume` decides everything anew\n",
    );
    assert_eq!(super::read(&scratch, "out.ndjson"), "mine");
    let ran = batch(
        &scratch,
        &[
            "fleet.ndjson",
            "--output",
            "out.ndjson",
            "--force",
            "--quiet",
        ],
    );
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    assert_eq!(super::read(&scratch, "out.ndjson").lines().count(), 3);
}

#[test]
fn an_output_must_be_possible() {
    let scratch = fleet(1);
    refused(
        &scratch,
        &["a.rules", "fleet.ndjson", "--output", "nowhere/out.ndjson"],
        "error: there is no folder `nowhere`\n  help: make it, or name a file in another one\n",
    );
    refused(
        &scratch,
        &["a.rules", "fleet.ndjson", "--output", "out.xlsx"],
        "error: no format goes by the ending `.xlsx`\n  help: name a file that ends in `.ndjson`, `.csv` or `.parquet`, or say the format: `--format ndjson`\n",
    );
    #[cfg(feature = "parquet")]
    refused(
        &scratch,
        &["a.rules", "fleet.ndjson", "--format", "parquet"],
        "error: Parquet can only be written to a file\n  help: name it: `--output FILE`\n",
    );
    refused(
        &scratch,
        &["a.rules", "fleet.ndjson", "--now", "noon"],
        "error: `--now`: `noon` is not a time\n  help: write it like `2026-11-22T09:00:00Z`, or a date alone for its midnight in UTC\n",
    );
}

#[test]
fn a_summary_must_be_possible_before_anything_is_decided() {
    let scratch = fleet(1);
    scratch.write("sums/a.txt", "");
    for more in [&[][..], &["--force"]] {
        let args = ["a.rules", "fleet.ndjson", "--summary", "sums"];
        refused(
            &scratch,
            &[&args[..], more].concat(),
            "error: `sums` is a folder\n  help: name a file in it\n",
        );
    }
}

#[test]
fn a_dash_is_no_output() {
    let scratch = fleet(1);
    refused(
        &scratch,
        &["a.rules", "fleet.ndjson", "--output", "-"],
        "error: `--output` names a file, and `-` is none\n  help: leave out `--output`: decisions go to standard output then\n",
    );
    refused(
        &scratch,
        &["a.rules", "fleet.ndjson", "--summary", "-"],
        "error: `--summary` names a file, and `-` is none\n  help: leave out `--summary`: it goes to standard error then\n",
    );
    let ran = scratch.run(&["compile", "a.rules", "--output", "-"]);
    assert_eq!((ran.code, ran.stdout.as_str()), (2, ""));
    assert_eq!(
        ran.stderr,
        "error: `--output` names a file, and `-` is none\n  help: name one: a compiled rule base is no text to be printed\n"
    );
    assert!(!scratch.path().join("-").exists());
}

#[cfg(all(unix, feature = "parquet"))]
#[test]
fn a_temporary_folder_that_cannot_be_used_is_named() {
    use std::process::{Command, Stdio};

    let scratch = fleet(1);
    batch(&scratch, &["fleet.ndjson", "--output", "t.parquet"]);
    let table = std::fs::File::open(scratch.path().join("t.parquet")).expect("it is there");
    let ran = Command::new(env!("CARGO_BIN_EXE_whatnext"))
        .args(["batch", "a.rules", "-", "--quiet"])
        .current_dir(scratch.path())
        .env("TMPDIR", "nowhere")
        .stdin(Stdio::from(table))
        .output()
        .expect("the program starts");
    let told = String::from_utf8(ran.stdout).expect("it is text");
    assert_eq!(
        super::values(&told)[0]["error"],
        "it cannot be read: it has to be kept in the temporary folder `nowhere` (`TMPDIR`), which cannot be written: the path leads nowhere"
    );
}

#[test]
fn rules_with_mistakes_decide_nothing() {
    let scratch = fleet(1);
    scratch.write("b.rules", "rule a { when nothing conclude \"B.\" }\n");
    let ran = scratch.run(&["batch", "b.rules", "fleet.ndjson"]);
    assert_eq!((ran.code, ran.stdout.as_str()), (2, ""));
    assert!(
        ran.stderr.contains("so nothing was decided"),
        "{}",
        ran.stderr
    );
}

#[cfg(not(feature = "parquet"))]
#[test]
fn a_build_without_parquet_says_how_to_get_one_with_it() {
    let scratch = fleet(1);
    refused(
        &scratch,
        &["a.rules", "fleet.ndjson", "--output", "out.parquet"],
        "error: this build cannot read or write Parquet: install `whatnext` with `--features parquet`\n",
    );
    scratch.write("t.parquet", "PAR1");
    let ran = batch(&scratch, &["t.parquet", "--quiet"]);
    assert!(
        ran.stdout
            .contains("this build cannot read or write Parquet"),
        "{}",
        ran.stdout
    );
}
