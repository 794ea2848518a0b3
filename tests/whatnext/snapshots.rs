//! Snapshot files: what is written is what is read, by insta as well, and a
//! file that cannot be gone by is never mistaken for one that can.

use std::fs;

use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use whatnext::suite::snapshot::{Cause, Snapshot};

/// A snapshot that waits to be accepted.
fn pending() -> Snapshot {
    Snapshot {
        source: "crashplan/cases/windows/laptop.yaml".to_owned(),
        description: Some("Windows laptop: signing in again did not help".to_owned()),
        causes: vec![
            Cause {
                at: "rules/crashplan/cannot-connect.rules:61:3".to_owned(),
                line: "try reinstall when app.version < \"10.3\"".to_owned(),
            },
            Cause {
                at: "rules/crashplan/facts.rules:7:1".to_owned(),
                line: "fact os".to_owned(),
            },
        ],
        unmet: vec!["expected `action` `restart`, got `reinstall`".to_owned()],
        contents: "do: Reinstall the app\n\n  1. Close the app.\n".to_owned(),
    }
}

/// As cargo-insta reads it.
fn read_by_insta(text: &str) -> insta::Snapshot {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("case.snap.new");
    fs::write(&path, text).unwrap();
    insta::Snapshot::from_file(&path).unwrap()
}

fn written(header: &str, contents: &str) -> String {
    format!("---\nsource: base/cases/a.yaml\n{header}---\n{contents}")
}

const OURS: &str = "info:\n  format: whatnext.snapshot/1\n";

#[test]
fn a_pending_snapshot_is_written_like_this() {
    let expected = r#"---
source: crashplan/cases/windows/laptop.yaml
description: "Windows laptop: signing in again did not help"
info:
  format: whatnext.snapshot/1
  unmet:
    - "expected `action` `restart`, got `reinstall`"
  rules:
    - at: "rules/crashplan/cannot-connect.rules:61:3"
      line: "try reinstall when app.version < \"10.3\""
    - at: "rules/crashplan/facts.rules:7:1"
      line: fact os
---
do: Reinstall the app

  1. Close the app.
"#;
    assert_eq!(pending().write(), expected);
    let mut read = Snapshot::parse(expected).unwrap();
    assert!(read.same_contents(&pending()));
    read.contents.push('\n');
    assert_eq!(read, pending());
}

#[test]
fn an_accepted_snapshot_no_longer_names_the_rules_nor_what_was_expected() {
    let accepted = pending().accepted();
    assert_eq!(accepted.causes, []);
    assert_eq!(accepted.unmet, [""; 0]);
    let text = accepted.write();
    assert!(!text.contains("rules:\n") && !text.contains("unmet:\n"));
    assert!(accepted.same_contents(&pending()));
}

#[test]
fn insta_reads_what_is_written() {
    let read = read_by_insta(&pending().write());
    assert_eq!(
        read.metadata().source(),
        Some("crashplan/cases/windows/laptop.yaml")
    );
    assert_eq!(
        read.metadata().description(),
        Some("Windows laptop: signing in again did not help")
    );
    assert_eq!(
        read.as_text().unwrap().to_string(),
        "do: Reinstall the app\n\n  1. Close the app."
    );
}

#[test]
fn what_insta_writes_again_is_read() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("case.snap");
    read_by_insta(&pending().write()).save(&path).unwrap();
    let text = fs::read_to_string(&path).unwrap();
    // insta keeps all of the header, and writes it as we do.
    assert_eq!(text, pending().write());
    assert!(Snapshot::parse(&text).unwrap().same_contents(&pending()));
}

#[test]
fn windows_line_ends_are_no_change() {
    let text = pending().write().replace('\n', "\r\n");
    let read = Snapshot::parse(&text).unwrap();
    assert!(read.same_contents(&pending()));
    assert_eq!(read.causes, pending().causes);
    assert_eq!(read.source, pending().source);
}

