//! `whatnext test`: cases, their snapshots, and what is said when something is
//! wrong with either.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::binary::{Ran, whatnext};

const RULES: &str = r#"fact light: off | on | blinking { ask "What does the light do?" }
fact cable: yes/no { ask "Is the cable plugged in?" }

symptom dark "The light is off" when light is off

action plug_in "Plug the cable in" { step "Push it in." }
action replace "Replace the lamp"  { step "Unscrew it." }

rule lamp {
  when dark
  try plug_in when not cable
  try replace
}
"#;

/// A folder with a rule base `lamp` in `rules`.
struct Desk {
    folder: PathBuf,
}

impl Desk {
    fn new(name: &str) -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR"))
            .join("suite")
            .join(name);
        // It may be left from the last run.
        let _ = fs::remove_dir_all(&folder);
        let desk = Desk { folder };
        desk.write("rules/lamp/lamp.rules", RULES);
        desk.case(
            "unplugged",
            "case: No cable\nfacts: { light: off, cable: no }\n",
        );
        desk.case(
            "broken",
            "case: A cable\nfacts: { light: off, cable: yes }\n",
        );
        desk
    }

    /// A desk on which all snapshots are accepted.
    fn accepted(name: &str) -> Self {
        let desk = Desk::new(name);
        assert_eq!(desk.test(&["--accept"]).code, 0);
        desk
    }

    fn path(&self, path: &str) -> PathBuf {
        self.folder.join(path)
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().expect("it is in a folder")).expect("folders");
        fs::write(path, text).expect("the file can be written");
    }

    fn case(&self, name: &str, text: &str) {
        self.write(&format!("rules/lamp/cases/{name}.yaml"), text);
    }

    fn read(&self, path: &str) -> String {
        fs::read_to_string(self.path(path)).expect("the file is readable")
    }

    /// Replaces a part of the rules, which must be there.
    fn change_rules(&self, old: &str, new: &str) {
        let rules = self.read("rules/lamp/lamp.rules");
        assert!(rules.contains(old), "{rules}");
        self.write("rules/lamp/lamp.rules", &rules.replace(old, new));
    }

    fn run(&self, args: &[&str]) -> Ran {
        whatnext(&self.folder, args, None)
    }

    fn test(&self, options: &[&str]) -> Ran {
        self.run(&[&["test", "rules/lamp"], options].concat())
    }

    /// As a service for continuous integration runs it.
    fn test_on_a_build_machine(&self, options: &[&str]) -> Ran {
        let output = Command::new(env!("CARGO_BIN_EXE_whatnext"))
            .args(["test", "rules/lamp"])
            .args(options)
            .env("CI", "true")
            .current_dir(&self.folder)
            .stdin(Stdio::null())
            .output()
            .expect("the program starts");
        Ran {
            stdout: String::from_utf8(output.stdout).expect("results are UTF-8"),
            stderr: String::from_utf8(output.stderr).expect("messages are UTF-8"),
            code: output.status.code().expect("no signal ended the program"),
        }
    }

    /// The files below `snapshots`, sorted.
    fn snapshots(&self) -> Vec<String> {
        let mut found = Vec::new();
        let mut folders = vec![self.path("snapshots")];
        while let Some(folder) = folders.pop() {
            let Ok(entries) = fs::read_dir(&folder) else {
                continue;
            };
            for path in entries.map(|entry| entry.expect("readable").path()) {
                if path.is_dir() {
                    folders.push(path);
                } else {
                    let below = path.strip_prefix(self.path("snapshots")).expect("below");
                    found.push(below.to_string_lossy().into_owned());
                }
            }
        }
        found.sort();
        found
    }
}

const BROKEN: &str = "snapshots/lamp/broken.snap";

