//! A walk through pending snapshots: what is chosen is carried out on disk.

use super::super::store::{Pending, StoreError};
use super::screen::screen;
use super::{Settled, carry_out, report};
use crate::suite::review::{Choice, Decision, Review, Verdict};

/// A walk, with the snapshots as they were when they were last shown.
pub(super) struct Walk {
    review: Review,
    pending: Vec<Pending>,
    /// What went wrong with the last choice.
    notice: Option<String>,
}

impl Walk {
    pub(super) fn new(pending: Vec<Pending>) -> Self {
        Walk {
            review: Review::new(pending.len()),
            pending,
            notice: None,
        }
    }

    /// Reads a snapshot that is about to be shown anew, if it still waits:
    /// another run may have changed it.
    pub(super) fn look_again(&mut self, item: usize) {
        if !matches!(self.review.verdict(item), None | Some(Verdict::Skipped)) {
            return;
        }
        match Pending::read(&self.pending[item].path) {
            Ok(pending) => self.pending[item] = pending,
            Err(error) => {
                self.notice.get_or_insert_with(|| report::fault(&error));
            }
        }
    }

    /// The screen for a snapshot.
    pub(super) fn screen(&self, item: usize, width: usize) -> String {
        let notice = self.notice.as_deref();
        screen(&self.review, item, &self.pending[item], notice, width)
    }

    /// The snapshot to look at; none once the walk is over.
    pub(super) fn current(&self) -> Option<usize> {
        self.review.current()
    }

    /// Carries out a choice.
    pub(super) fn choose(&mut self, choice: Choice) {
        self.notice = None;
        for decision in self.review.choose(choice) {
            if let Err((error, what_is_so)) = self.carry_out(decision) {
                self.failed(decision.item, &error, what_is_so);
            }
        }
    }

    /// What came of it. `faults` are those of snapshots that could not be shown.
    pub(super) fn settled(self, faults: Vec<StoreError>) -> Settled {
        let mut settled = Settled {
            faults,
            ..Settled::default()
        };
        for (item, pending) in self.pending.into_iter().enumerate() {
            settled.add(pending.path, self.review.verdict(item));
        }
        settled
    }

    /// Carries out a decision; where that fails, says what is so instead.
    fn carry_out(&self, decision: Decision) -> Result<(), (StoreError, Option<Verdict>)> {
        let pending = &self.pending[decision.item];
        let taken_back = match decision.before {
            Some(Verdict::Accepted) => pending.take_back_accepted(),
            Some(Verdict::Rejected) => pending.take_back_rejected(),
            Some(Verdict::Skipped) | None => Ok(()),
        };
        taken_back.map_err(|error| (error, decision.before))?;
        carry_out(pending, decision.now).map_err(|error| (error, None))
    }

