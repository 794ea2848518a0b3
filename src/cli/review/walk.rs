//! A walk through pending snapshots: what is chosen is carried out on disk.

use super::super::store::{Pending, StoreError};
use super::keys::{Press, Scroll};
use super::screen::{Screen, Size, View};
use super::{Settled, carry_out, report};
use crate::suite::review::{Choice, Decision, Review, Verdict};

/// A walk, with the snapshots as they were when they were last shown.
pub(super) struct Walk {
    review: Review,
    pending: Vec<Pending>,
    /// What went wrong with the last key.
    notice: Option<String>,
    /// Whether the keys are explained, in place of a snapshot.
    shows_help: bool,
    /// The first row shown of what changed.
    top: usize,
    /// How many rows of it the last screen showed at the most.
    page: usize,
}

/// What is said where a key does nothing.
const UNKNOWN_KEY: &str = "This key does nothing. These do something:";

impl Walk {
    pub(super) fn new(pending: Vec<Pending>) -> Self {
        Walk {
            review: Review::new(pending.len()),
            pending,
            notice: None,
            shows_help: false,
            top: 0,
            page: 0,
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
    pub(super) fn screen(&mut self, item: usize, size: Size) -> String {
        let view = View {
            review: &self.review,
            item,
            pending: &self.pending[item],
            notice: self.notice.as_deref(),
            shows_help: self.shows_help,
        };
        let screen = Screen::of(&view, size);
        self.page = screen.page();
        self.top = self.top.min(screen.last_top());
        screen.text(self.top)
    }

    /// The snapshot to look at; none once the walk is over.
    pub(super) fn current(&self) -> Option<usize> {
        self.review.current()
    }

    /// Does what a key does.
    pub(super) fn press(&mut self, press: Press) {
        self.notice = None;
        match press {
            Press::Choose(choice) => self.choose(choice),
            Press::Scroll(scroll) => self.scroll(scroll),
            Press::Help => {
                self.shows_help = !self.shows_help;
                self.top = 0;
            }
            Press::Unknown => self.notice = Some(UNKNOWN_KEY.to_owned()),
        }
    }

    fn scroll(&mut self, scroll: Scroll) {
        self.top = match scroll {
            Scroll::RowUp => self.top.saturating_sub(1),
            Scroll::RowDown => self.top + 1,
            Scroll::PageUp => self.top.saturating_sub(self.page),
            Scroll::PageDown => self.top + self.page,
        };
    }

    /// Carries out a choice.
    fn choose(&mut self, choice: Choice) {
        self.shows_help = false;
        self.top = 0;
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
            let verdict = self.review.verdict(item);
            let is_left = matches!(verdict, None | Some(Verdict::Skipped));
            // Another run may have settled it meanwhile: then nothing is left.
            if !is_left || pending.path.exists() {
                settled.add(pending.path, verdict);
            }
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

    use console::Key;
    use tempfile::TempDir;

    use super::{Press, Size, Walk};
    use crate::cli::store::Pending;
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
            unmet: Vec::new(),
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
            walk.press(Press::of(&Key::Char(key)));
        }
    }

    fn screen(walk: &mut Walk) -> String {
        let size = Size {
            rows: 24,
            columns: 80,
        };
        let text = walk.screen(walk.current().unwrap(), size);
        anstream::adapter::strip_str(&text).to_string()
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
        walk.press(Press::of(&Key::Char('A')));
        assert_eq!(walk.current(), Some(0));
        assert_eq!(
            files(&folder),
            "a.snap old, a.snap.new newer, b.snap new, c.snap new"
        );
        walk.look_again(0);
        let screen = screen(&mut walk);
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
        let screen = screen(&mut walk);
        assert!(screen.contains("is not there: another run may"), "{screen}");
        press(&mut walk, "a");
        assert_eq!(walk.current(), Some(0));
        press(&mut walk, "sA");
        assert_eq!(files(&folder), "a.snap old, b.snap new, c.snap new");
    }

    #[test]
    fn a_snapshot_that_is_gone_is_not_left_for_later() {
        let folder = folder();
        let mut walk = walk(&folder);
        fs::remove_file(folder.path().join("a.snap.new")).unwrap();
        press(&mut walk, "aq");
        let settled = walk.settled(Vec::new());
        let left = ["b.snap.new", "c.snap.new"].map(|name| folder.path().join(name));
        assert_eq!(settled.left, left);
        assert_eq!(settled.accepted.len() + settled.rejected.len(), 0);
    }

    #[test]
    fn keys_that_people_press_by_accident_decide_nothing() {
        let folder = folder();
        let untouched = files(&folder);
        let mut walk = walk(&folder);
        for key in [Key::Enter, Key::Char('x'), Key::Tab] {
            walk.press(Press::of(&key));
            assert_eq!(walk.current(), Some(0));
            let screen = screen(&mut walk);
            assert!(screen.contains("This key does nothing"), "{screen}");
            assert!(screen.contains("a accept · r reject"), "{screen}");
        }
        press(&mut walk, " ");
        assert!(!screen(&mut walk).contains("This key does nothing"));
        walk.press(Press::of(&Key::Escape));
        assert_eq!(walk.current(), None);
        assert_eq!(walk.settled(Vec::new()).left.len(), 3);
        assert_eq!(files(&folder), untouched);
    }

    #[test]
    fn what_does_not_fit_is_paged_through() {
        let folder = folder();
        let lines: Vec<String> = (1..=50).map(|line| format!("line {line}.")).collect();
        put(folder.path(), "a.snap.new", &lines.join("\n"));
        let mut walk = walk(&folder);
        assert!(screen(&mut walk).contains("line 1."));
        let mut seen = 1;
        while !screen(&mut walk).contains("line 50.") {
            press(&mut walk, " ");
            seen += 1;
            assert!(seen < 10, "the end is never reached");
        }
        press(&mut walk, "  ");
        assert!(screen(&mut walk).contains("line 50."));
        walk.press(Press::of(&Key::ArrowUp));
        assert!(!screen(&mut walk).contains("line 50."));
        walk.press(Press::of(&Key::ArrowDown));
        assert!(screen(&mut walk).contains("line 50."));
        for _ in 0..seen {
            walk.press(Press::of(&Key::PageUp));
        }
        assert!(screen(&mut walk).contains("line 1."));
        // The next snapshot is shown from its first line on.
        press(&mut walk, " s");
        assert!(screen(&mut walk).contains("+new"));
    }

    #[test]
    fn help_goes_when_it_is_asked_for_again_or_something_is_chosen() {
        let folder = folder();
        let mut walk = walk(&folder);
        let is_help = |walk: &mut Walk| screen(walk).contains("keep the old snapshot");
        assert!(!is_help(&mut walk));
        press(&mut walk, "?");
        assert!(is_help(&mut walk));
        press(&mut walk, "?");
        assert!(!is_help(&mut walk));
        press(&mut walk, "?s");
        assert!(!is_help(&mut walk));
    }
}
