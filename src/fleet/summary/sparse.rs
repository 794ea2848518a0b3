//! Counts by the index of what they count.

use serde::de::{Deserialize, Deserializer, Error};
use serde::ser::{Serialize, Serializer};

/// No rule base declares more than this; a stored index beyond it is a fault.
const MOST: usize = 1 << 22;

/// Counts by index, most of which may be nothing: only the others are stored,
/// compared and told.
#[derive(Clone, Debug)]
pub(super) struct Sparse<T> {
    items: Vec<T>,
}

impl<T> Default for Sparse<T> {
    fn default() -> Self {
        Sparse { items: Vec::new() }
    }
}

impl<T: Default + PartialEq> Sparse<T> {
    /// Counts of nothing, with room for so many.
    pub(super) fn of_len(len: usize) -> Self {
        let mut items = Vec::new();
        items.resize_with(len, T::default);
        Sparse { items }
    }

    /// The count at an index.
    pub(super) fn at(&mut self, index: usize) -> &mut T {
        if index >= self.items.len() {
            self.items.resize_with(index + 1, T::default);
        }
        &mut self.items[index]
    }

    /// The count at an index, where there is one.
    pub(super) fn get(&self, index: usize) -> Option<&T> {
        self.items.get(index)
    }

    /// Those that count something, with their indices, in order.
    pub(super) fn iter(&self) -> impl Iterator<Item = (usize, &T)> {
        let nothing = T::default();
        self.items
            .iter()
            .enumerate()
            .filter(move |(_, item)| **item != nothing)
    }

    /// Adds other counts, each with `add`.
    pub(super) fn merge(&mut self, other: Self, add: impl Fn(&mut T, T)) {
        for (index, item) in other.items.into_iter().enumerate() {
            if item != T::default() {
                add(self.at(index), item);
            }
        }
    }
}

impl<T: Default + PartialEq> PartialEq for Sparse<T> {
    fn eq(&self, other: &Self) -> bool {
        self.iter().eq(other.iter())
    }
}

impl<T: Default + PartialEq + Serialize> Serialize for Sparse<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.iter())
    }
}

impl<'de, T: Default + PartialEq + Deserialize<'de>> Deserialize<'de> for Sparse<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let mut counts = Sparse::default();
        for (index, item) in Vec::<(usize, T)>::deserialize(deserializer)? {
            if index >= MOST {
                return Err(D::Error::custom("an index is too large"));
            }
            *counts.at(index) = item;
        }
        Ok(counts)
    }
}
