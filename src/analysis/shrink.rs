//! The smallest case that still shows something.

use crate::engine::{Evaluator, Scope, Selection, select};
use crate::facts::case::Case;
use crate::facts::memory::{Datum, FactPath, State};
use crate::model::ids::FactId;
use crate::program::Program;

/// A part of a case that can be left out.
#[derive(Clone, Debug)]
enum Part {
    /// What is known of a fact.
    Fact(FactId),
    /// An element of a list, by position.
    Element(FactId, usize),
    /// What is known of a field of an element.
    Field(FactId, usize, usize),
    /// The attempt at this position.
    Attempt(usize),
    /// The instant.
    Now,
}

/// The part of `case` that still shows what `shows` looks for, from which
/// nothing more can be left out; none where the case itself does not show it.
///
/// Parts are left out by halves first, as in Zeller's *ddmin*: most of them do
/// not matter.
pub(super) fn shrink(
    program: &Program,
    case: &Case,
    shows: &dyn Fn(&Case) -> bool,
) -> Option<Case> {
    if !shows(case) {
        return None;
    }
    let mut kept = case.clone();
    for stage in [
        Stage::Attempts,
        Stage::Facts,
        Stage::Elements,
        Stage::Fields,
    ] {
        let parts = stage.parts(program, &kept);
        leave_out(program, &mut kept, &parts, shows);
    }
    Some(kept)
}

/// What is left out together: the larger parts first.
#[derive(Clone, Copy)]
enum Stage {
    Attempts,
    Facts,
    Elements,
    Fields,
}

impl Stage {
    fn parts(self, program: &Program, case: &Case) -> Vec<Part> {
        let lists = || {
            let rules = program.rules();
            rules
                .top_level()
                .filter_map(|(id, fact)| match case.facts.slot(fact.slot) {
                    State::Known(Datum::Records(records)) => Some((id, records)),
                    _ => None,
                })
        };
        // What comes last is left out first, so that positions stay as they are.
        let mut parts: Vec<Part> = match self {
            Stage::Attempts => (0..case.attempts.len()).map(Part::Attempt).collect(),
            Stage::Facts => {
                let known = program.rules().top_level();
                let known = known.filter(|(_, fact)| *case.facts.slot(fact.slot) != State::Unknown);
                known
                    .map(|(id, _)| Part::Fact(id))
                    .chain([Part::Now])
                    .collect()
            }
            Stage::Elements => lists()
                .flat_map(|(id, records)| (0..records.len()).map(move |at| Part::Element(id, at)))
                .collect(),
            Stage::Fields => lists()
                .flat_map(|(id, records)| {
                    let fields = records.iter().enumerate();
                    fields.flat_map(move |(at, record)| {
                        let slots = 0..record.fields.len();
                        slots.map(move |slot| Part::Field(id, at, slot))
                    })
                })
                .collect(),
        };
        parts.reverse();
        parts
    }
}

fn leave_out(program: &Program, case: &mut Case, parts: &[Part], shows: &dyn Fn(&Case) -> bool) {
    if parts.is_empty() {
        return;
    }
    let mut smaller = case.clone();
    for part in parts {
        without(program, &mut smaller, part);
    }
    if smaller == *case {
        return;
    }
    if shows(&smaller) {
        *case = smaller;
    } else if parts.len() > 1 {
        let (first, second) = parts.split_at(parts.len() / 2);
        leave_out(program, case, first, shows);
        leave_out(program, case, second, shows);
    }
}

fn without(program: &Program, case: &mut Case, part: &Part) {
    let rules = program.rules();
    match *part {
        Part::Attempt(at) => {
            if at < case.attempts.len() {
                case.attempts.remove(at);
            }
        }
        Part::Now => case.now = None,
        Part::Fact(fact) => {
            if let Some(state) = case.facts.get_mut(rules, &FactPath::top_level(fact)) {
                *state = State::Unknown;
            }
        }
        Part::Element(list, at) => {
            let state = case.facts.get_mut(rules, &FactPath::top_level(list));
            if let Some(State::Known(Datum::Records(records))) = state
                && at < records.len()
            {
                records.remove(at);
            }
        }
        Part::Field(list, at, slot) => {
            if rules
                .facts
                .iter()
                .any(|(id, fact)| fact.list == Some(list) && fact.slot == slot && rules.is_key(id))
            {
                return;
            }
            let state = case.facts.get_mut(rules, &FactPath::top_level(list));
            if let Some(State::Known(Datum::Records(records))) = state
                && let Some(field) = records
                    .get_mut(at)
                    .and_then(|record| record.fields.get_mut(slot))
            {
                *field = State::Unknown;
            }
        }
    }
}

/// What the engine selects for a case: the answer of `look`, or none where the
/// decision takes too long.
pub(super) fn selected<T>(
    program: &Program,
    case: &Case,
    look: impl FnOnce(&Selection<'_>) -> T,
) -> Option<T> {
    let mut evaluator = Evaluator::new(program.rules(), program.graph(), case);
    let scope = Scope::everything(program.graph());
    let selection = select(&mut evaluator, &scope, &mut ()).ok()?;
    Some(look(&selection))
}
