//! Tests, values and lists as nodes.

use std::collections::HashMap;

use foldhash::fast::RandomState;

use super::MAX_DEPTH;
use super::intern::Interner;
use super::node::{Level, Literal, Node, Occurrence, Sort, Use};
use crate::model::RuleBase;
use crate::model::expression::{
    FactRef, List, ListKind, Operand, OperandKind, Subject, Table, Test, TestKind,
};
use crate::model::fact::{ListType, Type};
use crate::model::ids::{ConditionId, FactId, LetId, VariableId};
use crate::model::rule::LetValue;
use crate::source::Span;

/// What became of each thing that can be named, where it has been lowered.
type Memo<K> = HashMap<K, Occurrence, RandomState>;

/// The variables in force, with the levels at which their elements are bound.
#[derive(Clone, Debug, Default)]
pub(super) struct Scope {
    bound: Vec<(VariableId, Level)>,
}

impl Scope {
    /// Binds `variable` at the lowest free level.
    pub(super) fn bind(&mut self, variable: VariableId) -> Level {
        let is_free = |level: &u8| self.bound.iter().all(|(_, taken)| taken.0 != *level);
        let level = Level((0..u8::MAX).find(is_free).unwrap_or(u8::MAX));
        self.bound.push((variable, level));
        level
    }

    /// Binds `variable` to the element at `level`.
    pub(super) fn bind_at(&mut self, variable: VariableId, level: Level) {
        self.bound.push((variable, level));
    }

    /// The level of a variable. The checker lets no rule use a variable that is
    /// not bound.
    pub(super) fn level(&self, variable: VariableId) -> Level {
        let found = self
            .bound
            .iter()
            .rev()
            .find(|(bound, _)| *bound == variable);
        debug_assert!(found.is_some(), "an unbound variable");
        found.map_or(Level(0), |(_, level)| *level)
    }

    /// Forgets what was bound last.
    pub(super) fn unbind(&mut self) {
        self.bound.pop();
    }
}

/// Turns the expressions of a rule base into nodes.
pub(super) struct Lowering<'a> {
    pub(super) rules: &'a RuleBase,
    pub(super) nodes: Interner,
    facts: Memo<(FactId, Vec<Level>)>,
    conditions: Memo<(ConditionId, Vec<Level>)>,
    lets: Memo<LetId>,
    depth: usize,
}

impl<'a> Lowering<'a> {
    pub(super) fn new(rules: &'a RuleBase) -> Self {
        Lowering {
            rules,
            nodes: Interner::default(),
            facts: HashMap::default(),
            conditions: HashMap::default(),
            lets: HashMap::default(),
            depth: 0,
        }
    }

    fn add(&mut self, node: Node, sort: Sort, operands: &[Use]) -> Occurrence {
        self.nodes.intern(node, sort, operands, None)
    }

    /// A test as an operand.
    pub(super) fn test(&mut self, test: &Test, scope: &mut Scope) -> Use {
        // Named tests that were lowered before cost no depth here; the depth of
        // the finished nodes is checked as well.
        if self.depth > MAX_DEPTH {
            self.nodes.report_too_deep(test.span);
            return self
                .add(Node::Constant(false), Sort::Test, &[])
                .at(test.span);
        }
        self.depth += 1;
        let occurrence = self.test_node(test, scope);
        self.depth -= 1;
        occurrence.at(test.span)
    }

