//! Files that are there, and files that are read, are not lost.

use std::fs;
#[cfg(unix)]
use std::process::{Command, Stdio};

use super::{batch, batch_of, fleet, ndjson, read};
use crate::diff::Scratch;

/// Refuses to run, says this, and leaves these files as they are.
#[track_caller]
fn spared(scratch: &Scratch, args: &[&str], message: &str) {
    let before = files(scratch);
    let ran = batch_of(scratch, args, "fleet.ndjson");
    assert_eq!(
        (ran.code, ran.stdout.as_str()),
        (2, ""),
        "{args:?}: {}",
        ran.stderr
    );
    assert_eq!(ran.stderr, message, "{args:?}");
    assert!(files(scratch) == before, "{args:?}");
}

/// All files of the folder, with what stands in them.
fn files(scratch: &Scratch) -> Vec<(String, Option<Vec<u8>>)> {
    let entries = fs::read_dir(scratch.path()).expect("the folder can be read");
    let mut files: Vec<_> = entries
        .map(|entry| entry.expect("an entry").path())
        .map(|path| (path.display().to_string(), fs::read(&path).ok()))
        .collect();
    files.sort();
    files
}

#[cfg(unix)]
fn link(scratch: &Scratch, target: &str, name: &str) {
    std::os::unix::fs::symlink(target, scratch.path().join(name)).expect("a link can be made");
}

#[cfg(unix)]
fn is_link(scratch: &Scratch, name: &str) -> bool {
    scratch.path().join(name).is_symlink()
}

#[test]
fn decisions_and_summary_do_not_share_a_file() {
    let scratch = fleet(3);
    let two = |output: &str, summary: &str, message: &str| {
        for more in [&[][..], &["--force"]] {
            let args = ["fleet.ndjson", "--output", output, "--summary", summary];
            let args = [&args[..], more].concat();
            let message = format!("error: {message}\n  help: name another file\n");
            spared(&scratch, &args, &message);
        }
    };
    two(
        "out.ndjson",
        "out.ndjson",
        "`out.ndjson` cannot be both the decisions and the summary",
    );
    two(
        "out.ndjson",
        "./out.ndjson.progress",
        "`./out.ndjson.progress` cannot be the summary: a run that writes `out.ndjson` needs `out.ndjson.progress` for itself",
    );
    two(
        "out.ndjson",
        "out.ndjson.progress.new",
        "`out.ndjson.progress.new` cannot be the summary: a run that writes `out.ndjson` needs `out.ndjson.progress.new` for itself",
    );
    #[cfg(feature = "parquet")]
    two(
        "out.parquet",
        "out.parquet.unfinished",
        "`out.parquet.unfinished` cannot be the summary: a run that writes `out.parquet` needs `out.parquet.unfinished` for itself",
    );
    scratch.write("sub/a.txt", "");
    two(
        "out.ndjson",
        "sub/../out.ndjson",
        "`sub/../out.ndjson` is the same file as `out.ndjson`, where the decisions go",
    );
}

#[cfg(unix)]
#[test]
fn links_do_not_hide_that_decisions_and_summary_share_a_file() {
    let scratch = fleet(3);
    link(&scratch, "later.ndjson", "link.txt");
    let shared = |output: &str, summary: &str| {
        let args = ["fleet.ndjson", "--output", output, "--summary", summary];
        let message = format!(
            "error: `{summary}` is the same file as `{output}`, where the decisions go\n  help: name another file\n"
        );
        spared(&scratch, &[&args[..], &["--force"]].concat(), &message);
    };
    shared("later.ndjson", "link.txt");
    scratch.write("one.ndjson", "mine");
    let path = |name: &str| scratch.path().join(name);
    fs::hard_link(path("one.ndjson"), path("two.txt")).expect("a link can be made");
    shared("one.ndjson", "two.txt");
}

#[test]
fn what_is_read_is_not_written_to() {
    let scratch = fleet(3);
    scratch.write("main.rules", "import \"a.rules\"\n");
    scratch.write("o.ndjson.progress", ndjson(2));
    let read = |args: &[&str], message: &str| {
        spared(&scratch, &[args, &["--force"]].concat(), message);
    };
    read(
        &["fleet.ndjson", "--output", "a.rules", "--format", "ndjson"],
        "error: `a.rules` is read, so nothing can be written to it\n  help: name another file\n",
    );
    let args = [
        "batch",
        "main.rules",
        "fleet.ndjson",
        "--summary",
        "a.rules",
        "--force",
    ];
    let ran = scratch.run(&args);
    assert_eq!((ran.code, ran.stdout.as_str()), (2, ""));
    assert_eq!(
        ran.stderr,
        "error: `a.rules` is read, so nothing can be written to it\n  help: name another file\n"
    );
    assert_eq!(super::read(&scratch, "a.rules"), super::RULES);
    let args = [
        "fleet.ndjson",
        "o.ndjson.progress",
        "--input-format",
        "ndjson",
    ];
    read(
        &[&args[..], &["--output", "o.ndjson"]].concat(),
        "error: `o.ndjson.progress` is read, and a run that writes `o.ndjson` needs it for itself\n  help: name another file with `--output`\n",
    );
}

