//! Guards that can never hold, or always do; tests that say nothing.

use std::collections::{BTreeSet, HashSet};

use super::Analysis;
use super::reasoning::Reasoning;
use crate::diagnostic::catalogue::{AlwaysHolds, DecidedTest, ImpliedTest, NeverHolds};
use crate::graph::{Content, Node, NodeId, RulePlan, Sort, Use};
use crate::model::ids::EntryId;
use crate::reason::{Binding, Formula, Literal, Test};
use crate::source::Span;

/// Parts of a guard are compared with each other up to so many.
const MOST_PARTS: usize = 40;

/// Looks at every test of every rule. Gives the entries whose guards can never
/// hold.
pub(super) fn find(reasoning: &Reasoning<'_>, found: &mut Analysis) -> BTreeSet<EntryId> {
    let plans = reasoning.graph().rules();
    let mut visitor = Visitor {
        reasoning,
        seen: HashSet::new(),
        named: HashSet::new(),
        impossible: BTreeSet::new(),
        found,
    };
    for (at, plan) in plans.iter().enumerate() {
        reasoning.inquiry.reached("guards", at, plans.len());
        visitor.rule(plan);
    }
    visitor.symptoms();
    visitor.facts();
    visitor.impossible
}

/// What a test can come out as.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Outcome {
    /// It can hold, and it can fail.
    Either,
    /// It can never hold.
    Never,
    /// It always holds once its facts are known.
    Always,
}

struct Visitor<'r, 'a> {
    reasoning: &'r Reasoning<'a>,
    /// The places that were looked at.
    seen: HashSet<Span>,
    /// The conditions and named tests that were looked at.
    named: HashSet<NodeId>,
    impossible: BTreeSet<EntryId>,
    found: &'r mut Analysis,
}

/// A formula with the elements in force, in all the ways that make a difference:
/// two loops over one list meet at one element, or do not.
struct Place<'f, 'a> {
    formula: &'f mut Formula<'a>,
    ways: Vec<(Binding, Literal)>,
}

impl<'a> Place<'_, 'a> {
    /// Whether something is so in no case, whichever the elements are.
    fn is_impossible(&mut self, wanted: impl Fn(&mut Formula<'a>, &Binding) -> Literal) -> bool {
        for (binding, present) in &self.ways {
            let wanted = wanted(self.formula, binding);
            if !self.formula.is_impossible(&[*present, wanted]) {
                return false;
            }
        }
        true
    }

    /// Whether there are no such elements.
    fn is_empty(&mut self) -> bool {
        self.is_impossible(|formula, _| formula.yes())
    }

    fn outcome(&mut self, node: NodeId) -> Outcome {
        if self.is_impossible(|formula, binding| formula.test(node, binding).holds) {
            Outcome::Never
        } else if self.is_impossible(|formula, binding| formula.test(node, binding).fails) {
            Outcome::Always
        } else {
            Outcome::Either
        }
    }

    /// The place with those elements only on which a node depends: what is
    /// declared elsewhere is the same wherever it is used.
    fn only_for(&mut self, node: NodeId) -> Place<'_, 'a> {
        let mut ways: Vec<(Binding, Literal)> = Vec::new();
        for (binding, _) in &self.ways {
            let (binding, present) = self.formula.elements_of(node, binding);
            if ways.iter().all(|(known, _)| *known != binding) {
                ways.push((binding, present));
            }
        }
        Place {
            formula: &mut *self.formula,
            ways,
        }
    }
}

