//! `whatnext review` where nobody sits at a terminal, and what is left of
//! snapshots when it is killed.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;

use tempfile::TempDir;
use whatnext::suite::snapshot::{Cause, Snapshot};

use crate::binary::{Ran, whatnext};

fn snapshot(name: &str, contents: &str) -> Snapshot {
    Snapshot {
        source: format!("crashplan/cases/{name}.yaml"),
        description: Some(format!("The case {name}")),
        causes: vec![Cause {
            at: "rules/crashplan/start.rules:3:1".to_owned(),
            line: "rule start {".to_owned(),
        }],
        unmet: Vec::new(),
        contents: contents.to_owned(),
    }
}

/// A folder in which snapshots wait.
struct Desk {
    folder: TempDir,
}

impl Desk {
    /// With one snapshot that changed, one that is new, and one that nothing
    /// waits for.
    fn new() -> Self {
        let desk = Desk {
            folder: tempfile::tempdir().unwrap(),
        };
        desk.accepted("laptop", "do: Restart\nthen look");
        desk.pending("laptop", "do: Reinstall\nthen look");
        desk.pending("it's new", "ask: Which one?");
        desk.accepted("settled", "conclude: Nothing");
        desk
    }

    fn path(&self, name: &str) -> PathBuf {
        let path = self.folder.path().join("snapshots/crashplan").join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        path
    }

    fn accepted(&self, name: &str, contents: &str) {
        let text = snapshot(name, contents).accepted().write();
        fs::write(self.path(&format!("{name}.snap")), text).unwrap();
    }

    fn pending(&self, name: &str, contents: &str) {
        let text = snapshot(name, contents).write();
        fs::write(self.path(&format!("{name}.snap.new")), text).unwrap();
    }

    fn contents(&self, name: &str) -> Option<String> {
        let text = fs::read_to_string(self.path(name)).ok()?;
        Some(Snapshot::parse(&text).unwrap().contents)
    }

    fn review(&self, args: &[&str]) -> Ran {
        let args: Vec<&str> = ["review"].iter().chain(args).copied().collect();
        whatnext(self.folder.path(), &args, None)
    }
}

#[test]
fn without_a_terminal_the_commands_are_listed() {
    let ran = Desk::new().review(&[]);
    let expected = "\
2 snapshots wait to be accepted

snapshots/crashplan/it's new.snap.new
  The case it's new
  new, 1 line
  whatnext review --accept 'snapshots/crashplan/it'\\''s new.snap.new'
  whatnext review --reject 'snapshots/crashplan/it'\\''s new.snap.new'

snapshots/crashplan/laptop.snap.new
  The case laptop
  changed: do: Restart → do: Reinstall
  whatnext review --accept snapshots/crashplan/laptop.snap.new
  whatnext review --reject snapshots/crashplan/laptop.snap.new
";
    assert_eq!(ran.stdout, expected);
    assert_eq!(ran.stderr, "");
    assert_eq!(ran.code, 1);
}

/// What stands between single quotes in the arguments of a listed command.
fn arguments(command: &str) -> Vec<String> {
    let output = Command::new("sh")
        .args(["-c", &format!("printf '%s\\n' {command}")])
        .output()
        .unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    text.lines().map(str::to_owned).collect()
}

#[test]
#[cfg(unix)]
fn the_listed_commands_do_what_they_say() {
    let desk = Desk::new();
    fs::rename(
        desk.folder.path().join("snapshots"),
        desk.folder.path().join("other ones"),
    )
    .unwrap();
    let ran = desk.review(&["--snapshots", "other ones"]);
    let commands = ran.stdout.lines().filter(|line| line.contains("--accept"));
    for command in commands {
        let arguments = arguments(command);
        assert_eq!(arguments[..2], ["whatnext", "review"]);
        assert!(arguments.contains(&"--snapshots".to_owned()));
        let arguments: Vec<&str> = arguments[2..].iter().map(String::as_str).collect();
        let ran = desk.review(&arguments);
        assert_eq!(ran.code, 0, "{}", ran.stderr);
        assert!(ran.stdout.ends_with("1 accepted\n"), "{}", ran.stdout);
    }
    let ran = desk.review(&["--snapshots", "other ones"]);
    assert_eq!(ran.stdout, "no snapshot waits to be accepted\n");
    assert_eq!(ran.code, 0);
}