#[test]
fn a_case_without_a_snapshot_is_offered_for_review() {
    let desk = Desk::new("offered");
    let ran = desk.test(&[]);
    assert_eq!(ran.code, 1);
    assert!(ran.stdout.contains("2 cases: 2 new"), "{}", ran.stdout);
    assert!(ran.stdout.contains("`whatnext review`"), "{}", ran.stdout);
    assert_eq!(
        desk.snapshots(),
        ["lamp/broken.snap.new", "lamp/unplugged.snap.new"]
    );
}

#[test]
fn a_build_machine_proposes_nothing() {
    let desk = Desk::new("build-machine");
    let ran = desk.test_on_a_build_machine(&[]);
    assert_eq!(ran.code, 1);
    assert!(ran.stdout.contains("2 cases: 2 new"), "{}", ran.stdout);
    assert!(desk.snapshots().is_empty());
}

#[test]
fn accepted_snapshots_pass_and_a_changed_rule_shows_what_it_changes() {
    let desk = Desk::accepted("changed");
    assert_eq!(desk.test_on_a_build_machine(&[]).code, 0);

    desk.change_rules("when not cable", "when cable");
    let before = desk.read(BROKEN);
    let ran = desk.test(&[]);
    assert_eq!(ran.code, 1);
    assert!(
        ran.stdout.contains("changed lamp/broken  A cable"),
        "{}",
        ran.stdout
    );
    assert!(
        ran.stdout.contains("Do: Replace the lamp"),
        "{}",
        ran.stdout
    );
    assert!(
        ran.stdout.contains("Do: Plug the cable in"),
        "{}",
        ran.stdout
    );
    assert_eq!(desk.read(BROKEN), before);
    let pending = desk.read("snapshots/lamp/broken.snap.new");
    assert!(
        pending.contains("rules/lamp/lamp.rules:11:3")
            && pending.contains("try plug_in when cable"),
        "the rule line that causes it is named:\n{pending}"
    );

    // Taken back, nothing is left to review.
    desk.change_rules("when cable", "when not cable");
    assert_eq!(desk.test(&[]).code, 0);
    assert_eq!(
        desk.snapshots(),
        ["lamp/broken.snap", "lamp/unplugged.snap"]
    );
}

#[test]
fn accepting_all_is_fine_unless_more_than_snapshots_differs() {
    let desk = Desk::accepted("accepting");
    desk.change_rules("Unscrew it.", "Turn it to the left.");
    assert_eq!(desk.test(&["--accept"]).code, 0);
    assert!(desk.read(BROKEN).contains("Turn it to the left."));
    assert!(
        !desk.read(BROKEN).contains("lamp.rules"),
        "no places are kept"
    );

    desk.case(
        "broken",
        "case: A cable\nfacts: { light: off, cable: yes }\nexpect: { kind: do, action: plug_in }\n",
    );
    let ran = desk.test(&["--accept"]);
    assert_eq!(ran.code, 1);
    let said = "failed lamp/broken  A cable\n  ";
    let at = ran.stdout.find(said).expect("the failure is told") + said.len();
    assert!(
        ran.stdout[at..].starts_with("expected `action`"),
        "the reason comes first:\n{}",
        ran.stdout
    );
}

#[test]
fn inserted_lines_unrelated_rules_and_another_place_change_no_snapshot() {
    let desk = Desk::accepted("stable");
    desk.change_rules(
        "rule lamp {",
        "# A comment.\n\n\naction call \"Call somebody\" { step \"Call.\" }\n\
         rule unrelated {\n  when light is blinking\n  try call\n}\n\nrule lamp {",
    );
    assert_eq!(desk.test(&[]).code, 0);
    fs::create_dir_all(desk.path("elsewhere")).expect("a folder");
    fs::rename(desk.path("rules/lamp"), desk.path("elsewhere/lamp")).expect("it moves");
    let ran = desk.run(&["test", "elsewhere"]);
    assert_eq!(ran.code, 0, "{}", ran.stdout);
}

