//! Sets of the cases of a block: a bit for each.

/// A block has no more cases than this.
pub const CASES: usize = 1024;

/// So many words hold a bit for each.
pub(super) const WORDS: usize = CASES / 64;

/// A bit for each case.
pub(super) type Bits = [u64; WORDS];

/// No case.
pub(super) const NONE: Bits = [0; WORDS];

/// Does something for each case of a set, in order.
pub(super) fn each(set: &Bits, mut work: impl FnMut(usize)) {
    for (word, &bits) in set.iter().enumerate() {
        let mut bits = bits;
        while bits != 0 {
            work(word * 64 + bits.trailing_zeros() as usize);
            bits &= bits - 1;
        }
    }
}

/// Adds the cases of another set.
pub(super) fn add(set: &mut Bits, other: &Bits) {
    for (bits, other) in set.iter_mut().zip(other) {
        *bits |= other;
    }
}

/// Takes the cases of another set away.
pub(super) fn subtract(set: &mut Bits, other: &Bits) {
    for (bits, other) in set.iter_mut().zip(other) {
        *bits &= !other;
    }
}
