//! The snapshots of one rule base.

use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};

use super::super::bases::Base;
use super::super::failure::Failure;
use super::super::store::{self, Listing, StoreError};
use crate::suite::case_id::CaseId;
use crate::suite::snapshot::Snapshot;

/// The snapshots of one rule base, in a folder that is called like it.
#[derive(Debug)]
pub(super) struct Shelf {
    root: PathBuf,
    base: String,
    listing: Listing,
}

impl Shelf {
    /// Looks at the snapshots of a rule base below `root`, or where they usually
    /// lie.
    pub(super) fn open(root: Option<&Path>, base: &Base) -> Result<Self, StoreError> {
        let root = root_of(root, base);
        let listing = store::list(&root.join(&base.name))?;
        Ok(Shelf {
            root,
            base: base.name.clone(),
            listing,
        })
    }

    /// Where the snapshots of all rule bases lie, if that is not the usual place.
    pub(super) fn unusual_root(&self) -> Option<&Path> {
        (self.root != Path::new(store::USUAL_FOLDER)).then_some(&self.root)
    }

    /// The accepted snapshot of a case.
    pub(super) fn accepted(&self, case: &CaseId) -> Result<Option<Snapshot>, StoreError> {
        let stored = store::read(&self.path(case)?)?;
        Ok(stored.map(|stored| stored.snapshot))
    }

    /// Accepts a snapshot, and drops what was proposed before.
    pub(super) fn accept(&self, case: &CaseId, snapshot: &Snapshot) -> Result<(), StoreError> {
        store::write(&self.path(case)?, &snapshot.clone().accepted())?;
        self.withdraw(case)
    }

    /// Proposes a snapshot for review.
    pub(super) fn propose(&self, case: &CaseId, snapshot: &Snapshot) -> Result<(), StoreError> {
        store::write(&store::pending_of(&self.path(case)?), snapshot)
    }

    /// Drops what was proposed for a case.
    pub(super) fn withdraw(&self, case: &CaseId) -> Result<(), StoreError> {
        let pending = store::pending_of(&self.path(case)?);
        // The listing is sorted. What is no snapshot of ours stays.
        if self.listing.pending.binary_search(&pending).is_ok() && store::is_ours(&pending) {
            store::remove(&pending)?;
        }
        Ok(())
    }

    /// The snapshots that belong to none of these cases, and what runs that were
    /// killed have left behind.
    pub(super) fn unused(&self, cases: &HashSet<CaseId>) -> Vec<PathBuf> {
        let mut used = HashSet::new();
        for case in cases {
            if let Ok(path) = self.path(case) {
                used.insert(store::pending_of(&path));
                used.insert(path);
            }
        }
        let snapshots = self.listing.accepted.iter().chain(&self.listing.pending);
        let unused = snapshots.filter(|path| !used.contains(*path) && store::is_ours(path));
        unused.chain(&self.listing.leftovers).cloned().collect()
    }

    fn path(&self, case: &CaseId) -> Result<PathBuf, StoreError> {
        store::path_of(&self.root, &self.base, case.as_str())
    }
}

fn root_of(root: Option<&Path>, base: &Base) -> PathBuf {
    root.map_or_else(|| usual_root(base), Path::to_owned)
}

/// Snapshots lie in a folder that is called like the rule base: two that are
/// called alike cannot share a root.
pub(super) fn distinct(root: Option<&Path>, bases: &[Base]) -> Result<(), Failure> {
    // Some disks do not tell capital letters from small ones.
    let place = |base: &Base| {
        let root = root_of(root, base);
        let root = fs::canonicalize(&root).unwrap_or(root);
        (root, base.name.to_lowercase())
    };
    let places: Vec<_> = bases.iter().map(place).collect();
    for (at, place) in places.iter().enumerate() {
        let Some(other) = places[..at].iter().position(|other| other == place) else {
            continue;
        };
        let failure = Failure::new(format!(
            "the rule bases `{}` and `{}` have the same name, and so the same snapshots",
            bases[other].folder.display(),
            bases[at].folder.display()
        ));
        return Err(failure.help("test one after the other, each with its `--snapshots`"));
    }
    Ok(())
}

/// The folder `snapshots` here, or in a folder around the rule base if there it
/// has some of it: so it does not matter from where the tests are started.
fn usual_root(base: &Base) -> PathBuf {
    let here = PathBuf::from(store::USUAL_FOLDER);
    if here.join(&base.name).is_dir() {
        return here;
    }
    let Ok(place) = fs::canonicalize(&base.folder) else {
        return here;
    };
    let folders = place
        .ancestors()
        .skip(1)
        .map(|folder| folder.join(store::USUAL_FOLDER));
    let mut used = folders.filter(|folder| folder.join(&base.name).is_dir());
    used.next().unwrap_or(here)
}
