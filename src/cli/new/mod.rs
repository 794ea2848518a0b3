//! `whatnext new`

mod write;

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use super::Ending;
use super::arguments::NewArguments;
use super::check::print;
use super::failure::Failure;
use super::files::text_of;
use super::shell::quoted;
use write::Started;

/// The folder of the rules in a new folder.
const RULES: &str = "rules";

/// A file of the template, with its path in a new folder.
macro_rules! template {
    ($($path:literal),* $(,)?) => {
        [$(($path, include_str!(concat!("template/", $path)))),*]
    };
}

/// The files of a new folder.
const FILES: [(&str, &str); 11] = template![
    "README.md",
    "rules/facts.rules",
    "rules/internet.rules",
    "rules/cases/router-without-power.yaml",
    "rules/cases/light-stays-red.yaml",
    "rules/cases/name-server.yaml",
    "rules/cases/restarting-helps.yaml",
    "snapshots/rules/router-without-power.snap",
    "snapshots/rules/light-stays-red.snap",
    "snapshots/rules/name-server.snap",
    "snapshots/rules/restarting-helps.snap",
];

/// Writes a small rule base with its cases into a new folder, or into one that is empty.
pub(super) fn new(arguments: &NewArguments) -> Result<Ending, Failure> {
    let folder = arguments.folder.as_path();
    // Later commands could not be given its path.
    text_of(folder)?;
    let mut started = Started::in_folder(folder)?;
    for (path, text) in FILES {
        started.file(&folder.join(path), text)?;
    }
    started.finish();
    print(&told(folder))?;
    Ok(Ending::Fine)
}

/// What is there now, and how to go on.
fn told(folder: &Path) -> String {
    let rules = path_of_rules(folder);
    let rules = quoted(&rules.display().to_string());
    let case = path_of_rules(folder).join("cases/light-stays-red.yaml");
    let case = quoted(&case.display().to_string());
    let readme = quoted(&folder.join("README.md").display().to_string());
    let mut told = String::from("A rule base is ready, with its tests. Go on with:\n\n");
    for (command, what) in [
        (format!("whatnext run {rules}"), "the first question"),
        (
            format!("whatnext run {rules} --case {case}"),
            "the next step of a case",
        ),
        (
            format!("whatnext test {rules}"),
            "all cases, after each change",
        ),
    ] {
        let _ = writeln!(told, "  # {what}\n  {command}\n");
    }
    let _ = writeln!(told, "{readme} says what is where.");
    told
}

/// The folder with the rules, as it is given to later commands.
fn path_of_rules(folder: &Path) -> PathBuf {
    let rules: PathBuf = folder.join(RULES).components().collect();
    // A path may begin like an option.
    if rules.as_os_str().as_encoded_bytes().starts_with(b"-") {
        Path::new(".").join(rules)
    } else {
        rules
    }
}
