//! Complaints that hold while nothing is left to do.

use std::collections::BTreeSet;

use super::Analysis;
use super::proof::proof;
use super::reasoning::Reasoning;
use super::shrink::selected;
use crate::diagnostic::Undecided;
use crate::diagnostic::catalogue::UnhandledComplaint;
use crate::engine::{Evaluator, Selection, Truth};
use crate::facts::case::Case;
use crate::graph::{Node, NodeId};
use crate::program::Program;
use crate::reason::{Formula, Literal, Verdict};
use crate::source::Span;

/// Something that people can complain of.
struct Complaint {
    node: NodeId,
    what: String,
    at: Span,
    holds: Literal,
}

/// Finds the complaints that end exhausted. Those in `told` have a finding of
/// their own already.
pub(super) fn find<'a>(
    reasoning: &Reasoning<'a>,
    formula: &mut Formula<'a>,
    told: &BTreeSet<Span>,
    found: &mut Analysis,
) {
    let complaints = complaints(reasoning, formula);
    let nothing_left = formula.nothing_left();
    let mut told_holds: Vec<Literal> = Vec::new();
    let count = complaints.len();
    for (done, complaint) in complaints.into_iter().enumerate() {
        reasoning
            .inquiry
            .reached("unhandled complaints", done, count);
        if told.contains(&complaint.at) || !reasoning.inquiry.extent.is_closed(complaint.at.file) {
            told_holds.push(complaint.holds);
            continue;
        }
        // Each case is told of once: for the first complaint that it has.
        let mut wanted = vec![nothing_left, complaint.holds];
        wanted.extend(told_holds.iter().map(|holds| !*holds));
        match formula.find(&wanted) {
            Verdict::Possible(case) => {
                told_holds.push(complaint.holds);
                tell(reasoning, &complaint, &case, found);
            }
            Verdict::Undecided => found.undecided.push(undecided(&complaint)),
            Verdict::OutsideWhen(_) | Verdict::Impossible => {}
        }
    }
}

fn complaints<'a>(reasoning: &Reasoning<'a>, formula: &mut Formula<'a>) -> Vec<Complaint> {
    let rules = reasoning.rules();
    let graph = reasoning.graph();
    let unbound = formula.unbound();
    let mut complaints = Vec::new();
    for ((_, symptom), &node) in rules.symptoms().zip(graph.symptoms()) {
        complaints.push(Complaint {
            node,
            what: format!("the symptom `{}`", symptom.name),
            at: super::name_in(reasoning.inquiry, symptom.span, &symptom.name),
            holds: formula.test(node, &unbound).holds,
        });
    }
    for rule in graph.rules() {
        let instances: Vec<_> = formula
            .candidates()
            .iter()
            .filter(|candidate| candidate.rule.rule == rule.rule)
            .map(|candidate| candidate.applies)
            .collect();
        let declared = &rules.rules[rule.rule];
        complaints.push(Complaint {
            node: rule.applies.node,
            what: format!("what `{}` is for", declared.name),
            at: super::name_in(reasoning.inquiry, declared.span, &declared.name),
            holds: formula.any(instances),
        });
    }
    complaints
}

fn tell(reasoning: &Reasoning<'_>, complaint: &Complaint, case: &Case, found: &mut Analysis) {
    let program = reasoning.program;
    let is_loop = program.graph().free_levels(complaint.node) != 0;
    let shows = |case: &Case| {
        is_exhausted(program, case) && (is_loop || holds(program, case, complaint.node))
    };
    match proof(program, case, &shows) {
        Some((_, witness)) => found.findings.push(
            UnhandledComplaint {
                complaint: complaint.what.clone(),
                at: complaint.at,
                witness,
            }
            .into(),
        ),
        None => found.undecided.push(undecided(complaint)),
    }
}

fn is_exhausted(program: &Program, case: &Case) -> bool {
    let exhausted = |selection: &Selection<'_>| {
        matches!(
            selection,
            Selection::Exhausted {
                too_many_attempts: false
            }
        )
    };
    selected(program, case, exhausted).unwrap_or(false)
}

/// Whether a test holds in a case.
pub(super) fn holds(program: &Program, case: &Case, test: NodeId) -> bool {
    debug_assert!(!matches!(program.graph().node(test), Node::Literal(_)));
    let mut evaluator = Evaluator::new(program.rules(), program.graph(), case);
    evaluator.truth(test) == Truth::HOLDS
}

fn undecided(complaint: &Complaint) -> Undecided {
    Undecided {
        code: "unhandled-complaint",
        question: format!(
            "whether {} can hold with nothing left to do",
            complaint.what
        ),
        reason: "its tests compare facts or texts in more ways than are tried".to_owned(),
        at: complaint.at,
        more: 0,
    }
}
