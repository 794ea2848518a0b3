//! A run that was stopped goes on: no record is lost, none is decided twice.

use std::fs;
use std::io::Write as _;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, SystemTime};

use serde_json::Value;

use super::{batch, fleet, ndjson, read, values};
use crate::diff::Scratch;

/// Starts the program in a folder.
fn start(scratch: &Scratch, args: &[&str], stdin: Stdio) -> Child {
    Command::new(env!("CARGO_BIN_EXE_whatnext"))
        .args([&["batch", "a.rules"], args].concat())
        .current_dir(scratch.path())
        .stdin(stdin)
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts")
}

/// How many records a stopped run had decided; none where no run was stopped.
fn reached(scratch: &Scratch, output: &str) -> Option<u64> {
    let text = fs::read_to_string(scratch.path().join(format!("{output}.progress"))).ok()?;
    let progress: Value = serde_json::from_str(&text).expect("it is always whole");
    Some(progress["records"].as_u64().expect("a number"))
}

/// A summary without what differs from run to run.
fn summary(scratch: &Scratch, name: &str) -> Value {
    let mut summary: Value = serde_json::from_str(&read(scratch, name)).expect("it is JSON");
    summary["run"]["seconds"] = Value::Null;
    summary
}

/// Writes a text bit by bit into a child, until that is gone: however fast the
/// program is, its run takes about 600 milliseconds.
fn feed(child: &mut Child, text: &str) {
    let mut stdin = child.stdin.take().expect("there is a pipe");
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    let pieces: Vec<String> = lines
        .chunks(lines.len().div_ceil(200))
        .map(<[&str]>::concat)
        .collect();
    thread::spawn(move || {
        for piece in pieces {
            if stdin.write_all(piece.as_bytes()).is_err() {
                return;
            }
            thread::sleep(Duration::from_millis(3));
        }
    });
}

/// Kills a run again and again, and has it go on each time.
fn survives_kills(output: &str, count: usize, seed: u64) {
    let scratch = fleet(count);
    let text = read(&scratch, "fleet.ndjson");
    let whole = format!("whole-{output}");
    let whole_args = ["-", "--output", &whole, "--summary", "whole.json"];
    let mut child = start(&scratch, &whole_args, Stdio::piped());
    feed(&mut child, &text);
    let ended = child.wait().expect("a child can be waited for");
    assert!(ended.success(), "{ended}");
    let args = ["-", "--output", output, "--summary", "sum.json", "--resume"];
    let mut random = seed;
    let mut in_between = 0;
    let is_complete =
        || scratch.path().join(output).exists() && reached(&scratch, output).is_none();
    for round in 0.. {
        assert!(round < 200, "the run does not come to its end");
        let before = reached(&scratch, output);
        let mut child = start(&scratch, &args, Stdio::piped());
        feed(&mut child, &text);
        random = random
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        // Longer and longer, so that it comes to its end on a slow machine too.
        thread::sleep(Duration::from_millis(
            10 + (random >> 33) % (200 + 50 * round),
        ));
        let ended = child.try_wait().expect("a child can be waited for");
        child.kill().expect("a child can be killed");
        let status = child.wait().expect("a child can be waited for");
        if ended.is_some() {
            assert!(status.success(), "round {round}: {status}");
            break;
        }
        if is_complete() {
            break;
        }
        in_between += u32::from(reached(&scratch, output) > before.max(Some(0)));
    }
    assert!(in_between > 1, "no kill struck between two records");
    let bytes = |name: &str| fs::read(scratch.path().join(name)).expect("it is there");
    assert!(bytes(output) == bytes(&whole), "the outputs differ");
    assert_eq!(
        summary(&scratch, "sum.json"),
        summary(&scratch, "whole.json")
    );
}

#[test]
fn kills_at_any_moment_lose_nothing_and_repeat_nothing() {
    survives_kills("out.ndjson", 20_000, 42);
}

#[cfg(feature = "parquet")]
#[test]
fn kills_at_any_moment_leave_whole_tables() {
    survives_kills("out.parquet", 10_000, 43);
}

