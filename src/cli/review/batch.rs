//! Accepting or rejecting without looking.

use super::super::store::Pending;
use super::queue::{Found, tell_of_foreign};
use super::{Settled, carry_out};
use crate::suite::review::Verdict;

/// How often a snapshot is read anew that another run keeps changing.
const TRIES: usize = 3;

/// Accepts or rejects all of them. What is wrong with one does not keep the
/// others waiting.
pub(super) fn settle(found: &[Found], verdict: Verdict) -> Settled {
    let mut settled = Settled::default();
    let mut foreign = 0;
    for found in found {
        match settle_one(found, verdict) {
            Ok(true) => settled.add(found.path.clone(), Some(verdict)),
            // Another run was faster.
            Ok(false) => {}
            Err(error) if error.is_of_another_tool(&found.path) && !found.named => foreign += 1,
            Err(error) => settled.faults.push(error),
        }
    }
    tell_of_foreign(foreign);
    settled
}

/// Whether there was one left to settle.
fn settle_one(found: &Found, verdict: Verdict) -> Result<bool, super::StoreError> {
    let mut tries = 0;
    loop {
        tries += 1;
        let result = Pending::read(&found.path).and_then(|it| carry_out(&it, verdict));
        match result {
            Ok(()) => return Ok(true),
            Err(_) if !found.path.exists() => return Ok(false),
            Err(error) if !error.is_by_another_run() || tries == TRIES => return Err(error),
            Err(_) => {}
        }
    }
}
