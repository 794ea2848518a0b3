//! The seven-valued truth: which results a test can still have.

use std::fmt;

/// A result that a test can have once everything is settled.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Verdict {
    /// It holds.
    Holds,
    /// It fails.
    Fails,
    /// It cannot be known.
    CannotBeKnown,
}

/// A non-empty set of [`Verdict`]s: those that a test can still have.
///
/// `and`, `or` and `not` lift the tables of Kleene's strong three-valued logic
/// (S. C. Kleene, *Introduction to Metamathematics*, §64) to sets, pointwise:
/// the set of `a and b` has the verdict of every pair of verdicts of the two.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Truth(u8);

const H: u8 = 1;
const F: u8 = 2;
const U: u8 = 4;

impl Truth {
    /// It holds.
    pub const HOLDS: Truth = Truth(H);
    /// It fails.
    pub const FAILS: Truth = Truth(F);
    /// It cannot be known.
    pub const CANNOT_BE_KNOWN: Truth = Truth(U);
    /// It can still hold or fail, but not turn out unknowable.
    pub const HOLDS_OR_FAILS: Truth = Truth(H | F);
    /// Everything is still open.
    pub const OPEN: Truth = Truth(H | F | U);

    /// All seven.
    pub fn all() -> impl Iterator<Item = Truth> {
        (1..=7).map(Truth)
    }

    /// The set that has each of the verdicts for which its argument is true;
    /// at least one must be.
    pub(crate) fn of(holds: bool, fails: bool, unknowable: bool) -> Truth {
        let bits = u8::from(holds) | u8::from(fails) << 1 | u8::from(unknowable) << 2;
        debug_assert!(bits != 0, "a truth value is never empty");
        Truth(if bits == 0 { H | F | U } else { bits })
    }

    /// The bits, for a table of results: 1 to 7.
    pub(crate) fn bits(self) -> u8 {
        self.0
    }

    /// The truth with these bits; none for 0.
    pub(crate) fn from_bits(bits: u8) -> Option<Truth> {
        (1..=7).contains(&bits).then_some(Truth(bits))
    }

    /// Whether it can still have this verdict.
    pub fn can(self, verdict: Verdict) -> bool {
        let bit = match verdict {
            Verdict::Holds => H,
            Verdict::Fails => F,
            Verdict::CannotBeKnown => U,
        };
        self.0 & bit != 0
    }

    /// Whether it can still hold.
    pub fn can_hold(self) -> bool {
        self.0 & H != 0
    }

    /// Whether it can still fail.
    pub fn can_fail(self) -> bool {
        self.0 & F != 0
    }

    /// Whether no further fact can change it.
    pub fn is_settled(self) -> bool {
        self.0.is_power_of_two()
    }

    /// Every verdict of `self` is one of `other`.
    pub fn is_subset(self, other: Truth) -> bool {
        self.0 & !other.0 == 0
    }

    /// Kleene's `and`, lifted.
    #[must_use]
    pub fn and(self, other: Truth) -> Truth {
        let (a, b) = (self.0, other.0);
        let unknowable = (a & U != 0 && b & (H | U) != 0) || (b & U != 0 && a & (H | U) != 0);
        Truth((a & b & H) | ((a | b) & F) | if unknowable { U } else { 0 })
    }

    /// Kleene's `or`, lifted.
    #[must_use]
    pub fn or(self, other: Truth) -> Truth {
        !((!self).and(!other))
    }

    /// `is unavailable`: holds where this cannot be known, fails where it can,
    /// and is open while this is.
    #[must_use]
    pub fn is_unavailable(self) -> Truth {
        Truth::of(self.0 & U != 0, self.0 & (H | F) != 0, false)
    }
}

impl std::ops::Not for Truth {
    type Output = Truth;

    /// Kleene's `not`, lifted.
    fn not(self) -> Truth {
        Truth((self.0 & H) << 1 | (self.0 & F) >> 1 | (self.0 & U))
    }
}

impl From<bool> for Truth {
    fn from(holds: bool) -> Truth {
        if holds { Truth::HOLDS } else { Truth::FAILS }
    }
}

impl fmt::Display for Truth {
    /// The word of the decision's JSON: `holds`, `fails`, `cannot_be_known`,
    /// `cannot_hold` (fails or cannot be known) or `open` (it can still hold).
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.0 {
            H => "holds",
            F => "fails",
            U => "cannot_be_known",
            bits if bits & H == 0 => "cannot_hold",
            _ => "open",
        })
    }
}

impl fmt::Debug for Truth {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{{")?;
        for (bit, letter) in [(H, 'H'), (F, 'F'), (U, 'U')] {
            if self.0 & bit != 0 {
                write!(f, "{letter}")?;
            }
        }
        write!(f, "}}")
    }
}
