//! From numbers to the sets of places where each number stands, by bit planes.
//!
//! The bits of the numbers are brought together first: all lowest bits, all second
//! ones, …; a set is the intersection of as many planes as numbers have bits. That
//! costs less than to put each place into its set, because nothing waits for what
//! was just written.

use super::cases::{Bits, CASES};

/// So many numbers are taken from memory at once.
const LANES: usize = 4;

/// The lowest bit of each lane.
const LOWEST: u64 = 0x0001_0001_0001_0001;

/// Multiplied with lowest bits, this brings them side by side, from bit 48 on.
const TOGETHER: u64 = 1 << 48 | 1 << 33 | 1 << 18 | 1 << 3;

/// Fills `sets[n]` with the places below `places` at which `numbers` has `n`, which
/// is below the number of sets.
pub(super) fn fill_sets(numbers: &[u16], all: &Bits, sets: &mut [Bits]) {
    let Some(first) = sets.first_mut() else {
        return;
    };
    *first = *all;
    let planes = usize::BITS - (sets.len() - 1).leading_zeros();
    // Sets are split by one bit after the other, the highest first: what has the bit
    // goes `width` places further.
    for bit in (0..planes).rev() {
        let plane = plane(numbers, bit);
        let width = 1 << bit;
        for start in (0..sets.len()).step_by(2 * width) {
            split(sets, start, start + width, &plane);
        }
    }
}

/// The places of the numbers that have this bit.
fn plane(numbers: &[u16], bit: u32) -> Bits {
    let mut plane = [0; CASES / 64];
    for (word, numbers) in plane.iter_mut().zip(numbers.chunks_exact(64)) {
        for (at, lanes) in numbers.chunks_exact(LANES).enumerate() {
            let lanes = lanes
                .iter()
                .rev()
                .fold(0, |all, &lane| all << 16 | u64::from(lane));
            let bits = (lanes >> bit & LOWEST).wrapping_mul(TOGETHER) >> 48;
            *word |= (bits & 0xf) << (at * LANES);
        }
    }
    plane
}

/// Moves what is in the plane from one set to another, if that is there.
fn split(sets: &mut [Bits], from: usize, to: usize, plane: &Bits) {
    let Some((low, high)) = sets.split_at_mut_checked(to) else {
        return;
    };
    let Some(high) = high.first_mut() else {
        return;
    };
    for ((low, high), plane) in low[from].iter_mut().zip(high).zip(plane) {
        *high = *low & plane;
        *low &= !plane;
    }
}

#[cfg(test)]
mod tests {
    use super::{Bits, CASES, fill_sets};

    #[test]
    fn each_set_has_the_places_of_its_number() {
        for count in 1..=64 {
            let number = |place: usize| (place * place / 7 + place) % count;
            let numbers: Vec<u16> = (0..CASES).map(|place| number(place) as u16).collect();
            for places in [0, 1, 63, 64, 65, 1000, CASES] {
                let mut all = [0; CASES / 64];
                (0..places).for_each(|place| all[place / 64] |= 1 << (place % 64));
                // What was there before must not show.
                let mut sets: Vec<Bits> = vec![[u64::MAX; CASES / 64]; count];
                fill_sets(&numbers, &all, &mut sets);
                for (set, bits) in sets.iter().enumerate() {
                    for place in 0..CASES {
                        let is_in = bits[place / 64] >> (place % 64) & 1 == 1;
                        let belongs = place < places && number(place) == set;
                        assert_eq!(is_in, belongs, "{place} of {places}, set {set} of {count}");
                    }
                }
            }
        }
    }
}