    fn test_node(&mut self, test: &Test, scope: &mut Scope) -> Occurrence {
        match &test.kind {
            TestKind::Constant(value) => self.add(Node::Constant(*value), Sort::Test, &[]),
            TestKind::And(parts) => {
                let parts = self.tests(parts, scope);
                self.add(Node::And, Sort::Test, &parts)
            }
            TestKind::Or(parts) => {
                let parts = self.tests(parts, scope);
                self.add(Node::Or, Sort::Test, &parts)
            }
            TestKind::Not(part) => {
                let part = self.test(part, scope);
                self.add(Node::Not, Sort::Test, &[part])
            }
            TestKind::Condition {
                condition,
                arguments,
            } => {
                let levels = arguments
                    .iter()
                    .map(|&argument| scope.level(argument))
                    .collect();
                self.condition(*condition, levels)
            }
            TestKind::Let(id) => self.named(*id),
            TestKind::IsYes(value) => self.test_of(Node::IsYes, value, scope),
            TestKind::Compare { op, left, right } => {
                let sides = [self.operand(left, scope), self.operand(right, scope)];
                self.add(Node::Compare(*op), Sort::Test, &sides)
            }
            TestKind::OneOf { value, items } => {
                self.test_of(Node::OneOf(items.clone()), value, scope)
            }
            TestKind::Text {
                relation,
                value,
                patterns,
            } => {
                let operands: Vec<Use> = std::iter::once(value)
                    .chain(patterns)
                    .map(|operand| self.operand(operand, scope))
                    .collect();
                self.add(Node::Text(*relation), Sort::Test, &operands)
            }
            TestKind::Matches { value, regex } => {
                self.test_of(Node::Matches(regex.clone()), value, scope)
            }
            TestKind::Quantified {
                quantifier,
                variable,
                list,
                body,
            } => {
                let list = self.list(list, scope);
                let level = self.bind(*variable, scope, test.span);
                let body = self.test(body, scope);
                scope.unbind();
                let node = Node::Quantified(*quantifier, level);
                self.nodes
                    .intern(node, Sort::Test, &[list, body], Some(level))
            }
            TestKind::Unavailable(subject) => {
                let subject = match subject {
                    Subject::Test(test) => self.test(test, scope),
                    Subject::Operand(operand) => self.operand(operand, scope),
                    Subject::List(list) => self.list(list, scope),
                };
                self.add(Node::Unavailable, Sort::Test, &[subject])
            }
        }
    }

    /// A test of one value.
    fn test_of(&mut self, node: Node, value: &Operand, scope: &mut Scope) -> Occurrence {
        let value = self.operand(value, scope);
        self.add(node, Sort::Test, &[value])
    }

    fn tests(&mut self, tests: &[Test], scope: &mut Scope) -> Vec<Use> {
        tests.iter().map(|test| self.test(test, scope)).collect()
    }

    fn bind(&mut self, variable: VariableId, scope: &mut Scope, span: Span) -> Level {
        let level = scope.bind(variable);
        if u32::from(level.0) < u32::BITS {
            return level;
        }
        self.nodes.report_too_deep(span);
        Level(0)
    }

    /// A value as an operand.
    pub(super) fn operand(&mut self, operand: &Operand, scope: &mut Scope) -> Use {
        let occurrence = match &operand.kind {
            OperandKind::Literal(value) => {
                self.add(Node::Literal(Literal(value.clone())), Sort::Value, &[])
            }
            OperandKind::Fact(fact) => self.fact(*fact, scope),
            OperandKind::Let(id) => self.named(*id),
            OperandKind::Element(variable) => {
                self.add(Node::Element(scope.level(*variable)), Sort::Value, &[])
            }
            OperandKind::Arithmetic { op, left, right } => {
                let operands = [self.operand(left, scope), self.operand(right, scope)];
                self.add(Node::Arithmetic(*op), Sort::Value, &operands)
            }
            OperandKind::Count(list) => {
                let operands = [self.list(list, scope)];
                self.add(Node::Count, Sort::Value, &operands)
            }
            OperandKind::Age(time) => {
                let operands = [self.operand(time, scope)];
                self.add(Node::Age, Sort::Value, &operands)
            }
            OperandKind::Table(table) => self.table(table, scope),
            OperandKind::Truth(test) => {
                let operands = [self.test(test, scope)];
                self.add(Node::Truth, Sort::Value, &operands)
            }
        };
        occurrence.at(operand.span)
    }

    fn table(&mut self, table: &Table, scope: &mut Scope) -> Occurrence {
        let inputs = table.inputs.iter();
        let values = table.rows.iter().map(|row| &row.value);
        let operands: Vec<Use> = inputs
            .chain(values)
            .map(|operand| self.operand(operand, scope))
            .collect();
        let node = Node::Table {
            inputs: table.inputs.len(),
            rows: table.rows.iter().map(|row| row.cells.clone()).collect(),
        };
        self.add(node, Sort::Value, &operands)
    }

