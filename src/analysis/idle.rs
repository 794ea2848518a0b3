//! Questions that no answer can make matter.

use std::collections::BTreeSet;

use super::Analysis;
use super::reasoning::Reasoning;
use crate::diagnostic::catalogue::IdleQuestion;
use crate::graph::{Node, NodeId, RulePlan};
use crate::model::fact::{Ask, Type};
use crate::model::ids::{EntryId, FactId};
use crate::reason::Test;

/// Finds the facts that guards speak of and that change none that can decide
/// anything. `never` are the entries that are never chosen.
pub(super) fn find(reasoning: &Reasoning<'_>, never: &BTreeSet<EntryId>, found: &mut Analysis) {
    let rules = reasoning.rules();
    let facts: Vec<FactId> = rules
        .top_level()
        .filter(|(_, fact)| matches!(fact.ty, Type::Plain(_)) && !matches!(fact.ask, Ask::Never))
        .map(|(id, _)| id)
        .collect();
    for (at, &fact) in facts.iter().enumerate() {
        reasoning.inquiry.reached("idle questions", at, facts.len());
        if is_idle(reasoning, fact, never) && !is_told(reasoning, fact, found) {
            let declared = &rules.facts[fact];
            let finding = IdleQuestion {
                fact: declared.path.clone(),
                at: declared.name_span,
            };
            found.findings.push(finding.into());
        }
    }
}

/// Whether a test of the fact has a finding that says so already.
fn is_told(reasoning: &Reasoning<'_>, fact: FactId, found: &Analysis) -> bool {
    const OF_TESTS: [&str; 4] = [
        "always-holds",
        "decided-test",
        "implied-test",
        "never-holds",
    ];
    let graph = reasoning.graph();
    let node = graph.fact(fact);
    let mut uses = graph.uses().filter(|used| used.node == node);
    uses.any(|used| {
        found.findings.iter().any(|finding| {
            let at = finding.primary.span;
            OF_TESTS.contains(&finding.code())
                && at.file == used.span.file
                && at.start <= used.span.start
                && used.span.end <= at.end
        })
    })
}

/// Whether guards speak of a fact, and none of those that can decide comes out
/// otherwise by it.
fn is_idle(reasoning: &Reasoning<'_>, fact: FactId, never: &BTreeSet<EntryId>) -> bool {
    let graph = reasoning.graph();
    let users = graph.users_of(&[graph.fact(fact)]);
    let uses = |node: NodeId| users[node.index()];
    let mut guards = Vec::new();
    let mut spoken_of = false;
    for rule in graph.rules() {
        spoken_of |= rule.entries.iter().any(|entry| uses(entry.guard.node));
        if rule.loops.iter().any(|each| uses(each.list.node)) {
            return false;
        }
        for entry in rule
            .entries
            .iter()
            .filter(|entry| !never.contains(&entry.entry))
        {
            if entry.content.nodes().any(uses) {
                return false;
            }
            if uses(entry.guard.node) {
                guards.push((rule, entry.guard.node));
            }
        }
    }
    let is_complaint = |node: &NodeId| uses(*node);
    let symptoms: Vec<NodeId> = graph
        .symptoms()
        .iter()
        .copied()
        .filter(is_complaint)
        .collect();
    if !spoken_of || whens_use(reasoning, fact) {
        return false;
    }
    guards
        .iter()
        .all(|(rule, guard)| !matters(reasoning, fact, Some(rule), *guard))
        && symptoms
            .iter()
            .all(|&symptom| !matters(reasoning, fact, None, symptom))
        && graph
            .rules()
            .iter()
            .filter(|rule| uses(rule.applies.node))
            .all(|rule| !matters(reasoning, fact, Some(rule), rule.applies.node))
}

/// Whether the asking for another fact depends on it.
fn whens_use(reasoning: &Reasoning<'_>, fact: FactId) -> bool {
    let graph = reasoning.graph();
    let is_other = |node: &NodeId| match graph.node(*node) {
        Node::Fact(id) | Node::Field { fact: id, .. } => *id != fact,
        _ => false,
    };
    let users = graph.users_of(&[graph.fact(fact)]);
    graph
        .nodes()
        .filter(is_other)
        .any(|node| users[node.index()])
}

/// Whether a test can come out otherwise by the value of a fact alone.
fn matters<'a>(
    reasoning: &Reasoning<'a>,
    fact: FactId,
    rule: Option<&'a RulePlan>,
    test: NodeId,
) -> bool {
    let mut formula = reasoning.formula();
    let places = match rule {
        Some(rule) => formula.different_instances(rule),
        None => vec![(formula.unbound(), formula.yes())],
    };
    let before: Vec<Test> = places
        .iter()
        .map(|(binding, _)| formula.test(test, binding))
        .collect();
    let node = reasoning.graph().fact(fact);
    let unbound = formula.unbound();
    let known = formula.is_known(node, &unbound);
    formula.forget(fact);
    let other_known = formula.is_known(node, &unbound);
    for ((binding, present), one) in places.into_iter().zip(before) {
        let other = formula.test(test, &binding);
        let differ = [
            formula.differ(one.holds, other.holds),
            formula.differ(one.fails, other.fails),
        ];
        let differ = formula.any(differ);
        if !formula.is_impossible(&[known, other_known, present, differ]) {
            return true;
        }
    }
    false
}
