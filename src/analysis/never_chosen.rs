//! Entries that can never be chosen, and guards that need a fact where nobody
//! asks for it.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use super::Analysis;
use super::proof::proof;
use super::quiet::Quiet;
use super::reasoning::Reasoning;
use super::shrink::selected;
use crate::diagnostic::Undecided;
use crate::diagnostic::catalogue::{NeverChosen, OutsideWhen};
use crate::engine::Selection;
use crate::facts::case::Case;
use crate::graph::{DecisionGraph, Node, NodeId};
use crate::model::ids::EntryId;
use crate::model::rule::Proposal;
use crate::program::Program;
use crate::reason::{Candidate, Formula, Verdict};
use crate::source::Span;

/// What is known of an entry.
enum Fate {
    Chosen,
    OutsideWhen(Box<Case>),
    Never,
    Undecided,
}

/// Finds the entries that are never chosen although their guards can hold, and
/// gives all that are never chosen.
pub(super) fn find<'a>(
    reasoning: &Reasoning<'a>,
    formula: &mut Formula<'a>,
    impossible: &BTreeSet<EntryId>,
    found: &mut Analysis,
) -> BTreeSet<EntryId> {
    let mut never = impossible.clone();
    let mut by_entry: BTreeMap<EntryId, Vec<usize>> = BTreeMap::new();
    for (at, candidate) in formula.candidates().iter().enumerate() {
        by_entry.entry(candidate.entry.entry).or_default().push(at);
    }
    let quickly = chosen_quickly(reasoning, formula);
    by_entry.retain(|entry, _| !quickly.contains(entry));
    let count = by_entry.len();
    for (done, (entry, instances)) in by_entry.into_iter().enumerate() {
        reasoning
            .inquiry
            .reached("entries never chosen", done, count);
        if impossible.contains(&entry) {
            continue;
        }
        match fate(reasoning.graph(), formula, &instances) {
            Fate::Chosen => {}
            Fate::OutsideWhen(case) => outside_when(reasoning, entry, &case, found),
            Fate::Never => {
                never.insert(entry);
                found
                    .findings
                    .push(never_chosen(reasoning, formula, &instances).into());
            }
            Fate::Undecided => found.undecided.push(undecided(reasoning.program, entry)),
        }
    }
    never
}

/// Entries that are easily shown to be chosen: most of them, so that few are
/// left for a search through all rules.
fn chosen_quickly<'a>(reasoning: &Reasoning<'a>, formula: &mut Formula<'a>) -> BTreeSet<EntryId> {
    let Some(quiet) = Quiet::find(formula) else {
        return BTreeSet::new();
    };
    let plans = reasoning.graph().rules();
    let mut chosen = BTreeSet::new();
    for (at, plan) in plans.iter().enumerate() {
        reasoning.inquiry.reached("entries", at, plans.len());
        chosen.extend(quiet.chosen(reasoning, plan));
    }
    chosen
}

fn fate(graph: &DecisionGraph, formula: &mut Formula<'_>, instances: &[usize]) -> Fate {
    let mut fate = Fate::Never;
    for &at in instances {
        let Candidate {
            reached,
            reached_in_part,
            decides,
            ..
        } = formula.candidates()[at];
        match formula.find(&[reached, decides]) {
            Verdict::Possible(_) => return Fate::Chosen,
            Verdict::OutsideWhen(case) => fate = Fate::OutsideWhen(case),
            Verdict::Undecided => fate = Fate::Undecided,
            // What is open can be passed over `without asking`.
            Verdict::Impossible
                if reached != reached_in_part
                    && !formula.is_impossible(&[reached_in_part, decides])
                    && !is_sure(graph, formula, at) =>
            {
                fate = Fate::Undecided;
            }
            Verdict::Impossible => {}
        }
    }
    fate
}

/// Whether a candidate never decides because of earlier ones that are sure to
/// be decided where it is: those that are asked about, and those whose parts
/// are all parts of its own guard.
fn is_sure(graph: &DecisionGraph, formula: &mut Formula<'_>, at: usize) -> bool {
    let candidate = formula.candidates()[at].clone();
    let own: HashSet<NodeId> = conjuncts(graph, candidate.entry.guard.node).collect();
    let mut assumed = vec![candidate.decides];
    for earlier in &formula.candidates()[..at] {
        let same_elements = earlier.binding == candidate.binding;
        let sure = !earlier.without_asking
            || same_elements
                && conjuncts(graph, earlier.entry.guard.node).all(|part| own.contains(&part));
        if sure {
            assumed.push(!earlier.decides);
        }
    }
    formula.is_impossible(&assumed)
}