    /// A list as an operand.
    pub(super) fn list(&mut self, list: &List, scope: &mut Scope) -> Use {
        let occurrence = match &list.kind {
            ListKind::Fact(fact) => self.fact(*fact, scope),
            ListKind::Let(id) => self.named(*id),
            ListKind::Where {
                list: inner,
                variable,
                test,
            } => {
                let inner = self.list(inner, scope);
                let level = self.bind(*variable, scope, list.span);
                let test = self.test(test, scope);
                scope.unbind();
                self.nodes
                    .intern(Node::Where(level), Sort::List, &[inner, test], Some(level))
            }
        };
        occurrence.at(list.span)
    }

    /// The node of a fact, or of a field of an element.
    pub(super) fn fact(&mut self, fact: FactRef, scope: &Scope) -> Occurrence {
        let variables =
            std::iter::successors(fact.of, |&variable| self.rules.variables[variable].parent);
        let mut levels: Vec<Level> = variables.map(|variable| scope.level(variable)).collect();
        levels.reverse();
        self.fact_at(fact.fact, levels)
    }

    /// The node of a fact, or of a field of the element at the last of `levels`.
    pub(super) fn fact_at(&mut self, id: FactId, levels: Vec<Level>) -> Occurrence {
        let key = (id, levels);
        if let Some(&node) = self.facts.get(&key) {
            return node;
        }
        let rules = self.rules;
        let fact = &rules.facts[id];
        let sort = match fact.ty {
            Type::Plain(_) => Sort::Value,
            Type::List(_) => Sort::List,
        };
        let mut scope = self.field_scope(id, &key.1);
        let operands: Vec<Use> = fact
            .when
            .iter()
            .map(|when| self.test(when, &mut scope))
            .collect();
        let levels = key.1.clone();
        let node = if fact.list.is_some() {
            Node::Field { fact: id, levels }
        } else {
            Node::Fact(id)
        };
        let node = self.add(node, sort, &operands);
        self.facts.insert(key, node);
        node
    }

    /// The scope of the attributes of a field whose elements are at `levels`.
    pub(super) fn field_scope(&self, field: FactId, levels: &[Level]) -> Scope {
        let mut scope = Scope::default();
        let lists = std::iter::successors(self.rules.facts[field].list, |&list| {
            self.rules.facts[list].list
        });
        for (list, &level) in lists.zip(levels.iter().rev()) {
            if let Type::List(ListType::Records { element, .. }) = self.rules.facts[list].ty {
                scope.bind_at(element, level);
            }
        }
        scope
    }

    /// The node of a condition whose elements are at `levels`.
    pub(super) fn condition(&mut self, id: ConditionId, levels: Vec<Level>) -> Occurrence {
        let key = (id, levels);
        if let Some(&node) = self.conditions.get(&key) {
            return node;
        }
        let rules = self.rules;
        let mut scope = Scope::default();
        for (binder, &level) in rules.conditions[id].binders.iter().zip(&key.1) {
            scope.bind_at(binder.variable, level);
        }
        let test = self.test(&rules.conditions[id].test, &mut scope);
        let node = self.add(Node::Condition(id, key.1.clone()), Sort::Test, &[test]);
        self.conditions.insert(key, node);
        node
    }

    fn named(&mut self, id: LetId) -> Occurrence {
        if let Some(&node) = self.lets.get(&id) {
            return node;
        }
        let rules = self.rules;
        let mut scope = Scope::default();
        let (value, sort) = match &rules.lets[id].value {
            LetValue::Operand(operand) => (self.operand(operand, &mut scope), Sort::Value),
            LetValue::Test(test) => (self.test(test, &mut scope), Sort::Test),
            LetValue::List(list) => (self.list(list, &mut scope), Sort::List),
        };
        let node = self.add(Node::Let(id), sort, &[value]);
        self.lets.insert(id, node);
        node
    }
}
