//! The classes of values that have an order.

use std::cmp::Ordering;

use crate::model::value::{Number, Value};

/// The literals with which a fact is compared. They cut its values into classes:
/// 0 for what is below the first, 1 for the first, 2 for what is between it and
/// the second, ….
#[derive(Debug)]
pub(super) struct Thresholds {
    /// In order, each once.
    values: Vec<Value>,
    /// The same as integers, if they are.
    integers: Vec<i64>,
    /// The classes of the integers from the first threshold to the last, where
    /// they are few.
    table: Vec<u8>,
}

/// The classes of so many integers are tabled.
const LARGEST_TABLE: i64 = 4096;

impl Thresholds {
    /// Thresholds at these values.
    pub(super) fn at(mut values: Vec<Value>) -> Self {
        values.sort_by(|a, b| a.compare(b).unwrap_or(Ordering::Equal));
        values.dedup();
        let integers: Option<Vec<i64>> = values.iter().map(integer).collect();
        let mut thresholds = Thresholds {
            values,
            integers: integers.unwrap_or_default(),
            table: Vec::new(),
        };
        thresholds.table = thresholds.tabled();
        thresholds
    }

    /// How many classes there are.
    pub(super) fn class_count(&self) -> u32 {
        self.values.len() as u32 * 2 + 1
    }

    /// The class of a value.
    pub(super) fn class(&self, value: &Value) -> u32 {
        if !self.integers.is_empty()
            && let Some(number) = integer(value)
        {
            return self.class_of_integer(number);
        }
        let found = self
            .values
            .binary_search_by(|threshold| threshold.compare(value).unwrap_or(Ordering::Less));
        class(found)
    }

    /// The class of a whole number.
    pub(super) fn class_of_integer(&self, number: i64) -> u32 {
        let (Some(&first), Some(&last)) = (self.integers.first(), self.integers.last()) else {
            return self.class(&Value::Number(Number::from(number)));
        };
        if number < first {
            return 0;
        }
        if number > last {
            return self.class_count() - 1;
        }
        let at = usize::try_from(number.abs_diff(first)).unwrap_or(usize::MAX);
        let tabled = self.table.get(at);
        tabled.map_or_else(|| self.found(number), |&class| u32::from(class))
    }

    fn found(&self, number: i64) -> u32 {
        class(self.integers.binary_search(&number))
    }

    fn tabled(&self) -> Vec<u8> {
        let (Some(&first), Some(&last)) = (self.integers.first(), self.integers.last()) else {
            return Vec::new();
        };
        let is_small = last
            .checked_sub(first)
            .is_some_and(|span| span < LARGEST_TABLE);
        if !is_small || self.class_count() > u32::from(u8::MAX) {
            return Vec::new();
        }
        (first..=last)
            .map(|number| self.found(number) as u8)
            .collect()
    }
}

/// The class for what a search among the thresholds found.
fn class(found: Result<usize, usize>) -> u32 {
    match found {
        Ok(at) => at as u32 * 2 + 1,
        Err(at) => at as u32 * 2,
    }
}

fn integer(value: &Value) -> Option<i64> {
    match value {
        Value::Number(number) => i64::try_from(number.to_i128()?).ok(),
        _ => None,
    }
}
