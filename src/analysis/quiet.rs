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
            if let Verdict::Possible(mut case) = formula.find(&wanted) {
                self.fill(reasoning, &mut case);
                if chosen_entry(reasoning.program, &case) == Some(entry) {
                    chosen.push(entry);
                }
            }
        }
        chosen
    }

    /// What the case does not speak of is as it is here.
    fn fill(&self, reasoning: &Reasoning<'_>, case: &mut Case) {
        let rules = reasoning.rules();
        for (id, fact) in rules.top_level() {
            if *case.facts.slot(fact.slot) == State::Unknown
                && let Some(state) = case.facts.get_mut(rules, &FactPath::top_level(id))
            {
                *state = self.0.facts.slot(fact.slot).clone();
            }
        }
        case.now = case.now.or(self.0.now);
    }
}
