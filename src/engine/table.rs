//! Decision tables: the first row that fits wins.

use super::evaluate::Evaluator;
use super::value::ValueState;
use crate::graph::{NodeId, Use};
use crate::model::expression::Cell;

/// The rows of a table that can still come first.
#[derive(Clone, Debug)]
pub struct RemainingRows {
    /// Their positions, in order. All but the last are undecided.
    pub rows: Vec<usize>,
    /// Whether the last one surely fits; otherwise no row may fit.
    pub complete: bool,
    /// For each input, whether one of these rows waits for it.
    pub waits_for: Vec<bool>,
}

impl<'a> Evaluator<'a> {
    /// The value of a table over `operands`: its inputs, then its rows' values.
    pub(super) fn table(
        &mut self,
        node: NodeId,
        inputs: usize,
        rows: &[Vec<Cell>],
        operands: &'a [Use],
    ) -> ValueState<'a> {
        let remaining = self.remaining_rows(&operands[..inputs], rows);
        if let Some(recording) = &mut self.recording {
            recording.table(node, rows.len(), &remaining);
        }
        let values = &operands[inputs..];
        let mut states = remaining.rows.iter().map(|&row| values[row]);
        let first = match states.next() {
            Some(value) => self.value(value.node),
            None => return ValueState::Unavailable,
        };
        if !remaining.complete && first != ValueState::Unavailable {
            return ValueState::Open;
        }
        for value in states {
            if !agree(&self.value(value.node), &first) {
                return ValueState::Open;
            }
        }
        first
    }

    /// The rows that can still come first.
    pub fn remaining_rows(&mut self, inputs: &[Use], rows: &[Vec<Cell>]) -> RemainingRows {
        let inputs: Vec<ValueState<'a>> =
            inputs.iter().map(|input| self.value(input.node)).collect();
        let mut remaining = RemainingRows {
            rows: Vec::new(),
            complete: false,
            waits_for: vec![false; inputs.len()],
        };
        for (at, cells) in rows.iter().enumerate() {
            let fits: Vec<Fits> = inputs
                .iter()
                .zip(cells)
                .map(|(input, cell)| fits(cell, input))
                .collect();
            if fits.contains(&Fits::No) {
                continue;
            }
            remaining.rows.push(at);
            if !fits.contains(&Fits::Maybe) {
                remaining.complete = true;
                break;
            }
            for (waits, fits) in remaining.waits_for.iter_mut().zip(fits) {
                *waits |= fits == Fits::Maybe;
            }
        }
        remaining
    }
}

/// Whether it makes no difference which of two rows fits.
fn agree(a: &ValueState<'_>, b: &ValueState<'_>) -> bool {
    match (a, b) {
        (ValueState::Known(a), ValueState::Known(b)) => a.is_identical(b),
        _ => a == b && *a == ValueState::Unavailable,
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Fits {
    Yes,
    No,
    Maybe,
}

/// Whether a cell accepts a value: one that is unavailable only if it accepts
/// anything.
fn fits(cell: &Cell, input: &ValueState<'_>) -> Fits {
    match (cell, input) {
        (Cell::Anything, _) => Fits::Yes,
        (Cell::OneOf(_), ValueState::Open) => Fits::Maybe,
        (Cell::OneOf(_), ValueState::Unavailable) => Fits::No,
        (Cell::OneOf(tests), ValueState::Known(value)) => {
            if tests.iter().any(|test| test.accepts(value)) {
                Fits::Yes
            } else {
                Fits::No
            }
        }
    }
}