#[test]
fn a_run_that_gave_up_goes_on_where_more_errors_may_be() {
    let scratch = fleet(0);
    let text = ndjson(3000).replace("\"power\":true", "\"power\":7");
    scratch.write("fleet.ndjson", text);
    let whole = batch(&scratch, &["fleet.ndjson", "--quiet"]);
    let output = ["fleet.ndjson", "--output", "out.ndjson", "--quiet"];
    let ran = batch(&scratch, &[&output[..], &["--max-errors", "100"]].concat());
    assert_eq!(ran.code, 1);
    let first = read(&scratch, "out.ndjson");
    assert!(whole.stdout.starts_with(&first) && first.len() < whole.stdout.len());
    assert_eq!(
        reached(&scratch, "out.ndjson"),
        Some(first.lines().count() as u64)
    );
    // What a killed run wrote behind its last checkpoint does not stay.
    scratch.write("out.ndjson", format!("{first}{{\"rec"));
    let ran = batch(&scratch, &[&output[..], &["--resume"]].concat());
    assert_eq!(ran.code, 1, "{}", ran.stderr);
    assert_eq!(read(&scratch, "out.ndjson"), whole.stdout);
    assert_eq!(reached(&scratch, "out.ndjson"), None);
}

/// A run that gave up, and whose output is `out.csv`.
fn stopped() -> Scratch {
    let scratch = fleet(2000);
    scratch.write("bad.ndjson", "{\n".repeat(50));
    let args = [
        "fleet.ndjson",
        "bad.ndjson",
        "--output",
        "out.csv",
        "--max-errors",
        "9",
        "--quiet",
    ];
    assert_eq!(batch(&scratch, &args).code, 1);
    assert_eq!(reached(&scratch, "out.csv"), Some(2010));
    scratch
}

#[test]
fn a_run_does_not_go_on_with_something_else() {
    let scratch = stopped();
    let go_on = |args: &[&str]| {
        let usual = [
            "fleet.ndjson",
            "bad.ndjson",
            "--output",
            "out.csv",
            "--quiet",
        ];
        batch(&scratch, &[&usual, args].concat())
    };
    let path = |name: &str| scratch.path().join(name);
    let before = read(&scratch, "out.csv");
    let changed = |args: &[&str], what: &str, help: &str| {
        let ran = go_on(args);
        assert_eq!(ran.code, 2);
        assert_eq!(
            ran.stderr,
            format!(
                "error: {what} changed since the run was stopped, so it cannot go on\n  help: {help}; or `--force` instead of `--resume` decides everything anew\n"
            )
        );
        assert_eq!(read(&scratch, "out.csv"), before);
    };
    let usual = "make that as it was";
    changed(&["--resume", "--id", "id"], "`--id` has", usual);
    scratch.write("a.rules", super::RULES.replace("Plug it in", "Put it in"));
    changed(&["--resume"], "the rules have", usual);
    scratch.write("a.rules", super::RULES);
    let (bad, kept) = (path("bad.ndjson"), path("kept"));
    fs::rename(&bad, &kept).expect("it can be moved");
    scratch.write("bad.ndjson", "{\n".repeat(51));
    changed(
        &["--resume"],
        "the inputs have",
        "their names, sizes and times of change have to be as they were",
    );
    fs::rename(&kept, &bad).expect("it can be moved");
    let ran = go_on(&[]);
    assert!(ran.stderr.contains("`--resume` goes on"), "{}", ran.stderr);
    scratch.write("out.csv", "");
    let ran = go_on(&["--resume"]);
    assert!(ran.stderr.contains("shorter than it was"), "{}", ran.stderr);
    scratch.write("out.csv", &before);
    assert_eq!(go_on(&["--resume"]).code, 1);
    assert_eq!(read(&scratch, "out.csv").lines().count(), 2051);
}

/// When a file was changed.
fn modified(scratch: &Scratch, name: &str) -> SystemTime {
    let data = fs::metadata(scratch.path().join(name)).expect("it is there");
    data.modified().expect("the system tells")
}

/// Says when a file was changed.
fn set_modified(scratch: &Scratch, name: &str, time: SystemTime) {
    let file = fs::File::options()
        .write(true)
        .open(scratch.path().join(name));
    let set = file.and_then(|file| file.set_modified(time));
    set.expect("the system lets it be said");
}

