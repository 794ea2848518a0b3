//! Why a test has its truth value: the parts that decide it, down to facts.

use std::collections::{BTreeSet, HashSet};

use super::text::join_keys;
use crate::engine::{Element, Elements, Evaluator, Instance, Truth, ValueState};
use crate::facts::memory::{FactPath, State};
use crate::graph::{DecisionGraph, Level, Node, NodeId, RulePlan, Sort, Use};
use crate::model::expression::Quantifier;
use crate::model::fact::Type;
use crate::model::ids::ConditionId;
use crate::source::Span;

/// What an explanation rests on. A case that has only these facts, attempts and
/// this instant leads to the same decision.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Citations {
    /// The facts, known or unavailable.
    pub facts: BTreeSet<FactPath>,
    /// The positions of the attempts.
    pub attempts: BTreeSet<usize>,
    /// Whether the instant matters at which the case is seen.
    pub now: bool,
}

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

/// A fact with what is known of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct CitedFact {
    pub(super) path: FactPath,
    pub(super) state: CitedState,
}

/// What is known of a fact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum CitedState {
    /// Its value, as people read it.
    Known(String),
    /// Its default, as people read it: it cannot be had itself.
    Default(String),
    Unknown,
    Unavailable,
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
    asking: HashSet<(NodeId, Vec<usize>)>,
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
        if !self.seen.insert(key) {
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
        let known: Vec<Element<'a>> = evaluator.elements(whole).known().collect();
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
            let one_is_enough = matches!(claim, Claim::Fails | Claim::CannotHold);
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

    /// Cites the lists over which a rule is instantiated.
    pub(super) fn cite_loops<'a>(
        &mut self,
        evaluator: &mut Evaluator<'a>,
        rule: &RulePlan,
        depth: usize,
    ) {
        let Some(next) = rule.loops.get(depth) else {
            return;
        };
        self.cite_fact(evaluator, next.list.node);
        if depth + 1 == rule.loops.len() {
            return;
        }
        let known: Vec<Element<'a>> = evaluator.elements(next.list.node).known().collect();
        for element in known {
            evaluator.with_element(next.level, element, |evaluator| {
                self.cite_loops(evaluator, rule, depth + 1);
            });
        }
    }

    /// Cites every fact on which the node depends as things are, and gives them
    /// in the order of the text.
    pub(super) fn cite(&mut self, evaluator: &mut Evaluator<'_>, node: NodeId) -> Vec<CitedFact> {
        let mut reader = Reader::default();
        self.collect(evaluator, node, &mut reader);
        reader.facts
    }

    fn collect(&mut self, evaluator: &mut Evaluator<'_>, node: NodeId, reader: &mut Reader) {
        if !reader
            .seen
            .insert((node, evaluator.element_addresses(node)))
        {
            return;
        }
        evaluator.charge(1);
        let graph = evaluator.graph();
        let operands = graph.operands(node);
        match (graph.node(node), operands) {
            (Node::Fact(_) | Node::Field { .. }, operands) => {
                self.cite_fact(evaluator, node);
                if let Some(path) = evaluator.fact_path(node) {
                    let state = cited_state(evaluator, node);
                    let is_unknown = state != CitedState::Unavailable;
                    reader.facts.push(CitedFact { path, state });
                    // What keeps it from being asked for is at fault as well.
                    if let ([when], false) = (operands, is_unknown) {
                        self.collect(evaluator, when.node, reader);
                    }
                }
            }
            (Node::Where(_) | Node::Count, [..]) | (Node::Quantified(..), [_, _]) => {
                self.collect_of_elements(evaluator, node, reader);
            }
            (Node::Age, [time]) => {
                self.cited.now = true;
                self.collect(evaluator, time.node, reader);
            }
            (_, operands) => {
                for operand in operands {
                    self.collect(evaluator, operand.node, reader);
                }
            }
        }
    }

    fn collect_of_elements<'a>(
        &mut self,
        evaluator: &mut Evaluator<'a>,
        node: NodeId,
        reader: &mut Reader,
    ) {
        let graph = evaluator.graph();
        let (list, body) = match (graph.node(node), graph.operands(node)) {
            (Node::Count, [list]) => (list.node, None),
            (Node::Quantified(_, level), [list, body]) => (list.node, Some((*level, body.node))),
            _ => (node, None),
        };
        let filtered = evaluator.filtered(list);
        self.collect(evaluator, filtered.whole, reader);
        let known: Vec<Element<'a>> = evaluator.elements(filtered.whole).known().collect();
        for element in known {
            for (level, test) in filtered.tests.iter().copied().chain(body) {
                evaluator.with_element(level, element, |e| self.collect(e, test, reader));
            }
        }
    }

    /// Cites a fact if it is given, and otherwise what governs its asking.
    fn cite_fact(&mut self, evaluator: &mut Evaluator<'_>, node: NodeId) {
        let Some(path) = evaluator.fact_path(node) else {
            return;
        };
        let rules = evaluator.rules();
        let lists = std::iter::successors(path.list(rules), |path| path.list(rules));
        self.cited.facts.extend(lists);
        let given = evaluator
            .given_state(node)
            .is_some_and(|(_, state)| *state != State::Unknown);
        if given {
            self.cited.facts.insert(path);
        } else if let [when] = evaluator.graph().operands(node) {
            let place = (when.node, evaluator.element_addresses(when.node));
            if self.asking.insert(place) {
                let _ = self.cite(evaluator, when.node);
            }
        }
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

/// The facts that were found below a node.
#[derive(Default)]
struct Reader {
    facts: Vec<CitedFact>,
    seen: HashSet<(NodeId, Vec<usize>)>,
}

/// What is known of a fact, as people read it.
fn cited_state(evaluator: &mut Evaluator<'_>, node: NodeId) -> CitedState {
    let rules = evaluator.rules();
    let Some(fact) = evaluator.list_fact(node) else {
        return CitedState::Unavailable;
    };
    match &rules.facts[fact].ty {
        Type::Plain(plain) => match evaluator.value(node) {
            ValueState::Known(value) => match evaluator.given_state(node) {
                Some((_, State::Known(_))) => CitedState::Known(plain.show(&value)),
                _ => CitedState::Default(plain.show(&value)),
            },
            ValueState::Open => CitedState::Unknown,
            ValueState::Unavailable => CitedState::Unavailable,
        },
        Type::List(_) => match evaluator.elements(node) {
            Elements::Open => CitedState::Unknown,
            Elements::Unavailable => CitedState::Unavailable,
            elements => CitedState::Known(join_keys(
                elements.known().map(|element| element.key(fact, rules)),
            )),
        },
    }
}
