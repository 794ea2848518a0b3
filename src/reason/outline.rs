//! What all formulas about a rule base share.

use std::collections::HashMap;
use std::sync::OnceLock;

use super::domain::{self, Profile, Profiles, Representatives};
use super::lists;
use super::witness;
use crate::graph::DecisionGraph;
use crate::model::RuleBase;
use crate::model::fact::{ListType, Type};
use crate::model::ids::{ActionId, Arena, FactId};
use crate::model::rule::Proposal;
use crate::model::value::Time;

/// Attempts are counted up to this many. Entries that allow as many or more are
/// used up by one attempt that could not be made, which uses up all.
pub(super) const MAX_COUNTED_ATTEMPTS: u32 = 12;

/// A rule base as formulas see it: the values that stand for the values of each
/// fact, and how often actions can be tried.
#[derive(Debug)]
pub struct Outline<'p> {
    pub(super) rules: &'p RuleBase,
    pub(super) graph: &'p DecisionGraph,
    /// The instant at which cases are seen.
    pub(super) now: Option<Time>,
    pub(super) profiles: Profiles,
    representatives: Arena<FactId, OnceLock<Representatives>>,
    most_attempts: HashMap<ActionId, u32>,
}

impl<'p> Outline<'p> {
    /// Reads off a rule base what matters.
    pub fn new(rules: &'p RuleBase, graph: &'p DecisionGraph) -> Self {
        let now = witness::now();
        let profiles = now.map(|now| Profiles::of(rules, graph, now));
        let mut representatives = Arena::default();
        for _ in rules.facts.ids() {
            representatives.push(OnceLock::new());
        }
        Outline {
            rules,
            graph,
            now,
            profiles: profiles.unwrap_or_default(),
            representatives,
            most_attempts: most_attempts(rules),
        }
    }

    /// What the rules ask of a fact.
    pub(super) fn profile(&self, fact: FactId) -> &Profile {
        self.profiles.of_fact(fact)
    }

    /// The values that stand for all values of a fact, or of the elements of a
    /// list of plain values.
    pub(super) fn representatives(&self, fact: FactId) -> &Representatives {
        self.representatives[fact].get_or_init(|| match &self.rules.facts[fact].ty {
            Type::Plain(ty) | Type::List(ListType::Values(ty)) => {
                domain::representatives(ty, self.profile(fact))
            }
            Type::List(ListType::Records { .. }) => Representatives::default(),
        })
    }

    /// How many elements of a list are looked at, at most.
    pub fn elements(&self, list: FactId) -> usize {
        lists::size_of(&self.profiles, list, self.rules.facts[list].list.is_some())
    }

    /// How many attempts of an action make a difference.
    pub(super) fn most_attempts(&self, action: ActionId) -> u32 {
        self.most_attempts.get(&action).copied().unwrap_or(0)
    }
}

fn most_attempts(rules: &RuleBase) -> HashMap<ActionId, u32> {
    let mut most = HashMap::new();
    for entry in rules.entries.values() {
        if let Proposal::Try { action, times } = &entry.proposal {
            let count = most.entry(action.action).or_insert(0);
            *count = (*times).max(*count).min(MAX_COUNTED_ATTEMPTS);
        }
    }
    most
}