#[test]
fn it_does_not_matter_from_where_the_tests_are_started() {
    let desk = Desk::accepted("from-within");
    let ran = whatnext(&desk.path("rules/lamp"), &["test", "."], None);
    assert_eq!(ran.code, 0, "{}{}", ran.stdout, ran.stderr);
    let absolute = desk.path("rules/lamp");
    let ran = whatnext(
        &desk.path("rules"),
        &["test", absolute.to_str().expect("it is UTF-8")],
        None,
    );
    assert_eq!(ran.code, 0, "{}{}", ran.stdout, ran.stderr);
}

#[test]
fn snapshots_of_no_case_are_listed_and_pruned() {
    let desk = Desk::accepted("unused");
    desk.write("snapshots/lamp/notes.snap", "My own notes.\n");
    fs::rename(
        desk.path("rules/lamp/cases/broken.yaml"),
        desk.path("rules/lamp/cases/burned.yaml"),
    )
    .expect("it can be renamed");
    let ran = desk.test(&["--accept"]);
    assert_eq!(ran.code, 0);
    assert!(
        ran.stdout
            .contains("1 snapshot belongs to no case:\n  snapshots/lamp/broken.snap\n"),
        "{}",
        ran.stdout
    );
    let ran = desk.test(&["--prune"]);
    assert!(
        ran.stderr.contains("removed snapshots/lamp/broken.snap"),
        "{}",
        ran.stderr
    );
    assert_eq!(
        desk.snapshots(),
        ["lamp/burned.snap", "lamp/notes.snap", "lamp/unplugged.snap"],
        "what is not ours stays"
    );
}

#[test]
fn a_subset_of_the_cases_can_be_tested() {
    let desk = Desk::accepted("subset");
    let ran = desk.test(&["--cases", "rules/lamp/cases/broken.yaml"]);
    assert_eq!(ran.code, 0, "{}", ran.stdout);
    assert!(ran.stdout.contains("1 case: 1 passed"), "{}", ran.stdout);
    assert!(!ran.stdout.contains("belong"), "{}", ran.stdout);
}

