//! Tests that decide a guard: the others let it hold or not by this one alone.

use super::super::never_chosen::chosen_entry;
use crate::engine::{Evaluator, Truth};
use crate::facts::case::Case;
use crate::graph::{DecisionGraph, Node, NodeId, RulePlan};
use crate::model::ids::EntryId;
use crate::program::Program;
use crate::reason::{Binding, Formula, Literal};

/// A test of a guard, with one of its two ways.
pub(super) struct Item {
    entry: EntryId,
    /// What leads from the guard to the test: each node, and the others beside
    /// the way.
    path: Path,
    test: NodeId,
    holds: bool,
    /// What is so in a case that shows it.
    pub(super) wanted: Vec<Literal>,
}

/// Tests that must hold, and tests that must fail, so that another one decides.
#[derive(Clone, Default)]
struct Path {
    hold: Vec<NodeId>,
    fail: Vec<NodeId>,
    negated: bool,
}

/// All tests of all guards, both ways. Guards of `for each` rules speak of
/// elements, and are left out.
pub(super) fn items(program: &Program, formula: &mut Formula<'_>) -> Vec<Item> {
    let graph = program.graph();
    let mut items = Vec::new();
    let unbound = formula.unbound();
    let candidates: Vec<_> = formula
        .candidates()
        .iter()
        .filter(|candidate| is_plain(candidate.rule))
        .map(|candidate| {
            (
                candidate.entry.entry,
                candidate.entry.guard.node,
                candidate.reached,
                candidate.used_up,
            )
        })
        .collect();
    for (entry, guard, reached, used_up) in candidates {
        for (path, test) in leaves(graph, guard) {
            for holds in [true, false] {
                let mut wanted = vec![reached, !used_up];
                wanted.extend(beside(formula, &path, &unbound));
                let truth = formula.test(test, &unbound);
                wanted.push(if holds == path.negated {
                    truth.fails
                } else {
                    truth.holds
                });
                items.push(Item {
                    entry,
                    path: path.clone(),
                    test,
                    holds,
                    wanted,
                });
            }
        }
    }
    items
}

fn is_plain(rule: &RulePlan) -> bool {
    rule.loops.is_empty()
}

fn beside(formula: &mut Formula<'_>, path: &Path, unbound: &Binding) -> Vec<Literal> {
    let hold = path
        .hold
        .iter()
        .map(|&test| formula.test(test, unbound).holds);
    let mut beside: Vec<Literal> = hold.collect();
    beside.extend(
        path.fail
            .iter()
            .map(|&test| formula.test(test, unbound).fails),
    );
    beside
}

/// The tests of a guard that have no parts, each with what must hold and fail
/// beside it.
fn leaves(graph: &DecisionGraph, guard: NodeId) -> Vec<(Path, NodeId)> {
    const MOST: usize = 200;
    let mut leaves: Vec<(Path, NodeId)> = Vec::new();
    let mut stack = vec![(Path::default(), guard)];
    while let Some((path, node)) = stack.pop() {
        if leaves.len() >= MOST {
            break;
        }
        let operands = graph.operands(node);
        let all = matches!(
            graph.node(node),
            Node::And | Node::Rule(_) | Node::Candidate(_)
        );
        match graph.node(node) {
            Node::And | Node::Rule(_) | Node::Candidate(_) | Node::Or => {
                for (at, part) in operands.iter().enumerate().rev() {
                    let others = operands
                        .iter()
                        .enumerate()
                        .filter(|(other, _)| *other != at);
                    let others = others.map(|(_, other)| other.node);
                    let mut path = path.clone();
                    if all {
                        path.hold.extend(others);
                    } else {
                        path.fail.extend(others);
                    }
                    stack.push((path, part.node));
                }
            }
            Node::Not => {
                let path = Path {
                    negated: !path.negated,
                    ..path
                };
                stack.extend(operands.iter().map(|part| (path.clone(), part.node)));
            }
            Node::Condition(..) | Node::Let(_) => {
                stack.extend(operands.iter().map(|part| (path.clone(), part.node)));
            }
            Node::Constant(_) => {}
            _ => {
                if leaves.iter().all(|(_, leaf)| *leaf != node) {
                    leaves.push((path, node));
                }
            }
        }
    }
    leaves
}

impl Item {
    /// Whether a case shows it: the test comes out so, and by it alone the guard
    /// holds and its entry is chosen, or the guard does not hold.
    pub(super) fn shows(&self, program: &Program, case: &Case) -> bool {
        let mut evaluator = Evaluator::new(program.rules(), program.graph(), case);
        let wanted = if self.holds == self.path.negated {
            Truth::FAILS
        } else {
            Truth::HOLDS
        };
        evaluator.truth(self.test) == wanted
            && self
                .path
                .hold
                .iter()
                .all(|&test| evaluator.truth(test) == Truth::HOLDS)
            && self
                .path
                .fail
                .iter()
                .all(|&test| evaluator.truth(test) == Truth::FAILS)
            && !evaluator.gave_up()
            && (chosen_entry(program, case) == Some(self.entry)) == self.holds
    }
}
