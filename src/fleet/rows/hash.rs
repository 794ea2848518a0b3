//! A hash that is fast for short texts. Nothing depends on it but speed.

use super::scan::word;

/// A hash of a text.
#[inline]
pub(super) fn hash(text: &[u8]) -> u32 {
    const FACTOR: u64 = 0x9e37_79b9_7f4a_7c15;
    let mix = |hash: u64, word: u64| (hash ^ word).wrapping_mul(FACTOR).rotate_left(29);
    let mut hash = text.len() as u64;
    let last = match text.len().checked_sub(8) {
        None => short(text),
        Some(last) => {
            let mut at = 0;
            while at < last {
                hash = mix(hash, word(text, at).unwrap_or(0));
                at += 8;
            }
            word(text, last).unwrap_or(0)
        }
    };
    (mix(hash, last).wrapping_mul(FACTOR) >> 32) as u32
}

/// All bytes of a text of less than eight in one word.
#[inline]
fn short(text: &[u8]) -> u64 {
    let half = |at: usize| {
        let bytes = text.get(at..at + 4)?.try_into().ok()?;
        Some(u64::from(u32::from_le_bytes(bytes)))
    };
    match text {
        [] => 0,
        [a] => u64::from(*a),
        [a, b] => u64::from(*a) | u64::from(*b) << 8,
        [a, b, c] => u64::from(*a) | u64::from(*b) << 8 | u64::from(*c) << 16,
        _ => half(0).unwrap_or(0) | half(text.len() - 4).unwrap_or(0) << 32,
    }
}
