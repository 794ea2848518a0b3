//! The decision graph as a formula.

use std::collections::HashMap;
use std::rc::Rc;

use super::candidates::{AttemptKey, Candidate};
use super::domain::text::TextTest;
use super::facts::{Element, ElementId, FactChoice, ListChoice};
use super::outline::Outline;
use super::solver::{Answer, Literal, Solver};
use super::values::Symbolic;
use crate::facts::case::Case;
use crate::graph::{DecisionGraph, Node, NodeId, Sort, Use};
use crate::model::RuleBase;
use crate::model::ids::FactId;

/// The elements in force, by level.
pub type Binding = Vec<Option<ElementId>>;

/// A fact or list, and for a field the element that has it.
pub(super) type FactPlace = (FactId, Option<ElementId>);

/// The truth of a test: it holds, it fails, or neither is so and it cannot be
/// known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Test {
    /// It holds.
    pub holds: Literal,
    /// It fails.
    pub fails: Literal,
}

impl std::ops::Not for Test {
    type Output = Test;

    fn not(self) -> Test {
        Test {
            holds: self.fails,
            fails: self.holds,
        }
    }
}

/// What is assumed besides a question.
#[derive(Clone, Copy, Debug)]
pub struct Mode {
    /// Every fact is one of its representatives.
    pub exact: Literal,
    /// No fact is known where its `when` does not hold.
    pub asked: Literal,
    /// Every fact that may be asked for is known.
    pub known: Literal,
    /// Nothing was tried.
    pub untried: Literal,
    /// Nobody said when now is, so that no age can be known.
    pub timeless: Literal,
}

/// Whether there is a case in which something happens.
#[derive(Clone, Debug)]
pub enum Verdict {
    /// In this one.
    Possible(Box<Case>),
    /// Only where a fact is given although its `when` does not hold, as here.
    OutsideWhen(Box<Case>),
    /// In none.
    Impossible,
    /// It could not be decided within the bounds.
    Undecided,
}

/// A formula about the cases of a rule base. It grows as questions need more of
/// it.
pub struct Formula<'p> {
    pub(super) outline: &'p Outline<'p>,
    pub(super) rules: &'p RuleBase,
    pub(super) graph: &'p DecisionGraph,
    pub(super) solver: Solver,
    pub(super) mode: Mode,
    pub(super) facts: HashMap<FactPlace, Rc<FactChoice>>,
    pub(super) lists: HashMap<FactPlace, Rc<ListChoice>>,
    pub(super) elements: Vec<Element>,
    pub(super) text_tests: HashMap<FactPlace, Vec<(TextTest, Literal)>>,
    tests: HashMap<(NodeId, Binding), Test>,
    values: HashMap<(NodeId, Binding), Rc<Symbolic>>,
    /// How two values compare, for the elements of each.
    pub(super) orders: HashMap<(NodeId, NodeId, Binding, Binding), Rc<Symbolic>>,
    pub(super) attempts: HashMap<AttemptKey, Vec<Literal>>,
    pub(super) candidates: Vec<Candidate<'p>>,
    /// No candidate decides.
    pub(super) nothing_left: Literal,
    /// No candidate decides but, perhaps, some `without asking`.
    pub(super) nothing_left_in_part: Literal,
}

impl<'p> Formula<'p> {
    /// A formula that speaks of nothing yet.
    pub fn new(outline: &'p Outline<'p>) -> Self {
        let mut solver = Solver::default();
        let mode = Mode {
            exact: solver.fresh(),
            asked: solver.fresh(),
            known: solver.fresh(),
            untried: solver.fresh(),
            timeless: solver.fresh(),
        };
        let nothing_left = solver.yes();
        Formula {
            outline,
            rules: outline.rules,
            graph: outline.graph,
            solver,
            mode,
            facts: HashMap::new(),
            lists: HashMap::new(),
            elements: Vec::new(),
            text_tests: HashMap::new(),
            tests: HashMap::new(),
            values: HashMap::new(),
            orders: HashMap::new(),
            attempts: HashMap::new(),
            candidates: Vec::new(),
            nothing_left,
            nothing_left_in_part: nothing_left,
        }
    }

