//! Why a command could not run.

use std::fmt::Write as _;

use anstyle::{AnsiColor, Style};

use super::output;
use crate::model::value::printable;

const ERROR: Style = AnsiColor::Red.on_default().bold();
const WARNING: Style = AnsiColor::Yellow.on_default().bold();

/// Why a command could not run. It is told on standard error, and the exit code
/// is 2.
#[derive(Debug)]
pub(super) struct Failure {
    message: String,
    help: Option<String>,
    /// A report that speaks for itself.
    report: Option<String>,
}

impl Failure {
    /// A failure with its message: lower case, user input in backticks.
    pub(super) fn new(message: impl Into<String>) -> Self {
        Failure {
            message: message.into(),
            help: None,
            report: None,
        }
    }

    /// Adds what to do about it.
    #[must_use]
    pub(super) fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// A failure that `report`, finished for a terminal, tells in full;
    /// `message` sums it up.
    pub(super) fn reported(report: String, message: impl Into<String>) -> Self {
        Failure {
            message: message.into(),
            help: None,
            report: Some(report),
        }
    }

    /// What is told of it, finished for a terminal.
    pub(super) fn text(&self) -> String {
        let mut text = self.report.clone().unwrap_or_default();
        let _ = writeln!(text, "{ERROR}error{ERROR:#}: {}", harmless(&self.message));
        if let Some(help) = &self.help {
            let _ = writeln!(text, "  help: {}", harmless(help));
        }
        text
    }

    /// What is told of it where it stops nothing, finished for a terminal.
    pub(super) fn as_warning(&self) -> String {
        let mut text = format!("{WARNING}warning{WARNING:#}: {}\n", harmless(&self.message));
        if let Some(help) = &self.help {
            let _ = writeln!(text, "  help: {}", harmless(help));
        }
        text
    }

    /// Tells it on standard error.
    pub(super) fn print(&self) {
        output::to_stderr(&self.text());
    }
}

/// Without what a terminal would act on: names of files may hold anything.
fn harmless(text: &str) -> String {
    let lines: Vec<_> = text.lines().map(printable).collect();
    lines.join("\n")
}

/// "1 mistake", "2 mistakes".
pub(super) fn number_of(count: usize, thing: &str) -> String {
    let ending = if count == 1 { "" } else { "s" };
    format!("{count} {thing}{ending}")
}