#[test]
fn all_are_accepted() {
    let desk = Desk::new();
    let ran = desk.review(&["--accept"]);
    assert_eq!(
        ran.stdout,
        "accepted: snapshots/crashplan/it's new.snap.new\n\
         accepted: snapshots/crashplan/laptop.snap.new\n\
         2 accepted\n"
    );
    assert_eq!(ran.code, 0);
    assert_eq!(
        desk.contents("laptop.snap").as_deref(),
        Some("do: Reinstall\nthen look")
    );
    assert_eq!(
        desk.contents("it's new.snap").as_deref(),
        Some("ask: Which one?")
    );
    assert_eq!(desk.contents("laptop.snap.new"), None);
    assert_eq!(desk.contents("it's new.snap.new"), None);
}

#[test]
fn all_are_rejected() {
    let desk = Desk::new();
    let ran = desk.review(&["--reject"]);
    assert!(ran.stdout.ends_with("2 rejected\n"), "{}", ran.stdout);
    assert_eq!(ran.code, 0);
    assert_eq!(
        desk.contents("laptop.snap").as_deref(),
        Some("do: Restart\nthen look")
    );
    assert_eq!(desk.contents("it's new.snap"), None);
    assert_eq!(desk.contents("laptop.snap.new"), None);
}

#[test]
fn a_path_means_a_snapshot_or_a_folder_of_them() {
    for path in [
        "snapshots/crashplan/laptop.snap.new",
        "snapshots/crashplan/laptop.snap",
        "crashplan/laptop.snap",
        // A case, as `whatnext test` names it.
        "crashplan/laptop",
    ] {
        let desk = Desk::new();
        let ran = desk.review(&["--accept", path]);
        assert!(ran.stdout.ends_with("1 accepted\n"), "{path}: {ran:?}");
        assert!(desk.contents("it's new.snap.new").is_some());
    }
    for path in ["snapshots", "snapshots/crashplan", "crashplan"] {
        let ran = Desk::new().review(&["--accept", path, "snapshots/crashplan/laptop.snap"]);
        assert!(ran.stdout.ends_with("2 accepted\n"), "{path}: {ran:?}");
    }
}

#[test]
fn what_is_not_a_snapshot_is_told() {
    let desk = Desk::new();
    fs::create_dir(desk.folder.path().join("rules")).unwrap();
    let said = |args: &[&str]| {
        let ran = desk.review(args);
        assert_eq!((ran.stdout.as_str(), ran.code), ("", 2));
        ran.stderr
    };
    let help = "  help: `whatnext review` lists the snapshots that wait\n";
    for path in ["crashplan/settled.snap", "crashplan/settled"] {
        assert_eq!(
            said(&[path]),
            format!(
                "error: no snapshot waits to be accepted for `{path}`\n  \
                 help: there is no `crashplan/settled.snap.new` nor \
                 `snapshots/crashplan/settled.snap.new`; \
                 `whatnext review` lists the snapshots that wait\n"
            )
        );
    }
    assert_eq!(
        said(&["--accept", "rules"]),
        format!("error: there is no snapshot in the folder `rules`\n{help}")
    );
    assert_eq!(
        said(&["--snapshots", "none"]),
        "error: there is no folder `none`\n  \
         help: `--snapshots` names the folder in which snapshots lie\n"
    );
    assert!(said(&["--accept", "--reject"]).contains("cannot be used with"));
}

#[test]
fn where_there_are_no_snapshots_none_waits() {
    let folder = tempfile::tempdir().unwrap();
    for args in [&["review"][..], &["review", "--accept"]] {
        let ran = whatnext(folder.path(), args, None);
        assert_eq!(ran.stdout, "no snapshot waits to be accepted\n");
        assert_eq!(ran.code, 0);
    }
}

#[test]
fn the_snapshots_of_a_folder_around_this_one_are_found() {
    let desk = Desk::new();
    let within = desk.folder.path().join("rules/crashplan");
    fs::create_dir_all(&within).unwrap();
    let ran = whatnext(&within, &["review"], None);
    let command = "whatnext review --accept ../../snapshots/crashplan/laptop.snap.new\n";
    assert!(ran.stdout.contains(command), "{}", ran.stdout);
}

