//! Cases in which little goes on: they show quickly that an entry is chosen at
//! times, without a search through all rules.

use super::never_chosen::chosen_entry;
use super::reasoning::Reasoning;
use crate::facts::case::Case;
use crate::facts::memory::{FactPath, State};
use crate::graph::RulePlan;
use crate::model::ids::EntryId;
use crate::reason::{Formula, Literal, Verdict};

/// A case in which nobody complains of anything.
pub(super) struct Quiet(Case);

impl Quiet {
    /// Looks for such a case.
    pub(super) fn find(formula: &mut Formula<'_>) -> Option<Self> {
        let candidates = formula.candidates().iter();
        let mut wanted: Vec<Literal> = candidates.map(|candidate| !candidate.applies).collect();
        wanted.dedup();
        wanted.push(formula.mode().untried);
        match formula.find(&wanted) {
            Verdict::Possible(case) => Some(Quiet(*case)),
            _ => None,
        }
    }

    /// The entries of a rule that the engine chooses where what they need is so,
    /// and all else is quiet. Others may be chosen too.
    pub(super) fn chosen<'a>(&self, reasoning: &Reasoning<'a>, rule: &'a RulePlan) -> Vec<EntryId> {
        let mut formula = reasoning.formula_of([rule]);
        let mut chosen = Vec::new();
        for at in 0..formula.candidates().len() {
            let candidate = &formula.candidates()[at];
            let (entry, wanted) = (
                candidate.entry.entry,
                [candidate.reached, candidate.decides],
            );
            if chosen.contains(&entry) {
                continue;
            }
            if let Verdict::Possible(case) = formula.find(&wanted) {
                let is_chosen = [true, false].into_iter().any(|known| {
                    let case = self.filled(reasoning, &case, known);
                    chosen_entry(reasoning.program, &case) == Some(entry)
                });
                if is_chosen {
                    chosen.push(entry);
                }
            }
        }
        chosen
    }

    /// The case, and what it does not speak of is as it is here, or cannot be
    /// had.
    fn filled(&self, reasoning: &Reasoning<'_>, case: &Case, known: bool) -> Case {
        let rules = reasoning.rules();
        let mut case = case.clone();
        for (id, fact) in rules.top_level() {
            if *case.facts.slot(fact.slot) == State::Unknown
                && let Some(state) = case.facts.get_mut(rules, &FactPath::top_level(id))
            {
                *state = if known {
                    self.0.facts.slot(fact.slot).clone()
                } else {
                    State::Unavailable
                };
            }
        }
        case.now = case.now.or(self.0.now);
        case
    }
}
