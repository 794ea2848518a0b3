//! Chance that is the same on every run and every machine.

/// A generator of numbers: `SplitMix64`.
pub(crate) struct Dice(u64);

impl Dice {
    /// Dice of their own for one thing among many.
    pub(crate) fn of(seed: u64, number: u64) -> Self {
        let mut dice = Dice(seed ^ number.wrapping_mul(0xD6E8_FEB8_6659_FD93));
        dice.next();
        dice
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// A number below another, which is not 0.
    pub(crate) fn below(&mut self, bound: u64) -> u64 {
        self.next() % bound
    }

    /// Whether something happens that does so many times in a thousand.
    pub(crate) fn happens(&mut self, per_mille: u64) -> bool {
        self.below(1000) < per_mille
    }

    /// One of several things.
    pub(crate) fn one_of<T: Copy>(&mut self, things: &[T]) -> T {
        things[self.below(things.len() as u64) as usize]
    }

    /// One of several things, each as likely as its weight says.
    pub(crate) fn weighted<T: Copy>(&mut self, things: &[(u64, T)]) -> T {
        let all: u64 = things.iter().map(|(weight, _)| weight).sum();
        let mut left = self.below(all);
        for &(weight, thing) in things {
            if left < weight {
                return thing;
            }
            left -= weight;
        }
        things[0].1
    }
}
