//! Rails: what is asked about a test that can have seven truth values.

use super::cell::Cell;
use crate::engine::Truth;

/// A question about the truth of a test that is answered part by part: it is
/// so of a conjunction if it is so of all parts, and of a disjunction if it is
/// so of some part. (The lifted tables of Kleene say so of these three.)
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Rail {
    /// Can it still hold?
    CanHold,
    /// Is it anything but sure to fail?
    MayNotFail,
    /// Is it sure to hold?
    Holds,
}

impl Rail {
    /// The cells, a bit each, in which a test of the column's value answers yes
    /// although there is no value. It is the same for a test and its negation.
    pub(super) fn without_value(self) -> u64 {
        let unknown = 1 << Cell::UNKNOWN.number();
        let unavailable = 1 << Cell::UNAVAILABLE.number();
        match self {
            Rail::CanHold => unknown,
            Rail::MayNotFail => unknown | unavailable,
            Rail::Holds => 0,
        }
    }

    /// The answer for a truth value.
    pub(super) fn of(self, truth: Truth) -> bool {
        match self {
            Rail::CanHold => truth.can_hold(),
            Rail::MayNotFail => truth != Truth::FAILS,
            Rail::Holds => truth == Truth::HOLDS,
        }
    }
}
