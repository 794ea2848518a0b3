//! What to do after the tests.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use super::Proposals;
use super::outcome::{Outcome, Tally};
use crate::cli::arguments::TestArguments;
use crate::cli::failure::number_of;
use crate::cli::shell;

/// What to do next, after the results.
pub(super) fn hints(
    outcomes: &[Outcome],
    arguments: &TestArguments,
    proposals: Proposals,
) -> String {
    let mut text = String::new();
    let proposed: usize = outcomes.iter().map(Outcome::proposals).sum();
    let options = options(outcomes, arguments);
    let paths = paths(&arguments.paths);
    if Tally::of(outcomes).unexpected > 0 {
        text.push_str("where a case is not as expected, change the rules, or its `expect:` if that was wrong\n");
    }
    if proposed > 0 {
        let _ = match proposals {
            Proposals::Accepted => Ok(()),
            Proposals::ForReview => writeln!(
                text,
                "`whatnext review{}` shows the changes one by one, `whatnext test --accept{options} {paths}` accepts them all",
                roots(outcomes)
            ),
            Proposals::Dropped => writeln!(
                text,
                "run `whatnext test{options} {paths}` on your own machine, then `whatnext review`: with `CI` set no snapshot is proposed"
            ),
        };
    }
    text.push_str(&unused(outcomes, &format!("{options} {paths}")));
    text
}

/// The snapshots that belong to no case, and how they are removed: by a test with
/// these arguments.
fn unused(outcomes: &[Outcome], arguments: &str) -> String {
    let mut text = String::new();
    let unused: Vec<&PathBuf> = outcomes
        .iter()
        .flat_map(|outcome| &outcome.unused)
        .collect();
    if !unused.is_empty() {
        let belong = if unused.len() == 1 {
            "belongs"
        } else {
            "belong"
        };
        let snapshots = number_of(unused.len(), "snapshot");
        let _ = writeln!(text, "{snapshots} {belong} to no case:");
        for path in &unused {
            let _ = writeln!(text, "  {}", quoted(path));
        }
        let _ = writeln!(text, "`whatnext test --prune{arguments}` removes them");
    }
    text
}

/// The option with which the same snapshots are meant again.
fn roots(outcomes: &[Outcome]) -> String {
    let mut roots = outcomes.iter().map(|it| it.unusual_root.as_deref());
    let root = roots.next().flatten();
    root.map_or_else(String::new, |root| format!(" --snapshots {}", quoted(root)))
}

/// The options with which the same cases and snapshots are meant again.
fn options(outcomes: &[Outcome], arguments: &TestArguments) -> String {
    let cases = arguments.cases.iter();
    let cases = cases.map(|path| format!(" --cases {}", quoted(path)));
    roots(outcomes) + &cases.collect::<String>()
}

fn paths(paths: &[PathBuf]) -> String {
    let paths: Vec<String> = paths.iter().map(|path| quoted(path)).collect();
    paths.join(" ")
}

/// A path as a shell takes it.
pub(super) fn quoted(path: &Path) -> String {
    shell::quoted(&path.display().to_string())
}
