//! Walking through the snapshots that wait to be accepted: which one is looked
//! at, what was decided about each, and what a key does.
//!
//! Every decision is carried out at once, so that none is lost if the walk is
//! broken off. Going back shows a snapshot again; another decision about it takes
//! the first one back.

/// What was decided about a snapshot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It takes the place of the accepted one.
    Accepted,
    /// It is gone.
    Rejected,
    /// It stays for later.
    Skipped,
}

/// What a person who looks at a snapshot can choose.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Choice {
    /// Decide about the one that is looked at.
    One(Verdict),
    /// Decide about it and all later ones that nothing was decided about.
    All(Verdict),
    /// Show what differs, or all of the proposed snapshot.
    ToggleDiff,
    /// Show or hide where it comes from and what accounts for it.
    ToggleInfo,
    /// Look at the one before.
    Back,
    /// Leave all others for later.
    Quit,
}

impl Choice {
    /// What a key means. Where a letter is a key of `cargo insta review` too, it
    /// means the same.
    pub fn of_key(key: char) -> Option<Self> {
        Some(match key {
            'a' => Choice::One(Verdict::Accepted),
            'r' => Choice::One(Verdict::Rejected),
            's' => Choice::One(Verdict::Skipped),
            'A' => Choice::All(Verdict::Accepted),
            'R' => Choice::All(Verdict::Rejected),
            'S' => Choice::All(Verdict::Skipped),
            'd' => Choice::ToggleDiff,
            'i' => Choice::ToggleInfo,
            'b' => Choice::Back,
            'q' => Choice::Quit,
            _ => return None,
        })
    }
}

/// A decision to be carried out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Decision {
    /// Which snapshot.
    pub item: usize,
    /// What was decided about it before, and is to be taken back.
    pub before: Option<Verdict>,
    /// What is decided now.
    pub now: Verdict,
}

/// A walk through snapshots, which are known by their number here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Review {
    verdicts: Vec<Option<Verdict>>,
    at: usize,
    shows_diff: bool,
    shows_info: bool,
}

impl Review {
    /// The beginning of a walk through so many snapshots.
    pub fn new(count: usize) -> Self {
        Review {
            verdicts: vec![None; count],
            at: 0,
            shows_diff: true,
            shows_info: true,
        }
    }

    /// The snapshot to look at; none once the walk is over.
    pub fn current(&self) -> Option<usize> {
        (self.at < self.verdicts.len()).then_some(self.at)
    }

    /// Whether what differs is shown.
    pub fn shows_diff(&self) -> bool {
        self.shows_diff
    }

    /// Whether it is shown where a snapshot comes from.
    pub fn shows_info(&self) -> bool {
        self.shows_info
    }

    /// What was decided about a snapshot.
    pub fn verdict(&self, item: usize) -> Option<Verdict> {
        self.verdicts.get(item).copied().flatten()
    }

    /// How many snapshots there are.
    pub fn count(&self) -> usize {
        self.verdicts.len()
    }

    /// Follows a choice, and returns the decisions that are to be carried out.
    #[must_use]
    pub fn choose(&mut self, choice: Choice) -> Vec<Decision> {
        let Some(current) = self.current() else {
            return Vec::new();
        };
        match choice {
            Choice::One(verdict) => {
                let decision = self.decide(current, verdict);
                self.at += 1;
                decision.into_iter().collect()
            }
            Choice::All(verdict) => {
                let later = current + 1..self.verdicts.len();
                let undecided = later.filter(|&item| self.verdicts[item].is_none());
                let items: Vec<usize> = std::iter::once(current).chain(undecided).collect();
                self.at = self.verdicts.len();
                let decisions = items.into_iter().map(|item| self.decide(item, verdict));
                decisions.flatten().collect()
            }
            Choice::ToggleDiff => {
                self.shows_diff = !self.shows_diff;
                Vec::new()
            }
            Choice::ToggleInfo => {
                self.shows_info = !self.shows_info;
                Vec::new()
            }
            Choice::Back => {
                self.at = current.saturating_sub(1);
                Vec::new()
            }
            Choice::Quit => {
                self.at = self.verdicts.len();
                Vec::new()
            }
        }
    }

