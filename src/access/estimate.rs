//! How likely parts are to hold, as a guess. Guesses decide how fast candidates
//! are found, never which.

use super::column::Column;
use super::frequency::{Frequencies, Shares};
use super::part::{Part, PartId};

/// How often a part holds where nothing is known of it.
const UNKNOWN: f32 = 0.5;

/// How likely each part is to hold.
#[derive(Debug)]
pub(super) struct Estimates {
    by_part: Vec<f32>,
}

impl Estimates {
    /// Guesses from how often the cells of the columns come, as if facts had
    /// nothing to do with each other.
    pub(super) fn of(parts: &[Part], columns: &[Column], frequencies: &Frequencies) -> Self {
        let columns = columns.iter().enumerate();
        let shares: Vec<Shares> = columns
            .map(|(at, column)| frequencies.shares(at, column))
            .collect();
        let mut by_part: Vec<f32> = Vec::with_capacity(parts.len());
        for part in parts {
            // Parts stand behind those that they are made of.
            let of = |id: &PartId| by_part[id.index()];
            let estimate = match part {
                Part::Constant(holds) => f32::from(u8::from(*holds)),
                Part::Probe(probe) => shares[probe.column as usize].of(&probe.cells),
                Part::All(parts) => parts.iter().map(of).product(),
                Part::Any(parts) => 1.0 - parts.iter().map(|part| 1.0 - of(part)).product::<f32>(),
                Part::IsUnavailable { .. } | Part::CannotBeKnown { .. } | Part::Node { .. } => {
                    UNKNOWN
                }
            };
            by_part.push(estimate);
        }
        Estimates { by_part }
    }

    /// How likely a part is to hold, from 0 to 1.
    pub(super) fn part(&self, part: PartId) -> f32 {
        self.by_part[part.index()]
    }
}
