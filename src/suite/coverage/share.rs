//! Shares of a whole, exactly.

use std::fmt;
use std::ops::AddAssign;

/// How many of how many. Of nothing, all is covered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Share {
    /// How many are covered.
    pub covered: u64,
    /// How many there are.
    pub total: u64,
}

/// A percentage with one decimal, rounded down: 100 % means all.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Percent {
    tenths: u64,
}

impl Share {
    /// Nothing of nothing.
    pub(super) const NOTHING: Share = Share {
        covered: 0,
        total: 0,
    };

    /// One thing.
    pub(super) fn one(is_covered: bool) -> Share {
        Share {
            covered: u64::from(is_covered),
            total: 1,
        }
    }

    /// How many of `items` are covered.
    pub(super) fn of<T>(items: &[T], is_covered: impl Fn(&T) -> bool) -> Share {
        let mut share = Share::NOTHING;
        for item in items {
            share += Share::one(is_covered(item));
        }
        share
    }

    /// The share as a percentage.
    pub fn percent(self) -> Percent {
        let covered = u128::from(self.covered) * 1000;
        let tenths = covered.checked_div(u128::from(self.total)).unwrap_or(1000);
        Percent {
            tenths: tenths as u64,
        }
    }

    /// Whether it is at least `percent` of the whole; nothing is rounded.
    pub fn reaches(self, percent: u32) -> bool {
        u128::from(self.covered) * 100 >= u128::from(self.total) * u128::from(percent)
    }
}

impl AddAssign for Share {
    fn add_assign(&mut self, other: Self) {
        self.covered += other.covered;
        self.total += other.total;
    }
}

impl Percent {
    /// The percentage as a number.
    pub fn number(self) -> f64 {
        // At most 1000, which a float holds exactly.
        f64::from(self.tenths as u32) / 10.0
    }
}

impl fmt::Display for Share {
    /// `12 of 14 (85.7 %)`
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Share { covered, total } = self;
        write!(f, "{covered} of {total} ({})", self.percent())
    }
}

impl fmt::Display for Percent {
    /// `85.7 %`, `100 %`
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.tenths / 10, self.tenths % 10) {
            (whole, 0) => write!(f, "{whole} %"),
            (whole, tenths) => write!(f, "{whole}.{tenths} %"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Share;

    fn share(covered: u64, total: u64) -> Share {
        Share { covered, total }
    }

    #[test]
    fn only_all_of_it_is_a_hundred_percent() {
        assert_eq!(share(9_999_999, 10_000_000).percent().to_string(), "99.9 %");
        assert_eq!(share(3, 3).percent().to_string(), "100 %");
        let nearly = share(u64::MAX - 1, u64::MAX);
        assert_eq!(nearly.percent().to_string(), "99.9 %");
    }

    #[test]
    fn percentages_are_rounded_down_to_one_decimal() {
        assert_eq!(share(12, 14).to_string(), "12 of 14 (85.7 %)");
        assert_eq!(share(1, 2).to_string(), "1 of 2 (50 %)");
        assert_eq!(share(0, 7).to_string(), "0 of 7 (0 %)");
    }

    #[test]
    fn of_nothing_all_is_covered() {
        assert_eq!(share(0, 0).to_string(), "0 of 0 (100 %)");
        assert!(share(0, 0).reaches(100));
    }

    #[test]
    fn a_minimum_is_compared_without_rounding() {
        assert!(share(2, 3).reaches(66));
        assert!(!share(2, 3).reaches(67));
        assert!(!share(9_999_999, 10_000_000).reaches(100));
        assert!(share(0, 5).reaches(0));
    }
}
