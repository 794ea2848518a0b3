//! A run of the program on some files, and what must come of it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use super::RULES;
use crate::process::{self, Ended};

/// How long a run may take on a busy machine.
const LIMIT: Duration = Duration::from_secs(30);

/// A run of the program.
pub(super) struct Attempt {
    name: String,
    files: Vec<(&'static str, Vec<u8>)>,
    arguments: Vec<String>,
    input: Vec<u8>,
    code: i32,
    says: Vec<String>,
}

impl Attempt {
    /// Runs the program with these arguments. `good.rules` is there.
    pub(super) fn run(name: &str, arguments: &[&str]) -> Attempt {
        Attempt {
            name: name.to_owned(),
            files: vec![("good.rules", RULES.into())],
            arguments: arguments
                .iter()
                .map(|&argument| argument.to_owned())
                .collect(),
            input: Vec::new(),
            code: 2,
            says: Vec::new(),
        }
    }

    /// Checks rules.
    pub(super) fn rules(name: &str, text: impl Into<Vec<u8>>) -> Attempt {
        Attempt {
            code: 1,
            ..Attempt::run(name, &["check", "bad.rules"]).file("bad.rules", text)
        }
    }

    /// Decides with a facts file in YAML.
    pub(super) fn facts(name: &str, text: impl Into<Vec<u8>>) -> Attempt {
        Attempt::run(
            name,
            &["run", "good.rules", "--quiet", "--facts", "facts.yaml"],
        )
        .file("facts.yaml", text)
    }

    /// Decides with a facts file in JSON.
    pub(super) fn json(name: &str, text: impl Into<Vec<u8>>) -> Attempt {
        Attempt::run(
            name,
            &["run", "good.rules", "--quiet", "--facts", "facts.json"],
        )
        .file("facts.json", text)
    }

    /// Decides with a case file.
    pub(super) fn case(name: &str, text: impl Into<Vec<u8>>) -> Attempt {
        Attempt::run(
            name,
            &["run", "good.rules", "--quiet", "--case", "case.yaml"],
        )
        .file("case.yaml", text)
    }

    /// Decides with a setting.
    pub(super) fn setting(name: &str, setting: &str) -> Attempt {
        Attempt::run(name, &["run", "good.rules", "--quiet", "--set", setting])
    }

    /// With this file, too.
    pub(super) fn file(mut self, name: &'static str, text: impl Into<Vec<u8>>) -> Attempt {
        self.files.retain(|(other, _)| *other != name);
        self.files.push((name, text.into()));
        self
    }

    /// With this standard input.
    pub(super) fn input(self, input: impl Into<Vec<u8>>) -> Attempt {
        Attempt {
            input: input.into(),
            ..self
        }
    }

    /// The error is of this kind, at this place; more words that it says may
    /// follow.
    pub(super) fn says(mut self, words: &[&str]) -> Attempt {
        self.says.extend(words.iter().map(|&word| word.to_owned()));
        self
    }

    /// There is no error: a step.
    pub(super) fn does(self, step: &str) -> Attempt {
        Attempt { code: 0, ..self }.says(&[step])
    }

    /// There is no error: a question, which is a negative result.
    pub(super) fn finds(self, question: &str) -> Attempt {
        Attempt { code: 1, ..self }.says(&[question])
    }

    /// Whether the program is expected to refuse what it is given.
    fn is_refused(&self) -> bool {
        self.code == 2
            || self
                .arguments
                .first()
                .is_some_and(|command| command == "check")
    }

    fn ended(&self, folder: &Path) -> Ended {
        fs::create_dir_all(folder).expect("a folder");
        for (name, text) in &self.files {
            let path = folder.join(name);
            fs::create_dir_all(path.parent().expect("it is in the folder")).expect("a folder");
            fs::write(path, text).expect("a file");
        }
        let mut command = Command::new(env!("CARGO_BIN_EXE_whatnext"));
        command.args(&self.arguments).current_dir(folder);
        process::run(&mut command, &self.input, 1 << 20, LIMIT)
    }

    /// What is wrong with how it ended.
    fn faults(&self, ended: &Ended) -> Vec<String> {
        let mut faults = Vec::new();
        let mut expect = |holds: bool, fault: String| {
            if !holds {
                faults.push(fault);
            }
        };
        let said = format!("{}{}", ended.stdout, ended.stderr);
        expect(!ended.ran_too_long, "it took too long".to_owned());
        expect(
            ended.code == Some(self.code),
            format!("exit code {:?} instead of {}", ended.code, self.code),
        );
        expect(!said.contains("panicked"), "it panicked".to_owned());
        for words in &self.says {
            expect(said.contains(words), format!("it does not say `{words}`"));
        }
        expect(
            self.code != 2 || ended.stdout.is_empty(),
            "there is a result".to_owned(),
        );
        let errors = said
            .lines()
            .filter(|line| line.starts_with("error") && !is_summary(line))
            .count();
        expect(
            errors == usize::from(self.is_refused()),
            format!("{errors} errors"),
        );
        faults
    }
}

/// Whether a line sums up errors that were told before.
fn is_summary(line: &str) -> bool {
    line.starts_with("error: the input has") || line.starts_with("error: the rules have")
}

/// Makes all attempts, and tells all that is wrong.
pub(super) fn check_all(attempts: Vec<Attempt>) {
    let mut report = String::new();
    for attempt in attempts {
        let ended = attempt.ended(&folder(&attempt.name));
        let faults = attempt.faults(&ended);
        if !faults.is_empty() {
            let start = |text: &str| text.chars().take(2_000).collect::<String>();
            let (out, err) = (start(&ended.stdout), start(&ended.stderr));
            report += &format!("{}: {}\n{out}{err}\n", attempt.name, faults.join(", "));
        }
    }
    assert!(report.is_empty(), "\n{report}");
}

/// A folder for an attempt of this name.
pub(super) fn folder(name: &str) -> PathBuf {
    let name: String = name
        .chars()
        .map(|c| if c.is_alphanumeric() { c } else { '-' })
        .collect();
    Path::new(env!("CARGO_TARGET_TMPDIR"))
        .join("limits")
        .join(name)
}