#[test]
fn a_broken_snapshot_is_told_and_left_while_the_others_are_settled() {
    let desk = Desk::new();
    let conflict = fs::read_to_string(desk.path("laptop.snap")).unwrap()
        + "<<<<<<< ours\na\n=======\nb\n>>>>>>> theirs\n";
    fs::write(desk.path("laptop.snap"), &conflict).unwrap();
    desk.pending("cut", "do");
    let cut = fs::read_to_string(desk.path("cut.snap.new")).unwrap();
    let cut = &cut[..cut.len() - 1];
    fs::write(desk.path("cut.snap.new"), cut).unwrap();
    let said = "\
error: snapshots/crashplan/cut.snap.new:10: the snapshot is cut off: its last line does not end
  help: end the line if nothing is missing; otherwise take the file from version control, \
or delete it and run `whatnext test` again

error: snapshots/crashplan/laptop.snap:9: the snapshot has a merge conflict that nobody has settled
  help: keep one side and delete the markers, or delete the file; then run `whatnext test` again

error: 2 snapshots could not be reviewed
";
    let listed = desk.review(&[]);
    assert_eq!(listed.stderr, said);
    assert!(listed.stdout.starts_with("1 snapshot waits to be accepted"));
    assert_eq!(listed.code, 2);

    let accepted = desk.review(&["--accept"]);
    assert_eq!(accepted.stderr, said);
    assert!(accepted.stdout.ends_with("1 accepted, 2 failed\n"));
    assert_eq!(accepted.code, 2);
    let text = |name: &str| fs::read_to_string(desk.path(name)).unwrap();
    assert_eq!(text("laptop.snap"), conflict);
    assert_eq!(text("cut.snap.new"), cut);
    assert!(desk.contents("laptop.snap.new").is_some());
}

#[test]
fn snapshots_of_other_tools_are_left_alone() {
    let desk = Desk::new();
    let foreign = "---\nsource: src/lib.rs\nexpression: x\n---\nx\n";
    fs::write(desk.path("theirs.snap.new"), foreign).unwrap();
    let ran = desk.review(&["--accept"]);
    assert_eq!(ran.stderr, "1 pending snapshot of other tools left alone\n");
    assert_eq!(ran.code, 0);
    let named = desk.review(&["--accept", "crashplan/theirs.snap.new"]);
    assert!(
        named
            .stderr
            .contains("this snapshot is not from `whatnext`")
    );
    assert_eq!(named.code, 2);
    let kept = fs::read_to_string(desk.path("theirs.snap.new")).unwrap();
    assert_eq!(kept, foreign);
}

#[test]
fn a_pending_snapshot_that_says_the_same_finishes_what_was_broken_off() {
    let desk = Desk::new();
    desk.accepted("laptop", "do: Reinstall\nthen look");
    let ran = desk.review(&["crashplan/laptop.snap"]);
    assert!(ran.stdout.contains("  what was decided is the same\n"));
    assert_eq!(desk.review(&["--accept"]).code, 0);
    assert_eq!(desk.contents("laptop.snap.new"), None);
}

#[test]
#[cfg(unix)]
fn what_cannot_be_written_is_counted_and_still_waits() {
    use std::os::unix::fs::symlink;

    let desk = Desk::new();
    // What stands in the place of the accepted snapshot cannot be read.
    fs::remove_file(desk.path("laptop.snap")).unwrap();
    fs::remove_file(desk.path("it's new.snap.new")).unwrap();
    symlink("laptop.snap", desk.path("laptop.snap")).unwrap();
    let ran = desk.review(&["--accept"]);
    assert_eq!(ran.stdout, "1 failed\n");
    let error = "error: cannot read `snapshots/crashplan/laptop.snap`";
    assert!(ran.stderr.starts_with(error), "{}", ran.stderr);
    assert_eq!(ran.code, 2);
    assert!(desk.contents("laptop.snap.new").is_some());
}