    /// Says that a decision could not be carried out, and what is so instead.
    /// The snapshot is looked at again.
    pub fn failed(&mut self, item: usize, verdict: Option<Verdict>) {
        if let Some(known) = self.verdicts.get_mut(item) {
            *known = verdict;
            self.at = self.at.min(item);
        }
    }

    fn decide(&mut self, item: usize, now: Verdict) -> Option<Decision> {
        let before = self.verdicts[item].replace(now);
        (before != Some(now)).then_some(Decision { item, before, now })
    }
}

#[cfg(test)]
mod tests {
    use super::{Choice, Decision, Review, Verdict};
    use Verdict::{Accepted, Rejected, Skipped};

    /// Presses keys one after the other; the decisions that they lead to.
    fn press(review: &mut Review, keys: &str) -> Vec<Decision> {
        let choices = keys.chars().map(|key| Choice::of_key(key).unwrap());
        choices.flat_map(|choice| review.choose(choice)).collect()
    }

    fn first(item: usize, now: Verdict) -> Decision {
        Decision {
            item,
            before: None,
            now,
        }
    }

    #[test]
    fn each_snapshot_is_decided_about_in_turn() {
        let mut review = Review::new(3);
        assert_eq!(press(&mut review, "a"), [first(0, Accepted)]);
        assert_eq!(review.current(), Some(1));
        assert_eq!(
            press(&mut review, "rs"),
            [first(1, Rejected), first(2, Skipped)]
        );
        assert_eq!(review.current(), None);
        assert_eq!(press(&mut review, "aAb"), []);
    }

    #[test]
    fn all_means_this_one_and_the_later_ones_without_a_decision() {
        let mut review = Review::new(4);
        let _ = press(&mut review, "srb");
        let _ = press(&mut review, "b");
        assert_eq!(review.current(), Some(0));
        let expected = [
            Decision {
                item: 0,
                before: Some(Skipped),
                now: Accepted,
            },
            first(2, Accepted),
            first(3, Accepted),
        ];
        assert_eq!(press(&mut review, "A"), expected);
        assert_eq!(review.verdict(1), Some(Rejected));
        assert_eq!(review.current(), None);
    }

    #[test]
    fn going_back_and_deciding_otherwise_takes_the_first_decision_back() {
        let mut review = Review::new(2);
        let _ = press(&mut review, "ab");
        assert_eq!(review.current(), Some(0));
        assert_eq!(review.verdict(0), Some(Accepted));
        // The same once more is nothing to do.
        assert_eq!(press(&mut review, "ab"), []);
        let otherwise = Decision {
            item: 0,
            before: Some(Accepted),
            now: Rejected,
        };
        assert_eq!(press(&mut review, "r"), [otherwise]);
        // Before the first one there is nothing.
        assert_eq!(press(&mut review, "bbb"), []);
        assert_eq!(review.current(), Some(0));
    }

    #[test]
    fn quitting_decides_nothing() {
        let mut review = Review::new(3);
        assert_eq!(press(&mut review, "aq"), [first(0, Accepted)]);
        assert_eq!(review.current(), None);
        assert_eq!(review.verdict(1), None);
    }

    #[test]
    fn what_is_shown_stays_so_for_the_next_one() {
        let mut review = Review::new(2);
        assert!(review.shows_diff() && review.shows_info());
        assert_eq!(press(&mut review, "di"), []);
        let _ = press(&mut review, "s");
        assert!(!review.shows_diff() && !review.shows_info());
        let _ = press(&mut review, "d");
        assert!(review.shows_diff());
    }

    #[test]
    fn a_decision_that_failed_is_asked_for_again() {
        let mut review = Review::new(3);
        let _ = press(&mut review, "A");
        review.failed(2, None);
        review.failed(1, None);
        assert_eq!(review.current(), Some(1));
        assert_eq!(
            press(&mut review, "ss"),
            [first(1, Skipped), first(2, Skipped)]
        );
    }

    #[test]
    fn other_keys_mean_nothing() {
        for key in ['x', ' ', '?', '\u{1b}'] {
            assert_eq!(Choice::of_key(key), None);
        }
        assert_eq!(Review::new(0).current(), None);
    }
}
