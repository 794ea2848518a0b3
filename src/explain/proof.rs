//! Why a test has its truth value: the parts that decide it, down to facts.

use std::collections::HashSet;

use super::citing::{Citations, CitedFact};
use crate::engine::{Element, Elements, Evaluator, Instance, Truth};
use crate::graph::{DecisionGraph, Level, Node, NodeId, Sort, Use};
use crate::model::expression::Quantifier;
use crate::model::ids::ConditionId;
use crate::source::Span;

/// What is to be shown of a test.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Claim {
    /// It holds.
    Holds,
    /// It fails.
    Fails,
    /// It can no longer hold.
    CannotHold,
    /// It can no longer fail.
    CannotFail,
    /// It has the truth value that it has.
    AsItIs,
}

impl Claim {
    fn negated(self) -> Claim {
        match self {
            Claim::Holds => Claim::Fails,
            Claim::Fails => Claim::Holds,
            Claim::CannotHold => Claim::CannotFail,
            Claim::CannotFail => Claim::CannotHold,
            Claim::AsItIs => Claim::AsItIs,
        }
    }

    fn is_met(self, truth: Truth) -> bool {
        match self {
            Claim::Holds => truth == Truth::HOLDS,
            Claim::Fails => truth == Truth::FAILS,
            Claim::CannotHold => !truth.can_hold(),
            Claim::CannotFail => !truth.can_fail(),
            Claim::AsItIs => true,
        }
    }

    /// What to show of a truth value: that it holds, that it fails, or why it
    /// can no longer hold.
    pub(super) fn of(truth: Truth) -> Claim {
        match truth {
            Truth::HOLDS => Claim::Holds,
            Truth::FAILS => Claim::Fails,
            truth if !truth.can_hold() => Claim::CannotHold,
            _ => Claim::AsItIs,
        }
    }
}

/// A test that decides, with the facts on which it depends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Ground {
    pub(super) span: Span,
    pub(super) truth: Truth,
    /// The facts, in the order of the text.
    pub(super) facts: Vec<CitedFact>,
    /// The conditions in which the test stands, the outermost first.
    pub(super) within: Vec<(ConditionId, Truth)>,
}

/// Collects grounds and citations.
#[derive(Default)]
pub(super) struct Proof {
    pub(super) grounds: Vec<Ground>,
    pub(super) cited: Citations,
    seen: HashSet<(NodeId, Vec<usize>, u8)>,
    /// The places of the grounds, with the elements of which they speak.
    places: HashSet<(Span, Vec<usize>)>,
    within: Vec<(ConditionId, Truth)>,
    /// What governs the asking for facts, as far as it is cited.
    pub(super) asking: HashSet<(NodeId, Vec<usize>)>,
}

/// A proof tells no more tests than these; it rests on the others as well.
const MAX_GROUNDS: usize = 100;

impl Proof {
    /// Shows a claim, which must be true, of the test at `used`.
    pub(super) fn show(&mut self, evaluator: &mut Evaluator<'_>, used: Use, claim: Claim) {
        self.show_as(evaluator, used, claim, used);
    }

