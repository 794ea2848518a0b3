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
    if Tally::of(outcomes).unexpected > 0 {
        text.push_str("where a case is not as expected, change the rules, or its `expect:` if that was wrong\n");
    }
    for shared in by_root(outcomes, &arguments.paths) {
        let proposed: usize = shared.outcomes.iter().map(|it| it.proposals()).sum();
        let again = shared.again(&arguments.cases);
        if proposed > 0 {
            let _ = match proposals {
                Proposals::Accepted => Ok(()),
                Proposals::ForReview => writeln!(
                    text,
                    "`whatnext review{}` shows the changes one by one, `whatnext test --accept{again}` accepts them all",
                    shared.option()
                ),
                Proposals::Dropped => writeln!(
                    text,
                    "run `whatnext test{again}` on your own machine, then `whatnext review{}`: with `CI` set no snapshot is proposed",
                    shared.option()
                ),
            };
        }
        text.push_str(&unused(&shared, &again));
    }
    text
}

/// What came of the rule bases whose snapshots lie in one place: one command is
/// for these.
struct Shared<'o> {
    root: Option<&'o Path>,
    outcomes: Vec<&'o Outcome>,
    /// What to name to mean these rule bases again.
    paths: Vec<&'o Path>,
}

/// The outcomes, those together whose snapshots are.
fn by_root<'o>(outcomes: &'o [Outcome], paths: &'o [PathBuf]) -> Vec<Shared<'o>> {
    let mut all: Vec<Shared<'o>> = Vec::new();
    for outcome in outcomes {
        let root = outcome.unusual_root.as_deref();
        let folder = outcome.folder.as_path();
        if let Some(shared) = all.iter_mut().find(|shared| shared.root == root) {
            shared.outcomes.push(outcome);
            shared.paths.push(folder);
        } else {
            all.push(Shared {
                root,
                outcomes: vec![outcome],
                paths: vec![folder],
            });
        }
    }
    if let [one] = all.as_mut_slice() {
        one.paths = paths.iter().map(PathBuf::as_path).collect();
    }
    all
}

impl Shared<'_> {
    /// The option with which the same snapshots are meant again.
    fn option(&self) -> String {
        let root = self.root;
        root.map_or_else(String::new, |root| format!(" --snapshots {}", quoted(root)))
    }

    /// The arguments with which the same cases and snapshots are meant again.
    fn again(&self, cases: &[PathBuf]) -> String {
        let cases = cases.iter();
        let cases = cases.map(|path| format!(" --cases {}", quoted(path)));
        let paths = self.paths.iter().map(|path| format!(" {}", quoted(path)));
        self.option() + &cases.chain(paths).collect::<String>()
    }
}

/// The snapshots that belong to no case, and how they are removed: by a test with
/// these arguments.
fn unused(shared: &Shared<'_>, arguments: &str) -> String {
    let mut text = String::new();
    let outcomes = shared.outcomes.iter();
    let unused: Vec<&PathBuf> = outcomes.flat_map(|outcome| &outcome.unused).collect();
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

/// A path as a shell takes it.
pub(super) fn quoted(path: &Path) -> String {
    shell::quoted(&path.display().to_string())
}