    /// The candidates in the order in which they are considered.
    pub fn candidates(&self) -> &[Candidate<'p>] {
        &self.candidates
    }

    /// Nothing is left to try.
    pub fn nothing_left(&self) -> Literal {
        self.nothing_left
    }

    /// What may be assumed besides a question.
    pub fn mode(&self) -> Mode {
        self.mode
    }

    /// No elements in force.
    pub fn unbound(&self) -> Binding {
        vec![None; self.graph.level_count()]
    }

    /// How many choices and demands there are.
    pub fn size(&self) -> (u32, u64) {
        self.solver.size()
    }

    /// What is always so.
    pub fn yes(&self) -> Literal {
        self.solver.yes()
    }

    /// Whether all are so.
    pub fn all(&mut self, literals: impl IntoIterator<Item = Literal>) -> Literal {
        self.solver.all(literals)
    }

    /// Whether one is so.
    pub fn any(&mut self, literals: impl IntoIterator<Item = Literal>) -> Literal {
        self.solver.any(literals)
    }

    /// Whether exactly one of two is so.
    pub fn differ(&mut self, a: Literal, b: Literal) -> Literal {
        self.solver.differ(a, b)
    }

    /// Looks for an assignment under assumptions, without a case.
    pub fn solve(&mut self, assumptions: &[Literal]) -> Answer {
        self.solver.solve(assumptions)
    }

    /// Whether an assumption took part in the last proof.
    pub fn is_in_core(&self, assumption: Literal) -> bool {
        self.solver.is_in_core(assumption)
    }

    /// Whether a literal is so in the assignment found last.
    pub fn is(&self, literal: Literal) -> bool {
        self.solver.is(literal)
    }

    /// Whether there is a case in which all of `wanted` is so: rather one in
    /// which everything is known, and no fact is given outside its `when`.
    pub fn find(&mut self, wanted: &[Literal]) -> Verdict {
        let Mode {
            exact,
            asked,
            known,
            untried,
            timeless,
        } = self.mode;
        let plain_first = [
            &[exact, asked, known, untried, !timeless][..],
            &[exact, asked, known, !timeless],
            &[exact, asked],
            &[exact],
        ];
        for assumed in plain_first {
            match self.solver.solve(&[wanted, assumed].concat()) {
                Answer::Satisfiable if assumed.len() > 1 => {
                    return Verdict::Possible(Box::new(self.case()));
                }
                Answer::Satisfiable => {
                    let case = Box::new(self.case());
                    // Natural cases may lie beyond the representatives.
                    return match self.solver.solve(&[wanted, &[asked]].concat()) {
                        Answer::Unsatisfiable => Verdict::OutsideWhen(case),
                        Answer::Satisfiable | Answer::GivenUp => Verdict::Undecided,
                    };
                }
                Answer::Unsatisfiable | Answer::GivenUp => {}
            }
        }
        match self.solver.solve(wanted) {
            Answer::Unsatisfiable => Verdict::Impossible,
            Answer::Satisfiable | Answer::GivenUp => Verdict::Undecided,
        }
    }

    /// Whether all of `wanted` is so in no case at all. Cheaper than
    /// [`Formula::find`] where no case is needed.
    pub fn is_impossible(&mut self, wanted: &[Literal]) -> bool {
        self.solver.solve(wanted) == Answer::Unsatisfiable
    }

    /// Lets a fact be something else in the tests that are made from now on:
    /// all other facts stay what they are.
    pub fn forget(&mut self, fact: FactId) {
        let users = self.graph.users_of(&[self.graph.fact(fact)]);
        self.facts.remove(&(fact, None));
        self.text_tests.remove(&(fact, None));
        self.tests.retain(|(node, _), _| !users[node.index()]);
        self.values.retain(|(node, _), _| !users[node.index()]);
        self.orders
            .retain(|(left, right, ..), _| !users[left.index()] && !users[right.index()]);
    }

    /// Whether a value is known.
    pub fn is_known(&mut self, node: NodeId, binding: &Binding) -> Literal {
        !self.value(node, binding).unavailable
    }

    // ---- tests

