//! Entries that are there only to ask.

use std::collections::HashSet;

use crate::graph::{Content, DecisionGraph, EntryPlan};
use crate::model::RuleBase;
use crate::model::ids::EntryId;
use crate::model::rule::Proposal;
use crate::program::Program;

/// The entries that can ask but never be chosen: an entry before them in their
/// rule proposes the same under the same guard, `without asking`. They ask late for
/// what that one would not ask for.
pub(super) fn entries_that_only_ask(program: &Program) -> HashSet<EntryId> {
    let (rules, graph) = (program.rules(), program.graph());
    let mut found = HashSet::new();
    for rule in graph.rules() {
        for (at, entry) in rule.entries.iter().enumerate() {
            let mut before = rule.entries[..at].iter();
            if before.any(|earlier| stands_for(rules, graph, earlier, entry)) {
                found.insert(entry.entry);
            }
        }
    }
    found
}

/// Whether `earlier` is chosen wherever `later` could be.
fn stands_for(
    rules: &RuleBase,
    graph: &DecisionGraph,
    earlier: &EntryPlan,
    later: &EntryPlan,
) -> bool {
    let (Content::Action(a), Content::Action(b)) = (&earlier.content, &later.content) else {
        return false;
    };
    let proposals = (
        &rules.entries[earlier.entry].proposal,
        &rules.entries[later.entry].proposal,
    );
    let lasts_as_long = match proposals {
        (Proposal::Try { times: a, .. }, Proposal::Try { times: b, .. }) => a >= b,
        (Proposal::Escalate(_), Proposal::Escalate(_)) => true,
        _ => false,
    };
    // Equal tests are one node.
    let guards = (
        graph.operands(earlier.guard.node),
        graph.operands(later.guard.node),
    );
    let same_guard = guards.0.iter().map(|part| part.node);
    let same_guard = same_guard.eq(guards.1.iter().map(|part| part.node));
    lasts_as_long && same_guard && a.action == b.action && a.levels == b.levels
}
