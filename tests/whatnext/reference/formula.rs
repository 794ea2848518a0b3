//! A test with its quantifiers written out, element by element.
//!
//! What is left are connectives over tests of values. Each of those has its
//! verdicts, and the fact to ask for first while it is not settled.

use whatnext::facts::memory::FactPath;

use super::verdicts::Verdicts;

/// A test over a certain case.
#[derive(Clone, Debug)]
pub(super) enum Formula {
    /// A test of values.
    Atom {
        verdicts: Verdicts,
        /// What to ask first; of a settled test, nothing.
        ask: Option<FactPath>,
    },
    /// Every part holds.
    All(Vec<Formula>),
    /// Some part holds.
    Any(Vec<Formula>),
    /// The part fails.
    Not(Box<Formula>),
    /// Whether the part cannot be known.
    IsUnavailable(Box<Formula>),
}

/// What an answer should do to a test.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Want {
    /// Make it hold.
    Hold,
    /// Make it fail.
    Fail,
    /// Decide it, whichever way.
    Settle,
}

impl Want {
    fn opposite(self) -> Want {
        match self {
            Want::Hold => Want::Fail,
            Want::Fail => Want::Hold,
            Want::Settle => Want::Settle,
        }
    }
}

impl Formula {
    pub(super) fn settled(verdicts: Verdicts) -> Formula {
        debug_assert!(verdicts.is_settled());
        Formula::Atom {
            verdicts,
            ask: None,
        }
    }

    pub(super) fn open(verdicts: Verdicts, ask: FactPath) -> Formula {
        debug_assert!(!verdicts.is_settled());
        Formula::Atom {
            verdicts,
            ask: Some(ask),
        }
    }

    /// What to ask to settle a test that is not settled.
    pub(super) fn to_settle(&self) -> FactPath {
        self.question(Want::Settle)
            .expect("a test that is not settled has a question")
    }

    pub(super) fn not(self) -> Formula {
        Formula::Not(Box::new(self))
    }

    /// The verdicts that it can still have.
    pub(super) fn verdicts(&self) -> Verdicts {
        let of = Formula::verdicts;
        match self {
            Formula::Atom { verdicts, .. } => *verdicts,
            Formula::All(parts) => parts.iter().map(of).fold(Verdicts::HOLDS, Verdicts::and),
            Formula::Any(parts) => parts.iter().map(of).fold(Verdicts::FAILS, Verdicts::or),
            Formula::Not(part) => part.verdicts().not(),
            Formula::IsUnavailable(part) => part.verdicts().is_unavailable(),
        }
    }

    /// The first fact to ask for; nothing if it is settled.
    pub(super) fn question(&self, want: Want) -> Option<FactPath> {
        if self.verdicts().is_settled() {
            return None;
        }
        let (parts, is_all) = match self {
            Formula::Atom { ask, .. } => return ask.clone(),
            Formula::Not(part) => return part.question(want.opposite()),
            Formula::IsUnavailable(part) => return part.question(Want::Settle),
            Formula::All(parts) => (parts, true),
            Formula::Any(parts) => (parts, false),
        };
        let matters = |verdicts: Verdicts| match (want, is_all) {
            (Want::Hold, true) => verdicts != Verdicts::HOLDS,
            (Want::Hold, false) => verdicts.can_hold(),
            // `not (a and b)` is `not a or not b`, and the other way about.
            (Want::Fail, true) => verdicts.can_fail(),
            (Want::Fail, false) => verdicts != Verdicts::FAILS,
            (Want::Settle, _) => !verdicts.is_settled(),
        };
        parts
            .iter()
            .filter(|part| matters(part.verdicts()))
            .find_map(|part| part.question(want))
    }
}
