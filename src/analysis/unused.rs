//! Names that nothing uses.
//!
//! A name is used where a rule leads to it, through whatever is used itself.
//! Symptoms need no rule to be looked at, because they decide how a case ends
//! for which nothing is left to try; that no rule is for one is a finding of
//! its own. What a collector supplies (`ask never`) has to be declared to be
//! readable, used or not.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use super::inquiry::Inquiry;
use super::uses::{Name, Uses};
use super::{Analysis, name_in};
use crate::diagnostic::catalogue::{NamedKind, UnusedName, UnusedSymptom};
use crate::model::RuleBase;
use crate::model::fact::{Ask, Fact};
use crate::model::ids::FactId;
use crate::source::Span;

/// Finds the names that nothing uses, and the symptoms that no rule is for.
pub(super) fn find(inquiry: &Inquiry<'_>, found: &mut Analysis) {
    let rules = inquiry.program.rules();
    if rules.rules.is_empty() {
        return;
    }
    let names = all_names(rules);
    let closed = |name: &Name| inquiry.extent.is_closed(span_of(rules, *name).file);
    let open: Vec<Name> = names.iter().copied().filter(|name| !closed(name)).collect();
    unused_names(inquiry, &names, &open, found);
    unused_symptoms(inquiry, &open, found);
}

fn unused_names(inquiry: &Inquiry<'_>, names: &[Name], open: &[Name], found: &mut Analysis) {
    let rules = inquiry.program.rules();
    let collected = names.iter().copied().filter(|name| match name {
        Name::Fact(id) => is_collected(rules, *id),
        _ => false,
    });
    let symptoms = rules.symptoms().map(|(id, _)| Name::Condition(id));
    let used_by_rules = rules.rules.values().flat_map(|rule| {
        [
            Uses::of_guards(rules, rule),
            Uses::of_proposals(rules, rule),
        ]
        .concat()
    });
    let roots = symptoms
        .chain(used_by_rules)
        .chain(collected)
        .chain(open.iter().copied());
    let used = reached(rules, roots);
    let is_part = |name: &Name| match name {
        Name::Fact(id) => {
            let list = rules.facts[*id].list;
            list.is_some_and(|list| !used.contains(&Name::Fact(list)))
        }
        _ => false,
    };
    let unused: BTreeSet<Name> = names
        .iter()
        .copied()
        .filter(|name| !used.contains(name) && !is_part(name))
        .collect();
    for (name, followers) in groups(rules, &unused) {
        found
            .findings
            .push(finding(inquiry, name, &followers).into());
    }
}

fn unused_symptoms(inquiry: &Inquiry<'_>, open: &[Name], found: &mut Analysis) {
    let rules = inquiry.program.rules();
    let guards = rules
        .rules
        .values()
        .flat_map(|rule| Uses::of_guards(rules, rule));
    let used = reached(rules, guards.chain(open.iter().copied()));
    for (id, symptom) in rules.symptoms() {
        if !used.contains(&Name::Condition(id)) {
            found.findings.push(
                UnusedSymptom {
                    name: symptom.name.clone(),
                    at: name_in(inquiry, symptom.span, &symptom.name),
                }
                .into(),
            );
        }
    }
}

/// The names that are used, straight or through others, where `roots` are.
fn reached(rules: &RuleBase, roots: impl Iterator<Item = Name>) -> HashSet<Name> {
    let mut reached = HashSet::new();
    let mut left: Vec<Name> = roots.collect();
    while let Some(name) = left.pop() {
        if reached.insert(name) {
            left.extend(Uses::of_name(rules, name));
        }
    }
    reached
}

/// The unused names that no other unused one uses, each with those that nothing
/// else uses; of two that use the same name the first has it.
fn groups(rules: &RuleBase, unused: &BTreeSet<Name>) -> Vec<(Name, Vec<Name>)> {
    let mut uses: BTreeMap<Name, Vec<Name>> = BTreeMap::new();
    for &name in unused {
        let mut used = Uses::of_name(rules, name);
        used.retain(|used| *used != name && unused.contains(used));
        uses.insert(name, used);
    }
    let followers: BTreeSet<Name> = uses.values().flatten().copied().collect();
    let mut seen = HashSet::new();
    let heads = unused.iter().filter(|name| !followers.contains(name));
    heads
        .map(|&head| {
            let mut group = Vec::new();
            let mut left = uses[&head].clone();
            while let Some(name) = left.pop() {
                if seen.insert(name) {
                    group.push(name);
                    left.extend(&uses[&name]);
                }
            }
            group.sort_unstable_by_key(|name| span_of(rules, *name));
            (head, group)
        })
        .collect()
}

fn finding(inquiry: &Inquiry<'_>, name: Name, followers: &[Name]) -> UnusedName {
    let rules = inquiry.program.rules();
    let place = |name: Name| match name {
        Name::Fact(id) => rules.facts[id].name_span,
        _ => name_in(inquiry, span_of(rules, name), text_of(rules, name)),
    };
    UnusedName {
        kind: kind_of(rules, name),
        name: text_of(rules, name).to_owned(),
        is_rechecked: is_rechecked(rules, name),
        at: place(name),
        followers: followers.iter().map(|name| place(*name)).collect(),
    }
}

fn all_names(rules: &RuleBase) -> Vec<Name> {
    let facts = rules.facts.ids().map(Name::Fact);
    let lets = rules.lets.ids().map(Name::Let);
    let conditions = rules.conditions.ids().map(Name::Condition);
    let actions = rules.actions.ids().map(Name::Action);
    facts.chain(lets).chain(conditions).chain(actions).collect()
}

/// The declaration of the name.
fn span_of(rules: &RuleBase, name: Name) -> Span {
    match name {
        Name::Fact(id) => rules.facts[id].span,
        Name::Let(id) => rules.lets[id].span,
        Name::Condition(id) => rules.conditions[id].span,
        Name::Action(id) => rules.actions[id].span,
    }
}

/// The name as rules speak of it.
fn text_of(rules: &RuleBase, name: Name) -> &str {
    match name {
        Name::Fact(id) => &rules.facts[id].path,
        Name::Let(id) => &rules.lets[id].name,
        Name::Condition(id) => &rules.conditions[id].name,
        Name::Action(id) => &rules.actions[id].name,
    }
}

fn kind_of(rules: &RuleBase, name: Name) -> NamedKind {
    match name {
        Name::Fact(id) if rules.facts[id].list.is_some() => NamedKind::Field,
        Name::Fact(_) => NamedKind::Fact,
        Name::Let(_) => NamedKind::Value,
        Name::Condition(_) => NamedKind::Condition,
        Name::Action(_) => NamedKind::Action,
    }
}

/// Whether a collector alone supplies the fact, or the list around it.
fn is_collected(rules: &RuleBase, fact: FactId) -> bool {
    let around = |id: &FactId| rules.facts[*id].list;
    let is_never = |fact: &Fact| matches!(fact.ask, Ask::Never);
    std::iter::successors(Some(fact), around).any(|id| is_never(&rules.facts[id]))
}

fn is_rechecked(rules: &RuleBase, name: Name) -> bool {
    let Name::Fact(fact) = name else { return false };
    let mut actions = rules.actions.values();
    actions.any(|action| action.rechecks.contains(&fact))
}
