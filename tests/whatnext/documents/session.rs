//! The examples of one page, run in order in a folder of their own.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::{AtomicUsize, Ordering};

use serde_json::Value;
use whatnext::format::format;
use whatnext::source::Sources;
use whatnext::suite::snapshot::Snapshot;

use super::page::{Block, Page};
use super::pre_commit;
use crate::binary::{copy_folder, project, whatnext};

/// What came of checking a page.
pub(super) struct Checked {
    /// What is wrong, with its place.
    pub(super) faults: Vec<String>,
    /// The page with the outputs as they are now.
    pub(super) updated: String,
}

/// Checks all examples; with `update`, an output that is another is no fault.
pub(super) fn check_examples(page: &Page, update: bool) -> Checked {
    let mut session = Session::new(page);
    let mut checked = Checked {
        faults: Vec::new(),
        updated: String::new(),
    };
    let mut copied = 0;
    for block in &page.blocks {
        let written = page.content(block);
        let fault = match session.run(block, written) {
            Ok(None) => None,
            Ok(Some(output)) if output == written => None,
            Ok(Some(output)) => {
                checked
                    .updated
                    .push_str(&page.text[copied..block.content.start]);
                checked.updated.push_str(&output);
                copied = block.content.end;
                (!update).then(|| format!("the output is another:\n{output}"))
            }
            Err(fault) => Some(fault),
        };
        checked
            .faults
            .extend(fault.map(|fault| format!("{}:{}: {fault}", page.name, block.line)));
    }
    checked.updated.push_str(&page.text[copied..]);
    checked
}

/// The folder of a page, and the last files written to it.
struct Session {
    folder: PathBuf,
    rules: Option<String>,
    /// The option that takes the last input, and its name.
    input: Option<(&'static str, String)>,
    code: i32,
}

impl Session {
    fn new(page: &Page) -> Session {
        static SESSIONS: AtomicUsize = AtomicUsize::new(0);
        let number = SESSIONS.fetch_add(1, Ordering::Relaxed);
        let name = format!("{number}-{}", page.name.replace('/', "-"));
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR"))
            .join("documents")
            .join(name);
        // It may be left from the last run.
        let _ = fs::remove_dir_all(&folder);
        for shipped in [
            "rules",
            "snapshots/car",
            "snapshots/crashplan",
            "snapshots/kubernetes",
        ] {
            copy_folder(&project().join(shipped), &folder.join(shipped));
        }
        let session = Session {
            folder,
            rules: None,
            input: None,
            code: 0,
        };
        if page.text.contains("\n$ git ") {
            session.commit_all();
        }
        session
    }

    /// Makes the folder a repository in which all is committed.
    fn commit_all(&self) {
        for args in [
            &["init", "--quiet", "--initial-branch=main"][..],
            &["add", "."],
            &["commit", "--quiet", "--message=The rules so far"],
        ] {
            self.git(args).expect("a repository can be made");
        }
    }

    /// What `git` prints, of nobody in particular.
    fn git(&self, args: &[&str]) -> Result<String, String> {
        let mut command = Command::new("git");
        command.args(args).current_dir(&self.folder);
        for name in ["GIT_AUTHOR_NAME", "GIT_COMMITTER_NAME"] {
            command.env(name, "Support");
        }
        for name in ["GIT_AUTHOR_EMAIL", "GIT_COMMITTER_EMAIL"] {
            command.env(name, "support@example.com");
        }
        let output = command
            .env("GIT_CONFIG_GLOBAL", "/dev/null")
            .output()
            .map_err(|error| format!("git does not start: {error}"))?;
        let text = |bytes: Vec<u8>| String::from_utf8_lossy(&bytes).into_owned();
        if output.status.success() {
            Ok(text(output.stdout))
        } else {
            Err(format!("git {args:?} fails: {}", text(output.stderr)))
        }
    }

    /// Changes a file of the folder as a diff says.
    fn change(&self, name: &str, written: &str) -> Result<(), String> {
        let path = self.folder.join(name);
        let text = fs::read_to_string(&path).map_err(|error| format!("{name}: {error}"))?;
        let side = |dropped: char| -> Result<String, String> {
            let kept = written.lines().filter(|line| !line.starts_with(dropped));
            let lines = kept.map(|line| match line.chars().next() {
                None => Ok("\n".to_owned()),
                Some('+' | '-' | ' ') => Ok(format!("{}\n", &line[1..])),
                Some(_) => Err(format!(
                    "a line of a diff begins with +, - or a space: `{line}`"
                )),
            });
            lines.collect()
        };
        let (old, new) = (side('+')?, side('-')?);
        if text.matches(&old).count() != 1 {
            return Err(format!("{name} has this not once:\n{old}"));
        }
        fs::write(&path, text.replacen(&old, &new, 1)).expect("the file can be written");
        Ok(())
    }

