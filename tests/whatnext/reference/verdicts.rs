//! Sets of verdicts, and Kleene's tables lifted to them pointwise.

use std::fmt;

/// A result that a test can have once everything is settled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    Holds,
    Fails,
    Unknowable,
}

use Verdict::{Fails, Holds, Unknowable};

impl Verdict {
    pub(super) const ALL: [Verdict; 3] = [Holds, Fails, Unknowable];

    pub(super) fn of(holds: bool) -> Verdict {
        if holds { Holds } else { Fails }
    }

    fn not(self) -> Verdict {
        match self {
            Holds => Fails,
            Fails => Holds,
            Unknowable => Unknowable,
        }
    }

    fn and(self, other: Verdict) -> Verdict {
        match (self, other) {
            (Fails, _) | (_, Fails) => Fails,
            (Holds, Holds) => Holds,
            _ => Unknowable,
        }
    }

    fn or(self, other: Verdict) -> Verdict {
        match (self, other) {
            (Holds, _) | (_, Holds) => Holds,
            (Fails, Fails) => Fails,
            _ => Unknowable,
        }
    }

    fn is_unavailable(self) -> Verdict {
        Verdict::of(self == Unknowable)
    }
}

/// A set of verdicts: those that a test can still have.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Verdicts([bool; 3]);

impl Verdicts {
    pub(super) const HOLDS: Verdicts = Verdicts([true, false, false]);
    pub(super) const FAILS: Verdicts = Verdicts([false, true, false]);
    pub(super) const UNKNOWABLE: Verdicts = Verdicts([false, false, true]);
    pub(super) const HOLDS_OR_FAILS: Verdicts = Verdicts([true, true, false]);
    pub(super) const OPEN: Verdicts = Verdicts([true, true, true]);

    pub(super) fn can_be(self, verdict: Verdict) -> bool {
        self.0[verdict as usize]
    }

    pub(super) fn can_hold(self) -> bool {
        self.can_be(Holds)
    }

    pub(super) fn can_fail(self) -> bool {
        self.can_be(Fails)
    }

    pub(super) fn iter(self) -> impl Iterator<Item = Verdict> {
        Verdict::ALL
            .into_iter()
            .filter(move |verdict| self.can_be(*verdict))
    }

    pub(super) fn is_settled(self) -> bool {
        self.iter().count() == 1
    }

    pub(super) fn is_subset(self, other: Verdicts) -> bool {
        self.iter().all(|verdict| other.can_be(verdict))
    }

    pub(super) fn not(self) -> Verdicts {
        self.iter().map(Verdict::not).collect()
    }

    pub(super) fn and(self, other: Verdicts) -> Verdicts {
        self.pairs(other).map(|(a, b)| a.and(b)).collect()
    }

    pub(super) fn or(self, other: Verdicts) -> Verdicts {
        self.pairs(other).map(|(a, b)| a.or(b)).collect()
    }

    /// The verdicts of `E is unavailable`.
    pub(super) fn is_unavailable(self) -> Verdicts {
        self.iter().map(Verdict::is_unavailable).collect()
    }

    fn pairs(self, other: Verdicts) -> impl Iterator<Item = (Verdict, Verdict)> {
        self.iter()
            .flat_map(move |a| other.iter().map(move |b| (a, b)))
    }
}

impl FromIterator<Verdict> for Verdicts {
    fn from_iter<I: IntoIterator<Item = Verdict>>(verdicts: I) -> Verdicts {
        let mut set = [false; 3];
        for verdict in verdicts {
            set[verdict as usize] = true;
        }
        Verdicts(set)
    }
}

impl fmt::Debug for Verdicts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let letters: String = self
            .iter()
            .map(|verdict| match verdict {
                Holds => 'H',
                Fails => 'F',
                Unknowable => 'U',
            })
            .collect();
        write!(f, "{{{letters}}}")
    }
}

impl From<Verdict> for Verdicts {
    fn from(verdict: Verdict) -> Verdicts {
        Verdicts::from_iter([verdict])
    }
}