#[cfg(unix)]
#[test]
fn cases_in_linked_folders_are_tested_once() {
    let desk = Desk::accepted("linked");
    fs::rename(
        desk.path("rules/lamp/cases/broken.yaml"),
        desk.path("broken.yaml"),
    )
    .expect("it moves");
    fs::create_dir(desk.path("shared")).expect("a folder");
    fs::rename(desk.path("broken.yaml"), desk.path("shared/broken.yaml")).expect("it moves");
    let link = |from: &str, to: &str| {
        std::os::unix::fs::symlink(desk.path(from), desk.path(to)).expect("a link can be made");
    };
    link("shared", "rules/lamp/cases/shared");
    link("rules/lamp/cases", "shared/and-back");
    let ran = desk.test(&["--accept"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    assert!(
        ran.stdout.contains("2 cases: 1 passed, 1 new accepted"),
        "{}",
        ran.stdout
    );
}

#[test]
fn coverage_below_the_minimum_fails() {
    let desk = Desk::accepted("minimum");
    assert_eq!(desk.test(&["--min-coverage", "100"]).code, 0);
    fs::remove_file(desk.path("rules/lamp/cases/unplugged.yaml")).expect("it can be removed");
    let ran = desk.test(&["--min-coverage", "100"]);
    assert_eq!(ran.code, 1);
    assert!(
        ran.stdout
            .contains("the cases of `lamp` reach 50 % of the entries, less than 100 %"),
        "{}",
        ran.stdout
    );
}

#[test]
fn results_for_machines_have_standard_output_for_themselves() {
    let desk = Desk::accepted("machines");
    desk.case("other", "case: <Other> & \"more\"\nfacts: { light: on }\n");
    let ran = desk.test(&["--format", "junit", "--coverage", "lcov=coverage.info"]);
    assert_eq!(ran.code, 1);
    insta::with_settings!({ snapshot_path => "../../snapshots/suite", prepend_module_to_snapshot => false }, {
        insta::assert_snapshot!("junit", ran.stdout);
    });
    assert!(desk.read("coverage.info").starts_with("TN:"));
    let ran = desk.test(&["--format", "junit", "--coverage", "json"]);
    assert_eq!(ran.code, 2);
    assert!(
        ran.stderr.contains("--coverage html=coverage.html"),
        "{}",
        ran.stderr
    );
}

#[test]
fn a_report_of_coverage_replaces_only_an_earlier_one() {
    let desk = Desk::accepted("coverage-file");
    for file in [
        "rules/lamp/lamp.rules",
        "rules/lamp/cases/broken.yaml",
        BROKEN,
    ] {
        let before = desk.read(file);
        let ran = desk.test(&["--coverage", &format!("html={file}")]);
        assert_eq!(ran.code, 2, "{}", ran.stdout);
        assert!(
            ran.stderr.contains("nothing was overwritten"),
            "{}",
            ran.stderr
        );
        assert_eq!(desk.read(file), before);
    }
    for format in ["html", "json", "lcov", "text"] {
        for _ in 0..2 {
            let ran = desk.test(&["--coverage", &format!("{format}=report.{format}")]);
            assert_eq!(ran.code, 0, "{}", ran.stderr);
        }
    }
    let ran = desk.test(&["--coverage", "html=one", "--coverage", "lcov=one"]);
    assert_eq!(ran.code, 2);
    assert!(!desk.path("one").exists());
}

#[test]
fn other_cases_do_not_take_the_snapshots_of_the_rule_bases_own() {
    let desk = Desk::accepted("other-cases");
    let before = desk.read(BROKEN);
    desk.write("other/broken.yaml", "case: Another\nfacts: { light: on }\n");
    let ran = desk.test(&["--cases", "other", "--accept"]);
    assert_eq!(ran.code, 2);
    assert!(
        ran.stderr.contains("its snapshot would be that of"),
        "{}",
        ran.stderr
    );
    assert_eq!(desk.read(BROKEN), before);
}

#[test]
fn a_rule_base_that_cannot_be_tested_does_not_keep_others_from_it() {
    let desk = Desk::accepted("others");
    desk.write("rules/wrong/wrong.rules", "rule a { try nothing }\n");
    desk.write("rules/without/cases.rules", RULES);
    let ran = desk.run(&["test", "rules"]);
    assert_eq!(ran.code, 2);
    assert!(ran.stdout.contains("2 cases: 2 passed"), "{}", ran.stdout);
    assert!(ran.stderr.contains("unknown-action"), "{}", ran.stderr);
    assert!(
        ran.stderr.contains("there is no folder `cases`"),
        "{}",
        ran.stderr
    );
}

/// Makes two rule bases that are called alike, each with a folder of snapshots of
/// its own.
fn with_two_alike(name: &str) -> Desk {
    let desk = Desk::new(name);
    for around in ["one", "two"] {
        desk.write(&format!("{around}/lamp/lamp.rules"), RULES);
        desk.write(
            &format!("{around}/lamp/cases/unplugged.yaml"),
            "case: No cable\nfacts: { light: off, cable: no }\n",
        );
        desk.write(&format!("{around}/snapshots/lamp/README"), "");
    }
    desk
}

#[test]
fn rule_bases_that_are_called_alike_are_tested_where_their_snapshots_are_not_shared() {
    let desk = with_two_alike("alike");
    let ran = desk.run(&["test", "one/lamp", "two/lamp"]);
    assert!(ran.stdout.contains("2 cases: 2 new"), "{}", ran.stdout);
    assert_eq!(ran.code, 1, "{}", ran.stderr);
    for around in ["one", "two"] {
        let root = desk.path(&format!("{around}/snapshots"));
        let root = fs::canonicalize(root).expect("a folder");
        let hint = format!(
            "test --accept --snapshots {} {around}/lamp`",
            root.display()
        );
        assert!(ran.stdout.contains(&hint), "{hint}\n{}", ran.stdout);
        assert!(root.join("lamp/unplugged.snap.new").is_file(), "{around}");
    }

    let ran = desk.run(&["test", "--snapshots", "shared", "one/lamp", "two/lamp"]);
    assert!(
        ran.stderr.contains("and so the same snapshots"),
        "{}",
        ran.stderr
    );
    assert_eq!(ran.code, 2);
}

// ---- bad input

/// Tests with this snapshot; nothing of it may be overwritten.
fn refused(name: &str, snapshot: &str, complaint: &str) {
    for options in [&[][..], &["--accept"], &["--prune"]] {
        let desk = Desk::accepted(name);
        desk.write(BROKEN, snapshot);
        let ran = desk.test(options);
        assert_eq!(ran.code, 2, "{}{}", ran.stdout, ran.stderr);
        assert!(ran.stderr.contains(complaint), "{}", ran.stderr);
        assert!(
            ran.stderr.contains("1 case could not be tested"),
            "{}",
            ran.stderr
        );
        assert!(
            ran.stdout.contains("1 passed, 1 not tested"),
            "{}",
            ran.stdout
        );
        assert_eq!(desk.read(BROKEN), snapshot);
    }
}

#[test]
fn a_snapshot_with_conflict_markers_is_left_alone() {
    let desk = Desk::accepted("conflict-before");
    let snapshot = desk.read(BROKEN);
    let conflict = snapshot.replace(
        "Do: Replace the lamp\n",
        "<<<<<<< HEAD\nDo: Replace the lamp\n=======\nDo: Buy a lamp\n>>>>>>> other\n",
    );
    assert_ne!(conflict, snapshot);
    refused("conflict", &conflict, "conflict");
}

#[test]
fn a_snapshot_that_was_cut_is_left_alone() {
    let desk = Desk::accepted("cut-before");
    let snapshot = desk.read(BROKEN);
    for at in [30, snapshot.len() - 5] {
        refused("cut", &snapshot[..at], "broken.snap");
    }
}

#[test]
fn a_snapshot_of_another_version_is_left_alone() {
    let desk = Desk::accepted("version-before");
    let newer = desk
        .read(BROKEN)
        .replace("whatnext.snapshot/1", "whatnext.snapshot/2");
    refused("version", &newer, "whatnext.snapshot/2");
}

#[test]
fn a_snapshot_that_is_protected_is_not_replaced() {
    let desk = Desk::accepted("protected");
    let before = desk.read(BROKEN);
    let path = desk.path(BROKEN);
    let mut permissions = fs::metadata(&path).expect("it is there").permissions();
    permissions.set_readonly(true);
    fs::set_permissions(&path, permissions).expect("it can be protected");
    desk.change_rules("Unscrew it.", "Turn it to the left.");
    let ran = desk.test(&["--accept"]);
    assert_eq!(ran.code, 2);
    assert!(
        ran.stderr.contains("protected from writing"),
        "{}",
        ran.stderr
    );
    assert_eq!(desk.read(BROKEN), before);
}

#[test]
fn two_runs_at_once_leave_whole_snapshots() {
    let desk = Desk::new("at-once");
    for case in 0..200 {
        desk.case(
            &format!("more-{case}"),
            &format!("case: More {case}\nfacts: {{ light: off, cable: no }}\n"),
        );
    }
    let start = || {
        Command::new(env!("CARGO_BIN_EXE_whatnext"))
            .args(["test", "rules/lamp", "--accept"])
            .current_dir(&desk.folder)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("the program starts")
    };
    let mut runs = [start(), start()];
    for run in &mut runs {
        assert!(run.wait().expect("it ends").success());
    }
    assert_eq!(desk.snapshots().len(), 202, "nothing else is left behind");
    assert_eq!(desk.test(&[]).code, 0);
}

#[test]
fn a_case_that_cannot_be_read_does_not_keep_the_others_from_being_tested() {
    for (text, complaint) in [
        ("case: A\nfact: { light: on }\n", "fact"),
        (
            "case: A\nattempted: [{ action: plugin, outcome: fixed }]\n",
            "plugin",
        ),
        ("case: A\nfacts: { lihgt: on }\n", "lihgt"),
    ] {
        let desk = Desk::accepted("unreadable");
        desk.case("bad", text);
        let ran = desk.test(&[]);
        assert_eq!(ran.code, 2, "{}", ran.stdout);
        assert!(ran.stderr.contains(complaint), "{}", ran.stderr);
        assert!(ran.stderr.contains("bad.yaml"), "{}", ran.stderr);
        assert!(
            ran.stdout.contains("3 cases: 2 passed, 1 not tested"),
            "{}",
            ran.stdout
        );
    }
}

#[test]
fn the_snapshot_of_a_case_that_cannot_be_read_is_kept() {
    let desk = Desk::accepted("kept");
    desk.case("broken", "case: [\n");
    let ran = desk.test(&["--prune", "--accept"]);
    assert_eq!(ran.code, 2);
    assert_eq!(
        desk.snapshots(),
        ["lamp/broken.snap", "lamp/unplugged.snap"]
    );
}

#[test]
fn cases_that_cannot_be_told_apart_are_refused() {
    for (file, name, complaint) in [
        ("zz", "No cable", "is called `No cable` too"),
        ("zz", "no CABLE", "is called `no CABLE` too"),
        (
            "zz",
            "../../etc/passwd",
            "is a path, not the name of a case",
        ),
    ] {
        let desk = Desk::accepted("apart");
        desk.case(file, &format!("case: {name}\nfacts: {{ light: on }}\n"));
        let ran = desk.test(&["--accept"]);
        assert_eq!(ran.code, 2, "{}", ran.stdout);
        assert!(ran.stderr.contains(complaint), "{}", ran.stderr);
        assert_eq!(
            desk.snapshots(),
            ["lamp/broken.snap", "lamp/unplugged.snap"]
        );
    }
}

#[test]
fn two_files_cannot_have_one_snapshot() {
    for (first, second) in [("Zebra.yaml", "zebra.yaml"), ("zebra.json", "zebra.yml")] {
        let desk = Desk::accepted("one-snapshot");
        desk.write(
            &format!("rules/lamp/cases/{first}"),
            "{\"case\": \"First\"}",
        );
        desk.write(&format!("rules/lamp/cases/{second}"), "case: Second\n");
        let ran = desk.test(&["--accept"]);
        assert_eq!(ran.code, 2, "{}", ran.stdout);
        let complaint =
            format!("{second}: its snapshot would be that of `rules/lamp/cases/{first}` too");
        assert!(ran.stderr.contains(&complaint), "{}", ran.stderr);
        assert_eq!(
            desk.snapshots().len(),
            3,
            "that of the first one is kept apart"
        );
    }
}

#[test]
fn rule_bases_of_one_name_do_not_share_snapshots() {
    let desk = Desk::new("same-name");
    desk.write("other/lamp/lamp.rules", RULES);
    let ran = desk.run(&["test", "rules/lamp", "other/lamp"]);
    assert_eq!(ran.code, 2);
    assert!(ran.stderr.contains("have the same name"), "{}", ran.stderr);
}

#[test]
fn a_rule_base_without_cases_is_an_error() {
    let desk = Desk::new("no-cases");
    fs::remove_dir_all(desk.path("rules/lamp/cases")).expect("it can be removed");
    let ran = desk.test(&[]);
    assert_eq!(ran.code, 2);
    assert!(
        ran.stderr
            .contains("there is no folder `cases` in `rules/lamp`"),
        "{}",
        ran.stderr
    );
    fs::create_dir_all(desk.path("rules/lamp/cases/empty")).expect("a folder");
    let ran = desk.test(&[]);
    assert_eq!(ran.code, 2);
    assert!(ran.stderr.contains("there is no case in"), "{}", ran.stderr);
}
