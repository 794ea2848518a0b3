//! The old rules from git.

use super::{RULES, Scratch, at, with};
use crate::binary::whatnext;

const CASE: &str = "facts: { power: no, noise: none }\n";

/// A repository whose rules import a file above them. They are committed as
/// they were, and changed since.
fn repository() -> Scratch {
    let scratch = Scratch::new();
    let (facts, rules) = RULES.split_at(RULES.find("symptom").expect("there is a symptom"));
    scratch.write("shared.rules", facts);
    scratch.write(
        "rules/base/a.rules",
        format!("import \"../../shared.rules\"\n{rules}"),
    );
    scratch.write("rules/base/cases/a.yaml", CASE);
    scratch.git(&["init", "-q", "-b", "main"]);
    scratch.git(&["add", "."]);
    scratch.git(&["commit", "-q", "-m", "as they were"]);
    let changed = rules.replace("noise is none", "noise is loud");
    scratch.write(
        "rules/base/a.rules",
        format!("import \"../../shared.rules\"\n{changed}"),
    );
    scratch
}

#[test]
fn the_old_rules_come_from_a_revision() {
    let scratch = repository();
    let (json, code) = scratch.json(&["--base", "main", "rules/base"]);
    assert_eq!(at(&json, "/old"), "main:rules/base");
    assert_eq!(at(&json, "/groups/0/cause/event"), "passed_over");
    assert_eq!(code, 1);
    // A single file, and another name for the same commit.
    let (json, code) = scratch.json(&["rules/base/a.rules", "--base", "HEAD"]);
    assert_eq!(at(&json, "/old"), "HEAD:rules/base/a.rules");
    assert_eq!(code, 1);
}

#[test]
fn it_works_from_a_folder_within_and_with_a_whole_path() {
    let scratch = repository();
    let base = scratch.path().join("rules/base");
    let whole = base.to_str().expect("the path is text");
    for (folder, path) in [("rules", "base"), ("rules/base", "."), ("rules", whole)] {
        let args = ["diff", "--base", "main", path];
        let ran = whatnext(&scratch.path().join(folder), &args, None);
        assert_eq!(ran.code, 1, "{folder} {path}\n{}", ran.stderr);
    }
}

#[test]
fn what_is_gone_is_placed_in_the_revision() {
    let scratch = repository();
    let gone = with("  try  plug when noise is none\n", "");
    scratch.write("rules/base/a.rules", gone);
    let (json, _) = scratch.json(&["--base", "main", "rules/base"]);
    assert_eq!(at(&json, "/groups/0/cause/at"), "main:rules/base/a.rules:7");
}

#[test]
fn mistakes_in_a_revision_are_placed_in_it() {
    let scratch = repository();
    scratch.write("rules/base/a.rules", "rule start { try nothing }\n");
    scratch.git(&["commit", "-q", "-a", "-m", "a mistake"]);
    scratch.write("rules/base/a.rules", RULES);
    let ran = scratch.run(&["diff", "--base", "main", "rules/base"]);
    assert_eq!(ran.code, 2);
    assert!(
        ran.stderr.contains("main:rules/base/a.rules:1"),
        "{}",
        ran.stderr
    );
    assert!(
        ran.stderr
            .contains("the old rules, `main:rules/base`, have 1 mistake"),
        "{}",
        ran.stderr
    );
}

#[test]
fn a_link_in_the_repository_is_followed() {
    let scratch = Scratch::new();
    scratch.write("common/a.rules", RULES);
    scratch.write("base/cases/a.yaml", CASE);
    std::os::unix::fs::symlink("../common/a.rules", scratch.path().join("base/a.rules"))
        .expect("links can be made");
    scratch.git(&["init", "-q", "-b", "main"]);
    scratch.git(&["add", "."]);
    scratch.git(&["commit", "-q", "-m", "linked"]);
    let ran = scratch.run(&["diff", "--base", "main", "base"]);
    assert_eq!(ran.stdout, "1 case: nothing changes\n", "{}", ran.stderr);
}

/// Says why it cannot run, and what to do, and ends in 2.
fn refuses(scratch: &Scratch, args: &[&str], words: &[&str]) {
    let ran = scratch.run(&[&["diff"], args].concat());
    assert_eq!(ran.code, 2, "{args:?}\n{}", ran.stdout);
    for word in words {
        assert!(
            ran.stderr.contains(word),
            "{args:?}: no {word} in {}",
            ran.stderr
        );
    }
}

#[test]
fn a_revision_that_git_does_not_know() {
    let scratch = repository();
    for name in ["nowhere", "--all", "-x", "main:rules", "", "main..main"] {
        let base = format!("--base={name}");
        refuses(
            &scratch,
            &[&base, "rules/base"],
            &[
                &format!("git does not know the revision `{name}`"),
                "help: ",
            ],
        );
    }
}

#[test]
fn rules_that_the_revision_does_not_have() {
    let scratch = repository();
    scratch.write("rules/newer/a.rules", RULES);
    scratch.write("rules/newer/cases/a.yaml", CASE);
    refuses(
        &scratch,
        &["--base", "main", "rules/newer"],
        &["`rules/newer` is not in `main`", "if the rules are new"],
    );
    scratch.git(&["rm", "-q", "--cached", "rules/base/a.rules"]);
    scratch.git(&["commit", "-q", "-m", "without rules"]);
    refuses(
        &scratch,
        &["--base", "main", "rules/base"],
        &["there is no `.rules` file in `main:rules/base`"],
    );
}

#[test]
fn outside_of_a_repository() {
    let scratch = Scratch::of(RULES, RULES, CASE);
    refuses(
        &scratch,
        &["--base", "main", "new"],
        &["`new` is not in a git repository", "whatnext diff OLD NEW"],
    );
}

#[test]
fn what_lies_outside_of_the_repository_is_in_no_revision() {
    let scratch = Scratch::new();
    let (facts, rules) = RULES.split_at(RULES.find("symptom").expect("there is a symptom"));
    scratch.write("outside.rules", facts);
    let rules = format!("import \"../outside.rules\"\n{rules}");
    scratch.write("inside/a.rules", rules);
    scratch.write("inside/cases/a.yaml", CASE);
    scratch.git(&["init", "-q", "-b", "main", "inside"]);
    scratch.git(&["-C", "inside", "add", "."]);
    scratch.git(&["-C", "inside", "commit", "-q", "-m", "as they were"]);
    refuses(
        &scratch,
        &["--base", "main", "inside"],
        &["it lies outside the repository, so `main` does not have it"],
    );
}

#[test]
fn in_a_bare_repository() {
    let scratch = Scratch::new();
    scratch.git(&["init", "-q", "--bare", "."]);
    scratch.write("base/a.rules", RULES);
    refuses(
        &scratch,
        &["--base", "main", "base"],
        &["`base` lies in a bare repository", "git worktree add"],
    );
}

#[test]
fn nothing_is_written_to_the_repository() {
    let scratch = repository();
    let state = || {
        let mut files = Vec::new();
        let mut folders = vec![scratch.path().to_owned()];
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(&folder).expect("the folder is readable") {
                let path = entry.expect("the folder is readable").path();
                if path.is_dir() {
                    folders.push(path);
                } else {
                    let bytes = std::fs::read(&path).expect("the file is readable");
                    files.push((path, bytes));
                }
            }
        }
        files.sort();
        files
    };
    let before = state();
    scratch.run(&["diff", "--base", "main", "rules/base"]);
    assert!(state() == before, "something was written");
}
