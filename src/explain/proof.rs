//! Why a test has its truth value: the parts that decide it, down to facts.

use std::collections::{BTreeSet, HashSet};

use crate::engine::{Element, Elements, Evaluator, Truth, Verdict};
use crate::facts::memory::{FactPath, State};
use crate::graph::{Level, Node, NodeId, Sort, Use};
use crate::model::expression::Quantifier;
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

    /// The strongest claim that can be made of a truth value.
    pub(super) fn of(truth: Truth) -> Claim {
        match truth {
            Truth::HOLDS => Claim::Holds,
            Truth::FAILS => Claim::Fails,
            truth if !truth.can_hold() && truth.can(Verdict::Fails) => Claim::CannotHold,
            _ => Claim::AsItIs,
        }
    }
}

/// A test that decides, with the facts on which it depends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Ground {
    pub(super) span: Span,
    pub(super) truth: Truth,
    /// The facts with their values as people read them, in the order of the
    /// text.
    pub(super) facts: Vec<(FactPath, Option<String>)>,
}

/// Collects grounds and citations.
#[derive(Default)]
pub(super) struct Proof {
    pub(super) grounds: Vec<Ground>,
    pub(super) cited: Citations,
    seen: HashSet<(NodeId, Vec<usize>, u8)>,
}