    /// Runs a block; gives the output that it should show.
    fn run(&mut self, block: &Block, written: &str) -> Result<Option<String>, String> {
        let words: Vec<&str> = block.info.split_whitespace().collect();
        match words.as_slice() {
            ["rules"] => return self.good_rules("example.rules", block, written).map(Some),
            ["rules", "wrong", name] => self.rules(name, block, written, false)?,
            ["rules", name] => return self.good_rules(name, block, written).map(Some),
            ["yaml", "facts"] => self.input("--facts", "facts.yaml", written),
            ["yaml", "facts", name] => self.input("--facts", name, written),
            ["yaml", "case"] => self.input("--case", "case.yaml", written),
            ["yaml", "case", name] => self.input("--case", name, written),
            ["text"] => return self.decision(&["--quiet"]).map(Some),
            ["text", "full"] => return self.decision(&[]).map(Some),
            ["json"] => return self.decision(&["--format", "json"]).map(Some),
            ["yaml" | "json" | "csv", "file", name] => self.write(name, written),
            ["yaml", "walk"] => self.walk("walk.yaml", written)?,
            ["yaml", "walk", name] => self.walk(name, written)?,
            ["yaml", "pre-commit"] => self.hooks(written)?,
            ["snapshot", case] => return self.snapshot(case).map(Some),
            ["diff", name] => self.change(name, written)?,
            ["console"] => return self.transcript(written).map(Some),
            _ => return Err(format!("a block of an unknown kind: `{}`", block.info)),
        }
        Ok(None)
    }

    fn write(&self, name: &str, text: &str) {
        let path = self.folder.join(name);
        fs::create_dir_all(path.parent().expect("it is in a folder")).expect("folders");
        fs::write(path, text).expect("the file can be written");
    }

    /// A walk that the last rules can read.
    fn walk(&self, name: &str, written: &str) -> Result<(), String> {
        self.write(name, written);
        let rules = self.rules.as_deref();
        let rules = rules.ok_or("there are no rules before this walk")?;
        let ran = whatnext(&self.folder, &["run", rules, "--case", name], None);
        if ran.code == 2 {
            return Err(format!("the walk cannot be read:\n{}", ran.stderr));
        }
        Ok(())
    }

    /// What an accepted snapshot says, without its header.
    fn snapshot(&self, case: &str) -> Result<String, String> {
        let path = self.folder.join(format!("snapshots/{case}.snap"));
        let text = fs::read_to_string(path).map_err(|error| format!("{case}: {error}"))?;
        let snapshot = Snapshot::parse(&text).map_err(|error| format!("{case}: {error}"))?;
        Ok(format!("{}\n", snapshot.contents.trim_end()))
    }

    /// Runs the hooks that a configuration of pre-commit names, as pre-commit does.
    fn hooks(&self, written: &str) -> Result<(), String> {
        for (entry, args) in pre_commit::commands(written)? {
            let words: Vec<&str> = entry.split(' ').skip(1).collect();
            let args: Vec<&str> = args.iter().map(String::as_str).collect();
            let ran = whatnext(&self.folder, &[words, args].concat(), None);
            if ran.code != 0 {
                return Err(format!("`{entry}` fails:\n{}{}", ran.stdout, ran.stderr));
            }
        }
        Ok(())
    }

    /// Rules without mistakes, in the layout that they should have.
    fn good_rules(&mut self, name: &str, block: &Block, written: &str) -> Result<String, String> {
        let file = Sources::default().add(name, written);
        let formatted = format(file, written).unwrap_or_else(|_| written.to_owned());
        self.rules(name, block, &formatted, true)?;
        Ok(formatted)
    }

