//! The canonical layout: what it looks like, that it changes nothing but white space, and the
//! command that brings files into it.

mod command;
mod laws;
mod mutate;

use std::fmt::Write as _;
use std::fs;

use whatnext::diagnostic::Diagnostic;
use whatnext::source::Sources;

use crate::binary::{listed, project, rule_bases};

/// A text in the canonical layout.
fn formatted(text: &str) -> Result<String, Vec<Diagnostic>> {
    let file = Sources::default().add("a.rules", text);
    whatnext::format::format(file, text)
}

/// The rules files that are shipped, with their texts.
fn shipped() -> Vec<(String, String)> {
    let is_rules = |path: &std::path::Path| path.extension().is_some_and(|it| it == "rules");
    let folders = rule_bases();
    let paths = folders.iter().flat_map(|folder| listed(folder, is_rules));
    let with_text = |path: String| {
        let text = fs::read_to_string(project().join(&path)).expect("a file that can be read");
        (path, text)
    };
    paths.map(with_text).collect()
}

fn snapshot(name: &str, text: &str) {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("../../snapshots/format");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(name, text));
}

/// Each case of a file that parts them with lines `---`, and what becomes of it.
fn cases(name: &str, file: &str) {
    let mut all = String::new();
    for case in file.split("\n---\n") {
        let (title, text) = case.split_once('\n').expect("a title and a text");
        let formatted = formatted(text).expect("no mistakes");
        let _ = writeln!(all, "=== {title}\n{text}\n--- formatted\n{formatted}");
    }
    snapshot(name, &all);
}

#[test]
fn declarations() {
    cases("declarations", include_str!("format/declarations.txt"));
}

#[test]
fn long_lines_are_broken() {
    cases("long-lines", include_str!("format/long-lines.txt"));
}

#[test]
fn comments_stay_where_they_say_something() {
    cases("comments", include_str!("format/comments.txt"));
}

#[test]
fn blank_lines_part_thoughts() {
    cases("blank-lines", include_str!("format/blank-lines.txt"));
}

#[test]
fn the_shipped_rules_are_in_the_layout() {
    let shipped = shipped();
    assert!(shipped.len() >= 10, "{} files", shipped.len());
    for (path, text) in shipped {
        assert_eq!(formatted(&text).as_ref(), Ok(&text), "{path}");
    }
}

#[test]
fn ends_of_lines_and_of_the_file_are_made_alike() {
    let expected = "fact a: text\n\n# b\nfact b: text\n";
    for text in [
        "fact a: text\r\n\r\n# b\r\nfact b: text\r\n",
        "\u{feff}fact a: text\n\n# b\nfact b: text",
        "\n\n\nfact a: text   \n\t\n\n# b  \nfact b:\u{a0}text\n\n\n",
    ] {
        assert_eq!(formatted(text).as_deref(), Ok(expected), "{text:?}");
    }
    assert_eq!(formatted("").as_deref(), Ok(""));
    assert_eq!(formatted(" \n\n").as_deref(), Ok(""));
    assert_eq!(formatted("# only this").as_deref(), Ok("# only this\n"));
}

#[test]
fn a_text_with_mistakes_has_no_layout() {
    let diagnostics = formatted("fact a text\nlet b = (a\n").expect_err("mistakes");
    let codes: Vec<_> = diagnostics.iter().map(Diagnostic::code).collect();
    assert_eq!(codes, ["unexpected", "unbalanced-brackets"]);
}
