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
    /// The classes of the integers from one below the first threshold to one above
    /// the last, where they are few.
    table: Vec<u8>,
    /// The integer whose class comes first in the table.
    table_from: i64,
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
            table_from: 0,
        };
        thresholds.fill_table();
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
    #[inline]
    pub(super) fn class_of_integer(&self, number: i64) -> u32 {
        // Whatever is outside the table has the class of its end.
        let at = number.saturating_sub(self.table_from).max(0).unsigned_abs();
        let last = self.table.len().saturating_sub(1);
        let at = usize::try_from(at).map_or(last, |at| at.min(last));
        match self.table.get(at) {
            Some(&class) => u32::from(class),
            None => self.searched(number),
        }
    }

    fn searched(&self, number: i64) -> u32 {
        if self.integers.is_empty() {
            self.class(&Value::Number(Number::from(number)))
        } else {
            self.found(number)
        }
    }

    fn found(&self, number: i64) -> u32 {
        class(self.integers.binary_search(&number))
    }

    fn fill_table(&mut self) {
        let (Some(&first), Some(&last)) = (self.integers.first(), self.integers.last()) else {
            return;
        };
        let ends = first.checked_sub(1).zip(last.checked_add(1));
        let is_small = |(from, to): &(i64, i64)| {
            let span = to.checked_sub(*from);
            span.is_some_and(|span| span < LARGEST_TABLE)
        };
        let Some((from, to)) = ends.filter(is_small) else {
            return;
        };
        if u8::try_from(self.class_count()).is_ok() {
            self.table = (from..=to).map(|number| self.found(number) as u8).collect();
            self.table_from = from;
        }
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