#[test]
fn what_a_case_expects_in_vain_is_listed() {
    let desk = Desk::new();
    let mut proposed = snapshot("laptop", "do: Reinstall");
    proposed.unmet = vec!["expected `action` `restart`,\u{1b}[2J got `reinstall`".to_owned()];
    fs::write(desk.path("laptop.snap.new"), proposed.write()).unwrap();
    let ran = desk.review(&["crashplan/laptop"]);
    let line = "\n  not met: expected `action` `restart`,\u{fffd}[2J got `reinstall`\n";
    assert!(ran.stdout.contains(line), "{}", ran.stdout);
    assert_eq!(desk.review(&["--accept"]).code, 0);
    let accepted = fs::read_to_string(desk.path("laptop.snap")).unwrap();
    assert!(!accepted.contains("unmet"), "{accepted}");
}

#[test]
#[cfg(unix)]
fn names_of_files_cannot_write_on_the_terminal() {
    let desk = Desk::new();
    desk.pending("a\u{1b}[2J\u{202E}\nb", "do: Restart");
    let plain = |text: &str| {
        let is_plain = |c: char| c == '\n' || !(c.is_control() || c == '\u{202E}');
        assert!(text.chars().all(is_plain), "{text:?}");
    };
    let listed = desk.review(&[]);
    let title = "\nsnapshots/crashplan/a\u{fffd}[2J\u{fffd} b.snap.new\n";
    assert!(listed.stdout.contains(title), "{}", listed.stdout);
    plain(&listed.stdout);
    plain(&desk.review(&["a\u{1b}[2J"]).stderr);
    plain(&desk.review(&["--snapshots", "a\u{1b}[2J"]).stderr);
    fs::write(desk.path("broken\u{1b}[2J.snap.new"), "---\n").unwrap();
    let accepted = desk.review(&["--accept"]);
    assert!(accepted.stdout.contains("3 accepted, 1 failed"));
    plain(&accepted.stdout);
    plain(&accepted.stderr);
}

/// How many snapshots are accepted while the program is killed.
const MANY: usize = 100;

fn many() -> Desk {
    let desk = Desk::new();
    for case in 0..MANY {
        desk.accepted(&format!("{case:03}"), "old\n".repeat(50).trim_end());
        desk.pending(&format!("{case:03}"), "new\n".repeat(50).trim_end());
    }
    desk
}

fn accepting(folder: &Path) -> Child {
    Command::new(env!("CARGO_BIN_EXE_whatnext"))
        .args(["review", "--accept"])
        .current_dir(folder)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

/// How many of the snapshots are accepted. Each is whole, and what is not
/// accepted still waits.
fn count_accepted(desk: &Desk) -> usize {
    let new = "new\n".repeat(50);
    let mut accepted = 0;
    for case in 0..MANY {
        let found = desk.contents(&format!("{case:03}.snap")).unwrap();
        let waiting = desk.contents(&format!("{case:03}.snap.new"));
        if found == new.trim_end() {
            accepted += 1;
        } else {
            assert_eq!(found, "old\n".repeat(50).trim_end());
            assert_eq!(waiting.as_deref(), Some(new.trim_end()));
        }
    }
    accepted
}

#[test]
fn a_kill_at_any_moment_leaves_whole_snapshots() {
    let mut in_between = 0;
    for round in 0..10 {
        let desk = many();
        let mut child = accepting(desk.folder.path());
        // It goes through them in order. Kill it around this one.
        let around = desk.path(&format!("{:03}.snap.new", round * MANY / 12));
        while around.exists() && child.try_wait().unwrap().is_none() {
            thread::yield_now();
        }
        child.kill().unwrap();
        child.wait().unwrap();
        if (1..MANY).contains(&count_accepted(&desk)) {
            in_between += 1;
        }
        // The next run finishes it.
        assert_eq!(desk.review(&["--accept"]).code, 0);
        assert_eq!(count_accepted(&desk), MANY);
    }
    assert!(in_between > 0, "each run ended before it was killed");
}

#[test]
fn two_runs_at_once_leave_whole_snapshots() {
    let desk = many();
    let mut runs = [accepting(desk.folder.path()), accepting(desk.folder.path())];
    for run in &mut runs {
        assert!(run.wait().unwrap().success());
    }
    assert_eq!(count_accepted(&desk), MANY);
    assert_eq!(desk.review(&[]).code, 0);
}
