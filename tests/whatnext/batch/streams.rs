//! What comes through pipes, and how much memory it takes.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::process::{Child, Command, Stdio};

use super::{fleet, ndjson};
use crate::diff::Scratch;

fn start(scratch: &Scratch, args: &[&str]) -> Child {
    Command::new(env!("CARGO_BIN_EXE_whatnext"))
        .args([&["batch", "a.rules"], args].concat())
        .current_dir(scratch.path())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts")
}

#[test]
fn a_reader_that_goes_away_ends_the_run_quietly() {
    let scratch = fleet(20_000);
    let mut child = start(&scratch, &["fleet.ndjson"]);
    let mut stdout = BufReader::new(child.stdout.take().expect("there is a pipe"));
    let mut line = String::new();
    stdout.read_line(&mut line).expect("there is a line");
    drop(stdout);
    let ended = child.wait_with_output().expect("it ends");
    assert_eq!(ended.status.code(), Some(0));
    assert_eq!(String::from_utf8_lossy(&ended.stderr), "");
}

/// The most memory that a running program had, in megabytes.
#[cfg(target_os = "linux")]
fn peak(child: &Child) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{}/status", child.id()));
    let status = status.expect("the program runs");
    let line = status.lines().find(|line| line.starts_with("VmHWM:"));
    let kilobytes = line.and_then(|line| line.split_whitespace().nth(1));
    let kilobytes: u64 = kilobytes
        .and_then(|text| text.parse().ok())
        .expect("a number");
    kilobytes / 1024
}

/// Sends a text so many times, and gives the most memory that it took.
#[cfg(target_os = "linux")]
fn peak_of(text: &str, times: usize, expected: usize) -> u64 {
    let scratch = fleet(0);
    let args = ["-", "--input-format", "ndjson", "--threads", "2", "--quiet"];
    let mut child = start(&scratch, &args);
    let mut stdin = child.stdin.take().expect("there is a pipe");
    let stdout = child.stdout.take().expect("there is a pipe");
    let lines = std::thread::spawn(move || BufReader::new(stdout).lines().count());
    for _ in 0..times {
        stdin.write_all(text.as_bytes()).expect("the program reads");
    }
    // The pipe is still open, so the program is still there.
    let peak = peak(&child);
    stdin.write_all(b"\n").expect("the program reads");
    drop(stdin);
    assert_eq!(lines.join().expect("lines can be counted"), expected);
    let mut told = String::new();
    let mut stderr = child.stderr.take().expect("there is a pipe");
    stderr.read_to_string(&mut told).expect("messages are text");
    assert_eq!(told, "");
    child.wait().expect("it ends");
    peak
}

#[cfg(target_os = "linux")]
#[test]
fn memory_does_not_grow_with_the_input() {
    let filler = format!("\"filler\":\"{}\",\"id\"", "x".repeat(4000));
    let text = ndjson(1000).replace("\"id\"", &filler);
    let peak = peak_of(&text, 40, 40_000);
    assert!(peak < 90, "{peak} MB for 160 MB of records");
}

#[cfg(target_os = "linux")]
#[test]
fn a_line_of_a_gigabyte_is_never_held() {
    let peak = peak_of(&"x".repeat(1 << 20), 1 << 10, 1);
    assert!(peak < 150, "{peak} MB for a line of 1 GB");
}
