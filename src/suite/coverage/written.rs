//! What can be covered: the places at which conditions and tables are written,
//! and the nodes that stand for them.
//!
//! The places come from the rule base, so that what no rule uses is found as
//! well. One place can have several nodes, for the elements of different loops.

use std::collections::{HashMap, HashSet};

use super::ConditionKind;
use crate::explain::one_line;
use crate::graph::{DecisionGraph, Node, NodeId, Sort};
use crate::model::RuleBase;
use crate::model::expression::{
    List, ListKind, Operand, OperandKind, Subject, Table, Test, TestKind,
};
use crate::model::ids::ConditionId;
use crate::model::rule::LetValue;
use crate::program::Program;
use crate::source::{Sources, Span};

/// All that can be covered, besides entries.
#[derive(Debug)]
pub(super) struct Written {
    pub(super) conditions: Vec<Condition>,
    pub(super) tables: Vec<WrittenTable>,
}

/// A condition at one place.
#[derive(Debug)]
pub(super) struct Condition {
    pub(super) kind: ConditionKind,
    pub(super) name: Option<String>,
    pub(super) span: Span,
    pub(super) nodes: Vec<NodeId>,
}

/// A table at one place.
#[derive(Debug)]
pub(super) struct WrittenTable {
    pub(super) name: String,
    pub(super) rows: Vec<Span>,
    pub(super) nodes: Vec<NodeId>,
}

impl Written {
    /// What is written in the rules of a program.
    pub(super) fn of(program: &Program) -> Written {
        let mut walk = Walk {
            sources: program.sources(),
            nodes: NodesByPlace::of(program.graph()),
            found: Written {
                conditions: Vec::new(),
                tables: Vec::new(),
            },
        };
        walk.declarations(program.rules());
        walk.rules(program);
        walk.found
    }
}

/// The nodes that stand for what is written at a place.
struct NodesByPlace {
    tests: HashMap<Span, Vec<NodeId>>,
    tables: HashMap<Span, Vec<NodeId>>,
    conditions: HashMap<ConditionId, Vec<NodeId>>,
}

impl NodesByPlace {
    fn of(graph: &DecisionGraph) -> Self {
        // `x not in [a]` is two tests at one place, the one within the other;
        // what is written there is the outer one.
        let mut inner = HashSet::new();
        for used in graph.uses() {
            let parts = graph.parts(used).iter();
            let same = parts.filter(|part| part.span == used.span);
            if graph.sort(used.node) == Sort::Test {
                inner.extend(same.map(|part| (part.span, part.node)));
            }
        }
        let mut nodes = NodesByPlace {
            tests: HashMap::new(),
            tables: HashMap::new(),
            conditions: HashMap::new(),
        };
        for used in graph.uses() {
            let at_place = match (graph.node(used.node), graph.sort(used.node)) {
                (Node::Table { .. }, _) => &mut nodes.tables,
                (_, Sort::Test) if !inner.contains(&(used.span, used.node)) => &mut nodes.tests,
                _ => continue,
            };
            push_new(at_place.entry(used.span).or_default(), used.node);
        }
        for id in graph.nodes() {
            if let Node::Condition(condition, _) = graph.node(id) {
                nodes.conditions.entry(*condition).or_default().push(id);
            }
        }
        nodes
    }
}

fn push_new(nodes: &mut Vec<NodeId>, node: NodeId) {
    if !nodes.contains(&node) {
        nodes.push(node);
    }
}

/// Whether a test is listed by itself, or is the whole of what was listed.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Listed {
    ByItself,
    Already,
}

struct Walk<'a> {
    sources: &'a Sources,
    nodes: NodesByPlace,
    found: Written,
}

