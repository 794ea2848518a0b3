//! What is printed of pending snapshots where nobody looks at them one by one,
//! and what came of them.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use anstyle::{AnsiColor, Style};

use super::super::diff_text::summary as summary_of;
use super::super::failure::number_of;
use super::super::shell::quoted;
use super::super::store::{Pending, StoreError};
use super::Settled;
use crate::model::value::printable;

const ERROR: Style = AnsiColor::Red.on_default().bold();
const BOLD: Style = Style::new().bold();

/// The pending snapshots, each with what changed and how to settle it.
pub(super) fn list(pending: &[Pending], root: Option<&Path>) -> String {
    if pending.is_empty() {
        return "no snapshot waits to be accepted\n".to_owned();
    }
    let waits = if pending.len() == 1 { "waits" } else { "wait" };
    let snapshots = number_of(pending.len(), "snapshot");
    let mut text = format!("{snapshots} {waits} to be accepted\n");
    let root = root.map_or_else(String::new, |root| format!(" --snapshots {}", shell(root)));
    for pending in pending {
        let _ = writeln!(text, "\n{BOLD}{}{BOLD:#}", path(&pending.path));
        if let Some(description) = &pending.proposed.snapshot.description {
            let _ = writeln!(text, "  {}", printable(description));
        }
        for unmet in &pending.proposed.snapshot.unmet {
            let _ = writeln!(text, "  not met: {}", printable(unmet));
        }
        let _ = writeln!(text, "  {}", what_changed(pending));
        for verdict in ["accept", "reject"] {
            let pending = shell(&pending.path);
            let _ = writeln!(text, "  whatnext review --{verdict}{root} {pending}");
        }
    }
    text
}

/// What changed, in one line.
fn what_changed(pending: &Pending) -> String {
    let new = &pending.proposed.snapshot.contents;
    match &pending.accepted {
        Some(old) if old.snapshot.same_contents(&pending.proposed.snapshot) => {
            "what was decided is the same".to_owned()
        }
        Some(old) => format!("changed: {}", summary_of(&old.snapshot.contents, new)),
        None => format!("new, {}", number_of(new.lines().count(), "line")),
    }
}

fn shell(path: &Path) -> String {
    quoted(&path.display().to_string())
}

/// A path as it can be shown in a line.
pub(super) fn path(path: &Path) -> String {
    printable(&path.display().to_string()).into_owned()
}

/// What came of the snapshots.
pub(super) fn summary(settled: &Settled) -> String {
    let groups: [(&str, &[PathBuf]); 3] = [
        ("accepted", &settled.accepted),
        ("rejected", &settled.rejected),
        ("left for later", &settled.left),
    ];
    let mut text = String::new();
    for (word, paths) in groups {
        for settled in paths {
            let _ = writeln!(text, "{word}: {}", path(settled));
        }
    }
    // What failed is told apart from the results, as errors are; but who reads
    // only the results must not take it for settled.
    let counts: Vec<String> = groups
        .map(|(word, paths)| (word, paths.len()))
        .into_iter()
        .chain([("failed", settled.faults.len())])
        .filter(|(_, count)| *count > 0)
        .map(|(word, count)| format!("{count} {word}"))
        .collect();
    if counts.is_empty() {
        text.push_str("no snapshot waits to be accepted\n");
    } else {
        let _ = writeln!(text, "{BOLD}{}{BOLD:#}", counts.join(", "));
    }
    text
}

/// What is wrong with a snapshot, and what to do.
pub(super) fn fault(error: &StoreError) -> String {
    let mut text = format!("{ERROR}error{ERROR:#}: {error}\n");
    if let Some(help) = error.help() {
        let _ = writeln!(text, "  help: {help}");
    }
    text.push('\n');
    text
}