    /// Shows a claim of a test that is written as part of `written`: `x is not y`
    /// is the negation of a test that has no text of its own.
    fn show_as<'a>(
        &mut self,
        evaluator: &mut Evaluator<'a>,
        used: Use,
        claim: Claim,
        written: Use,
    ) {
        let key = (
            used.node,
            evaluator.element_addresses(used.node),
            claim as u8,
        );
        // What was given up tells nothing any more, and would go on for long.
        if evaluator.gave_up() || !self.seen.insert(key) {
            return;
        }
        evaluator.charge(1);
        let graph = evaluator.graph();
        let operands = graph.parts(used);
        match (graph.node(used.node), operands) {
            (Node::And | Node::Rule(_) | Node::Candidate(_), parts) => {
                let parts: Vec<Part<'a>> =
                    parts.iter().map(|&part| Part::plain(part, false)).collect();
                self.show_conjunction(evaluator, &parts, claim);
            }
            // `a or b` is `not (not a and not b)`.
            (Node::Or, parts) => {
                let parts: Vec<Part<'a>> =
                    parts.iter().map(|&part| Part::plain(part, true)).collect();
                self.show_conjunction(evaluator, &parts, claim.negated());
            }
            (Node::Not, [part]) => {
                let written = if part.span == written.span {
                    written
                } else {
                    *part
                };
                self.show_as(evaluator, *part, claim.negated(), written);
            }
            (Node::Condition(condition, _), [part]) => {
                self.within.push((*condition, evaluator.truth(used.node)));
                self.show(evaluator, *part, claim);
                self.within.pop();
            }
            (Node::Let(_), [part]) => self.show(evaluator, *part, claim),
            (Node::Quantified(quantifier, level), [list, body]) => {
                let elements = Loop {
                    quantifier: *quantifier,
                    level: *level,
                    list: *list,
                    body: *body,
                };
                self.show_elements(evaluator, written, &elements, claim);
            }
            (Node::Unavailable, [subject]) => {
                if graph.sort(subject.node) == Sort::Test {
                    self.show(evaluator, *subject, Claim::AsItIs);
                }
                self.ground(evaluator, written);
            }
            _ => self.ground(evaluator, written),
        }
    }

    fn show_conjunction<'a>(
        &mut self,
        evaluator: &mut Evaluator<'a>,
        parts: &[Part<'a>],
        claim: Claim,
    ) {
        let enough = match claim {
            // All parts together show it.
            Claim::Holds | Claim::CannotFail | Claim::AsItIs => None,
            // One part is enough.
            Claim::Fails | Claim::CannotHold => parts
                .iter()
                .find(|part| claim.is_met(part.truth(evaluator))),
        };
        match (enough, claim) {
            (Some(part), _) => self.show_part(evaluator, part, claim),
            (None, Claim::Fails | Claim::CannotHold) => {
                for part in parts {
                    self.show_part(evaluator, part, Claim::AsItIs);
                }
            }
            (None, _) => {
                for part in parts {
                    self.show_part(evaluator, part, claim);
                }
            }
        }
    }

    fn show_part<'a>(&mut self, evaluator: &mut Evaluator<'a>, part: &Part<'a>, claim: Claim) {
        let claim = if part.negated { claim.negated() } else { claim };
        match part.element {
            Some((level, element)) => {
                evaluator.with_element(level, element, |evaluator| {
                    self.show(evaluator, part.used, claim);
                });
            }
            None => self.show(evaluator, part.used, claim),
        }
    }

    /// Shows a claim of a quantifier. As in the evaluation, all three are seen
    /// as a conjunction over the elements of `not (member and passes)`: `any`
    /// is its negation, and for `every` it is the failing that passes.
    fn show_elements<'a>(
        &mut self,
        evaluator: &mut Evaluator<'a>,
        used: Use,
        elements: &Loop,
        claim: Claim,
    ) {
        let graph = evaluator.graph();
        let whole = evaluator.filtered(elements.list.node).whole;
        self.cite_fact(evaluator, whole);
        let claim = if elements.quantifier == Quantifier::Any {
            claim.negated()
        } else {
            claim
        };
        let mut tests: Vec<(Level, Use, bool)> = member_tests(graph, elements.list)
            .into_iter()
            .map(|(level, test)| (level, test, false))
            .collect();
        // `is empty` has no test of its own.
        if !matches!(graph.node(elements.body.node), Node::Constant(_)) {
            let negated = elements.quantifier == Quantifier::Every;
            tests.push((elements.level, elements.body, negated));
        }
        let mut known: Vec<Element<'a>> = evaluator.elements(whole).known().collect();
        let one_is_enough = matches!(claim, Claim::Fails | Claim::CannotHold);
        if one_is_enough {
            // Of a rule for this very element, nobody wants to read of another.
            let mut places = known.iter();
            if let Some(own) = places.position(|&element| evaluator.is_in_force(element)) {
                known[..=own].rotate_right(1);
            }
        }
        let before = self.grounds.len();
        for element in known {
            if evaluator.gave_up() || tests.is_empty() {
                break;
            }
            let parts: Vec<Part<'a>> = tests
                .iter()
                .map(|&(level, used, negated)| Part {
                    used,
                    negated,
                    element: Some((level, element)),
                })
                .collect();
            let counts = parts
                .iter()
                .fold(Truth::HOLDS, |truth, part| truth.and(part.truth(evaluator)));
            if one_is_enough && !claim.is_met(!counts) {
                continue;
            }
            self.show_conjunction(evaluator, &parts, claim.negated());
            if one_is_enough {
                break;
            }
        }
        if self.grounds.len() == before {
            self.ground(evaluator, used);
        }
    }

    /// Adds a test that is not taken further apart.
    fn ground(&mut self, evaluator: &mut Evaluator<'_>, written: Use) {
        let place = (written.span, evaluator.element_addresses(written.node));
        if !self.places.insert(place) {
            return;
        }
        let facts = self.cite(evaluator, written.node);
        if self.grounds.len() < MAX_GROUNDS {
            self.grounds.push(Ground {
                span: written.span,
                truth: evaluator.truth(written.node),
                facts,
                within: self.within.clone(),
            });
        }
    }

    /// Adds a list that is not known, and so keeps a loop from being run.
    fn unknown_list(&mut self, evaluator: &mut Evaluator<'_>, list: Use) {
        let truth = match evaluator.elements(list.node) {
            Elements::Open => Truth::OPEN,
            _ => Truth::CANNOT_BE_KNOWN,
        };
        let facts = self.cite(evaluator, list.node);
        self.grounds.push(Ground {
            span: list.span,
            truth,
            facts,
            within: Vec::new(),
        });
    }

    /// Shows a claim of a node of an instance, whose elements are in force.
    /// Where the list of a loop is not known, the claim is of what stands before
    /// it.
    pub(super) fn show_instance<'a>(
        &mut self,
        evaluator: &mut Evaluator<'a>,
        instance: &Instance<'a>,
        goal: Use,
        claim: Claim,
    ) {
        let next = match instance.rule.loops.get(instance.elements.len()) {
            Some(next) if instance.is_partial() => next,
            _ => return self.show(evaluator, goal, claim),
        };
        let mut tests = evaluator.parts_of_known(instance, goal).into_iter();
        if matches!(claim, Claim::Fails | Claim::CannotHold) {
            if let Some(test) = tests.find(|test| claim.is_met(evaluator.truth(test.node))) {
                return self.show(evaluator, test, claim);
            }
        } else {
            tests.for_each(|test| self.show(evaluator, test, Claim::AsItIs));
        }
        self.unknown_list(evaluator, next.list);
    }
}

