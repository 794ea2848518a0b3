//! Which entry of the old rules is which entry of the new ones.

use std::collections::HashMap;

use super::fingerprint::Fingerprints;
use super::names;
use crate::graph::NodeId;
use crate::model::RuleBase;
use crate::model::ids::{ConditionId, EntryId, FactId, Id, RuleId};
use crate::model::rule::Proposal;
use crate::program::Program;

/// The two rule bases side by side.
pub(super) struct Alignment {
    to_new: Vec<Option<EntryId>>,
    to_old: Vec<Option<EntryId>>,
    /// By old entry: whether its counterpart and everything that both use are
    /// written the same.
    unchanged: Vec<bool>,
    /// So many of the first entries are the same, one by one.
    same_prefix: usize,
    /// The symptoms of both that have the same name, old and new.
    symptoms: Vec<(ConditionId, ConditionId)>,
    same_symptoms: bool,
    /// The symptoms that are not the same in both, or not in the same order.
    changed_symptoms: (Vec<NodeId>, Vec<NodeId>),
    same_facts: bool,
    old_prints: Fingerprints,
    new_prints: Fingerprints,
}

impl Alignment {
    pub(super) fn of(old: &Program, new: &Program) -> Self {
        let prints = (Fingerprints::of(old), Fingerprints::of(new));
        let mut alignment = Alignment {
            to_new: vec![None; old.rules().entries.len()],
            to_old: vec![None; new.rules().entries.len()],
            unchanged: vec![false; old.rules().entries.len()],
            same_prefix: 0,
            symptoms: same_symptoms(old.rules(), new.rules()),
            same_symptoms: prints.0.symptoms() == prints.1.symptoms(),
            changed_symptoms: changed_symptoms((old, &prints.0), (new, &prints.1)),
            same_facts: same_facts(old.rules(), new.rules(), &prints),
            old_prints: prints.0,
            new_prints: prints.1,
        };
        let by_name: HashMap<&str, RuleId> = new
            .rules()
            .rules
            .iter()
            .map(|(id, rule)| (&*rule.name, id))
            .collect();
        for rule in old.rules().rules.values() {
            if let Some(&counterpart) = by_name.get(&*rule.name) {
                let theirs = &new.rules().rules[counterpart].entries;
                alignment.rule((old.rules(), &rule.entries), (new.rules(), theirs));
            }
        }
        alignment.same_prefix = alignment.common_start(old.rules(), new.rules());
        alignment
    }

    /// Pairs the entries of a rule: first those that are the same, then those of
    /// the same name, then conclusions and references whose text changed, each
    /// time in their order.
    fn rule(&mut self, old: (&RuleBase, &[EntryId]), new: (&RuleBase, &[EntryId])) {
        let print = |this: &Self, a: EntryId, b: EntryId| {
            this.old_prints.entry(a) == this.new_prints.entry(b)
        };
        self.pair(old.1, new.1, print);
        let name =
            |_: &Self, a: EntryId, b: EntryId| names::entry(old.0, a) == names::entry(new.0, b);
        self.pair(old.1, new.1, name);
        let text = |_: &Self, a: EntryId, b: EntryId| is_text(old.0, a) && is_text(new.0, b);
        self.pair(old.1, new.1, text);
    }

    /// How many of the first entries are the same, one by one. The entries of a
    /// rule for elements are looked at again and again, element by element, so
    /// that all of them must be the same.
    fn common_start(&self, old: &RuleBase, new: &RuleBase) -> usize {
        let mut count = 0;
        for (a, b) in old.rules.values().zip(new.rules.values()) {
            let pairs = a.entries.iter().zip(&b.entries);
            let same = pairs
                .take_while(|(a, b)| self.is_unchanged(**a, **b))
                .count();
            let is_whole = same == a.entries.len() && same == b.entries.len();
            if is_whole || a.binders.is_empty() {
                count += same;
            }
            if !is_whole {
                break;
            }
        }
        count
    }

    fn pair(
        &mut self,
        old: &[EntryId],
        new: &[EntryId],
        matches: impl Fn(&Self, EntryId, EntryId) -> bool,
    ) {
        for &a in old {
            if self.to_new[a.index()].is_some() {
                continue;
            }
            let free = |b: &EntryId| self.to_old[b.index()].is_none() && matches(self, a, *b);
            let Some(b) = new.iter().copied().find(free) else {
                continue;
            };
            self.to_new[a.index()] = Some(b);
            self.to_old[b.index()] = Some(a);
            self.unchanged[a.index()] = self.old_prints.entry(a) == self.new_prints.entry(b);
        }
    }