    fn rules(
        &mut self,
        name: &str,
        block: &Block,
        written: &str,
        clean: bool,
    ) -> Result<(), String> {
        let separator = if block.with.is_empty() { "" } else { "\n" };
        self.write(name, &format!("{written}{separator}{}", block.with));
        self.rules = Some(name.to_owned());
        self.input = None;
        let json = whatnext(&self.folder, &["check", "--format", "json", name], None).stdout;
        let report: Value = serde_json::from_str(&json).expect("diagnostics are JSON");
        // Examples are short: they need not say what to do in every case.
        let none = report["diagnostics"]
            .as_array()
            .expect("there is a list of diagnostics")
            .iter()
            .all(|found| found["code"] == "unhandled-complaint");
        match (clean, none) {
            (true, false) => {
                let told = whatnext(&self.folder, &["check", name], None).stdout;
                Err(format!("these rules have mistakes:\n{told}"))
            }
            (false, true) => Err("these rules have no mistakes".to_owned()),
            _ => Ok(()),
        }
    }

    fn input(&mut self, option: &'static str, name: &str, written: &str) {
        self.write(name, written);
        self.input = Some((option, name.to_owned()));
    }

    /// What `run` prints for the last rules and the last input.
    fn decision(&mut self, options: &[&str]) -> Result<String, String> {
        let rules = self
            .rules
            .as_deref()
            .ok_or("there are no rules before this output")?;
        let mut args = vec!["run", rules];
        if let Some((option, name)) = &self.input {
            args.extend([option, name.as_str()]);
        }
        args.extend(options);
        let ran = whatnext(&self.folder, &args, None);
        if ran.stderr.is_empty() {
            Ok(ran.stdout)
        } else {
            Err(format!("the example cannot run:\n{}", ran.stderr))
        }
    }

    /// Commands with what they print.
    fn transcript(&mut self, written: &str) -> Result<String, String> {
        let mut transcript = String::new();
        let mut commands = written
            .lines()
            .filter_map(|line| line.strip_prefix("$ "))
            .peekable();
        while let Some(command) = commands.next() {
            let printed = self.command(command)?;
            transcript.extend(["$ ", command, "\n", &printed]);
            if self.code == 2 && command != "echo $?" && commands.peek() != Some(&"echo $?") {
                return Err(format!("`{command}` cannot run:\n{transcript}"));
            }
        }
        Ok(transcript)
    }

    fn command(&mut self, command: &str) -> Result<String, String> {
        let unusual = || format!("`{command}` is no command that documents may use");
        let (command, stdin) = match command.split_once(" < ") {
            Some((command, file)) => (command, Some(file)),
            None => (command, None),
        };
        let words = words(command).ok_or_else(unusual)?;
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        let args = match words.as_slice() {
            ["echo", "$?"] => return Ok(format!("{}\n", self.code)),
            // These build: they are not run here.
            ["cargo", "test", ..] | ["cargo", "install", "--path", "."] => return Ok(String::new()),
            ["git", args @ ..] => return self.git(args),
            ["cd", folder] => {
                self.folder.push(folder);
                self.code = 0;
                return Ok(String::new());
            }
            ["cp", "-r", from, to] => {
                copy_folder(&self.folder.join(from), &self.folder.join(to));
                self.code = 0;
                return Ok(String::new());
            }
            // Only something that lies in this folder itself.
            ["rm", "-r", copy] if copy.chars().all(char::is_alphanumeric) => {
                let removed = fs::remove_dir_all(self.folder.join(copy));
                removed.map_err(|error| format!("`{copy}` cannot be removed: {error}"))?;
                self.code = 0;
                return Ok(String::new());
            }
            ["cargo", "run", "--", args @ ..] | ["whatnext", args @ ..] => args,
            _ => return Err(unusual()),
        };
        let ran = whatnext(&self.folder, args, stdin);
        self.code = ran.code;
        Ok(ran.stderr + &ran.stdout)
    }
}

/// The words of a command, without their quotes; nothing where a quote is left open.
fn words(command: &str) -> Option<Vec<String>> {
    let mut words = Vec::new();
    let mut word: Option<String> = None;
    let mut quote = None;
    for c in command.chars() {
        match (quote, c) {
            (Some(open), c) if c == open => quote = None,
            (None, '\'' | '"') => {
                quote = Some(c);
                word.get_or_insert_default();
            }
            (None, ' ') => words.extend(word.take()),
            (_, c) => word.get_or_insert_default().push(c),
        }
    }
    words.extend(word);
    quote.is_none().then_some(words)
}