#[test]
fn inputs_of_the_same_size_may_be_others() {
    let scratch = stopped();
    let args = ["fleet.ndjson", "bad.ndjson", "--output", "out.csv"];
    let go_on = || batch(&scratch, &[&args[..], &["--resume", "--quiet"]].concat());
    let refused = || {
        let ran = go_on();
        assert_eq!(ran.code, 2);
        assert!(
            ran.stderr.contains("the inputs have changed"),
            "{}",
            ran.stderr
        );
    };
    let time = modified(&scratch, "bad.ndjson");
    scratch.write("bad.ndjson", "[\n".repeat(50));
    set_modified(&scratch, "bad.ndjson", time + Duration::from_secs(2));
    refused();
    if cfg!(unix) {
        scratch.write("other", "[\n".repeat(50));
        set_modified(&scratch, "other", time);
        let path = |name: &str| scratch.path().join(name);
        fs::rename(path("bad.ndjson"), path("kept")).expect("it can be moved");
        fs::rename(path("other"), path("bad.ndjson")).expect("it can be moved");
        refused();
        fs::rename(path("kept"), path("bad.ndjson")).expect("it can be moved");
    }
    set_modified(&scratch, "bad.ndjson", time);
    assert_eq!(go_on().code, 1);
}

#[test]
fn standard_input_has_to_bring_all_that_was_decided() {
    let scratch = fleet(0);
    scratch.write("all.ndjson", format!("{}{{\n{}", ndjson(40), ndjson(40)));
    scratch.write("few.ndjson", ndjson(40));
    let args = ["-", "--output", "out.ndjson", "--summary", "sum.json"];
    let run =
        |more: &[&str], stdin: &str| super::batch_of(&scratch, &[&args[..], more].concat(), stdin);
    assert_eq!(run(&["--max-errors", "0"], "all.ndjson").code, 1);
    assert_eq!(reached(&scratch, "out.ndjson"), Some(41));
    let before = read(&scratch, "out.ndjson");
    let ran = run(&["--resume"], "few.ndjson");
    assert_eq!(
        (ran.code, ran.stderr.as_str()),
        (
            2,
            "error: standard input brings fewer records, 40, than were decided before the run was stopped, 41, so it cannot go on\n  help: nothing was changed: `--resume` goes on with the same records again, from the first\n"
        )
    );
    assert_eq!(read(&scratch, "out.ndjson"), before);
    assert_eq!(reached(&scratch, "out.ndjson"), Some(41));
    assert!(!scratch.path().join("sum.json").exists());
    // As a run leaves it that is killed at its very end.
    scratch.write("sum.json", "old");
    assert_eq!(run(&["--resume"], "all.ndjson").code, 1);
    assert_eq!(read(&scratch, "out.ndjson").lines().count(), 81);
    assert_eq!(summary(&scratch, "sum.json")["records"], 81);
}

#[test]
fn a_pattern_does_not_mean_what_the_run_itself_writes() {
    let scratch = fleet(0);
    scratch.write("fleet-1.ndjson", "{\n".repeat(20));
    let args = ["fleet-*", "--output", "fleet-out.ndjson", "--quiet"];
    let run = |more: &[&str]| batch(&scratch, &[&args[..], more].concat());
    assert_eq!(run(&["--max-errors", "4"]).code, 1);
    let ran = run(&["--resume"]);
    assert_eq!((ran.code, ran.stderr.as_str()), (1, ""));
    assert_eq!(read(&scratch, "fleet-out.ndjson").lines().count(), 20);
    fs::remove_file(scratch.path().join("fleet-1.ndjson")).expect("it can be removed");
    let ran = run(&["--force"]);
    assert!(
        ran.stderr
            .starts_with("error: there are no records to decide"),
        "{}",
        ran.stderr
    );
    assert_eq!(read(&scratch, "fleet-out.ndjson").lines().count(), 20);
}

#[test]
fn a_run_that_was_killed_before_its_header_writes_it() {
    let scratch = stopped();
    let whole = "whole.csv";
    let args = ["fleet.ndjson", "bad.ndjson", "--quiet", "--output"];
    let run = |more: &[&str]| batch(&scratch, &[&args[..], more].concat());
    assert_eq!(run(&[whole]).code, 1);
    assert_eq!(run(&["out.csv", "--force", "--max-errors", "0"]).code, 1);
    // As it is when a run has said that it begins, and no more.
    let mut progress: Value =
        serde_json::from_str(&read(&scratch, "out.csv.progress")).expect("it is JSON");
    scratch.write("none.ndjson", "");
    let mut child = start(&scratch, &["-", "--output", "none.csv"], Stdio::piped());
    while reached(&scratch, "none.csv").is_none() {
        thread::sleep(Duration::from_millis(5));
    }
    let begun: Value =
        serde_json::from_str(&read(&scratch, "none.csv.progress")).expect("it is JSON");
    child.kill().expect("a child can be killed");
    child.wait().expect("a child can be waited for");
    for member in ["records", "bytes", "summary"] {
        progress[member] = begun[member].clone();
    }
    assert_eq!(progress["bytes"], 0);
    scratch.write("out.csv.progress", progress.to_string());
    assert_eq!(run(&["out.csv", "--resume"]).code, 1);
    assert_eq!(read(&scratch, "out.csv"), read(&scratch, whole));
}

