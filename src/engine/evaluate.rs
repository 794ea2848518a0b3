//! Evaluation of the decision graph: every node at most once for the elements
//! on which it depends, and only when something asks for it.

use std::collections::HashMap;

use super::arithmetic;
use super::count::Tally;
use super::lists::{Element, Elements};
use super::scratch::Scratch;
use super::trace::Recording;
use super::truth::Truth;
use super::value::ValueState;
use crate::facts::case::Case;
use crate::facts::memory::{Datum, FactPath, State};
use crate::graph::{DecisionGraph, Node, NodeId, Sort, Use};
use crate::model::RuleBase;
use crate::model::expression::{Comparison, Quantifier, TextRelation};
use crate::model::fact::Ask;
use crate::model::ids::FactId;
use crate::model::value::{Text, Value};

/// How many evaluations of nodes one decision may take.
pub(super) const MAX_WORK: u64 = 10_000_000;

/// Evaluates the nodes of one decision graph for one case.
pub struct Evaluator<'a> {
    pub(super) rules: &'a RuleBase,
    pub(super) graph: &'a DecisionGraph,
    pub(super) case: &'a Case,
    /// The elements in force, by level.
    pub(super) elements_in_force: Vec<Option<Element<'a>>>,
    /// The values of the nodes that depend on no element.
    values: HashMap<NodeId, ValueState<'a>>,
    /// The truths and tallies so far.
    pub(super) scratch: Scratch,
    /// What was evaluated, where somebody wants to know.
    pub(super) recording: Option<Recording>,
    work: u64,
}

impl<'a> Evaluator<'a> {
    /// An evaluator that has evaluated nothing yet.
    pub fn new(rules: &'a RuleBase, graph: &'a DecisionGraph, case: &'a Case) -> Self {
        Self::with(Scratch::default(), rules, graph, case)
    }

    /// An evaluator that has evaluated nothing yet, in the memory of one that
    /// is done: whoever decides many cases hands it on, by
    /// [`Evaluator::into_scratch`].
    pub fn with(
        mut scratch: Scratch,
        rules: &'a RuleBase,
        graph: &'a DecisionGraph,
        case: &'a Case,
    ) -> Self {
        scratch.fit(graph);
        Evaluator {
            rules,
            graph,
            case,
            elements_in_force: vec![None; graph.level_count()],
            values: HashMap::new(),
            scratch,
            recording: None,
            work: 0,
        }
    }

    /// The memory, emptied, for the next case.
    pub fn into_scratch(self) -> Scratch {
        let mut scratch = self.scratch;
        scratch.clear();
        scratch
    }