    /// The elements in force on which a node depends; the others are left out.
    pub(super) fn bound(&self, node: NodeId, binding: &Binding) -> Binding {
        let free = self.graph.free_levels(node);
        if free == 0 {
            return Binding::new();
        }
        let keep = |(level, element): (usize, &Option<ElementId>)| {
            element.filter(|_| level < 32 && free & (1 << level) != 0)
        };
        binding.iter().enumerate().map(keep).collect()
    }

    /// The truth of a test for the elements in force.
    pub fn test(&mut self, node: NodeId, binding: &Binding) -> Test {
        let key = (node, self.bound(node, binding));
        if let Some(&test) = self.tests.get(&key) {
            return test;
        }
        let test = self.encode_test(node, binding);
        self.tests.insert(key, test);
        test
    }

    fn encode_test(&mut self, node: NodeId, binding: &Binding) -> Test {
        let graph = self.graph;
        match (graph.node(node), graph.operands(node)) {
            (Node::Constant(value), _) => self.constant(*value),
            (Node::And | Node::Rule(_) | Node::Candidate(_), parts) => self.and(parts, binding),
            (Node::Or | Node::Action(_), parts) => self.or(parts, binding),
            (Node::Not, [part]) => !self.test(part.node, binding),
            (Node::Let(_) | Node::Condition(..), [part]) => self.test(part.node, binding),
            (Node::IsYes | Node::OneOf(_) | Node::Matches(_), [value]) => {
                self.test_of_value(node, value.node, binding)
            }
            (Node::Compare(op), [left, right]) => {
                self.comparison(*op, left.node, right.node, binding)
            }
            (Node::Text(relation), [text, patterns @ ..]) => {
                self.text_relation(*relation, text.node, patterns, binding)
            }
            (Node::Quantified(quantifier, level), [list, body]) => {
                self.quantified(*quantifier, *level, list.node, body.node, binding)
            }
            (Node::Unavailable, [subject]) => self.unavailable(subject.node, binding),
            _ => self.unknowable(),
        }
    }

    /// A test whose result is clear.
    pub(super) fn constant(&self, value: bool) -> Test {
        let test = Test {
            holds: self.solver.yes(),
            fails: self.solver.no(),
        };
        if value { test } else { !test }
    }

    fn unknowable(&self) -> Test {
        let no = self.solver.no();
        Test {
            holds: no,
            fails: no,
        }
    }

    fn and(&mut self, parts: &[Use], binding: &Binding) -> Test {
        let parts: Vec<Test> = parts
            .iter()
            .map(|part| self.test(part.node, binding))
            .collect();
        self.conjunction(&parts)
    }

    fn or(&mut self, parts: &[Use], binding: &Binding) -> Test {
        let parts: Vec<Test> = parts
            .iter()
            .map(|part| !self.test(part.node, binding))
            .collect();
        !self.conjunction(&parts)
    }

    /// Kleene's *and*.
    pub fn conjunction(&mut self, parts: &[Test]) -> Test {
        Test {
            holds: self.solver.all(parts.iter().map(|part| part.holds)),
            fails: self.solver.any(parts.iter().map(|part| part.fails)),
        }
    }

    fn unavailable(&mut self, subject: NodeId, binding: &Binding) -> Test {
        let unavailable = match self.graph.sort(subject) {
            Sort::Test => {
                let test = self.test(subject, binding);
                self.solver.all([!test.holds, !test.fails])
            }
            Sort::Value => self.value(subject, binding).unavailable,
            Sort::List => {
                let filtered = self.filtered(subject);
                match self.list(filtered.whole, binding) {
                    Some(list) => list.unavailable,
                    None => self.solver.yes(),
                }
            }
        };
        Test {
            holds: unavailable,
            fails: !unavailable,
        }
    }

    /// What a value can come out as for the elements in force.
    pub(super) fn value(&mut self, node: NodeId, binding: &Binding) -> Rc<Symbolic> {
        let key = (node, self.bound(node, binding));
        if let Some(value) = self.values.get(&key) {
            return Rc::clone(value);
        }
        let value = Rc::new(self.encode_value(node, binding));
        self.values.insert(key, Rc::clone(&value));
        value
    }
}
