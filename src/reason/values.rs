//! Values that depend on the case, and the tests of them.

use std::cmp::Ordering;
use std::rc::Rc;

use super::domain::text::TextTest;
use super::facts::ElementId;
use super::formula::{Binding, Formula, Test};
use super::solver::{Literal, Solver};
use crate::engine::arithmetic;
use crate::graph::{Node, NodeId, Use};
use crate::model::expression::{Cell, CellTest, Comparison, TextRelation};
use crate::model::ids::FactId;
use crate::model::value::{SymbolId, Value};

/// Two values are combined up to so many ways; beyond, the result is open.
const MAX_COMBINATIONS: usize = 1_024;

/// How two values compare, as symbols.
const LESS: u16 = 0;
const EQUAL: u16 = 1;
const GREATER: u16 = 2;

/// A value as a choice: exactly one of these is so.
#[derive(Clone, Debug)]
pub(super) struct Symbolic {
    /// It is this one, as far as tests of it alone can tell.
    pub(super) alternatives: Vec<(Literal, Value)>,
    /// It cannot be known.
    pub(super) unavailable: Literal,
    /// It is something else.
    pub(super) other: Literal,
    /// The fact that it is, as it stands: what tests of its text say about each
    /// other is known.
    pub(super) text: Option<(FactId, Option<ElementId>)>,
    /// Whether an alternative stands for one value only, also for tests that
    /// compare it with more than literals.
    pub(super) covers: bool,
}

impl Symbolic {
    /// A value that cannot be known.
    pub(super) fn unavailable(solver: &Solver) -> Self {
        Symbolic {
            alternatives: Vec::new(),
            unavailable: solver.yes(),
            other: solver.no(),
            text: None,
            covers: true,
        }
    }

    fn literal(value: Value, solver: &Solver) -> Self {
        Symbolic {
            alternatives: vec![(solver.yes(), value)],
            unavailable: solver.no(),
            other: solver.no(),
            text: None,
            covers: true,
        }
    }
}