    /// The rule base.
    pub fn rules(&self) -> &'a RuleBase {
        self.rules
    }

    /// The decision graph.
    pub fn graph(&self) -> &'a DecisionGraph {
        self.graph
    }

    /// The case.
    pub fn case(&self) -> &'a Case {
        self.case
    }

    /// Whether the evaluation was given up; what it said since is worthless.
    pub fn gave_up(&self) -> bool {
        self.work > MAX_WORK
    }

    /// Counts work that is not an evaluation against the limit.
    pub(crate) fn charge(&mut self, work: u64) {
        self.work += work;
    }

    /// Keeps what is evaluated from now on.
    pub fn record(&mut self) {
        self.recording = Some(Recording::default());
    }

    /// What was evaluated since [`Evaluator::record`]; nothing more is kept.
    pub fn stop_recording(&mut self) -> Recording {
        self.recording.take().unwrap_or_default()
    }

    /// Keeps what a test came out as, where somebody wants to know.
    pub(super) fn note(&mut self, node: NodeId, truth: Truth) {
        if let Some(recording) = &mut self.recording {
            recording.test(node, truth);
        }
    }

    /// The element in force at this level.
    pub fn element(&self, level: crate::graph::Level) -> Option<Element<'a>> {
        self.elements_in_force.get(level.index()).copied().flatten()
    }

    /// Whether this element is in force, at whichever level.
    pub(crate) fn is_in_force(&self, element: Element<'a>) -> bool {
        let mut in_force = self.elements_in_force.iter().flatten();
        in_force.any(|other| other.address() == element.address())
    }

    // ---- facts

    /// What is known of the fact of a [`Node::Fact`] or [`Node::Field`]. A fact
    /// that is never asked for, or whose `when` cannot hold, is unavailable
    /// unless it is given.
    pub fn fact_state(&mut self, node: NodeId) -> &'a State {
        const UNAVAILABLE: &State = &State::Unavailable;
        const UNKNOWN: &State = &State::Unknown;
        let graph = self.graph;
        let Some((fact, given)) = self.given_state(node) else {
            return UNAVAILABLE;
        };
        if *given != State::Unknown {
            return given;
        }
        if matches!(self.rules.facts[fact].ask, Ask::Never) {
            return UNAVAILABLE;
        }
        match graph.operands(node) {
            [when] if !self.asking(node, *when).can_hold() => UNAVAILABLE,
            _ => UNKNOWN,
        }
    }

    /// The fact of a [`Node::Fact`] or [`Node::Field`], and what the case says of
    /// it; none for a field of an element that is not in force.
    pub fn given_state(&self, node: NodeId) -> Option<(FactId, &'a State)> {
        match self.graph.node(node) {
            Node::Fact(fact) => Some((*fact, self.case.facts.slot(self.rules.facts[*fact].slot))),
            Node::Field { fact, levels } => match self.element(*levels.last()?)? {
                Element::Record(record) => {
                    let state = record.fields.get(self.rules.facts[*fact].slot)?;
                    Some((*fact, state))
                }
                Element::Plain(_) => None,
            },
            _ => None,
        }
    }

    /// The truth of what governs the asking for the fact at `node`.
    fn asking(&mut self, node: NodeId, when: Use) -> Truth {
        if self.graph.free_levels(node) == 0 {
            return self.truth(when.node);
        }
        self.remembered(node, |this| this.truth(when.node))
    }

    /// The default of a fact, for where it is unavailable.
    fn default(&self, fact: FactId) -> ValueState<'a> {
        match &self.rules.facts[fact].default {
            Some(value) => ValueState::borrowed(value),
            None => ValueState::Unavailable,
        }
    }

    /// The fact that a [`Node::Fact`] or [`Node::Field`] stands for now.
    pub fn fact_path(&self, node: NodeId) -> Option<FactPath> {
        match self.graph.node(node) {
            Node::Fact(fact) => Some(FactPath::top_level(*fact)),
            Node::Field { fact, levels } => {
                let keys = levels.iter().map(|&level| match self.element(level) {
                    Some(Element::Record(record)) => Some(record.key.clone()),
                    _ => None,
                });
                Some(FactPath {
                    fact: *fact,
                    elements: keys.collect::<Option<_>>()?,
                })
            }
            _ => None,
        }
    }

    // ---- values

    /// What is known of a value.
    pub fn value(&mut self, node: NodeId) -> ValueState<'a> {
        let graph = self.graph;
        match graph.node(node) {
            Node::Literal(literal) => ValueState::borrowed(&literal.0),
            Node::Fact(fact) | Node::Field { fact, .. } => match self.fact_state(node) {
                State::Known(Datum::Plain(value)) => ValueState::borrowed(value),
                State::Unknown => ValueState::Open,
                State::Unavailable | State::Known(_) => self.default(*fact),
            },
            Node::Element(level) => match self.element(*level) {
                Some(Element::Plain(value)) => ValueState::borrowed(value),
                _ => ValueState::Unavailable,
            },
            _ if graph.free_levels(node) == 0 => {
                if let Some(state) = self.values.get(&node) {
                    return state.clone();
                }
                let state = self.compute(node);
                self.values.insert(node, state.clone());
                state
            }
            _ => self.compute(node),
        }
    }

    fn compute(&mut self, node: NodeId) -> ValueState<'a> {
        self.work += 1;
        if self.gave_up() {
            return ValueState::Open;
        }
        let graph = self.graph;
        match (graph.node(node), graph.operands(node)) {
            (Node::Let(_), [value]) => self.value(value.node),
            (Node::Arithmetic(op), [left, right]) => {
                self.operation(*left, *right, |a, b| arithmetic::apply(*op, a, b))
            }
            (Node::Age, [time]) => match (self.value(time.node), self.case.now) {
                (ValueState::Unavailable, _) | (_, None) => ValueState::Unavailable,
                (ValueState::Open, _) => ValueState::Open,
                (ValueState::Known(time), Some(now)) => ValueState::computed(match &*time {
                    Value::Time(time) => Some(Value::Duration(now.since(*time))),
                    _ => None,
                }),
            },
            (Node::Count, [list]) => self
                .tally(list.node)
                .map_or_else(|state| state, Tally::value),
            (Node::Table { inputs, rows }, operands) => self.table(node, *inputs, rows, operands),
            (Node::Truth, [test]) => match self.truth(test.node) {
                Truth::HOLDS => ValueState::computed(Some(Value::YesNo(true))),
                Truth::FAILS => ValueState::computed(Some(Value::YesNo(false))),
                Truth::CANNOT_BE_KNOWN => ValueState::Unavailable,
                _ => ValueState::Open,
            },
            _ => ValueState::Unavailable,
        }
    }

    /// An operation on two values: unavailable if one of them is, else open if
    /// one of them is.
    fn operation(
        &mut self,
        left: Use,
        right: Use,
        apply: impl FnOnce(&Value, &Value) -> Option<Value>,
    ) -> ValueState<'a> {
        match (self.value(left.node), self.value(right.node)) {
            (ValueState::Unavailable, _) | (_, ValueState::Unavailable) => ValueState::Unavailable,
            (ValueState::Open, _) | (_, ValueState::Open) => ValueState::Open,
            (ValueState::Known(a), ValueState::Known(b)) => ValueState::computed(apply(&a, &b)),
        }
    }

    // ---- tests

    /// Which results a test can still have.
    pub fn truth(&mut self, node: NodeId) -> Truth {
        if self.graph.free_levels(node) == 0 {
            if let Some(truth) = self.scratch.truth(node) {
                return truth;
            }
            let truth = self.test(node);
            self.scratch.keep_truth(node, truth);
            return truth;
        }
        match self.graph.node(node) {
            Node::Condition(..) => self.remembered(node, |this| this.test(node)),
            _ => self.test(node),
        }
    }

    /// The result of `work`, which depends on the elements of `node`,
    /// remembered for these.
    fn remembered(&mut self, node: NodeId, work: impl FnOnce(&mut Self) -> Truth) -> Truth {
        let key = (node, self.element_addresses(node));
        if let Some(truth) = self.scratch.element_truth(&key) {
            return truth;
        }
        let truth = work(self);
        self.scratch.keep_element_truth(key, truth);
        truth
    }

    /// What tells apart the elements in force on which a node depends.
    pub(crate) fn element_addresses(&self, node: NodeId) -> Vec<usize> {
        let free = self.graph.free_levels(node);
        let in_force = self.elements_in_force.iter().enumerate();
        let depends = in_force.filter(|(level, _)| *level < 32 && free & (1 << level) != 0);
        depends
            .map(|(_, element)| element.map_or(0, Element::address))
            .collect()
    }

    fn test(&mut self, node: NodeId) -> Truth {
        let truth = self.work_out(node);
        self.note(node, truth);
        truth
    }

    fn work_out(&mut self, node: NodeId) -> Truth {
        self.work += 1;
        if self.gave_up() {
            return Truth::OPEN;
        }
        let graph = self.graph;
        let operands = graph.operands(node);
        match (graph.node(node), operands) {
            (Node::Constant(holds), _) => Truth::from(*holds),
            (Node::And | Node::Rule(_) | Node::Candidate(_), parts) => self.all_hold(parts),
            (Node::Or | Node::Action(_), parts) => self.some_holds(parts),
            (Node::Not, [part]) => !self.truth(part.node),
            (Node::Let(_) | Node::Condition(..), [part]) => self.truth(part.node),
            (Node::IsYes, [value]) => self.test_of(*value, |value| *value == Value::YesNo(true)),
            (Node::Compare(op), [left, right]) => self.comparison(*op, *left, *right),
            (Node::OneOf(items), [value]) => self.test_of(*value, |value| items.contains(value)),
            (Node::Text(relation), [text, patterns @ ..]) => {
                self.text_test(*relation, *text, patterns)
            }
            (Node::Matches(regex), [text]) => self.test_of(*text, |value| match value {
                Value::Text(text) => regex.is_match(&text.normalised()),
                _ => false,
            }),
            (Node::Quantified(quantifier, level), [list, body]) => {
                self.quantified(*quantifier, *level, list.node, body.node)
            }
            (Node::Unavailable, [subject]) => self.unavailable(subject.node),
            _ => Truth::CANNOT_BE_KNOWN,
        }
    }

    fn all_hold(&mut self, parts: &[Use]) -> Truth {
        let mut truth = Truth::HOLDS;
        for part in parts {
            truth = truth.and(self.truth(part.node));
            if truth == Truth::FAILS {
                break;
            }
        }
        truth
    }

    fn some_holds(&mut self, parts: &[Use]) -> Truth {
        let mut truth = Truth::FAILS;
        for part in parts {
            truth = truth.or(self.truth(part.node));
            if truth == Truth::HOLDS {
                break;
            }
        }
        truth
    }

    fn test_of(&mut self, value: Use, passes: impl FnOnce(&Value) -> bool) -> Truth {
        match self.value(value.node) {
            ValueState::Known(value) => Truth::from(passes(&value)),
            ValueState::Open => Truth::OPEN,
            ValueState::Unavailable => Truth::CANNOT_BE_KNOWN,
        }
    }

    fn comparison(&mut self, op: Comparison, left: Use, right: Use) -> Truth {
        if let Some(truth) = self.count_comparison(op, left.node, right.node) {
            return truth;
        }
        match self.operation(left, right, |a, b| Some(Value::YesNo(op.holds(a, b)))) {
            ValueState::Known(value) => Truth::from(*value == Value::YesNo(true)),
            ValueState::Open => Truth::OPEN,
            ValueState::Unavailable => Truth::CANNOT_BE_KNOWN,
        }
    }

    fn text_test(&mut self, relation: TextRelation, text: Use, patterns: &[Use]) -> Truth {
        if let [pattern] = patterns {
            let state = self.operation(text, *pattern, |a, b| {
                Some(Value::YesNo(relates(relation, a, b)))
            });
            return match state {
                ValueState::Known(value) => Truth::from(*value == Value::YesNo(true)),
                ValueState::Open => Truth::OPEN,
                ValueState::Unavailable => Truth::CANNOT_BE_KNOWN,
            };
        }
        // Several patterns are literals.
        match self.value(text.node) {
            ValueState::Open => Truth::OPEN,
            ValueState::Unavailable => Truth::CANNOT_BE_KNOWN,
            ValueState::Known(text) => {
                let mut known = patterns.iter().map(|pattern| self.value(pattern.node));
                Truth::from(
                    known.any(|pattern| {
                        pattern.known().is_some_and(|p| relates(relation, &text, p))
                    }),
                )
            }
        }
    }

    fn quantified(
        &mut self,
        quantifier: Quantifier,
        level: crate::graph::Level,
        list: NodeId,
        body: NodeId,
    ) -> Truth {
        let list = self.filtered(list);
        let elements = self.elements(list.whole);
        match elements {
            Elements::Open => return Truth::OPEN,
            Elements::Unavailable => return Truth::CANNOT_BE_KNOWN,
            Elements::Records(_) | Elements::Values(_) => {}
        }
        // `every x has p` says that no x fails p; `no` is the negation of `any`.
        let mut some = Truth::FAILS;
        for element in elements.known() {
            let member = self.membership(&list, element);
            if member == Truth::FAILS {
                continue;
            }
            let passes = self.with_element(level, element, |this| this.truth(body));
            let passes = if quantifier == Quantifier::Every {
                !passes
            } else {
                passes
            };
            some = some.or(member.and(passes));
            if some == Truth::HOLDS || self.gave_up() {
                break;
            }
        }
        if quantifier == Quantifier::Any {
            some
        } else {
            !some
        }
    }

    fn unavailable(&mut self, subject: NodeId) -> Truth {
        match self.graph.sort(subject) {
            Sort::Test => self.truth(subject).is_unavailable(),
            Sort::Value => match self.value(subject) {
                ValueState::Known(_) => Truth::FAILS,
                ValueState::Open => Truth::HOLDS_OR_FAILS,
                ValueState::Unavailable => Truth::HOLDS,
            },
            Sort::List => {
                let whole = self.filtered(subject).whole;
                match self.elements(whole) {
                    Elements::Records(_) | Elements::Values(_) => Truth::FAILS,
                    Elements::Open => Truth::HOLDS_OR_FAILS,
                    Elements::Unavailable => Truth::HOLDS,
                }
            }
        }
    }
}

fn relates(relation: TextRelation, text: &Value, pattern: &Value) -> bool {
    let (Value::Text(text), Value::Text(pattern)) = (text, pattern) else {
        return false;
    };
    let relation: fn(&Text, &Text) -> bool = match relation {
        TextRelation::Contains => Text::contains,
        TextRelation::ContainsExactly => |text, pattern| text.raw().contains(pattern.raw()),
        TextRelation::StartsWith => Text::starts_with,
        TextRelation::EndsWith => Text::ends_with,
    };
    relation(text, pattern)
}