impl Walk<'_> {
    fn declarations(&mut self, rules: &RuleBase) {
        for fact in rules.facts.values() {
            self.guard(fact.when.as_ref());
        }
        for declared in rules.lets.values() {
            match &declared.value {
                LetValue::Operand(operand) => match &operand.kind {
                    OperandKind::Table(table) => {
                        self.table(table, operand.span, declared.name.clone());
                    }
                    _ => self.operand(operand),
                },
                LetValue::Test(test) => self.test(test, Listed::ByItself),
                LetValue::List(list) => self.list(list),
            }
        }
        for (id, condition) in rules.conditions.iter() {
            self.found.conditions.push(Condition {
                kind: if condition.is_symptom {
                    ConditionKind::Symptom
                } else {
                    ConditionKind::Condition
                },
                name: Some(condition.name.clone()),
                span: condition.test.span,
                nodes: self.nodes.conditions.remove(&id).unwrap_or_default(),
            });
            self.test(&condition.test, Listed::Already);
        }
        for action in rules.actions.values() {
            for line in &action.lines {
                self.guard(line.when.as_ref());
            }
        }
    }

    fn rules(&mut self, program: &Program) {
        let rules = program.rules();
        for plan in program.graph().rules() {
            let rule = &rules.rules[plan.rule];
            for binder in &rule.binders {
                self.list(&binder.list);
            }
            if let Some(when) = &rule.when {
                self.found.conditions.push(Condition {
                    kind: ConditionKind::Rule,
                    name: Some(rule.name.clone()),
                    span: when.span,
                    nodes: vec![plan.applies.node],
                });
                self.test(when, Listed::Already);
            }
            for entry in &rule.entries {
                self.guard(rules.entries[*entry].when.as_ref());
            }
        }
    }

    fn guard(&mut self, when: Option<&Test>) {
        if let Some(when) = when {
            self.test(when, Listed::ByItself);
        }
    }

    fn test(&mut self, test: &Test, listed: Listed) {
        // A part at the same place is what a test was made of, and not written.
        let part = |part: &Test| {
            if part.span == test.span {
                Listed::Already
            } else {
                Listed::ByItself
            }
        };
        match &test.kind {
            // A name stands for what is listed where it is declared.
            TestKind::Constant(_) | TestKind::Condition { .. } | TestKind::Let(_) => {}
            TestKind::And(parts) | TestKind::Or(parts) => {
                for inner in parts {
                    self.test(inner, part(inner));
                }
            }
            // What is negated comes out just the other way.
            TestKind::Not(inner) if inner.span != test.span => self.test(inner, listed),
            TestKind::Not(inner) => {
                self.list_test(test.span, listed);
                self.test(inner, Listed::Already);
            }
            TestKind::IsYes(value)
            | TestKind::OneOf { value, .. }
            | TestKind::Matches { value, .. } => {
                self.list_test(test.span, listed);
                self.operand(value);
            }
            TestKind::Compare { left, right, .. } => {
                self.list_test(test.span, listed);
                self.operand(left);
                self.operand(right);
            }
            TestKind::Text {
                value, patterns, ..
            } => {
                self.list_test(test.span, listed);
                self.operand(value);
                for pattern in patterns {
                    self.operand(pattern);
                }
            }
            TestKind::Quantified { list, body, .. } => {
                self.list_test(test.span, listed);
                self.list(list);
                self.test(body, part(body));
            }
            TestKind::Unavailable(subject) => {
                self.list_test(test.span, listed);
                match subject {
                    Subject::Test(inner) => self.test(inner, part(inner)),
                    Subject::Operand(operand) => self.operand(operand),
                    Subject::List(list) => self.list(list),
                }
            }
        }
    }

    fn list_test(&mut self, span: Span, listed: Listed) {
        if listed == Listed::ByItself {
            self.found.conditions.push(Condition {
                kind: ConditionKind::Test,
                name: None,
                span,
                nodes: self.nodes.tests.get(&span).cloned().unwrap_or_default(),
            });
        }
    }

    fn operand(&mut self, operand: &Operand) {
        match &operand.kind {
            OperandKind::Literal(_)
            | OperandKind::Fact(_)
            | OperandKind::Let(_)
            | OperandKind::Element(_) => {}
            OperandKind::Arithmetic { left, right, .. } => {
                self.operand(left);
                self.operand(right);
            }
            OperandKind::Count(list) => self.list(list),
            OperandKind::Age(time) => self.operand(time),
            OperandKind::Table(table) => {
                let text = self.sources.text(operand.span);
                let begins = text.split('{').next().unwrap_or(text);
                self.table(table, operand.span, one_line(begins));
            }
            OperandKind::Truth(test) => self.test(test, Listed::ByItself),
        }
    }

    fn table(&mut self, table: &Table, span: Span, name: String) {
        self.found.tables.push(WrittenTable {
            name,
            rows: table.rows.iter().map(|row| row.span).collect(),
            nodes: self.nodes.tables.get(&span).cloned().unwrap_or_default(),
        });
        for input in &table.inputs {
            self.operand(input);
        }
        for row in &table.rows {
            self.operand(&row.value);
        }
    }

    fn list(&mut self, list: &List) {
        if let ListKind::Where { list, test, .. } = &list.kind {
            self.list(list);
            self.test(test, Listed::ByItself);
        }
    }
}