#[cfg(unix)]
#[test]
fn what_is_read_under_another_name_is_not_written_to() {
    let scratch = fleet(3);
    let path = |name: &str| scratch.path().join(name);
    fs::hard_link(path("fleet.ndjson"), path("too.ndjson")).expect("a link can be made");
    for option in ["--output", "--summary"] {
        spared(
            &scratch,
            &["-", option, "fleet.ndjson", "--force"],
            "error: `fleet.ndjson` is read as standard input, so nothing can be written to it\n  help: name another file\n",
        );
        spared(
            &scratch,
            &["fleet.ndjson", option, "too.ndjson", "--force"],
            "error: `too.ndjson` is read as `fleet.ndjson`, so nothing can be written to it\n  help: name another file\n",
        );
    }
}

/// Runs with a file at the end of which standard output is written.
#[cfg(unix)]
fn appending(scratch: &Scratch, args: &[&str], file: &str) -> (i32, String) {
    let stdout = fs::OpenOptions::new()
        .append(true)
        .open(scratch.path().join(file));
    let ran = Command::new(env!("CARGO_BIN_EXE_whatnext"))
        .args([&["batch", "a.rules"], args].concat())
        .current_dir(scratch.path())
        .stdin(Stdio::null())
        .stdout(stdout.expect("the file is there"))
        .output()
        .expect("the program starts");
    let told = String::from_utf8(ran.stderr).expect("messages are text");
    (ran.status.code().expect("it ends by itself"), told)
}

#[cfg(unix)]
#[test]
fn standard_output_that_is_a_file_is_no_input_and_no_summary() {
    let scratch = fleet(3);
    let (code, told) = appending(&scratch, &["fleet.ndjson"], "fleet.ndjson");
    assert_eq!(
        (code, told.as_str()),
        (
            2,
            "error: `fleet.ndjson` is read, and standard output goes to it\n  help: send it to another file\n"
        )
    );
    assert_eq!(read(&scratch, "fleet.ndjson"), ndjson(3));
    scratch.write("out.txt", "");
    let args = ["fleet.ndjson", "--summary", "out.txt", "--force"];
    let (code, told) = appending(&scratch, &args, "out.txt");
    assert_eq!(
        (code, told.as_str()),
        (
            2,
            "error: `out.txt` cannot be the summary: the decisions go there, as standard output\n  help: name another file\n"
        )
    );
    assert_eq!(read(&scratch, "out.txt"), "");
}

#[test]
fn what_a_run_keeps_beside_its_output_replaces_nothing() {
    let scratch = fleet(3);
    let args = ["fleet.ndjson", "--output", "out.ndjson", "--quiet"];
    let next = "out.ndjson.progress.new";
    scratch.write(next, "mine");
    let message = "error: `out.ndjson.progress.new` is there already\n  help: name another file; or `--force` replaces it\n";
    spared(&scratch, &args, message);
    spared(&scratch, &[&args[..], &["--resume"]].concat(), message);
    let ran = batch(&scratch, &[&args[..], &["--force"]].concat());
    assert_eq!((ran.code, ran.stderr.as_str()), (0, ""));
    assert!(!scratch.path().join(next).exists());
}

#[test]
fn a_summary_that_is_there_is_not_replaced_because_no_run_goes_on() {
    let scratch = fleet(3);
    scratch.write("sum.html", "mine");
    let args = [
        "fleet.ndjson",
        "--output",
        "out.ndjson",
        "--summary",
        "sum.html",
        "--resume",
    ];
    spared(
        &scratch,
        &args,
        "error: `sum.html` is there already\n  help: name another file: there is no stopped run that goes on, and could replace its own\n",
    );
}

#[test]
fn what_cannot_begin_leaves_nothing_and_takes_nothing() {
    let scratch = fleet(3);
    // So long that it can be written to, and nothing with more behind it.
    let long = format!("{}.ndjson", "x".repeat(245));
    let args = ["fleet.ndjson", "--output", &long, "--force"];
    let message = format!(
        "error: cannot write `{long}.progress`: the name is too long, or cannot be one\n  help: it is to say how far the run has come; name another file with `--output`\n"
    );
    spared(&scratch, &args, &message);
    scratch.write(&long, "mine");
    spared(&scratch, &args, &message);
    fs::create_dir(scratch.path().join("out.ndjson.progress")).expect("a folder can be made");
    spared(
        &scratch,
        &["fleet.ndjson", "--output", "out.ndjson", "--force"],
        "error: `out.ndjson.progress` is no regular file, and a run that writes `out.ndjson` has to write one of that name\n  help: move it away, or name another file with `--output`\n",
    );
}

