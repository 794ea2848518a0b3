//! Rules with a cursor, `‸`, in them. A file has many, parted by lines of `---`.

use std::fs;

use whatnext::editing::Base;
use whatnext::source::FileId;

use super::base;
use crate::binary::project;

/// The scenarios of a file in this folder.
pub(super) fn read(name: &str) -> String {
    let path = project().join("tests/whatnext/editing").join(name);
    fs::read_to_string(path).expect("the file is readable")
}

/// Each scenario with what is answered at its cursor. What stands before the first
/// line of `===` goes before them all.
pub(super) fn report(scenarios: &str, answer: impl Fn(&Base, FileId, u32) -> String) -> String {
    let (common, scenarios) = scenarios.split_once("===\n").unwrap_or(("", scenarios));
    let reports = scenarios.split("---\n").map(|scenario| {
        let at = scenario.find('‸').expect("every scenario has a cursor");
        let text = format!("{common}{}", scenario.replacen('‸', "", 1));
        let (base, file) = base(&text);
        let offset = u32::try_from(common.len() + at).expect("a small file");
        let answer = answer(&base, file, offset);
        let indented = answer.replace('\n', "\n    ");
        format!("{}  → {indented}\n", scenario.trim_end().to_owned() + "\n")
    });
    reports.collect::<Vec<_>>().join("\n")
}