#[test]
fn a_run_is_begun_anew_on_request() {
    let scratch = stopped();
    let args = ["fleet.ndjson", "--output", "out.csv", "--quiet", "--force"];
    let ran = batch(&scratch, &args);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    assert_eq!(read(&scratch, "out.csv").lines().count(), 2001);
    assert_eq!(reached(&scratch, "out.csv"), None);
}

#[test]
fn what_a_run_writes_into_its_folder_of_records_is_no_record() {
    let scratch = fleet(0);
    scratch.write("parts/a.ndjson", ndjson(20));
    scratch.write("parts/b.ndjson", "{\n".repeat(5));
    let args = [
        "parts",
        "--output",
        "parts/out.ndjson",
        "--summary",
        "parts/sum.json",
    ];
    let run = |more: &[&str]| batch(&scratch, &[&args, more].concat());
    assert_eq!(run(&["--max-errors", "2", "--quiet"]).code, 1);
    let ran = run(&["--resume"]);
    let told = "25 records, 5 of them in error: summed up in `parts/sum.json`\n";
    assert_eq!((ran.code, ran.stderr.as_str()), (1, told));
    assert_eq!(read(&scratch, "parts/out.ndjson").lines().count(), 25);
    assert_eq!(run(&["--force"]).code, 1);
    assert_eq!(read(&scratch, "parts/out.ndjson").lines().count(), 25);
}

#[test]
fn two_runs_do_not_write_one_file() {
    let scratch = fleet(10);
    let mut first = start(&scratch, &["-", "--output", "out.ndjson"], Stdio::piped());
    while reached(&scratch, "out.ndjson").is_none() {
        thread::sleep(Duration::from_millis(5));
    }
    let second = ["fleet.ndjson", "--output", "out.ndjson", "--force"];
    let ran = batch(&scratch, &second);
    assert_eq!(ran.code, 2);
    assert_eq!(
        ran.stderr,
        "error: another run is writing to `out.ndjson`\n  help: wait for its end, or name another file\n"
    );
    drop(first.stdin.take());
    assert!(first.wait().expect("it ends").success());
    assert_eq!(batch(&scratch, &second).code, 0);
}

#[cfg(unix)]
#[test]
fn ctrl_c_ends_a_run_where_a_record_ends() {
    let scratch = fleet(5000);
    let args = ["-", "--output", "out.ndjson", "--input-format", "ndjson"];
    let mut child = start(&scratch, &args, Stdio::piped());
    let mut stdin = child.stdin.take().expect("there is a pipe");
    let text = ndjson(5000);
    stdin.write_all(text.as_bytes()).expect("the program reads");
    // The pipe stays open: the program waits for more.
    while fs::metadata(scratch.path().join("out.ndjson")).map_or(0, |data| data.len()) < 1000 {
        thread::sleep(Duration::from_millis(5));
    }
    let interrupt = ["-INT", &child.id().to_string()].map(str::to_owned);
    let sent = Command::new("kill").args(interrupt).status();
    assert!(sent.expect("`kill` is there").success());
    let ended = child.wait_with_output().expect("it ends");
    drop(stdin);
    let told = String::from_utf8(ended.stderr).expect("messages are text");
    assert_eq!(ended.status.code(), Some(130), "{told}");
    assert!(told.contains("stopped: the run was stopped"), "{told}");
    let first = read(&scratch, "out.ndjson");
    let count = values(&first).len();
    assert!(first.ends_with('\n') && count > 0, "{count} records");
    assert_eq!(reached(&scratch, "out.ndjson"), Some(count as u64));
    let ran = super::batch_of(
        &scratch,
        &[&args[..], &["--resume", "--quiet"]].concat(),
        "fleet.ndjson",
    );
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let whole = batch(&scratch, &["fleet.ndjson", "--quiet"]).stdout;
    assert_eq!(read(&scratch, "out.ndjson"), whole);
}