impl<'a> Visitor<'_, 'a> {
    fn rule(&mut self, plan: &'a RulePlan) {
        let mut formula = self.reasoning.formula();
        let ways = formula.different_instances(plan);
        if ways.is_empty() {
            return;
        }
        let mut place = Place {
            formula: &mut formula,
            ways,
        };
        let graph = self.reasoning.graph();
        let mut applies_told = false;
        for &part in graph.parts(plan.applies) {
            applies_told |= self.whole(&mut place, part);
        }
        let applies_never = place.outcome(plan.applies.node) == Outcome::Never;
        if applies_never && !applies_told {
            self.contradiction(&mut place, plan.applies.span, graph.parts(plan.applies));
        }
        for entry in &plan.entries {
            let parts = graph.parts(entry.guard);
            let mut told = applies_never;
            for &part in parts.get(1..).unwrap_or_default() {
                told |= self.whole(&mut place, part);
                self.beside_its_rule(&mut place, plan.applies, part);
            }
            if applies_never || place.outcome(entry.guard.node) == Outcome::Never {
                self.impossible.insert(entry.entry);
                if let (false, Some(when)) = (told, parts.get(1)) {
                    let both = [plan.applies, *when];
                    self.contradiction(&mut place, when.span, &both);
                }
            }
            if let Content::Action(action) = &entry.content {
                for when in action.lines.iter().filter_map(|line| line.when) {
                    self.whole(&mut place.only_for(when.node), when);
                }
            }
        }
    }

    fn symptoms(&mut self) {
        let graph = self.reasoning.graph();
        for &node in graph.symptoms() {
            let mut formula = self.reasoning.formula();
            let ways = vec![(formula.unbound(), formula.yes())];
            self.named_test(
                &mut Place {
                    formula: &mut formula,
                    ways,
                },
                node,
            );
        }
    }

    /// The `when` of facts; of fields none, as they have no elements in force.
    fn facts(&mut self) {
        let graph = self.reasoning.graph();
        for (id, _) in self.reasoning.rules().top_level() {
            for &when in graph.operands(graph.fact(id)) {
                let mut formula = self.reasoning.formula();
                let ways = vec![(formula.unbound(), formula.yes())];
                self.whole(
                    &mut Place {
                        formula: &mut formula,
                        ways,
                    },
                    when,
                );
            }
        }
    }

    /// Looks at a test and its parts. Gives whether it or one of its parts was
    /// told of, now or before.
    fn whole(&mut self, place: &mut Place<'_, 'a>, test: Use) -> bool {
        let graph = self.reasoning.graph();
        match graph.node(test.node) {
            Node::Condition(..) | Node::Let(_) => return self.named_test(place, test.node),
            Node::Constant(_) => return false,
            _ => {}
        }
        if !self.seen.insert(test.span) {
            return false;
        }
        let parts: Vec<Use> = graph.parts(test).to_vec();
        let mut told = false;
        match graph.node(test.node) {
            Node::Quantified(_, level) => {
                told |= self.element(place, parts[0], *level, Some(parts[1]));
            }
            _ => {
                for &part in &parts {
                    told |= match graph.sort(part.node) {
                        Sort::Test => self.whole(place, part),
                        Sort::Value | Sort::List => false,
                    };
                }
            }
        }
        if told {
            return true;
        }
        if matches!(graph.node(test.node), Node::Not) {
            return false;
        }
        let outcome = place.outcome(test.node);
        if outcome == Outcome::Either {
            self.implied(place, test, &parts);
            return false;
        }
        self.tell(place, test, &parts, outcome);
        true
    }

    /// Looks at what is named, where it is declared.
    fn named_test(&mut self, place: &mut Place<'_, 'a>, node: NodeId) -> bool {
        let graph = self.reasoning.graph();
        if graph.sort(node) != Sort::Test || !self.named.insert(node) {
            return false;
        }
        let parts: Vec<Use> = graph.operands(node).to_vec();
        let mut told = false;
        for part in parts {
            told |= self.whole(&mut place.only_for(node), part);
        }
        told
    }

    /// Looks at the tests of the elements of a list.
    fn element(
        &mut self,
        place: &mut Place<'_, 'a>,
        list: Use,
        level: crate::graph::Level,
        body: Option<Use>,
    ) -> bool {
        let mut ways = Vec::new();
        for (binding, present) in &place.ways {
            for (element, is_in) in place.formula.different_elements(list.node, binding) {
                let mut binding = binding.clone();
                if let Some(slot) = binding.get_mut(level.index()) {
                    *slot = Some(element);
                }
                ways.push((binding, place.formula.all([*present, is_in])));
            }
        }
        let mut inner = Place {
            formula: &mut *place.formula,
            ways,
        };
        // Of no element at all, anything is so: it is the list that is wrong.
        if inner.is_empty() {
            return false;
        }
        body.is_some_and(|body| self.whole(&mut inner, body))
    }

    fn tell(&mut self, place: &mut Place<'_, 'a>, test: Use, parts: &[Use], outcome: Outcome) {
        let graph = self.reasoning.graph();
        let is_compound = matches!(graph.node(test.node), Node::And | Node::Or);
        let elements = self.reasoning.elements([test.node]);
        let holds = outcome == Outcome::Always;
        self.found.findings.push(match (is_compound, holds) {
            (false, _) => DecidedTest {
                at: test.span,
                holds,
                elements,
            }
            .into(),
            (true, true) => AlwaysHolds {
                at: test.span,
                elements,
            }
            .into(),
            (true, false) => return self.contradiction(place, test.span, parts),
        });
    }

    /// Tells that `parts` exclude each other: as few of them as do.
    fn contradiction(&mut self, place: &mut Place<'_, 'a>, at: Span, parts: &[Use]) {
        let graph = self.reasoning.graph();
        let flat = conjuncts(graph, parts);
        let mut kept = flat;
        let mut position = 0;
        while position < kept.len() && kept.len() <= MOST_PARTS {
            let mut fewer = kept.clone();
            fewer.remove(position);
            if place.is_impossible(|formula, binding| all_hold(formula, &fewer, binding)) {
                kept = fewer;
            } else {
                position += 1;
            }
        }
        let spans = kept.iter().map(|part| part.span);
        self.found.findings.push(
            NeverHolds {
                at,
                parts: spans.collect(),
                elements: self.reasoning.elements(parts.iter().map(|part| part.node)),
            }
            .into(),
        );
    }

    // ---- tests that others imply

    /// The parts of an `and` or `or` without which it comes out the same.
    fn implied(&mut self, place: &mut Place<'_, 'a>, test: Use, parts: &[Use]) {
        let graph = self.reasoning.graph();
        let in_or = matches!(graph.node(test.node), Node::Or);
        if !(in_or || matches!(graph.node(test.node), Node::And)) || parts.len() > MOST_PARTS {
            return;
        }
        // The last one that can go is the one that was added to the others.
        for at in (0..parts.len()).rev() {
            // A symptom says what a rule is for, needed or not.
            if self.is_symptom(parts[at].node) {
                continue;
            }
            let differ = |formula: &mut Formula<'a>, binding: &Binding| {
                let truths = truths(formula, parts, in_or, binding);
                let rest = without(&truths, at);
                let (all, rest) = (formula.conjunction(&truths), formula.conjunction(&rest));
                let differ = [
                    formula.differ(all.holds, rest.holds),
                    formula.differ(all.fails, rest.fails),
                ];
                formula.any(differ)
            };
            if place.is_impossible(differ) {
                let by = implying(place, parts, in_or, at);
                let by = by.into_iter().map(|by| parts[by].span).collect();
                let elements = self.reasoning.elements([test.node]);
                let finding = ImpliedTest {
                    at: parts[at].span,
                    by,
                    in_or,
                    elements,
                };
                self.found.findings.push(finding.into());
                return;
            }
        }
    }

    fn is_symptom(&self, test: NodeId) -> bool {
        match self.reasoning.graph().node(test) {
            Node::Condition(id, _) => self.reasoning.rules().conditions[*id].is_symptom,
            _ => false,
        }
    }

    /// A guard of an entry that always holds where its rule applies.
    fn beside_its_rule(&mut self, place: &mut Place<'_, 'a>, applies: Use, when: Use) {
        let graph = self.reasoning.graph();
        if graph.parts(applies).is_empty() {
            return;
        }
        let without = |formula: &mut Formula<'a>, binding: &Binding| {
            let rule = formula.test(applies.node, binding);
            let entry = formula.test(when.node, binding);
            formula.all([rule.holds, !entry.holds])
        };
        let decided = [Outcome::Never, Outcome::Always];
        if place.is_impossible(without)
            && !decided.contains(&place.outcome(when.node))
            && !decided.contains(&place.outcome(applies.node))
        {
            let finding = ImpliedTest {
                at: when.span,
                by: vec![applies.span],
                in_or: false,
                elements: self.reasoning.elements([applies.node, when.node]),
            };
            self.found.findings.push(finding.into());
        }
    }
}

