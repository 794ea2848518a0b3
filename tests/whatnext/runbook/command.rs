//! `whatnext doc` as a user runs it.

use std::fs;
use std::path::PathBuf;

use crate::binary::whatnext;

fn folder(name: &str) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR"))
        .join("doc")
        .join(name);
    // It may be left from the last run.
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(folder.join("docs/support")).expect("folders can be made");
    fs::write(folder.join("printer.rules"), super::PRINTER).expect("it can be written");
    folder
}

#[test]
fn the_name_of_the_output_says_the_format_and_its_place_the_links() {
    let folder = folder("formats");
    for (file, start, link) in [
        ("a.md", "<a id=\"runbook\"></a>", "(<printer.rules#L"),
        (
            "docs/support/a.html",
            "<!DOCTYPE html>",
            "\"../../printer.rules#L",
        ),
        (
            "docs/a.md",
            "<a id=\"runbook\"></a>",
            "(<../printer.rules#L",
        ),
    ] {
        for _ in ["once", "again"] {
            let ran = whatnext(&folder, &["doc", "printer.rules", "--output", file], None);
            assert_eq!((ran.code, ran.stdout.as_str()), (0, ""), "{}", ran.stderr);
        }
        let text = fs::read_to_string(folder.join(file)).expect("it is written");
        assert!(
            text.starts_with(start) && text.contains(link),
            "{file}: {text}"
        );
    }
}

#[test]
fn a_dash_stands_for_standard_output() {
    let folder = folder("dash");
    let printed = whatnext(&folder, &["doc", "printer.rules"], None);
    let dashed = whatnext(&folder, &["doc", "printer.rules", "--output", "-"], None);
    assert_eq!((dashed.code, &dashed.stdout), (0, &printed.stdout));
    assert!(!folder.join("-").exists());
}

#[test]
fn links_can_lead_to_a_repository() {
    let folder = folder("base");
    for base in [
        "https://example.com/blob/main/",
        "https://example.com/blob/main",
    ] {
        let args = ["doc", "printer.rules", "--link-base", base];
        let ran = whatnext(&folder, &args, None);
        let link = "(<https://example.com/blob/main/printer.rules#L";
        assert!(ran.stdout.contains(link), "{}", ran.stdout);
    }
}

#[test]
fn an_unknown_ending_needs_a_format() {
    let folder = folder("ending");
    let args = ["doc", "printer.rules", "-o", "x.txt"];
    let ran = whatnext(&folder, &args, None);
    assert_eq!(ran.code, 2);
    assert!(ran.stderr.contains("`.txt`"), "{}", ran.stderr);
    assert!(!folder.join("x.txt").exists());
    let said = [&args[..], &["--format", "markdown"]].concat();
    assert_eq!(whatnext(&folder, &said, None).code, 0);
}

#[test]
fn nothing_but_a_runbook_is_overwritten() {
    let folder = folder("overwritten");
    fs::write(folder.join("notes.md"), "# My notes\n").expect("it can be written");
    let ran = whatnext(&folder, &["doc", "printer.rules", "-o", "notes.md"], None);
    assert_eq!(ran.code, 2);
    assert!(ran.stderr.contains("is there already"), "{}", ran.stderr);
    let notes = fs::read_to_string(folder.join("notes.md")).expect("it is there");
    assert_eq!(notes, "# My notes\n");
    // Nor is another page of HTML.
    fs::write(
        folder.join("index.html"),
        "<!DOCTYPE html>\n<title>Mine</title>\n",
    )
    .expect("it can be written");
    let ran = whatnext(&folder, &["doc", "printer.rules", "-o", "index.html"], None);
    assert_eq!(ran.code, 2);
}