    /// The counterpart of an old entry.
    pub(super) fn to_new(&self, old: EntryId) -> Option<EntryId> {
        self.to_new[old.index()]
    }

    /// The counterpart of a new entry.
    pub(super) fn to_old(&self, new: EntryId) -> Option<EntryId> {
        self.to_old[new.index()]
    }

    /// Whether the two are one entry.
    pub(super) fn is_same(&self, old: EntryId, new: EntryId) -> bool {
        self.to_new(old) == Some(new)
    }

    /// Whether the two are one entry, and are written the same with everything
    /// that they use.
    pub(super) fn is_unchanged(&self, old: EntryId, new: EntryId) -> bool {
        self.is_same(old, new) && self.unchanged[old.index()]
    }

    /// Whether this new entry and all before it are unchanged and stand where
    /// they stood: what they select, the old ones select too.
    pub(super) fn is_same_up_to(&self, new: EntryId) -> bool {
        new.index() < self.same_prefix
    }

    /// Whether nothing that decides has changed.
    pub(super) fn is_all_the_same(&self) -> bool {
        self.same_prefix == self.to_new.len()
            && self.same_prefix == self.to_old.len()
            && self.same_symptoms
            && self.same_facts
    }

    /// The old symptom that is called like this new one.
    pub(super) fn old_symptom(&self, new: ConditionId) -> Option<ConditionId> {
        let found = self.symptoms.iter().find(|(_, other)| *other == new);
        found.map(|(old, _)| *old)
    }

    /// The new symptom that is called like this old one.
    pub(super) fn new_symptom(&self, old: ConditionId) -> Option<ConditionId> {
        let found = self.symptoms.iter().find(|(other, _)| *other == old);
        found.map(|(_, new)| *new)
    }

    /// Whether the symptoms are the same, and in the same order.
    pub(super) fn has_same_symptoms(&self) -> bool {
        self.same_symptoms
    }

    /// The symptoms, old and new, that are not the same in both.
    pub(super) fn changed_symptoms(&self) -> (&[NodeId], &[NodeId]) {
        (&self.changed_symptoms.0, &self.changed_symptoms.1)
    }

    /// Whether the facts are the same, and in the same order: what is read for
    /// one side can be used for the other.
    pub(super) fn has_same_facts(&self) -> bool {
        self.same_facts
    }

    /// Whether a fact is asked for in the same way.
    pub(super) fn asks_the_same(&self, old: FactId, new: FactId) -> bool {
        self.old_prints.question(old) == self.new_prints.question(new)
    }
}

fn same_symptoms(old: &RuleBase, new: &RuleBase) -> Vec<(ConditionId, ConditionId)> {
    let by_name: HashMap<&str, ConditionId> = new
        .symptoms()
        .map(|(id, symptom)| (&*symptom.name, id))
        .collect();
    let pair = |(id, name): (ConditionId, &str)| Some((id, *by_name.get(name)?));
    old.symptoms()
        .filter_map(|(id, symptom)| pair((id, &*symptom.name)))
        .collect()
}

fn changed_symptoms(
    old: (&Program, &Fingerprints),
    new: (&Program, &Fingerprints),
) -> (Vec<NodeId>, Vec<NodeId>) {
    let kept = |own: &Fingerprints, other: &Fingerprints| -> Vec<u64> {
        let both = own.symptoms().iter().copied();
        both.filter(|print| other.symptoms().contains(print))
            .collect()
    };
    let keeps_order = kept(old.1, new.1) == kept(new.1, old.1);
    let changed = |(program, own): (&Program, &Fingerprints), other: &Fingerprints| {
        let symptoms = program.graph().symptoms().iter().zip(own.symptoms());
        symptoms
            .filter(|(_, print)| !keeps_order || !other.symptoms().contains(print))
            .map(|(node, _)| *node)
            .collect()
    };
    (changed(old, new.1), changed(new, old.1))
}

fn same_facts(old: &RuleBase, new: &RuleBase, prints: &(Fingerprints, Fingerprints)) -> bool {
    let same = |(a, b): (FactId, FactId)| {
        let (a, b) = (&old.facts[a], &new.facts[b]);
        a.path == b.path && a.slot == b.slot && a.list.map(Id::index) == b.list.map(Id::index)
    };
    prints.0.facts() == prints.1.facts() && old.facts.ids().zip(new.facts.ids()).all(same)
}

fn is_text(rules: &RuleBase, entry: EntryId) -> bool {
    matches!(
        rules.entries[entry].proposal,
        Proposal::Conclude(_) | Proposal::Refer { .. }
    )
}