impl Proof {
    /// Shows a claim, which must be true, of the test at `used`.
    pub(super) fn show<'a>(&mut self, evaluator: &mut Evaluator<'a>, used: Use, claim: Claim) {
        let key = (used.node, evaluator.element_addresses(used.node), claim as u8);
        if !self.seen.insert(key) {
            return;
        }
        let graph = evaluator.graph();
        let operands = graph.operands(used.node);
        match (graph.node(used.node), operands) {
            (Node::And | Node::Rule(_) | Node::Candidate(_), parts) => {
                let parts: Vec<Part<'a>> = parts.iter().map(|&part| Part::plain(part, false)).collect();
                self.show_conjunction(evaluator, &parts, claim);
            }
            // `a or b` is `not (not a and not b)`.
            (Node::Or, parts) => {
                let parts: Vec<Part<'a>> = parts.iter().map(|&part| Part::plain(part, true)).collect();
                self.show_conjunction(evaluator, &parts, claim.negated());
            }
            (Node::Not, [part]) => self.show(evaluator, *part, claim.negated()),
            (Node::Condition(..) | Node::Let(_), [part]) => self.show(evaluator, *part, claim),
            (Node::Quantified(quantifier, level), [list, body]) => {
                let elements = Loop { quantifier: *quantifier, level: *level, list: list.node, body: *body };
                self.show_elements(evaluator, used, &elements, claim);
            }
            (Node::Unavailable, [subject]) => {
                if graph.sort(subject.node) == Sort::Test {
                    self.show(evaluator, *subject, Claim::AsItIs);
                }
                self.ground(evaluator, used);
            }
            _ => self.ground(evaluator, used),
        }
    }

    fn show_conjunction<'a>(&mut self, evaluator: &mut Evaluator<'a>, parts: &[Part<'a>], claim: Claim) {
        let enough = match claim {
            // All parts together show it.
            Claim::Holds | Claim::CannotFail | Claim::AsItIs => None,
            // One part is enough.
            Claim::Fails | Claim::CannotHold => parts.iter().find(|part| claim.is_met(part.truth(evaluator))),
        };
        match (enough, claim) {
            (Some(part), _) => self.show_part(evaluator, part, claim),
            (None, Claim::Fails | Claim::CannotHold) => {
                parts.iter().for_each(|part| self.show_part(evaluator, part, Claim::AsItIs));
            }
            (None, _) => parts.iter().for_each(|part| self.show_part(evaluator, part, claim)),
        }
    }

    fn show_part<'a>(&mut self, evaluator: &mut Evaluator<'a>, part: &Part<'a>, claim: Claim) {
        let claim = if part.negated { claim.negated() } else { claim };
        match part.element {
            Some((level, element)) => {
                evaluator.with_element(level, element, |evaluator| self.show(evaluator, part.used, claim));
            }
            None => self.show(evaluator, part.used, claim),
        }
    }

    /// Shows a claim of a quantifier. As in the evaluation, all three are seen
    /// as a conjunction over the elements of `not (member and passes)`: `any`
    /// is its negation, and for `every` it is the failing that passes.
    fn show_elements<'a>(&mut self, evaluator: &mut Evaluator<'a>, used: Use, elements: &Loop, claim: Claim) {
        let filtered = evaluator.filtered(elements.list);
        self.cite_fact(evaluator, filtered.whole);
        let claim = if elements.quantifier == Quantifier::Any { claim.negated() } else { claim };
        let known: Vec<Element<'a>> = evaluator.elements(filtered.whole).known().collect();
        let before = self.grounds.len();
        for element in known {
            let member = filtered.tests.iter().map(|&(level, test)| {
                let used = Use { node: test, span: used.span };
                Part { used, negated: false, element: Some((level, element)) }
            });
            let negated = elements.quantifier == Quantifier::Every;
            let passes = Part { used: elements.body, negated, element: Some((elements.level, element)) };
            let parts: Vec<Part<'a>> = member.chain([passes]).collect();
            let counts = parts.iter().fold(Truth::HOLDS, |truth, part| truth.and(part.truth(evaluator)));
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
    fn ground<'a>(&mut self, evaluator: &mut Evaluator<'a>, used: Use) {
        let truth = evaluator.truth(used.node);
        let mut facts = Vec::new();
        self.collect(evaluator, used.node, &mut facts);
        let ground = Ground { span: used.span, truth, facts };
        if !self.grounds.contains(&ground) {
            self.grounds.push(ground);
        }
    }

    /// Adds a list that is not known, and so keeps a loop from being run.
    pub(super) fn unknown_list<'a>(&mut self, evaluator: &mut Evaluator<'a>, list: Use) {
        let truth = match evaluator.elements(list.node) {
            Elements::Open => Truth::OPEN,
            _ => Truth::CANNOT_BE_KNOWN,
        };
        let facts = evaluator.fact_path(list.node).map(|path| (path, None)).into_iter().collect();
        self.grounds.push(Ground { span: list.span, truth, facts });
    }

    /// Cites every fact on which the node depends as things are, and collects
    /// these facts with their values.
    pub(super) fn cite_with<'a>(
        &mut self,
        evaluator: &mut Evaluator<'a>,
        node: NodeId,
        facts: &mut Vec<(FactPath, Option<String>)>,
    ) {
        self.collect(evaluator, node, facts);
    }

    /// Cites every fact on which the node depends as things are.
    pub(super) fn cite<'a>(&mut self, evaluator: &mut Evaluator<'a>, node: NodeId) {
        self.collect(evaluator, node, &mut Vec::new());
    }

    fn collect<'a>(
        &mut self,
        evaluator: &mut Evaluator<'a>,
        node: NodeId,
        facts: &mut Vec<(FactPath, Option<String>)>,
    ) {
        let graph = evaluator.graph();
        let operands = graph.operands(node);
        match (graph.node(node), operands) {
            (Node::Fact(_) | Node::Field { .. }, _) => {
                self.cite_fact(evaluator, node);
                if let Some(path) = evaluator.fact_path(node)
                    && facts.iter().all(|(known, _)| *known != path)
                {
                    let value = shown_value(evaluator, node);
                    facts.push((path, value));
                }
            }
            (Node::Where(_) | Node::Count, [..]) | (Node::Quantified(..), [_, _]) => {
                self.collect_of_elements(evaluator, node, facts);
            }
            (Node::Age, [time]) => {
                self.cited.now = true;
                self.collect(evaluator, time.node, facts);
            }
            (_, operands) => {
                for operand in operands {
                    self.collect(evaluator, operand.node, facts);
                }
            }
        }
    }

    fn collect_of_elements<'a>(
        &mut self,
        evaluator: &mut Evaluator<'a>,
        node: NodeId,
        facts: &mut Vec<(FactPath, Option<String>)>,
    ) {
        let graph = evaluator.graph();
        let (list, body) = match (graph.node(node), graph.operands(node)) {
            (Node::Count, [list]) => (list.node, None),
            (Node::Quantified(_, level), [list, body]) => (list.node, Some((*level, body.node))),
            _ => (node, None),
        };
        let filtered = evaluator.filtered(list);
        self.collect(evaluator, filtered.whole, facts);
        let known: Vec<Element<'a>> = evaluator.elements(filtered.whole).known().collect();
        for element in known {
            for (level, test) in filtered.tests.iter().copied().chain(body) {
                evaluator.with_element(level, element, |e| self.collect(e, test, facts));
            }
        }
    }

    /// Cites a fact if it is given, and otherwise what governs its asking.
    fn cite_fact<'a>(&mut self, evaluator: &mut Evaluator<'a>, node: NodeId) {
        let Some(path) = evaluator.fact_path(node) else { return };
        let rules = evaluator.rules();
        let lists = std::iter::successors(path.list(rules), |path| path.list(rules));
        self.cited.facts.extend(lists);
        let given = evaluator.case().facts.get(rules, &path).is_some_and(|state| *state != State::Unknown);
        if given {
            self.cited.facts.insert(path);
        } else if let [when] = evaluator.graph().operands(node) {
            self.cite(evaluator, when.node);
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
        Part { used, negated, element: None }
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
    list: NodeId,
    body: Use,
}

/// The value of a fact as people read it; none where it has none.
fn shown_value(evaluator: &mut Evaluator<'_>, node: NodeId) -> Option<String> {
    if evaluator.graph().sort(node) == Sort::List {
        let list = evaluator.list_fact(node)?;
        let rules = evaluator.rules();
        return match evaluator.elements(node) {
            Elements::Open | Elements::Unavailable => None,
            elements => Some(super::text::join_keys(elements.known().map(|element| element.key(list, rules)))),
        };
    }
    let fact = evaluator.list_fact(node)?;
    match &evaluator.rules().facts[fact].ty {
        crate::model::fact::Type::Plain(plain) => evaluator.value(node).known().map(|value| plain.show(value)),
        crate::model::fact::Type::List(_) => None,
    }
}
