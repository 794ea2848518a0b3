//! A run that was stopped goes on: no record is lost, none is decided twice.

use std::fs;
use std::io::Write as _;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::Duration;

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
    let before = read(&scratch, "out.csv");
    let changed = |args: &[&str], what: &str| {
        let ran = go_on(args);
        assert_eq!(ran.code, 2);
        assert_eq!(
            ran.stderr,
            format!(
                "error: {what} changed since the run was stopped, so it cannot go on\n  help: make that as it was; or `--force` instead of `--resume` decides everything anew\n"
            )
        );
        assert_eq!(read(&scratch, "out.csv"), before);
    };
    changed(&["--resume", "--id", "id"], "`--id` has");
    scratch.write("a.rules", super::RULES.replace("Plug it in", "Put it in"));
    changed(&["--resume"], "the rules have");
    scratch.write("a.rules", super::RULES);
    scratch.write("bad.ndjson", "{\n".repeat(51));
    changed(&["--resume"], "the inputs have");
    scratch.write("bad.ndjson", "{\n".repeat(50));
    let ran = go_on(&[]);
    assert!(ran.stderr.contains("`--resume` goes on"), "{}", ran.stderr);
    scratch.write("out.csv", "");
    let ran = go_on(&["--resume"]);
    assert!(ran.stderr.contains("shorter than it was"), "{}", ran.stderr);
    scratch.write("out.csv", &before);
    assert_eq!(go_on(&["--resume"]).code, 1);
    assert_eq!(read(&scratch, "out.csv").lines().count(), 2051);
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