#[test]
fn keys_that_only_insta_knows_are_let_be() {
    let header =
        "assertion_line: 7\nexpression: \"a()\"\ninput_file: a.yaml\nsnapshot_kind: text\n";
    let text = written(&format!("{header}{OURS}  later: [1]\n"), "conclude\n");
    assert_eq!(Snapshot::parse(&text).unwrap().contents, "conclude");
}

/// What is said about a broken file.
fn said(text: &str) -> String {
    let error = Snapshot::parse(text).unwrap_err();
    let place = error
        .line()
        .map_or(String::new(), |line| format!("{line}: "));
    format!("{place}{error}\nhelp: {}", error.help())
}

#[test]
fn merge_conflicts_are_named_wherever_they_are() {
    let help = "the snapshot has a merge conflict that nobody has settled\n\
                help: keep one side and delete the markers, or delete the file; \
                then run `whatnext test` again";
    let sides = "<<<<<<< HEAD\na\n=======\nb\n>>>>>>> branch\n";
    assert_eq!(
        said(&written(OURS, &format!("x\n{sides}"))),
        format!("7: {help}")
    );
    assert_eq!(
        said(&written(&format!("{sides}{OURS}"), "x\n")),
        format!("3: {help}")
    );
    assert_eq!(
        said(&format!("<<<<<<< HEAD\n{}", written(OURS, "x\n"))),
        format!("1: {help}")
    );
    let windows = written(OURS, sides).replace('\n', "\r\n");
    assert_eq!(said(&windows), format!("6: {help}"));
}

#[test]
fn a_message_that_looks_like_a_conflict_is_none() {
    let mut snapshot = pending();
    snapshot.contents = "git said:\n<<<<<<< HEAD\n=======\n>>>>>>> x\n=======".to_owned();
    let text = snapshot.write();
    assert!(text.contains("  markers: 4\n"), "{text}");
    assert_eq!(Snapshot::parse(&text).unwrap(), snapshot);
    // But a conflict in such a file is still seen.
    let conflict = text.replace("git said:", "<<<<<<< a\nx\n=======\ny\n>>>>>>> b");
    assert_eq!(Snapshot::parse(&conflict).unwrap_err().line(), Some(15));
}

#[test]
fn a_snapshot_that_is_cut_off_is_not_gone_by() {
    let again = "take the file from version control, or delete it and run `whatnext test` again";
    assert_eq!(
        said("---\nsource: base/cases/a.yaml\ninfo:\n  for"),
        format!("the snapshot is cut off: its header has no `---` at the end\nhelp: {again}")
    );
    assert_eq!(
        said(&written(OURS, "do: Reinst")),
        format!(
            "6: the snapshot is cut off: its last line does not end\n\
             help: end the line if nothing is missing; otherwise {again}"
        )
    );
    assert_eq!(
        said(""),
        format!("this is not a snapshot: its first line is not `---`\nhelp: {again}")
    );
    let whole = pending().write();
    let contents_at = whole.find("do: ").unwrap();
    for end in 0..whole.len() {
        let cut = Snapshot::parse(&whole[..end]);
        let at_line_end = end > contents_at && whole[..end].ends_with('\n');
        assert_eq!(cut.is_ok(), at_line_end, "{:?}", &whole[..end]);
    }
}

#[test]
fn another_version_is_not_read() {
    let text = written("info:\n  format: whatnext.snapshot/2\n", "x\n");
    assert_eq!(
        said(&text),
        "4: the snapshot is of another version of `whatnext`: `whatnext.snapshot/2`\n\
         help: use the version of `whatnext` that wrote it, or delete it and run \
         `whatnext test` again"
    );
}

#[test]
fn a_snapshot_of_another_tool_is_told_apart() {
    let said_of_others = "this snapshot is not from `whatnext`\nhelp: move it to another \
                          folder, or name another folder with `--snapshots`";
    assert_eq!(said(&written("expression: text\n", "x\n")), said_of_others);
    assert_eq!(
        said(&written("info:\n  format: 3\n", "x\n")),
        said_of_others
    );
    assert_eq!(said(&written("info: 3\n", "x\n")), said_of_others);
}

