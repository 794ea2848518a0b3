//! `whatnext run` for people at a shell: how a question is answered, what the time of the
//! case is, what all rules say at once.

use std::fs;
use std::path::{Path, PathBuf};

use crate::binary::{Ran, whatnext};

const RULES: &str = r#"
fact seen: time { ask "When was it seen?" }
fact works: yes/no { ask "Does it work?" }
fact message: text { ask "What does it say?" }
fact disks: list by host, name {
  ask "Which disks?"
  host: text
  name: text
  noise: none | some | much { ask "How loud is {name}?" }
  size:  number { ask "How large is {name}?" }
}

rule broken {
  when not works
  conclude "It says nothing." when message is empty
  conclude "It is broken."
}

rule loud for each disk in disks {
  when disk.noise is much
  conclude "Replace {disk.name}."
}

rule old {
  when age(seen) > 1 day
  conclude "It was not seen for long."
}
"#;

/// Runs the rules in a folder of the test's own.
fn run(test: &str, args: &[&str]) -> Ran {
    whatnext(&folder(test), &[&["run", "a.rules"], args].concat(), None)
}

fn folder(test: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"))
        .join("running")
        .join(test);
    fs::create_dir_all(&folder).expect("the folder can be made");
    fs::write(folder.join("a.rules"), RULES).expect("the rules can be written");
    folder
}

/// The line below a question that says how to answer it.
fn answer_line(ran: &Ran) -> Option<&str> {
    let mut lines = ran.stdout.lines();
    lines.find_map(|line| line.strip_prefix("  Answer with: "))
}

#[test]
fn a_question_says_how_it_is_answered() {
    let asked = run("answers", &[]);
    assert_eq!(
        answer_line(&asked),
        Some("--set works=yes, or --set works=no")
    );
    // A text has blanks, so that it needs its quotes.
    let asked = run("answers", &["--set", "works=no"]);
    assert_eq!(answer_line(&asked), Some("--set 'message=VALUE'"));
    let quiet = run("answers", &["--quiet"]);
    assert!(quiet.stdout.starts_with("Find out: Does it work?"));
    assert_eq!(answer_line(&quiet), None);
}

#[test]
fn a_question_about_an_element_is_answered_as_it_says() {
    let given = ["--set", "works=yes", "--set"];
    let asked = run("elements", &[&given[..2]].concat());
    assert_eq!(
        answer_line(&asked),
        Some("--set 'disks=[{host: VALUE, name: VALUE}]'")
    );
    let disks = [&given[..], &["disks=[{host: a b, name: sda}]"]].concat();
    let asked = run("elements", &disks);
    let line = answer_line(&asked).expect("it asks");
    assert_eq!(line, r#"--set 'disks["a b", "sda"].noise=VALUE'"#);
    let setting = line
        .strip_prefix("--set '")
        .and_then(|line| line.strip_suffix('\''));
    let setting = setting.expect("it is one word").replace("VALUE", "much");
    let answered = run("elements", &[&disks[..], &["--set", &setting]].concat());
    assert!(
        answered.stdout.starts_with("Conclusion: Replace sda."),
        "{}{}",
        answered.stdout,
        answered.stderr
    );
}

#[test]
fn the_name_of_a_field_alone_is_told_its_whole_path() {
    for setting in ["noise=much", "sda.noise=much"] {
        let ran = run("fields", &["--set", setting]);
        assert_eq!(ran.code, 2);
        let path = "write `disks[\"‹host›\", \"‹name›\"].noise`";
        assert!(ran.stderr.contains(path), "{}", ran.stderr);
    }
    let ran = run("fields", &["--set", "nothing=1"]);
    assert!(!ran.stderr.contains("is a field"), "{}", ran.stderr);
}

#[test]
fn all_rules_are_told_quietly() {
    let args = ["--set", "works=no", "--set", "message=no paper", "--all"];
    let told = run("all", &[&args[..], &["--now", "2026-01-09"]].concat());
    assert!(told.stdout.contains("Why\n"), "{}", told.stdout);
    let quiet = run("all", &[&args[..], &["--quiet"]].concat());
    assert_eq!(quiet.stdout, "Conclusion: It is broken.\n");
    assert_eq!(quiet.code, 0);
}

#[test]
fn a_text_that_is_not_concluded_does_not_look_like_one() {
    let ran = run(
        "quotes",
        &["--set", "works=no", "--set", "message=no paper"],
    );
    let passed_over = "\n  conclude \"It says nothing.\" of rule `broken`: its guard fails\n";
    assert!(ran.stdout.contains(passed_over), "{}", ran.stdout);
}

const LATE: [&str; 6] = [
    "--set",
    "works=yes",
    "--set",
    "disks=[]",
    "--set",
    "seen=2026-01-01",
];

#[test]
fn the_time_of_the_case_is_wanted_where_rules_compare_with_it() {
    let ran = run("late", &LATE);
    let wanted = "  the time of the case is not known: give `--now`\n";
    assert_eq!(ran.stdout.matches(wanted).count(), 1, "{}", ran.stdout);
    assert!(ran.stdout.starts_with("Cannot tell: "), "{}", ran.stdout);
    let known = run("late", &[&LATE[..], &["--now", "2026-01-03"]].concat());
    assert!(!known.stdout.contains(wanted), "{}", known.stdout);
    assert!(
        known
            .stdout
            .starts_with("Conclusion: It was not seen for long."),
        "{}",
        known.stdout
    );
    let wrong = run("late", &["--now", "noon"]);
    assert_eq!(wrong.code, 2);
    assert!(
        wrong.stderr.contains("`--now`: `noon` is not a time"),
        "{}",
        wrong.stderr
    );
}

#[test]
fn the_time_that_a_case_says_comes_first() {
    let case = "now: 2026-01-01T12:00:00Z\n";
    fs::write(folder("case").join("case.yaml"), case).expect("it can be written");
    let args = ["--case", "case.yaml", "--now", "2026-01-09"];
    let ran = run("case", &[&args[..], &LATE].concat());
    assert!(ran.stdout.starts_with("Nothing to do: "), "{}", ran.stdout);
}