#[cfg(unix)]
#[test]
fn links_are_written_through() {
    let scratch = fleet(3);
    scratch.write("there/a.txt", "");
    let printed = batch(&scratch, &["fleet.ndjson", "--quiet"]).stdout;
    let run = |args: &[&str]| {
        let ran = batch(&scratch, &[&["fleet.ndjson", "--quiet"], args].concat());
        assert_eq!(ran.code, 0, "{args:?}: {}", ran.stderr);
    };
    for more in [&[][..], &["--force"]] {
        if more.is_empty() {
            link(&scratch, "there/out.ndjson", "out.ndjson");
            link(&scratch, "there/middle", "sum.json");
            link(&scratch, "sum.json", "there/middle");
        }
        let args = ["--output", "out.ndjson", "--summary", "sum.json"];
        run(&[&args[..], more].concat());
        assert!(is_link(&scratch, "out.ndjson") && is_link(&scratch, "sum.json"));
        assert_eq!(read(&scratch, "there/out.ndjson"), printed);
        assert!(read(&scratch, "there/sum.json").starts_with('{'));
        assert!(is_link(&scratch, "there/middle"));
        scratch.write("there/out.ndjson", "old");
        scratch.write("there/sum.json", "old");
    }
    #[cfg(feature = "parquet")]
    for more in [&[][..], &["--force"]] {
        if more.is_empty() {
            link(&scratch, "there/out.parquet", "out.parquet");
        }
        run(&[&["--output", "out.parquet"], more].concat());
        assert!(is_link(&scratch, "out.parquet"));
        let bytes = fs::read(scratch.path().join("there/out.parquet"));
        assert!(bytes.expect("it is there").starts_with(b"PAR1"));
    }
}

#[cfg(unix)]
#[test]
fn links_that_lead_nowhere_are_not_replaced() {
    let scratch = fleet(3);
    link(&scratch, "a.txt", "b.txt");
    link(&scratch, "b.txt", "a.txt");
    link(&scratch, "nowhere/c.txt", "c.txt");
    for option in ["--output", "--summary"] {
        let args = ["fleet.ndjson", "--format", "ndjson", option];
        spared(
            &scratch,
            &[&args[..], &["a.txt", "--force"]].concat(),
            "error: cannot write `a.txt`: its links lead in a circle\n  help: name another file\n",
        );
        let ran = batch(&scratch, &[&args[..], &["c.txt"]].concat());
        assert_eq!((ran.code, ran.stdout.as_str()), (2, ""));
        assert!(
            ran.stderr.starts_with("error: there is no folder `"),
            "{}",
            ran.stderr
        );
        assert!(is_link(&scratch, "a.txt") && is_link(&scratch, "c.txt"));
        assert!(!scratch.path().join("nowhere").exists());
    }
}

#[cfg(unix)]
fn make_pipe(scratch: &Scratch, name: &str) -> std::path::PathBuf {
    let path = scratch.path().join(name);
    let made = Command::new("mkfifo").arg(&path).status();
    assert!(made.expect("`mkfifo` is there").success());
    path
}

#[cfg(unix)]
#[test]
fn a_summary_goes_into_a_pipe() {
    use std::os::unix::fs::FileTypeExt as _;

    let scratch = fleet(3);
    let pipe = make_pipe(&scratch, "sum.json");
    link(&scratch, "sum.json", "link.json");
    for (name, more) in [
        ("sum.json", &[][..]),
        ("sum.json", &["--force"]),
        ("link.json", &["--force"]),
    ] {
        let path = pipe.clone();
        let reader = std::thread::spawn(move || fs::read_to_string(path));
        let args = ["fleet.ndjson", "--quiet", "--summary", name];
        let ran = batch(&scratch, &[&args[..], more].concat());
        assert_eq!((ran.code, ran.stderr.as_str()), (0, ""));
        let kind = fs::metadata(&pipe).expect("it is there").file_type();
        assert!(kind.is_fifo(), "{name} {more:?}");
        let text = reader.join().expect("it ends").expect("it can be read");
        assert!(text.contains("\"records\": 3"), "{text}");
    }
    assert!(is_link(&scratch, "link.json"));
}

#[cfg(unix)]
#[test]
fn a_run_into_a_pipe_that_nobody_reads_is_not_said_to_go_on() {
    let scratch = fleet(3);
    let pipe = make_pipe(&scratch, "pipe");
    let child = Command::new(env!("CARGO_BIN_EXE_whatnext"))
        .args(["batch", "a.rules", "-", "--output", "pipe", "--quiet"])
        .current_dir(scratch.path())
        .stdin(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn();
    let mut child = child.expect("the program starts");
    // This waits for the other end to be opened.
    drop(fs::File::open(pipe).expect("it can be read"));
    let stdin = child.stdin.as_mut().expect("there is a pipe");
    std::io::Write::write_all(stdin, ndjson(3).as_bytes()).expect("the program reads");
    let ended = child.wait_with_output().expect("it ends");
    assert_eq!(ended.status.code(), Some(2));
    assert_eq!(
        String::from_utf8(ended.stderr).expect("messages are text"),
        "error: cannot write `pipe`: broken pipe\n  help: when that is mended, begin anew: only a run that writes to a file can go on where it ended\n"
    );
}
