//! A record to look at.

use serde::{Deserialize, Serialize};

use super::words::shortened;
use crate::fleet::Outcome;

/// Longer ids are cut.
const LONGEST_ID: usize = 100;

/// The first record of its kind.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Example {
    /// How many records stand before it in the whole input.
    pub(super) number: u64,
    /// What it calls itself.
    pub(super) id: Option<String>,
}

impl Example {
    pub(super) fn of(outcome: &Outcome<'_>) -> Self {
        Example {
            number: outcome.number,
            id: outcome.id.as_deref().map(|id| shortened(id, LONGEST_ID)),
        }
    }
}

/// Whether a record comes before the example that there is.
pub(super) fn is_earlier(number: u64, first: Option<&Example>) -> bool {
    first.is_none_or(|first| number < first.number)
}

/// The earlier of two examples.
pub(super) fn earlier(one: Option<Example>, other: Option<Example>) -> Option<Example> {
    match (one, other) {
        (Some(one), Some(other)) if other.number < one.number => Some(other),
        (None, other) => other,
        (one, _) => one,
    }
}
