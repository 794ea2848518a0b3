//! `whatnext fmt`

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use anstyle::{AnsiColor, Style};
use similar::TextDiff;

use super::arguments::FormatArguments;
use super::check::print;
use super::failure::{Failure, number_of};
use super::files::{Disk, rules_files};
use super::rules::unreadable;
use super::{Ending, output, store};
use crate::diagnostic::render::{self, render};
use crate::format::format;
use crate::load::ReadSource as _;
use crate::source::Sources;

const OLD: Style = AnsiColor::Red.on_default();
const NEW: Style = AnsiColor::Green.on_default();
const PLACE: Style = AnsiColor::Cyan.on_default();

/// What standard input is called.
const STDIN: &str = "-";

/// Brings rules files into the canonical layout, or tells which are not in it.
pub(super) fn fmt(arguments: &FormatArguments) -> Result<Ending, Failure> {
    let mut run = Run {
        checks: arguments.check || arguments.diff,
        shows: arguments.diff,
        changed: Vec::new(),
        same: 0,
        broken: 0,
    };
    let from_stdin = |path: &PathBuf| path == Path::new(STDIN);
    if arguments.paths.iter().any(from_stdin) {
        if arguments.paths.len() > 1 {
            return Err(
                Failure::new("standard input goes with no other file").help("format `-` by itself")
            );
        }
        return run.stdin();
    }
    let mut files = rules_files(&arguments.paths)?;
    files.sort();
    files.dedup();
    let mut failed = 0;
    for file in &files {
        if let Err(failure) = run.file(file) {
            failure.print();
            failed += 1;
        }
    }
    if failed < files.len() {
        print(&run.summary(files.len() - failed))?;
    }
    if failed > 0 {
        let failed = number_of(failed, "file");
        return Err(Failure::new(format!("{failed} could not be formatted")));
    }
    Ok(run.ending())
}

/// What a run does, and what has come of it.
struct Run {
    /// Whether files are only looked at.
    checks: bool,
    /// Whether what would change is shown.
    shows: bool,
    /// The files that are changed, or would be.
    changed: Vec<Changed>,
    /// How many files are in the layout already.
    same: usize,
    /// How many files have mistakes.
    broken: usize,
}

/// A file that is changed, or would be.
struct Changed {
    path: String,
    /// What differs, where that is nothing that can be seen in an editor.
    unseen: Option<&'static str>,
}

impl Changed {
    fn of(path: &str, text: &str, formatted: &str) -> Self {
        let marked = text.strip_prefix('\u{FEFF}');
        let without_mark = marked.unwrap_or(text);
        let ends_differ = without_mark.contains("\r\n");
        let unseen = match (marked.is_some(), ends_differ) {
            _ if without_mark.replace("\r\n", "\n") != formatted => None,
            (false, true) => Some("the ends of its lines (CR LF)"),
            (true, false) => Some("the byte order mark at its beginning"),
            (true, true) => Some("the ends of its lines (CR LF) and the byte order mark"),
            (false, false) => None,
        };
        Changed {
            path: path.to_owned(),
            unseen,
        }
    }
}

impl Run {
    /// Formats the text of standard input.
    fn stdin(&mut self) -> Result<Ending, Failure> {
        let text = Disk
            .read(STDIN)
            .map_err(|error| unreadable("standard input", &error))?;
        if let Some(formatted) = self.formatted("standard input", &text) {
            if self.shows {
                print(&unified("standard input", &text, &formatted))?;
            } else if !self.checks {
                print(&formatted)?;
            }
            if self.checks && formatted != text {
                self.changed.push(Changed::of(STDIN, &text, &formatted));
            }
        }
        Ok(self.ending())
    }

    /// Formats a file.
    fn file(&mut self, path: &str) -> Result<(), Failure> {
        let text = Disk.read(path).map_err(|error| unreadable(path, &error))?;
        let Some(formatted) = self.formatted(path, &text) else {
            return Ok(());
        };
        if formatted == text {
            self.same += 1;
            return Ok(());
        }
        if self.shows {
            print(&unified(path, &text, &formatted))?;
        }
        if !self.checks {
            store::replace(Path::new(path), &formatted)?;
        }
        self.changed.push(Changed::of(path, &text, &formatted));
        Ok(())
    }

    /// The text in the canonical layout; its mistakes are told, if it has some.
    fn formatted(&mut self, name: &str, text: &str) -> Option<String> {
        let mut sources = Sources::default();
        let file = sources.add(name, text);
        match format(file, text) {
            Ok(formatted) => Some(formatted),
            Err(diagnostics) => {
                self.broken += 1;
                output::to_stderr(&render(&sources, &diagnostics, render::Style::Coloured));
                None
            }
        }
    }

    /// Which files have changed, or would, and what became of the others.
    fn summary(&self, files: usize) -> String {
        let mut summary = String::new();
        let done = if self.checks {
            "would change"
        } else {
            "changed"
        };
        if !self.shows {
            for Changed { path, unseen } in &self.changed {
                let only = unseen.map_or_else(String::new, |what| format!(": only {what}"));
                let _ = writeln!(summary, "{done} {path}{only}");
            }
        }
        let changed = match (self.changed.len(), self.checks) {
            (0, _) => format!("nothing to change in {}", number_of(files, "file")),
            (count, true) => format!("{count} of {} would change", number_of(files, "file")),
            (count, false) => format!("{count} of {} changed", number_of(files, "file")),
        };
        summary.push_str(&changed);
        if self.broken > 0 {
            let _ = write!(summary, "; {} with mistakes left alone", self.broken);
        }
        summary.push('\n');
        summary
    }

    fn ending(&self) -> Ending {
        if self.broken > 0 || self.checks && !self.changed.is_empty() {
            Ending::Negative
        } else {
            Ending::Fine
        }
    }
}

/// What differs, as `patch` reads it, with the colours of a terminal.
fn unified(name: &str, old: &str, new: &str) -> String {
    let diff = TextDiff::from_lines(old, new);
    let plain = diff.unified_diff().header(name, name).to_string();
    let mut text = String::new();
    for line in plain.lines() {
        let style = match line.chars().next() {
            Some('-') => OLD,
            Some('+') => NEW,
            Some('@') => PLACE,
            _ => Style::new(),
        };
        let _ = writeln!(text, "{style}{line}{style:#}");
    }
    text
}
