//! `whatnext compile`, and commands that are given what it writes.

use std::fs;

use crate::binary::Ran;
use crate::diff::{RULES, Scratch};

fn compiled() -> Scratch {
    let scratch = Scratch::new();
    scratch.write("a.rules", RULES);
    let ran = scratch.run(&["compile", "a.rules", "-o", "a.whatnext"]);
    assert_eq!(ran.stderr, "");
    assert_eq!(ran.stdout, "1 rule of 1 file in `a.whatnext`\n");
    assert_eq!(ran.code, 0);
    scratch
}

/// A run that fails, with its exit code and what it says.
fn assert_fails(ran: &Ran, words: &[&str]) {
    assert_eq!(ran.code, 2, "{}", ran.stderr);
    for words in words {
        assert!(ran.stderr.contains(words), "{}", ran.stderr);
    }
}

#[test]
fn commands_take_the_file_in_place_of_the_rules() {
    let scratch = compiled();
    for command in [
        &["run", "PATH", "--set", "power=no", "--set", "noise=loud"][..],
        &["run", "PATH", "--format", "json"],
        &["graph", "PATH"],
        &["doc", "PATH"],
    ] {
        let of = |path: &str| {
            let with_path = command.iter().map(|word| word.replace("PATH", path));
            let words: Vec<String> = with_path.collect();
            let words: Vec<&str> = words.iter().map(String::as_str).collect();
            let ran = scratch.run(&words);
            (ran.stdout, ran.stderr, ran.code)
        };
        assert_eq!(of("a.whatnext"), of("a.rules"), "{command:?}");
    }
}

#[test]
fn cases_beside_the_file_are_tested() {
    let scratch = compiled();
    scratch.write(
        "cases/on.yaml",
        "case: on\nfacts: { power: yes }\nexpect: { kind: no_symptom }\n",
    );
    let ran = scratch.run(&["test", "a.whatnext", "--accept"]);
    assert_eq!(ran.code, 0, "{}{}", ran.stdout, ran.stderr);
}

#[test]
fn rules_that_changed_since_are_told() {
    let scratch = compiled();
    scratch.write("a.rules", RULES.replace("Plug it in", "Plug it in again"));
    let ran = scratch.run(&[
        "run",
        "a.whatnext",
        "--set",
        "power=no",
        "--set",
        "noise=none",
    ]);
    assert!(ran.stdout.contains("Plug it in\n"), "{}", ran.stdout);
    assert!(
        ran.stderr
            .starts_with("warning: `a.rules` has changed since `a.whatnext` was compiled"),
        "{}",
        ran.stderr
    );
    fs::remove_file(scratch.path().join("a.rules")).expect("it is there");
    let ran = scratch.run(&[
        "run",
        "a.whatnext",
        "--set",
        "power=no",
        "--set",
        "noise=none",
    ]);
    assert_eq!(ran.stderr, "");
}

#[test]
fn damaged_files_are_told_with_what_to_do() {
    let scratch = compiled();
    let bytes = fs::read(scratch.path().join("a.whatnext")).expect("it is there");
    let mut changed = bytes.clone();
    changed[bytes.len() - 1] ^= 1;
    let mut other = bytes.clone();
    other[12] = b'9';
    for (bytes, words) in [
        (&bytes[..bytes.len() / 2], "the end of the file is missing"),
        (&changed, "the file has changed since it was compiled"),
        (&other, "it was compiled by whatnext 9"),
        (
            b"rule r { conclude \"c\" }",
            "it is not a compiled rule base",
        ),
        (b"", "it is not a compiled rule base"),
    ] {
        scratch.write("b.whatnext", bytes);
        assert_fails(
            &scratch.run(&["run", "b.whatnext"]),
            &[
                "cannot use the compiled rule base `b.whatnext`",
                words,
                "compile it again: `whatnext compile PATH… -o b.whatnext`",
            ],
        );
    }
}

#[test]
fn a_file_of_another_name_is_known_by_its_first_bytes() {
    let scratch = compiled();
    fs::rename(
        scratch.path().join("a.whatnext"),
        scratch.path().join("kept"),
    )
    .expect("it moves");
    let ran = scratch.run(&["run", "kept", "--set", "power=yes"]);
    assert_eq!(ran.stderr, "");
}

#[test]
fn the_file_stands_alone() {
    let scratch = compiled();
    assert_fails(
        &scratch.run(&["run", "a.whatnext", "a.rules"]),
        &["there are other rules beside it"],
    );
    for command in ["check", "compile"] {
        let mut words = vec![command, "a.whatnext"];
        if command == "compile" {
            words.extend(["-o", "b.whatnext"]);
        }
        assert_fails(
            &scratch.run(&words),
            &[
                "`a.whatnext` is a compiled rule base",
                "name the rules files",
            ],
        );
    }
}

#[test]
fn only_a_compiled_rule_base_is_overwritten() {
    let scratch = compiled();
    let again = scratch.run(&["compile", "a.rules", "-o", "a.whatnext"]);
    assert_eq!(again.code, 0, "{}", again.stderr);
    assert_fails(
        &scratch.run(&["compile", "a.rules", "-o", "a.rules"]),
        &["`a.rules` is there already, and is no compiled rule base"],
    );
    assert_eq!(
        fs::read_to_string(scratch.path().join("a.rules")).expect("it is there"),
        RULES
    );
}

#[test]
fn rules_with_mistakes_are_not_compiled() {
    let scratch = Scratch::new();
    scratch.write("a.rules", "rule r { when nothing conclude \"c\" }\n");
    assert_fails(
        &scratch.run(&["compile", "a.rules", "-o", "a.whatnext"]),
        &[
            "unknown",
            "the rules have 1 mistake, so nothing was written",
        ],
    );
    assert!(!scratch.path().join("a.whatnext").exists());
}
