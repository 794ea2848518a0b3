//! Why an entry stays undecided where no fact is at fault.

use std::collections::HashSet;

use crate::graph::{DecisionGraph, Node, NodeId};
use crate::model::RuleBase;
use crate::model::fact::Ask;
use crate::model::ids::{EntryId, Id};
use crate::program::Program;

/// An age cannot be known without the time at which the records were seen.
const TIME: &str = "no fact settles it: it needs the time of the case (`--now`)";

/// Numbers too large, divisions by zero, tables without a row that fits.
const OTHER: &str = "no single fact settles it";

/// Tells reasons.
pub(super) struct Reasons<'p> {
    program: &'p Program,
    /// By the index of the entry: its guard.
    guards: Vec<Option<NodeId>>,
}

impl<'p> Reasons<'p> {
    pub(super) fn of(program: &'p Program) -> Self {
        let mut guards = vec![None; program.rules().entries.len()];
        let rules = program.graph().rules().iter();
        for plan in rules.flat_map(|rule| &rule.entries) {
            if let Some(guard) = guards.get_mut(plan.entry.index()) {
                *guard = Some(plan.guard.node);
            }
        }
        Reasons { program, guards }
    }

    /// Why an entry stays undecided in records that have all of its facts.
    pub(super) fn of_entry(&self, entry: EntryId) -> &'static str {
        let guard = self.guards.get(entry.index()).copied().flatten();
        let (graph, rules) = (self.program.graph(), self.program.rules());
        match guard {
            Some(guard) if is_for_want_of_the_time(graph, rules, guard) => TIME,
            _ => OTHER,
        }
    }
}

/// Whether a guard of which all facts are there can only be undecided for want
/// of the time: it asks for an age, and nothing else in it can fail.
fn is_for_want_of_the_time(graph: &DecisionGraph, rules: &RuleBase, guard: NodeId) -> bool {
    let mut has_age = false;
    let mut seen = HashSet::new();
    let mut stack = vec![guard];
    while let Some(node) = stack.pop() {
        if !seen.insert(node) {
            continue;
        }
        match graph.node(node) {
            Node::Age => has_age = true,
            Node::Arithmetic(_) | Node::Table { .. } => return false,
            Node::Field { fact, .. } => {
                // Such a field may be missing without anybody having looked for it.
                let fact = &rules.facts[*fact];
                if matches!(fact.ask, Ask::Never) || fact.when.is_some() {
                    return false;
                }
            }
            _ => {}
        }
        stack.extend(graph.operands(node).iter().map(|operand| operand.node));
    }
    has_age
}
