//! Times as numbers.

use std::time::Duration;

/// How often each time is taken.
pub(crate) const ROUNDS: usize = 9;

/// How long each of so many things took, in nanoseconds.
pub(crate) fn each(all: Duration, count: usize) -> f64 {
    let count = u32::try_from(count).unwrap_or(u32::MAX);
    all.as_secs_f64() * 1e9 / f64::from(count)
}

/// How many things take so long, if some of them took `all`.
pub(crate) fn affordable(budget: Duration, all: Duration, count: usize) -> usize {
    let affordable = budget.as_nanos() * count as u128 / all.as_nanos().max(1);
    usize::try_from(affordable).unwrap_or(usize::MAX)
}

/// The median of some times.
pub(crate) fn median<T: PartialOrd + Copy>(mut times: Vec<T>) -> T {
    times.sort_by(|a, b| a.partial_cmp(b).unwrap_or(std::cmp::Ordering::Equal));
    times[times.len() / 2]
}
