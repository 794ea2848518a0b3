//! The bytes of an input as a stream of choices.

/// Gives one byte after the other, and noughts when they are used up.
pub(super) struct Bytes<'b> {
    rest: &'b [u8],
}

impl<'b> Bytes<'b> {
    pub(super) fn new(bytes: &'b [u8]) -> Self {
        Bytes { rest: bytes }
    }

    pub(super) fn is_used_up(&self) -> bool {
        self.rest.is_empty()
    }

    fn next(&mut self) -> u8 {
        let Some((first, rest)) = self.rest.split_first() else {
            return 0;
        };
        self.rest = rest;
        *first
    }

    /// A number below `end`, which is neither 0 nor more than 256.
    pub(super) fn below(&mut self, end: usize) -> usize {
        usize::from(self.next()) % end
    }

    /// True once in so many times; never when the bytes are used up.
    pub(super) fn once_in(&mut self, times: usize) -> bool {
        self.below(times) == times - 1
    }

    /// One of some words, of which there are some.
    pub(super) fn word<'t>(&mut self, words: &[&'t str]) -> &'t str {
        words[self.below(words.len())]
    }

    /// One of some things, of which there are some.
    pub(super) fn pick<'t, T>(&mut self, things: &'t [T]) -> &'t T {
        &things[self.below(things.len())]
    }
}
