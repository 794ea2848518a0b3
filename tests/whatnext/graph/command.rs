//! `whatnext graph` as a user runs it.

use std::fs;
use std::path::PathBuf;

use crate::binary::{project, whatnext};

/// The picture that the documents show.
const KEPT: &str = "docs/graph/crashplan.svg";

/// An empty folder with the small rule base.
fn folder(name: &str) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR"))
        .join("graph")
        .join(name);
    // It may be left from the last run.
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("folders can be made");
    fs::write(folder.join("printer.rules"), super::PRINTER).expect("it can be written");
    folder
}

#[test]
fn the_kept_picture_is_what_the_program_draws() {
    let ran = whatnext(project(), &["graph", "rules/crashplan"], None);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    if std::env::var_os("WHATNEXT_UPDATE_DOCUMENTS").is_some() {
        fs::write(project().join(KEPT), &ran.stdout).expect("it can be written");
    }
    let kept = fs::read_to_string(project().join(KEPT)).expect("the picture is kept");
    assert!(
        kept == ran.stdout,
        "{KEPT} is old: WHATNEXT_UPDATE_DOCUMENTS=1 cargo test writes it anew"
    );
}

#[test]
fn the_name_of_the_output_says_the_format() {
    let folder = folder("formats");
    for (file, start) in [
        ("a.svg", "<svg "),
        ("a.dot", "digraph "),
        ("a.gv", "digraph "),
        ("a.mmd", "---\n"),
        ("a.SVG", "<svg "),
        ("a", "<svg "),
    ] {
        let ran = whatnext(&folder, &["graph", "printer.rules", "--output", file], None);
        assert_eq!((ran.code, ran.stdout.as_str()), (0, ""), "{}", ran.stderr);
        let text = fs::read_to_string(folder.join(file)).expect("it is written");
        assert!(text.starts_with(start), "{file}: {text}");
        // A picture may be drawn anew.
        let again = whatnext(&folder, &["graph", "printer.rules", "-o", file], None);
        assert_eq!(again.code, 0, "{}", again.stderr);
    }
}

#[test]
fn an_unknown_ending_needs_a_format() {
    let folder = folder("ending");
    let args = ["graph", "printer.rules", "-o", "x.png"];
    let ran = whatnext(&folder, &args, None);
    assert_eq!(ran.code, 2);
    assert!(ran.stderr.contains("`.png`"), "{}", ran.stderr);
    assert!(!folder.join("x.png").exists());
    let said = [&args[..], &["--format", "dot"]].concat();
    assert_eq!(whatnext(&folder, &said, None).code, 0);
    let text = fs::read_to_string(folder.join("x.png")).expect("it is written");
    assert!(text.starts_with("digraph "), "{text}");
}

#[test]
fn nothing_but_a_picture_is_overwritten() {
    let folder = folder("overwritten");
    let ran = whatnext(
        &folder,
        &[
            "graph",
            "printer.rules",
            "--format",
            "svg",
            "-o",
            "printer.rules",
        ],
        None,
    );
    assert_eq!(ran.code, 2);
    assert!(ran.stderr.contains("is there already"), "{}", ran.stderr);
    let rules = fs::read_to_string(folder.join("printer.rules")).expect("it is there");
    assert_eq!(rules, super::PRINTER);
}

#[test]
fn names_that_mean_nothing_end_with_a_hint() {
    let folder = folder("names");
    for (args, message, help) in [
        (
            ["--around", "lihgt"],
            "nothing that is drawn is called `lihgt`",
            "`light`",
        ),
        (
            ["--rule", "prnting"],
            "there is no rule `prnting`",
            "`printing`",
        ),
        (
            ["--symptom", "no_outptu"],
            "there is no symptom `no_outptu`",
            "`no_output`",
        ),
    ] {
        let ran = whatnext(
            &folder,
            &[&["graph", "printer.rules"], &args[..]].concat(),
            None,
        );
        assert_eq!(ran.code, 2);
        assert!(ran.stderr.contains(message), "{}", ran.stderr);
        assert!(ran.stderr.contains(help), "{}", ran.stderr);
    }
}

#[test]
fn a_picture_that_is_too_large_says_how_to_draw_a_part() {
    let folder = folder("large");
    let rules: Vec<String> = (0..500)
        .map(|at| format!("rule r{at} {{ conclude \"Yes.\" }}\n"))
        .collect();
    fs::write(folder.join("large.rules"), rules.concat()).expect("it can be written");
    let ran = whatnext(&folder, &["graph", "large.rules"], None);
    assert_eq!((ran.code, ran.stdout.as_str()), (2, ""));
    assert!(ran.stderr.contains("--around NAME"), "{}", ran.stderr);
    let part = whatnext(&folder, &["graph", "large.rules", "--rule", "r7"], None);
    assert_eq!(part.code, 0, "{}", part.stderr);
}

#[test]
fn the_way_is_that_of_the_facts_that_are_given() {
    let folder = folder("way");
    let args = [
        "graph",
        "printer.rules",
        "--set",
        "prints=no",
        "--set",
        "light=off",
    ];
    let ran = whatnext(&folder, &args, None);
    assert!(ran.stdout.contains("Do: Give it power"), "{}", ran.stderr);
}
