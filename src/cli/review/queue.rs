//! Which pending snapshots are to be reviewed.

use std::env;
use std::path::{Path, PathBuf};

use super::super::failure::{Failure, number_of};
use super::super::output;
use super::super::store::{self, Listing, Pending, StoreError};
use super::report;

/// A pending snapshot that was found.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Found {
    pub(super) path: PathBuf,
    /// Whether the command line names it, and not only a folder around it.
    pub(super) named: bool,
}

/// The snapshots to review.
pub(super) struct Queue {
    pub(super) pending: Vec<Pending>,
    /// What is wrong with those that cannot be reviewed.
    pub(super) faults: Vec<StoreError>,
}

/// The pending snapshots that are meant, sorted.
pub(super) fn find(paths: &[PathBuf], root: Option<&Path>) -> Result<Vec<Found>, Failure> {
    if let Some(root) = root.filter(|root| !root.is_dir()) {
        let failure = Failure::new(format!("there is no folder `{}`", report::path(root)));
        return Err(failure.help("`--snapshots` names the folder in which snapshots lie"));
    }
    let root = root.map_or_else(usual_root, Path::to_owned);
    let mut found = Vec::new();
    if paths.is_empty() {
        found.extend(in_listing(store::list(&root)?));
    }
    for path in paths {
        found.extend(meant_by(path, &root)?);
    }
    found.sort_by(|a, b| a.path.cmp(&b.path).then(b.named.cmp(&a.named)));
    found.dedup_by(|later, first| later.path == first.path);
    Ok(found)
}

/// Reads them. Those of other tools are left to them, unless they are named.
pub(super) fn read(found: &[Found]) -> Queue {
    let mut queue = Queue {
        pending: Vec::new(),
        faults: Vec::new(),
    };
    let mut foreign = 0;
    for found in found {
        match Pending::read(&found.path) {
            Ok(pending) => queue.pending.push(pending),
            Err(error) if error.is_of_another_tool(&found.path) && !found.named => foreign += 1,
            Err(error) => queue.faults.push(error),
        }
    }
    tell_of_foreign(foreign);
    queue
}

/// Says that pending snapshots of other tools were found.
pub(super) fn tell_of_foreign(count: usize) {
    if count > 0 {
        let snapshots = number_of(count, "pending snapshot");
        output::to_stderr(&format!("{snapshots} of other tools left alone\n"));
    }
}

/// What a path on the command line means: a snapshot, accepted or not, a case as
/// `whatnext test` names it, or a folder; as it is, or below the snapshots.
fn meant_by(path: &Path, root: &Path) -> Result<Vec<Found>, Failure> {
    let mut sought = Vec::new();
    for place in [path.to_owned(), root.join(path)] {
        let candidate = pending_at(&place);
        if candidate.is_file() {
            let path = candidate;
            return Ok(vec![Found { path, named: true }]);
        }
        if place.is_dir() {
            let listing = store::list(&place)?;
            if listing != Listing::default() {
                return Ok(in_listing(listing).collect());
            }
        }
        if !sought.contains(&candidate) {
            sought.push(candidate);
        }
    }
    let shown = report::path(path);
    Err(if path.is_dir() {
        Failure::new(format!("there is no snapshot in the folder `{shown}`"))
            .help("`whatnext review` lists the snapshots that wait")
    } else {
        let sought: Vec<String> = sought
            .iter()
            .map(|path| format!("`{}`", report::path(path)))
            .collect();
        let sought = sought.join(" nor ");
        Failure::new(format!("no snapshot waits to be accepted for `{shown}`")).help(format!(
            "there is no {sought}; `whatnext review` lists the snapshots that wait"
        ))
    })
}

/// Where the pending snapshot would be that a path means: that of a snapshot, or
/// else that of a case.
fn pending_at(path: &Path) -> PathBuf {
    if store::accepted_of(path).is_some() {
        return path.to_owned();
    }
    let pending = store::pending_of(path);
    if store::accepted_of(&pending).is_some() {
        return pending;
    }
    let mut of_case = path.as_os_str().to_owned();
    of_case.push(".snap");
    store::pending_of(Path::new(&of_case))
}

fn in_listing(listing: Listing) -> impl Iterator<Item = Found> {
    let paths = listing.pending.into_iter();
    paths.map(|path| Found { path, named: false })
}

/// The folder `snapshots` here, or in the nearest folder around this one.
fn usual_root() -> PathBuf {
    let here = PathBuf::from(store::USUAL_FOLDER);
    let depth = env::current_dir().map_or(0, |folder| folder.ancestors().count());
    let mut up = PathBuf::new();
    for _ in 0..depth {
        let candidate = up.join(store::USUAL_FOLDER);
        if candidate.is_dir() {
            return candidate;
        }
        up.push("..");
    }
    here
}