/// The parts of a guard that must all hold, at any depth.
fn conjuncts(graph: &DecisionGraph, guard: NodeId) -> impl Iterator<Item = NodeId> {
    let mut stack = vec![guard];
    std::iter::from_fn(move || {
        loop {
            let node = stack.pop()?;
            match graph.node(node) {
                Node::And
                | Node::Rule(_)
                | Node::Candidate(_)
                | Node::Condition(..)
                | Node::Let(_) => {
                    stack.extend(graph.operands(node).iter().map(|part| part.node));
                }
                _ => return Some(node),
            }
        }
    })
}

fn outside_when(reasoning: &Reasoning<'_>, entry: EntryId, case: &Case, found: &mut Analysis) {
    let program = reasoning.program;
    let shows = |case: &Case| chosen_entry(program, case) == Some(entry);
    if let Some((_, witness)) = proof(program, case, &shows) {
        let at = program.rules().entries[entry].span;
        found.findings.push(OutsideWhen { at, witness }.into());
    }
}

/// The entry that is chosen for a case.
pub(super) fn chosen_entry(program: &Program, case: &Case) -> Option<EntryId> {
    let entry = |selection: &Selection<'_>| match selection {
        Selection::Step(candidate)
        | Selection::Ask {
            candidate,
            for_text: true,
            ..
        } => Some(candidate.entry.entry),
        _ => None,
    };
    selected(program, case, entry).flatten()
}

fn never_chosen<'a>(
    reasoning: &Reasoning<'a>,
    formula: &mut Formula<'a>,
    instances: &[usize],
) -> NeverChosen {
    let last = instances[instances.len() - 1];
    let candidate = formula.candidates()[last].clone();
    let rules = reasoning.rules();
    let earlier: Vec<Candidate<'a>> = formula.candidates()[..last].to_vec();
    let mut at_fault: Vec<&Candidate<'a>> = Vec::new();
    let mut assumed: Vec<_> = earlier.iter().map(|earlier| !earlier.decides).collect();
    assumed.push(candidate.decides);
    if formula.is_impossible(&assumed) {
        at_fault.extend(
            earlier
                .iter()
                .filter(|earlier| formula.is_in_core(!earlier.decides)),
        );
        leave_out(formula, &candidate, &mut at_fault);
    }
    let mut spans: Vec<Span> = at_fault
        .iter()
        .map(|earlier| rules.entries[earlier.entry.entry].span)
        .collect();
    spans.sort_unstable();
    spans.dedup();
    let entry = candidate.entry.entry;
    let guards = at_fault.iter().map(|earlier| earlier.entry.guard.node);
    NeverChosen {
        entry: described(reasoning.program, entry),
        at: rules.entries[entry].span,
        elements: reasoning.elements(guards.chain([candidate.entry.guard.node])),
        shadowed_by: spans,
    }
}

/// Leaves out the earlier candidates without which it is impossible all the
/// same.
fn leave_out(
    formula: &mut Formula<'_>,
    candidate: &Candidate<'_>,
    at_fault: &mut Vec<&Candidate<'_>>,
) {
    const FEW: usize = 40;
    if at_fault.len() > FEW {
        return;
    }
    let mut at = 0;
    while at < at_fault.len() {
        let others = at_fault
            .iter()
            .enumerate()
            .filter(|(other, _)| *other != at);
        let mut assumed: Vec<_> = others.map(|(_, earlier)| !earlier.decides).collect();
        assumed.push(candidate.decides);
        if formula.is_impossible(&assumed) {
            at_fault.remove(at);
        } else {
            at += 1;
        }
    }
}

/// An entry in a few words.
pub(super) fn described(program: &Program, entry: EntryId) -> String {
    let rules = program.rules();
    match &rules.entries[entry].proposal {
        Proposal::Try { action, .. } => format!("`try {}`", rules.actions[action.action].name),
        Proposal::Escalate(action) => format!("`escalate {}`", rules.actions[action.action].name),
        Proposal::Conclude(_) => "this `conclude`".to_owned(),
        Proposal::Refer { .. } => "this `refer`".to_owned(),
    }
}

fn undecided(program: &Program, entry: EntryId) -> Undecided {
    Undecided {
        code: "never-chosen",
        question: format!("whether {} can ever be chosen", described(program, entry)),
        reason: "its guard compares facts or texts in more ways than are tried".to_owned(),
        at: program.rules().entries[entry].span,
        more: 0,
    }
}