/// One part that implies the one at `at` by itself, else all others.
fn implying(place: &mut Place<'_, '_>, parts: &[Use], in_or: bool, at: usize) -> Vec<usize> {
    let others: Vec<usize> = (0..parts.len()).filter(|&other| other != at).collect();
    for &other in &others {
        let only_other = |formula: &mut Formula<'_>, binding: &Binding| {
            let truths = truths(formula, parts, in_or, binding);
            formula.all([truths[other].holds, !truths[at].holds])
        };
        if place.is_impossible(only_other) {
            return vec![other];
        }
    }
    others
}

/// The truths of the parts of an `and`; of the parts of an `or`, their
/// opposites.
fn truths(formula: &mut Formula<'_>, parts: &[Use], in_or: bool, binding: &Binding) -> Vec<Test> {
    let mut truths = Vec::new();
    for part in parts {
        let truth = formula.test(part.node, binding);
        truths.push(if in_or { !truth } else { truth });
    }
    truths
}

fn without(truths: &[Test], at: usize) -> Vec<Test> {
    let mut rest = truths.to_vec();
    rest.remove(at);
    rest
}

/// Whether all parts hold.
fn all_hold(formula: &mut Formula<'_>, parts: &[Use], binding: &Binding) -> Literal {
    let mut holds = Vec::new();
    for part in parts {
        holds.push(formula.test(part.node, binding).holds);
    }
    formula.all(holds)
}

/// The parts of a conjunction at any depth of `and`s.
fn conjuncts(graph: &crate::graph::DecisionGraph, parts: &[Use]) -> Vec<Use> {
    let mut flat = Vec::new();
    let mut stack: Vec<Use> = parts.iter().rev().copied().collect();
    while let Some(part) = stack.pop() {
        match graph.node(part.node) {
            Node::And | Node::Rule(_) => stack.extend(graph.parts(part).iter().rev()),
            _ => flat.push(part),
        }
    }
    flat
}