/// A part of a conjunction.
struct Part<'a> {
    used: Use,
    /// Whether it is the negation of the test that counts.
    negated: bool,
    /// The element of which it speaks.
    element: Option<(Level, Element<'a>)>,
}

impl<'a> Part<'a> {
    fn plain(used: Use, negated: bool) -> Self {
        Part {
            used,
            negated,
            element: None,
        }
    }

    fn truth(&self, evaluator: &mut Evaluator<'a>) -> Truth {
        let truth = match self.element {
            Some((level, element)) => {
                evaluator.with_element(level, element, |evaluator| evaluator.truth(self.used.node))
            }
            None => evaluator.truth(self.used.node),
        };
        if self.negated { !truth } else { truth }
    }
}

/// A quantifier with its parts.
struct Loop {
    quantifier: Quantifier,
    level: Level,
    list: Use,
    body: Use,
}

/// The tests of a list's elements, innermost first, at the places of this use.
fn member_tests(graph: &DecisionGraph, list: Use) -> Vec<(Level, Use)> {
    let mut tests = Vec::new();
    let mut list = list;
    loop {
        match (graph.node(list.node), graph.parts(list)) {
            (Node::Where(level), [inner, test]) => {
                tests.push((*level, *test));
                list = *inner;
            }
            (Node::Let(_), [inner]) => list = *inner,
            _ => {
                tests.reverse();
                return tests;
            }
        }
    }
}
