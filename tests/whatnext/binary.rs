//! Runs the program as a user does.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// How a run of the program ended.
#[derive(Debug)]
pub(crate) struct Ran {
    /// What it printed as its result.
    pub(crate) stdout: String,
    /// What else it said.
    pub(crate) stderr: String,
    /// The exit code.
    pub(crate) code: i32,
}

/// The folder of the package.
pub(crate) fn project() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Runs `whatnext` in a folder; `stdin` is a file there.
pub(crate) fn whatnext(folder: &Path, args: &[&str], stdin: Option<&str>) -> Ran {
    let input = match stdin {
        Some(name) => Stdio::from(
            File::open(folder.join(name)).expect("the file for standard input is there"),
        ),
        None => Stdio::null(),
    };
    let mut command = Command::new(env!("CARGO_BIN_EXE_whatnext"));
    command
        .args(args)
        .current_dir(folder)
        .stdin(input)
        .env_remove("CLICOLOR_FORCE")
        // What is tested is what people see, also where the tests run elsewhere.
        .env_remove("CI");
    let output = command.output().expect("the program starts");
    Ran {
        stdout: String::from_utf8(output.stdout).expect("results are UTF-8"),
        stderr: String::from_utf8(output.stderr).expect("messages are UTF-8"),
        code: output.status.code().expect("no signal ended the program"),
    }
}

/// The folders of the shipped rule bases, relative to the project.
pub(crate) fn rule_bases() -> Vec<String> {
    listed("rules", Path::is_dir)
}

/// The shipped cases of a rule base, relative to the project, those in folders
/// of their own too.
pub(crate) fn cases_of(base: &str) -> Vec<String> {
    let mut folders = vec![format!("{base}/cases")];
    let mut cases = Vec::new();
    while let Some(folder) = folders.pop() {
        folders.extend(listed(&folder, Path::is_dir));
        cases.extend(listed(&folder, |path| {
            path.extension()
                .is_some_and(|extension| extension == "yaml")
        }));
    }
    cases.sort();
    cases
}

/// The entries of a folder of the project, sorted, those that are wanted.
pub(crate) fn listed(folder: &str, wanted: impl Fn(&Path) -> bool) -> Vec<String> {
    let entries = std::fs::read_dir(project().join(folder)).expect("the folder is there");
    let paths = entries.map(|entry| entry.expect("the folder is readable").path());
    let name = |path: PathBuf| {
        path.file_name()
            .expect("it has a name")
            .to_string_lossy()
            .into_owned()
    };
    let mut names: Vec<String> = paths
        .filter(|path| wanted(path))
        .map(|path| format!("{folder}/{}", name(path)))
        .collect();
    names.sort();
    names
}

/// Copies a folder with all that is in it.
pub(crate) fn copy_folder(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).expect("the folder can be made");
    for entry in std::fs::read_dir(from).expect("the folder is readable") {
        let path = entry.expect("the folder is readable").path();
        let target = to.join(path.file_name().expect("it has a name"));
        if path.is_dir() {
            copy_folder(&path, &target);
        } else {
            std::fs::copy(&path, &target).expect("the file can be copied");
        }
    }
}