impl Formula<'_> {
    pub(super) fn encode_value(&mut self, node: NodeId, binding: &Binding) -> Symbolic {
        let graph = self.graph;
        match (graph.node(node), graph.operands(node)) {
            (Node::Literal(literal), _) => Symbolic::literal(literal.0.clone(), &self.solver),
            (Node::Fact(_) | Node::Field { .. }, _) => self.fact_value(node, binding),
            (Node::Element(level), _) => match binding.get(level.index()).copied().flatten() {
                Some(element) => self.plain_element(element),
                None => Symbolic::unavailable(&self.solver),
            },
            (Node::Let(_), [value]) => (*self.value(value.node, binding)).clone(),
            (Node::Count, [list]) => self.count(list.node, binding),
            (Node::Age, [time]) => self.age(time.node, binding),
            (Node::Arithmetic(op), [left, right]) => {
                let op = *op;
                self.combine(left.node, right.node, binding, |a, b| {
                    arithmetic::apply(op, a, b)
                })
            }
            (Node::Table { inputs, rows }, operands) => {
                self.table(&operands[..*inputs], rows, &operands[*inputs..], binding)
            }
            (Node::Truth, [test]) => {
                let test = self.test(test.node, binding);
                Symbolic {
                    alternatives: vec![
                        (test.holds, Value::YesNo(true)),
                        (test.fails, Value::YesNo(false)),
                    ],
                    unavailable: self.solver.all([!test.holds, !test.fails]),
                    other: self.solver.no(),
                    text: None,
                    covers: true,
                }
            }
            _ => Symbolic::unavailable(&self.solver),
        }
    }

    fn age(&mut self, time: NodeId, binding: &Binding) -> Symbolic {
        let time = self.value(time, binding);
        let Some(now) = self.outline.now else {
            return Symbolic::unavailable(&self.solver);
        };
        let timeless = self.mode.timeless;
        let mut alternatives = Vec::new();
        for (literal, value) in &time.alternatives {
            if let Value::Time(time) = value {
                let literal = self.solver.all([*literal, !timeless]);
                alternatives.push((literal, Value::Duration(now.since(*time))));
            }
        }
        Symbolic {
            alternatives,
            unavailable: self.solver.any([time.unavailable, timeless]),
            other: self.solver.all([time.other, !timeless]),
            text: None,
            covers: false,
        }
    }

    /// An operation on two values, alternative by alternative.
    fn combine(
        &mut self,
        left: NodeId,
        right: NodeId,
        binding: &Binding,
        apply: impl Fn(&Value, &Value) -> Option<Value>,
    ) -> Symbolic {
        let left = self.value(left, binding);
        let right = self.value(right, binding);
        let mut unavailable = vec![left.unavailable, right.unavailable];
        let mut results: Vec<(Value, Vec<Literal>)> = Vec::new();
        let surely = self.surely(&left, &right);
        let few = left.alternatives.len() * right.alternatives.len() <= MAX_COMBINATIONS;
        if few {
            for (a, x) in &left.alternatives {
                for (b, y) in &right.alternatives {
                    let both = self.solver.all([*a, *b, surely]);
                    match apply(x, y) {
                        None => unavailable.push(both),
                        Some(value) => add_to(&mut results, value, both),
                    }
                }
            }
        }
        let unavailable = self.solver.any(unavailable);
        let alternatives: Vec<(Literal, Value)> = results
            .into_iter()
            .map(|(value, ways)| (self.solver.any(ways), value))
            .collect();
        let mut known = vec![unavailable];
        known.extend(alternatives.iter().map(|(literal, _)| *literal));
        let known = self.solver.any(known);
        Symbolic {
            alternatives,
            unavailable,
            other: !known,
            text: None,
            covers: true,
        }
    }

    /// Under what assumption two alternatives are the two values.
    fn surely(&self, left: &Symbolic, right: &Symbolic) -> Literal {
        if left.covers && right.covers {
            self.solver.yes()
        } else {
            self.mode.exact
        }
    }

    // ---- tests

    /// A test of one value.
    pub(super) fn test_of_value(&mut self, node: NodeId, value: NodeId, binding: &Binding) -> Test {
        let value = self.value(value, binding);
        match self.graph.node(node) {
            Node::OneOf(items) => {
                let tests: Vec<Test> = items
                    .iter()
                    .map(|item| !self.against(&value, Comparison::Is, item))
                    .collect();
                !self.conjunction(&tests)
            }
            Node::Matches(regex) => self.text_test(&value, &TextTest::Matches(regex.clone())),
            _ => self.decide(&value, None, |value| *value == Value::YesNo(true)),
        }
    }

    /// A comparison of two values.
    pub(super) fn comparison(
        &mut self,
        op: Comparison,
        left: NodeId,
        right: NodeId,
        binding: &Binding,
    ) -> Test {
        if let Some(test) = self.comparison_with_count(op, left, right, binding) {
            return test;
        }
        match (self.graph.node(left), self.graph.node(right)) {
            (_, Node::Literal(literal)) => {
                let value = self.value(left, binding);
                self.against(&value, op, &literal.0)
            }
            (Node::Literal(literal), _) => {
                let value = self.value(right, binding);
                self.against(&value, mirrored(op), &literal.0)
            }
            _ if matches!(op, Comparison::IsExactly | Comparison::IsNotExactly) => {
                self.relation(left, right, binding, |a, b| op.holds(a, b))
            }
            _ => self.comparison_of_two(op, left, right, binding),
        }
    }

    /// A comparison of two values that are no literals. All comparisons of the
    /// two say the same of their order.
    fn comparison_of_two(
        &mut self,
        op: Comparison,
        left: NodeId,
        right: NodeId,
        binding: &Binding,
    ) -> Test {
        if left > right {
            return self.comparison_of_two(mirrored(op), right, left, binding);
        }
        let order = self.order(left, right, binding);
        let fits = |value: &Value| {
            let Value::Symbol(SymbolId(at)) = value else {
                return false;
            };
            match op {
                Comparison::Is | Comparison::IsExactly => *at == EQUAL,
                Comparison::IsNot | Comparison::IsNotExactly => *at != EQUAL,
                Comparison::Less => *at == LESS,
                Comparison::LessOrEqual => *at != GREATER,
                Comparison::Greater => *at == GREATER,
                Comparison::GreaterOrEqual => *at != LESS,
            }
        };
        self.decide(&order, None, fits)
    }

    /// Which of two values is the greater one, as a choice of three; of values
    /// without an order, whether they are equal.
    fn order(&mut self, left: NodeId, right: NodeId, binding: &Binding) -> Rc<Symbolic> {
        let key = (
            left,
            right,
            self.bound(left, binding),
            self.bound(right, binding),
        );
        if let Some(order) = self.orders.get(&key) {
            return Rc::clone(order);
        }
        let mut order = self.combine(left, right, binding, |a, b| {
            let order = a.compare(b).or((a == b).then_some(Ordering::Equal));
            let at = match order {
                Some(Ordering::Equal) => EQUAL,
                Some(Ordering::Greater) => GREATER,
                Some(Ordering::Less) | None => LESS,
            };
            Some(Value::Symbol(SymbolId(at)))
        });
        if order.other != self.solver.no() {
            let (first, second) = (self.solver.fresh(), self.solver.fresh());
            let ways = [
                (LESS, [first, first]),
                (EQUAL, [!first, second]),
                (GREATER, [!first, !second]),
            ];
            for (at, [one, two]) in ways {
                let way = self.solver.all([order.other, one, two]);
                let value = Value::Symbol(SymbolId(at));
                match order
                    .alternatives
                    .iter_mut()
                    .find(|(_, known)| *known == value)
                {
                    Some((literal, _)) => *literal = self.solver.any([*literal, way]),
                    None => order.alternatives.push((way, value)),
                }
            }
            order.other = self.solver.no();
        }
        let order = Rc::new(order);
        self.orders.insert(key, Rc::clone(&order));
        order
    }

    fn comparison_with_count(
        &mut self,
        op: Comparison,
        left: NodeId,
        right: NodeId,
        binding: &Binding,
    ) -> Option<Test> {
        let literal = |node| match self.graph.node(node) {
            Node::Literal(literal) => Some(literal.0.clone()),
            _ => None,
        };
        let (list, number, op) = match (self.counted(left), self.counted(right)) {
            (Some(list), None) => (list, literal(right)?, op),
            (None, Some(list)) => (list, literal(left)?, mirrored(op)),
            _ => return None,
        };
        Some(self.count_comparison(op, list, &number, binding))
    }

    /// A comparison with a literal. Each is brought to one of a few, so that a
    /// test and the negation of its opposite are one.
    fn against(&mut self, value: &Symbolic, op: Comparison, literal: &Value) -> Test {
        if let Some(opposite) = opposite(op) {
            return !self.against(value, opposite, literal);
        }
        match literal {
            Value::Text(text) => self.text_test(value, &TextTest::comparison(op, text)),
            _ => self.decide(value, None, |value| op.holds(value, literal)),
        }
    }

    /// A relation of a text to others.
    pub(super) fn text_relation(
        &mut self,
        relation: TextRelation,
        text: NodeId,
        patterns: &[Use],
        binding: &Binding,
    ) -> Test {
        let mut tests = Vec::new();
        for pattern in patterns {
            let test = match self.graph.node(pattern.node) {
                Node::Literal(literal) => {
                    let value = self.value(text, binding);
                    match &literal.0 {
                        Value::Text(part) => {
                            self.text_test(&value, &TextTest::relation(relation, part))
                        }
                        _ => self.constant(false),
                    }
                }
                _ => self.relation(text, pattern.node, binding, |text, pattern| {
                    match (text, pattern) {
                        (Value::Text(text), Value::Text(pattern)) => {
                            TextTest::relation(relation, pattern).accepts(text)
                        }
                        _ => false,
                    }
                }),
            };
            tests.push(!test);
        }
        match tests.as_slice() {
            [one] => !*one,
            _ => !self.conjunction(&tests),
        }
    }

    /// A relation between two values.
    fn relation(
        &mut self,
        left: NodeId,
        right: NodeId,
        binding: &Binding,
        holds: impl Fn(&Value, &Value) -> bool,
    ) -> Test {
        let result = self.combine(left, right, binding, |a, b| Some(Value::YesNo(holds(a, b))));
        self.decide(&result, None, |value| *value == Value::YesNo(true))
    }

    /// A test of a text against a literal.
    fn text_test(&mut self, value: &Symbolic, test: &TextTest) -> Test {
        let free = match value.text {
            Some(place) if value.other != self.solver.no() => {
                Some(self.free_text_test(place, value.other, test))
            }
            _ => None,
        };
        self.decide(value, free, |value| match value {
            Value::Text(text) => test.accepts(text),
            _ => false,
        })
    }

    /// What a test comes out as for texts that are unlike all representatives:
    /// as it likes, but for what the other tests of the same text say.
    fn free_text_test(
        &mut self,
        place: (FactId, Option<ElementId>),
        other: Literal,
        test: &TextTest,
    ) -> Literal {
        if test.accepts_everything() {
            return self.solver.yes();
        }
        if test.accepts_all() {
            return self.solver.yes();
        }
        let known = self.text_tests.get(&place).cloned().unwrap_or_default();
        if let Some((_, literal)) = known.iter().find(|(known, _)| known == test) {
            return *literal;
        }
        let free = self.solver.fresh();
        for (known, literal) in &known {
            if test.implies(known) {
                self.solver.require([!other, !free, *literal]);
            }
            if known.implies(test) {
                self.solver.require([!other, !*literal, free]);
            }
            if test.excludes(known) {
                self.solver.require([!other, !free, !*literal]);
            }
        }
        self.text_tests
            .entry(place)
            .or_default()
            .push((test.clone(), free));
        free
    }

    /// A test of a value, alternative by alternative; for values unlike all of
    /// them it comes out as `free` does.
    fn decide(
        &mut self,
        value: &Symbolic,
        free: Option<Literal>,
        passes: impl Fn(&Value) -> bool,
    ) -> Test {
        let mut holds = Vec::new();
        let mut fails = Vec::new();
        for (literal, value) in &value.alternatives {
            if passes(value) {
                holds.push(*literal);
            } else {
                fails.push(*literal);
            }
        }
        if value.other != self.solver.no() {
            let free = free.unwrap_or_else(|| self.solver.fresh());
            holds.push(self.solver.all([value.other, free]));
            fails.push(self.solver.all([value.other, !free]));
        }
        // One of the two says it all: the shorter one.
        if holds.len() <= fails.len() {
            let holds = self.solver.any(holds);
            let fails = self.solver.all([!holds, !value.unavailable]);
            Test { holds, fails }
        } else {
            let fails = self.solver.any(fails);
            let holds = self.solver.all([!fails, !value.unavailable]);
            Test { holds, fails }
        }
    }

    // ---- tables

    /// A table: the value of the first row that fits.
    fn table(
        &mut self,
        inputs: &[Use],
        rows: &[Vec<Cell>],
        values: &[Use],
        binding: &Binding,
    ) -> Symbolic {
        let chosen = self.chosen_rows(inputs, rows, binding);
        let mut results: Vec<(Value, Vec<Literal>)> = Vec::new();
        let mut unavailable = vec![!self.solver.any(chosen.iter().copied())];
        let mut other = Vec::new();
        for (row, value) in chosen.into_iter().zip(values) {
            let value = self.value(value.node, binding);
            for (literal, value) in &value.alternatives {
                let both = self.solver.all([row, *literal]);
                add_to(&mut results, value.clone(), both);
            }
            unavailable.push(self.solver.all([row, value.unavailable]));
            other.push(self.solver.all([row, value.other]));
        }
        let alternatives = results
            .into_iter()
            .map(|(value, ways)| (self.solver.any(ways), value))
            .collect();
        Symbolic {
            alternatives,
            unavailable: self.solver.any(unavailable),
            other: self.solver.any(other),
            text: None,
            covers: false,
        }
    }

    /// For each row of a table, whether it is the first that fits.
    pub(super) fn chosen_rows(
        &mut self,
        inputs: &[Use],
        rows: &[Vec<Cell>],
        binding: &Binding,
    ) -> Vec<Literal> {
        let mut none_before = self.solver.yes();
        let mut chosen = Vec::new();
        for fits in self.fitting_rows(inputs, rows, binding) {
            chosen.push(self.solver.all([none_before, fits]));
            none_before = self.solver.all([none_before, !fits]);
        }
        chosen
    }

    /// For each row of a table, whether it fits.
    pub fn fitting_rows(
        &mut self,
        inputs: &[Use],
        rows: &[Vec<Cell>],
        binding: &Binding,
    ) -> Vec<Literal> {
        let mut fitting = Vec::new();
        for cells in rows {
            let fits: Vec<Literal> = inputs
                .iter()
                .zip(cells)
                .map(|(input, cell)| self.fits(input.node, cell, binding))
                .collect();
            fitting.push(self.solver.all(fits));
        }
        fitting
    }

    fn fits(&mut self, input: NodeId, cell: &Cell, binding: &Binding) -> Literal {
        let Cell::OneOf(tests) = cell else {
            return self.solver.yes();
        };
        let value = self.value(input, binding);
        let is_text = |test: &CellTest| matches!(test, CellTest::Compare(_, Value::Text(_)));
        if tests.iter().any(is_text) {
            // What tests of one text say about each other is known.
            let mut fits = Vec::new();
            for test in tests {
                if let CellTest::Compare(op, literal) = test {
                    fits.push(self.against(&value, *op, literal).holds);
                }
            }
            return self.solver.any(fits);
        }
        self.decide(&value, None, |value| {
            tests.iter().any(|test| test.accepts(value))
        })
        .holds
    }
}

/// Adds one more way to come out as a value. Values that some test could tell
/// apart are kept apart.
fn add_to(results: &mut Vec<(Value, Vec<Literal>)>, value: Value, way: Literal) {
    match results
        .iter_mut()
        .find(|(known, _)| known.is_identical(&value))
    {
        Some((_, ways)) => ways.push(way),
        None => results.push((value, vec![way])),
    }
}

/// What the comparison negates, if it is one that is seen as a negation.
fn opposite(op: Comparison) -> Option<Comparison> {
    match op {
        Comparison::IsNot => Some(Comparison::Is),
        Comparison::IsNotExactly => Some(Comparison::IsExactly),
        Comparison::GreaterOrEqual => Some(Comparison::Less),
        Comparison::LessOrEqual => Some(Comparison::Greater),
        _ => None,
    }
}

/// The comparison with its sides exchanged.
fn mirrored(op: Comparison) -> Comparison {
    match op {
        Comparison::Less => Comparison::Greater,
        Comparison::LessOrEqual => Comparison::GreaterOrEqual,
        Comparison::Greater => Comparison::Less,
        Comparison::GreaterOrEqual => Comparison::LessOrEqual,
        same => same,
    }
}