#[test]
fn a_damaged_header_says_where() {
    let first_line = |header: &str| {
        said(&written(header, "x\n"))
            .lines()
            .next()
            .unwrap()
            .to_owned()
    };
    let damaged = "the header of the snapshot is damaged";
    assert_eq!(
        first_line("info: {\n"),
        format!("3: {damaged}: this `{{` is not closed")
    );
    assert_eq!(
        first_line("source: b\n"),
        format!("3: {damaged}: the key `source` is given twice")
    );
    assert_eq!(
        first_line(&format!("{OURS}  rules: 7\n")),
        format!("5: {damaged}: `rules` is not a list")
    );
    assert_eq!(
        first_line(&format!("{OURS}  unmet: 7\n")),
        format!("5: {damaged}: `unmet` is not a list")
    );
    assert_eq!(
        first_line(&format!("{OURS}  unmet:\n    - [a]\n")),
        format!("6: {damaged}: `unmet` is not a text")
    );
    assert_eq!(
        first_line(&format!("{OURS}  rules:\n    - at: b\n")),
        format!("6: {damaged}: it has no `line`")
    );
    assert_eq!(
        first_line(&format!("{OURS}  markers: some\n")),
        format!("5: {damaged}: `markers` is not a number")
    );
    assert_eq!(
        first_line(&format!("description: [a]\n{OURS}")),
        format!("3: {damaged}: `description` is not a text")
    );
    let without_source = format!("---\n{OURS}---\nx\n");
    assert!(said(&without_source).contains("it has no `source`"));
}

/// Lines that might be taken for something else, in any order, and any text.
fn any_text() -> impl Strategy<Value = String> {
    let line = prop_oneof![
        Just("---".to_owned()),
        Just("<<<<<<< a".to_owned()),
        Just("||||||| a".to_owned()),
        Just("=======".to_owned()),
        Just(">>>>>>> b".to_owned()),
        Just(OURS.to_owned()),
        Just("source: a".to_owned()),
        Just("\r".to_owned()),
        "[ -~]{0,12}",
        any::<String>(),
    ];
    vec(line, 0..12).prop_map(|lines| lines.join("\n"))
}

prop_compose! {
    fn any_snapshot()(
        source in any_text(),
        description in option::of(any_text()),
        causes in vec((any_text(), any_text()), 0..3),
        unmet in vec(any_text(), 0..3),
        contents in any_text(),
    ) -> Snapshot {
        let cause = |(at, line)| Cause { at, line };
        let causes = causes.into_iter().map(cause).collect();
        Snapshot { source, description, causes, unmet, contents }
    }
}

proptest! {
    #[test]
    fn no_text_makes_reading_panic(text in any_text()) {
        let _ = Snapshot::parse(&text);
        let _ = Snapshot::parse(&format!("---\n{text}"));
    }

    #[test]
    fn what_is_written_is_read(snapshot in any_snapshot()) {
        let text = snapshot.write();
        let read = Snapshot::parse(&text).unwrap();
        prop_assert!(read.same_contents(&snapshot));
        prop_assert_eq!(&read.source, &snapshot.source);
        prop_assert_eq!(&read.description, &snapshot.description);
        prop_assert_eq!(&read.causes, &snapshot.causes);
        prop_assert_eq!(&read.unmet, &snapshot.unmet);
        prop_assert_eq!(read.write(), text);
    }

    #[test]
    fn insta_reads_any_contents(snapshot in any_snapshot()) {
        let text = snapshot.write();
        let by_insta = read_by_insta(&text);
        let read = Snapshot::parse(&text).unwrap();
        prop_assert_eq!(by_insta.as_text().unwrap().to_string(), read.contents);
        prop_assert_eq!(by_insta.metadata().source(), Some(&*snapshot.source));
    }
}
