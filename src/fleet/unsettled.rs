//! What a case leaves undecided, and which facts are at fault.

use std::collections::BTreeSet;

use super::outcome::Unsettled;
use crate::access::Selector;
use crate::engine::{Candidate, Evaluator, Selection, Truth};
use crate::facts::memory::{Datum, State};
use crate::graph::{Node, NodeId, Sort};
use crate::model::RuleBase;
use crate::model::fact::Ask;
use crate::model::ids::FactId;

/// Of one record no more entries are told that cannot be known.
const MOST_UNKNOWABLE: usize = 64;

/// What is unsettled about the entries that a selection has considered: those
/// that cannot be known, and the one that asks.
pub(super) fn unsettled<'a>(
    selector: &mut Selector<'_>,
    evaluator: &mut Evaluator<'a>,
    selection: &Selection<'a>,
) -> Vec<Unsettled> {
    let mut found = Vec::new();
    let graph = evaluator.graph();
    for (rule, entry) in selector.unknowable(evaluator, MOST_UNKNOWABLE) {
        let plan = &graph.rules()[rule].entries[entry];
        let AtFault {
            facts,
            some_do_not_apply,
        } = facts_at_fault(evaluator, plan.guard.node, Missing::Unavailable);
        if facts.is_empty() && some_do_not_apply {
            // Nobody looked for them in vain.
            continue;
        }
        found.push(Unsettled {
            entry: plan.entry,
            is_open: false,
            facts,
        });
    }
    if let Selection::Ask {
        candidate,
        fact,
        for_text: false,
    } = selection
    {
        let mut facts = open_facts(evaluator, candidate);
        if let Err(at) = facts.binary_search(&fact.fact) {
            facts.insert(at, fact.fact);
        }
        found.push(Unsettled {
            entry: candidate.entry.entry,
            is_open: true,
            facts,
        });
    }
    found
}

/// How a fact is missing.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Missing {
    Unknown,
    Unavailable,
}

impl Missing {
    fn is(self, state: &State) -> bool {
        match self {
            Missing::Unknown => *state == State::Unknown,
            Missing::Unavailable => *state == State::Unavailable,
        }
    }
}

/// The unknown facts that keep a candidate open.
fn open_facts<'a>(evaluator: &mut Evaluator<'a>, candidate: &Candidate<'a>) -> Vec<FactId> {
    let guard = candidate.entry.guard.node;
    if candidate.instance.is_partial() {
        // Its elements are not known: what it says of them cannot be told.
        return Vec::new();
    }
    evaluator.with_instance(&candidate.instance, |evaluator| {
        facts_at_fault(evaluator, guard, Missing::Unknown).facts
    })
}

/// Why a test is not settled.
struct AtFault {
    /// The missing facts on which it depends, in the order of their ids. Fields
    /// count once for all elements.
    facts: Vec<FactId>,
    /// Whether it depends on facts that nobody would ask for.
    some_do_not_apply: bool,
}

/// Why a test is not settled, as far as it is not settled without missing facts.
fn facts_at_fault(evaluator: &mut Evaluator<'_>, test: NodeId, missing: Missing) -> AtFault {
    let graph = evaluator.graph();
    let mut facts = BTreeSet::new();
    let mut some_do_not_apply = false;
    let mut seen = BTreeSet::new();
    let mut stack = vec![test];
    while let Some(node) = stack.pop() {
        if !seen.insert(node) {
            continue;
        }
        if graph.free_levels(node) == 0 && graph.sort(node) == Sort::Test {
            let truth = evaluator.truth(node);
            let is_of_interest = match missing {
                Missing::Unknown => !truth.is_settled(),
                Missing::Unavailable => truth != Truth::HOLDS && truth != Truth::FAILS,
            };
            if !is_of_interest {
                continue;
            }
        }
        match graph.node(node) {
            Node::Fact(fact) => {
                if missing.is(evaluator.fact_state(node)) {
                    let known = &evaluator.rules().facts[*fact];
                    let is_never_asked_for = matches!(known.ask, Ask::Never);
                    if is_never_asked_for || missing.is(evaluator.case().facts.slot(known.slot)) {
                        facts.insert(*fact);
                    } else {
                        some_do_not_apply = true;
                    }
                }
            }
            Node::Field { fact, .. } => {
                if is_missing_somewhere(evaluator, *fact, missing) {
                    facts.insert(*fact);
                }
            }
            _ => stack.extend(graph.operands(node).iter().map(|operand| operand.node)),
        }
    }
    AtFault {
        facts: facts.into_iter().collect(),
        some_do_not_apply,
    }
}

/// Whether a field is missing in some element that the case has.
fn is_missing_somewhere(evaluator: &Evaluator<'_>, field: FactId, missing: Missing) -> bool {
    let rules = evaluator.rules();
    let facts = &rules.facts;
    let mut path: Vec<FactId> =
        std::iter::successors(Some(field), |&fact| facts[fact].list).collect();
    let Some(outermost) = path.pop() else {
        return false;
    };
    path.reverse();
    let state = evaluator.case().facts.slot(facts[outermost].slot);
    is_missing_below(rules, state, &path, missing)
}

/// Lists are nested in no more than 32 others.
fn is_missing_below(rules: &RuleBase, state: &State, path: &[FactId], missing: Missing) -> bool {
    let Some((field, deeper)) = path.split_first() else {
        return missing.is(state);
    };
    let State::Known(Datum::Records(records)) = state else {
        return false;
    };
    let slot = rules.facts[*field].slot;
    records.iter().any(|record| {
        let state = record.fields.get(slot);
        state.is_some_and(|state| is_missing_below(rules, state, deeper, missing))
    })
}
