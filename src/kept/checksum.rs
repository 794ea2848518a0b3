//! A checksum that finds accidents, not attacks.

/// An odd number with bits all over: multiplying by it loses nothing.
const FACTOR: u64 = 0x9E37_79B9_7F4A_7C15;

/// The checksum of some bytes. Each step maps different states to different ones, so
/// a change within eight bytes is always found. Others are found but for a very few,
/// which somebody could look for: what is read is checked again, whatever this says.
pub(super) fn of(bytes: &[u8]) -> u64 {
    let (words, rest) = bytes.as_chunks::<8>();
    let mut last = [0; 8];
    last[..rest.len()].copy_from_slice(rest);
    let words = words.iter().chain([&last]);
    words.fold(bytes.len() as u64, |sum, word| {
        (sum.rotate_left(23) ^ u64::from_le_bytes(*word)).wrapping_mul(FACTOR)
    })
}

#[cfg(test)]
mod tests {
    use super::of;

    #[test]
    fn every_change_of_a_byte_changes_it() {
        let bytes: Vec<u8> = (0..=40).collect();
        let sum = of(&bytes);
        for at in 0..bytes.len() {
            for change in 1..=255 {
                let mut changed = bytes.clone();
                changed[at] ^= change;
                assert_ne!(of(&changed), sum, "byte {at} by {change}");
            }
        }
        assert_ne!(of(&bytes[..40]), sum);
        assert_ne!(of(&[&bytes[..], &[0]].concat()), sum);
    }
}
