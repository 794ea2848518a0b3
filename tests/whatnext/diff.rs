//! `whatnext diff`: which decisions a change of the rules changes.

mod causes;
mod git;
mod inputs;
mod outputs;

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use serde_json::Value;
use tempfile::TempDir;

use crate::binary::{Ran, whatnext};

/// Rules that the tests change.
pub(crate) const RULES: &str = r#"fact power: yes/no { ask "Is it on?" }
fact noise: none | loud { ask "Which noise does it make?" }
fact cable: yes/no { ask "Is there a cable?" }
symptom silent "It is silent" when not power
action plug "Plug it in" { step "Put in the plug." }
action press "Press the button" { step "Press it." }
rule start {
  when silent
  try  plug when noise is none
  try  press
  conclude "It is broken."
}
"#;

/// A folder for one test.
pub(crate) struct Scratch(TempDir);

impl Scratch {
    pub(crate) fn new() -> Scratch {
        Scratch(tempfile::tempdir().expect("there is room for a folder"))
    }

    /// The rules as they are and as they become, and a case.
    pub(crate) fn of(old: &str, new: &str, case: &str) -> Scratch {
        let scratch = Scratch::new();
        scratch.write("old/a.rules", old);
        scratch.write("new/a.rules", new);
        scratch.write("new/cases/case.yaml", case);
        scratch
    }

    pub(crate) fn path(&self) -> &Path {
        self.0.path()
    }

    pub(crate) fn write(&self, path: &str, text: impl AsRef<[u8]>) {
        let path = self.path().join(path);
        let folder = path.parent().expect("a file lies in a folder");
        fs::create_dir_all(folder).expect("the folder can be made");
        fs::write(path, text).expect("the file can be written");
    }

    pub(crate) fn run(&self, args: &[&str]) -> Ran {
        whatnext(self.path(), args, None)
    }

    /// The result as JSON, and the exit code.
    pub(crate) fn json(&self, args: &[&str]) -> (Value, i32) {
        let args = [&["diff", "--format", "json"], args].concat();
        let ran = self.run(&args);
        let json = serde_json::from_str(&ran.stdout)
            .unwrap_or_else(|error| panic!("{args:?}: {error}\n{}{}", ran.stdout, ran.stderr));
        (json, ran.code)
    }

    /// Runs git, which must do what it is told.
    pub(crate) fn git(&self, args: &[&str]) {
        let status = Command::new("git")
            .args(args)
            .current_dir(self.path())
            .env("GIT_AUTHOR_NAME", "somebody")
            .env("GIT_AUTHOR_EMAIL", "somebody@example.org")
            .env("GIT_COMMITTER_NAME", "somebody")
            .env("GIT_COMMITTER_EMAIL", "somebody@example.org")
            .env("GIT_CONFIG_GLOBAL", "/dev/null")
            .env("GIT_CONFIG_NOSYSTEM", "1")
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status()
            .expect("git is there");
        assert!(status.success(), "git {args:?}");
    }
}

/// The rules with a part replaced, which they must have.
pub(crate) fn with(from: &str, to: &str) -> String {
    assert!(RULES.contains(from), "the rules do not have `{from}`");
    RULES.replace(from, to)
}

/// Like a row of a table: the string at this path of keys.
pub(crate) fn at<'v>(json: &'v Value, pointer: &str) -> &'v str {
    json.pointer(pointer)
        .and_then(Value::as_str)
        .unwrap_or_else(|| panic!("{pointer} is no text in {json:#}"))
}
