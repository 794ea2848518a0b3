//! How likely parts are to hold, as a guess. Guesses decide how fast candidates
//! are found, never which.

use super::column::{Classes, Column};
use super::part::{Cells, Part, PartId, Probe};

/// How often a part holds where nothing is known of it.
const UNKNOWN: f32 = 0.5;

/// How often a text is one of those that rules name.
const NAMED_TEXT: f32 = 0.2;

/// How often something is in a text for which rules look.
const YES_INSIDE: f32 = 0.1;

/// How likely each part is to hold.
#[derive(Debug)]
pub(super) struct Estimates {
    by_part: Vec<f32>,
}

impl Estimates {
    /// Guesses from the types of facts: symbols are equally likely, and values
    /// lie anywhere between and around the thresholds.
    pub(super) fn of(parts: &[Part], columns: &[Column]) -> Self {
        let mut by_part: Vec<f32> = Vec::with_capacity(parts.len());
        for part in parts {
            // Parts stand behind those that they are made of.
            let of = |id: &PartId| by_part[id.index()];
            let estimate = match part {
                Part::Constant(holds) => f32::from(u8::from(*holds)),
                Part::Probe(probe) => of_probe(probe, &columns[probe.column as usize]),
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

fn of_probe(probe: &Probe, column: &Column) -> f32 {
    let classes = column.cell_count() as usize - 2;
    let weight = |class: usize| class_weight(column, class, classes);
    let of_some = |some: &mut dyn Iterator<Item = usize>| some.map(weight).sum::<f32>();
    let (inside, outside) = match &probe.cells {
        Cells::Mask(mask) => {
            let bits = (0..classes).filter(|class| mask >> (class + 2) & 1 == 1);
            (bits.map(weight).sum(), false)
        }
        Cells::Range { low, high, outside } => {
            let range = &mut (*low as usize - 2..*high as usize - 2);
            // Long ranges have the weight of their share.
            let inside = if range.len() > 64 {
                range.len() as f32 / classes as f32
            } else {
                of_some(range)
            };
            (inside, *outside)
        }
        Cells::Some { cells, outside } => (
            of_some(&mut cells.iter().map(|&cell| cell as usize - 2)),
            *outside,
        ),
    };
    if outside { 1.0 - inside } else { inside }
}

/// How likely a value is to be of this class.
fn class_weight(column: &Column, class: usize, classes: usize) -> f32 {
    match column.classes() {
        Classes::YesNo => 0.5,
        Classes::Symbols(count) => 1.0 / *count as f32,
        // Between thresholds, or exactly at one of them, which is rare.
        Classes::Ordered(_) => {
            let thresholds = (classes / 2) as f32;
            let at = 0.02 / thresholds.max(1.0);
            if class % 2 == 1 {
                at
            } else {
                (1.0 - at * thresholds) / (thresholds + 1.0)
            }
        }
        Classes::Folded(_) | Classes::Exact(_) => {
            if class + 1 == classes {
                1.0 - NAMED_TEXT
            } else {
                NAMED_TEXT / (classes - 1) as f32
            }
        }
        // A question about what is in a text is answered with yes now and then.
        Classes::Inside(_) if class == 1 => YES_INSIDE,
        Classes::Inside(_) => 1.0 - YES_INSIDE,
    }
}
