//! The candidates in their order, and which of them decides.

use super::facts::{Element, ElementId};
use super::formula::{Binding, Formula};
use super::outline::MAX_COUNTED_ATTEMPTS;
use super::solver::Literal;
use crate::graph::{ActionPlan, Content, EntryPlan, RulePlan};
use crate::model::ids::ActionId;
use crate::model::rule::Proposal;

/// Loops over many lists are looked at for so many instances of a rule.
const MAX_INSTANCES: usize = 27;

/// An entry of a rule, for certain elements.
#[derive(Clone, Debug)]
pub struct Candidate<'p> {
    /// The rule.
    pub rule: &'p RulePlan,
    /// The entry.
    pub entry: &'p EntryPlan,
    /// The elements.
    pub binding: Binding,
    /// It is passed over rather than asked about.
    pub without_asking: bool,
    /// The rule applies to these elements, which are there.
    pub applies: Literal,
    /// The guard holds.
    pub holds: Literal,
    /// It was tried as often as it may be.
    pub used_up: Literal,
    /// It decides if none before it does.
    pub decides: Literal,
    /// None before it decides.
    pub reached: Literal,
    /// None before it decides but, perhaps, some `without asking`.
    pub reached_in_part: Literal,
}

/// An action with the elements that it is done to.
pub(super) type AttemptKey = (ActionId, Vec<ElementId>);

impl<'p> Formula<'p> {
    /// Adds the candidates of rules, which come after all that are there.
    pub fn line_up(&mut self, rules: impl IntoIterator<Item = &'p RulePlan>) {
        let mut reached = self.nothing_left;
        let mut reached_in_part = self.nothing_left_in_part;
        for rule in rules {
            for (binding, present) in self.instances(rule) {
                let applies = self.test(rule.applies.node, &binding);
                let applies = self.solver.all([present, applies.holds]);
                for entry in &rule.entries {
                    let guard = self.test(entry.guard.node, &binding);
                    let holds = self.solver.all([present, guard.holds]);
                    let used_up = self.used_up(entry, &binding);
                    let decides = self.solver.all([holds, !used_up]);
                    self.candidates.push(Candidate {
                        rule,
                        entry,
                        binding: binding.clone(),
                        without_asking: self.rules.entries[entry.entry].without_asking,
                        applies,
                        holds,
                        used_up,
                        decides,
                        reached,
                        reached_in_part,
                    });
                    reached = self.solver.all([reached, !decides]);
                    if !self.rules.entries[entry.entry].without_asking {
                        reached_in_part = self.solver.all([reached_in_part, !decides]);
                    }
                }
            }
        }
        self.nothing_left = reached;
        self.nothing_left_in_part = reached_in_part;
    }

    /// The elements for which a rule is looked at, and whether they are there.
    pub fn instances(&mut self, rule: &'p RulePlan) -> Vec<(Binding, Literal)> {
        let mut instances = vec![(self.unbound(), self.solver.yes())];
        for each in &rule.loops {
            let mut deeper = Vec::new();
            for (binding, present) in instances {
                let Some(list) = self.list(each.list.node, &binding) else {
                    continue;
                };
                for &element in &list.elements {
                    let mut binding = binding.clone();
                    binding[each.level.index()] = Some(element);
                    let present = self.solver.all([present, self.element(element).present]);
                    deeper.push((binding, present));
                }
            }
            deeper.truncate(MAX_INSTANCES);
            instances = deeper;
        }
        instances
    }

    /// The elements for which a rule is looked at, as far as they make a
    /// difference: by symmetry, the first elements of a list stand for all.
    pub fn different_instances(&mut self, rule: &'p RulePlan) -> Vec<(Binding, Literal)> {
        let mut instances = self.instances(rule);
        instances.retain(|(binding, _)| {
            let mut earlier: Vec<ElementId> = Vec::new();
            rule.loops.iter().all(|each| {
                let Some(id) = binding[each.level.index()] else {
                    return false;
                };
                let Element { list, position, .. } = self.element(id);
                let same_list = |other: &&ElementId| self.element(**other).list == list;
                let is_next = position <= earlier.iter().filter(same_list).count();
                if !earlier.contains(&id) {
                    earlier.push(id);
                }
                is_next
            })
        });
        instances
    }

    fn used_up(&mut self, entry: &EntryPlan, binding: &Binding) -> Literal {
        let (Proposal::Try { times, .. }, Content::Action(action)) =
            (&self.rules.entries[entry.entry].proposal, &entry.content)
        else {
            return self.solver.no();
        };
        let counts = self.attempts_of(action, binding);
        let at = (*times).min(MAX_COUNTED_ATTEMPTS).saturating_sub(1) as usize;
        counts.get(at).copied().unwrap_or(self.solver.no())
    }

    /// For each number from 1, whether an action was tried at least so often.
    fn attempts_of(&mut self, action: &ActionPlan, binding: &Binding) -> Vec<Literal> {
        let elements = action
            .levels
            .iter()
            .filter_map(|level| binding[level.index()]);
        let key = (action.action, elements.collect::<Vec<_>>());
        if let Some(counts) = self.attempts.get(&key) {
            return counts.clone();
        }
        let most = self.outline.most_attempts(action.action);
        let counts: Vec<Literal> = (0..most).map(|_| self.solver.fresh()).collect();
        if let Some(&first) = counts.first() {
            self.solver.require([!self.mode.untried, !first]);
        }
        for pair in counts.windows(2) {
            self.solver.require([!pair[1], pair[0]]);
        }
        self.attempts.insert(key, counts.clone());
        counts
    }
}