    fn failed(&mut self, item: usize, error: &StoreError, what_is_so: Option<Verdict>) {
        let can_be_shown = Pending::read(&self.pending[item].path).is_ok();
        self.notice.get_or_insert_with(|| {
            if error.is_by_another_run() && can_be_shown {
                "Another run has changed this snapshot. Here is how it is now.\n".to_owned()
            } else {
                report::fault(error)
            }
        });
        self.review.failed(item, what_is_so);
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use tempfile::TempDir;

    use super::Walk;
    use crate::cli::store::Pending;
    use crate::suite::review::Choice;
    use crate::suite::snapshot::Snapshot;

    /// A folder in which `a`, `b` and `c` wait; `c` is new.
    fn folder() -> TempDir {
        let folder = tempfile::tempdir().unwrap();
        for name in ["a.snap", "b.snap"] {
            put(folder.path(), name, "old");
        }
        for name in ["a.snap.new", "b.snap.new", "c.snap.new"] {
            put(folder.path(), name, "new");
        }
        folder
    }

    fn put(folder: &Path, name: &str, contents: &str) {
        let snapshot = Snapshot {
            source: "base/cases/case.yaml".to_owned(),
            description: None,
            causes: Vec::new(),
            contents: contents.to_owned(),
        };
        fs::write(folder.join(name), snapshot.write()).unwrap();
    }

    fn walk(folder: &TempDir) -> Walk {
        let names = ["a.snap.new", "b.snap.new", "c.snap.new"];
        let pending = names.map(|name| Pending::read(&folder.path().join(name)).unwrap());
        Walk::new(pending.into())
    }

    fn press(walk: &mut Walk, keys: &str) {
        for key in keys.chars() {
            if let Some(item) = walk.current() {
                walk.look_again(item);
            }
            walk.choose(Choice::of_key(key).unwrap());
        }
    }

    /// All files with what they say.
    fn files(folder: &TempDir) -> String {
        let entries = fs::read_dir(folder.path()).unwrap();
        let mut files: Vec<String> = entries
            .map(|entry| {
                let path = entry.unwrap().path();
                let text = fs::read_to_string(&path).unwrap();
                let contents = Snapshot::parse(&text).unwrap().contents;
                format!("{} {contents}", path.file_name().unwrap().display())
            })
            .collect();
        files.sort();
        files.join(", ")
    }

    #[test]
    fn each_choice_is_carried_out_at_once() {
        let folder = folder();
        let mut walk = walk(&folder);
        press(&mut walk, "a");
        let rest = "b.snap old, b.snap.new new, c.snap.new new";
        assert_eq!(files(&folder), format!("a.snap new, {rest}"));
        press(&mut walk, "rs");
        assert_eq!(files(&folder), "a.snap new, b.snap old, c.snap.new new");
        let settled = walk.settled(Vec::new());
        let counts = [&settled.accepted, &settled.rejected, &settled.left].map(Vec::len);
        assert_eq!(counts, [1, 1, 1]);
    }

    #[test]
    fn what_was_chosen_can_be_changed_later() {
        let folder = folder();
        let untouched = files(&folder);
        let mut walk = walk(&folder);
        press(&mut walk, "ar");
        assert_eq!(files(&folder), "a.snap new, b.snap old, c.snap.new new");
        // Back to `b`, which is accepted after all, and to `a`, which is not.
        press(&mut walk, "ba");
        let accepted = "a.snap new, b.snap new, c.snap.new new";
        assert_eq!(files(&folder), accepted);
        press(&mut walk, "bbr");
        assert_eq!(files(&folder), "a.snap old, b.snap new, c.snap.new new");
        // And neither is decided about.
        press(&mut walk, "bsss");
        assert_eq!(files(&folder), untouched);
    }

    #[test]
    fn a_choice_about_what_has_changed_meanwhile_is_not_carried_out() {
        let folder = folder();
        let mut walk = walk(&folder);
        walk.look_again(0);
        put(folder.path(), "a.snap.new", "newer");
        walk.choose(Choice::of_key('A').unwrap());
        assert_eq!(walk.current(), Some(0));
        assert_eq!(
            files(&folder),
            "a.snap old, a.snap.new newer, b.snap new, c.snap new"
        );
        walk.look_again(0);
        let screen = walk.screen(0, 80);
        assert!(screen.contains("newer"), "{screen}");
        assert!(
            screen.contains("Another run has changed this snapshot"),
            "{screen}"
        );
        press(&mut walk, "a");
        assert_eq!(files(&folder), "a.snap newer, b.snap new, c.snap new");
    }

    #[test]
    fn a_snapshot_that_another_run_has_settled_can_be_passed_by() {
        let folder = folder();
        let mut walk = walk(&folder);
        fs::remove_file(folder.path().join("a.snap.new")).unwrap();
        walk.look_again(0);
        let screen = walk.screen(0, 80);
        assert!(
            screen.contains("another run may have settled it"),
            "{screen}"
        );
        press(&mut walk, "a");
        assert_eq!(walk.current(), Some(0));
        press(&mut walk, "sA");
        assert_eq!(files(&folder), "a.snap old, b.snap new, c.snap new");
    }
}
