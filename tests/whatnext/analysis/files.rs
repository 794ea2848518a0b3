//! Which of the files on disk a name may be used in.

use std::fs;
use std::path::PathBuf;

use crate::binary::{Ran, whatnext};

/// A folder with files.
fn folder(name: &str, files: &[(&str, &str)]) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR"))
        .join("analysis")
        .join(name);
    // It may be left from the last run.
    let _ = fs::remove_dir_all(&folder);
    for (path, text) in files {
        let path = folder.join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("it can be made");
        fs::write(path, text).expect("it can be written");
    }
    folder
}

/// The codes of what `check` reports about names and allows, and how it ends.
fn check(folder: &std::path::Path, args: &[&str]) -> (Vec<String>, i32) {
    let args = [&["check", "--format", "json"], args].concat();
    let Ran { stdout, code, .. } = whatnext(folder, &args, None);
    let report: serde_json::Value = serde_json::from_str(&stdout).expect("JSON");
    let diagnostics = report["diagnostics"].as_array().expect("a list");
    let text = |value: &serde_json::Value| value.as_str().expect("a text").to_owned();
    let named = |d: &serde_json::Value| format!("{} {}", text(&d["code"]), text(&d["file"]));
    let codes = diagnostics.iter().map(named);
    let codes = codes.filter(|code| code.starts_with("unused-"));
    (codes.collect(), code)
}

const RULES: &str = "import \"common.rules\"\nfact os: windows | mac\nfact here: text\nrule a { when os is mac and used  conclude \"x\" }\n";
const COMMON: &str = "fact used: yes/no\nfact there: text\n";

#[test]
fn of_a_folder_all_files_are_there() {
    let folder = folder("whole", &[("b/a.rules", RULES), ("b/common.rules", COMMON)]);
    let both = ["unused-name b/a.rules", "unused-name b/common.rules"];
    assert_eq!(check(&folder, &["b"]).0, both);
    assert_eq!(check(&folder, &["./b/../b/"]).0, both);
    assert_eq!(check(&folder, &["b/a.rules", "b/common.rules"]).0, both);
}

#[test]
fn what_is_only_imported_may_be_used_elsewhere() {
    let folder = folder(
        "imported",
        &[("b/a.rules", RULES), ("b/common.rules", COMMON)],
    );
    assert_eq!(check(&folder, &["b/a.rules"]).0, ["unused-name b/a.rules"]);
    assert!(check(&folder, &["b/common.rules"]).0.is_empty());
}

#[test]
fn what_a_file_beside_it_imports_may_be_used_there() {
    let user = "import \"a.rules\"\nrule b { when here is \"x\"  conclude \"x\" }\n";
    let folder = folder(
        "beside",
        &[
            ("b/a.rules", RULES),
            ("b/common.rules", COMMON),
            ("b/b.rules", user),
        ],
    );
    assert!(check(&folder, &["b/a.rules"]).0.is_empty());
    assert_eq!(check(&folder, &["b"]).0, ["unused-name b/common.rules"]);
}

#[test]
fn an_allow_is_not_called_unused_where_its_warning_cannot_be_given() {
    let common = "fact used: yes/no\n# whatnext: allow unused-name because others need it\nfact there: text\n";
    let folder = folder("allow", &[("b/a.rules", RULES), ("b/common.rules", common)]);
    assert_eq!(check(&folder, &["b/a.rules"]).0, ["unused-name b/a.rules"]);
    assert!(check(&folder, &["b/common.rules"]).0.is_empty());
    assert!(check(&folder, &["--fast", "b"]).0.is_empty());
}

#[test]
fn warnings_fail_only_where_they_are_denied() {
    let folder = folder("deny", &[("a.rules", RULES), ("common.rules", COMMON)]);
    assert_eq!(check(&folder, &["."]).1, 0);
    assert_eq!(check(&folder, &["--deny", "warnings", "."]).1, 1);
    assert_eq!(check(&folder, &["--deny", "warnings", "--fast", "."]).1, 0);
}
