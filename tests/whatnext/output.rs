//! Standard output that takes no more, and standard input that is wanted twice.

use std::process::{Command, Output, Stdio};

use crate::binary::{project, whatnext};

/// A rule base whose results are printed here.
const RULES: &str = "rules/car";

/// Runs the program with this standard output.
fn printing_to(stdout: Stdio, args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_whatnext"))
        .args(args)
        .current_dir(project())
        .stdin(Stdio::null())
        .stdout(stdout)
        .stderr(Stdio::piped())
        .output()
        .expect("the program starts")
}

/// A command for each way in which results are printed.
const COMMANDS: &[&[&str]] = &[
    &["check", RULES],
    &["run", RULES],
    &["doc", RULES],
    &["facts", RULES],
    &["graph", RULES],
    &["diff", RULES, RULES],
    &["fmt", "--check", RULES],
    &["completions", "bash"],
    &["manual"],
    &["--help"],
    &["--version"],
];

#[cfg(unix)]
#[test]
fn output_that_takes_no_more_is_told_and_ends_in_2() {
    use std::io::{ErrorKind, Write as _};
    use std::os::fd::OwnedFd;
    use std::os::unix::net::UnixStream;

    for args in COMMANDS {
        // Like a full disk: whatever is written is refused.
        let (mut full, _reader) = UnixStream::pair().expect("a pair");
        full.set_nonblocking(true).expect("it need not wait");
        let refused = loop {
            if let Err(error) = full.write(&[0; 1]) {
                break error.kind();
            }
        };
        assert_eq!(refused, ErrorKind::WouldBlock);
        let output = printing_to(OwnedFd::from(full).into(), args);
        let stderr = String::from_utf8_lossy(&output.stderr);
        assert!(
            stderr.contains("cannot print the result"),
            "{args:?} {stderr}"
        );
        assert_eq!(output.status.code(), Some(2), "{args:?}");
    }
}

#[cfg(unix)]
#[test]
fn a_reader_that_has_gone_away_is_no_fault() {
    use std::os::fd::OwnedFd;
    use std::os::unix::net::UnixStream;

    for args in COMMANDS {
        let (broken, reader) = UnixStream::pair().expect("a pair");
        drop(reader);
        let output = printing_to(OwnedFd::from(broken).into(), args);
        assert_eq!(String::from_utf8_lossy(&output.stderr), "", "{args:?}");
        assert_ne!(output.status.code(), Some(2), "{args:?}");
    }
}

#[test]
fn standard_input_is_read_once() {
    for args in [
        ["run", RULES, "--facts", "-", "--case", "-"].as_slice(),
        &["run", RULES, "--facts", "-", "--facts", "-"],
        &["run", "-", "--facts", "-"],
        &["graph", "-", "--case", "-"],
    ] {
        let ran = whatnext(project(), args, None);
        assert_eq!(
            ran.stderr,
            "error: standard input is named twice, and can be read once\n  help: name a file for all but one `-`\n",
            "{args:?}"
        );
        assert_eq!(ran.code, 2, "{args:?}");
    }
    let once = whatnext(project(), &["run", RULES, "--facts", "-"], None);
    assert!(!once.stderr.contains("named twice"), "{}", once.stderr);
}
