//! The yardstick: looks at one rule after the other until one matches.
//!
//! This is what one writes first, and it is not slow: the facts have numbers,
//! and their values are of plain types.

use serde_json::{Map, Value as Json};

use crate::workload::{Formula, Leaf, Operator, Workload};

/// The rules and the facts of a workload, ready to be scanned.
pub(crate) struct Scan {
    rules: Vec<Tree>,
    snapshots: Vec<Vec<Option<Value>>>,
}

/// The value of a fact.
#[derive(PartialEq, PartialOrd)]
enum Value {
    Bool(bool),
    Int(i64),
    Str(String),
}

/// A formula over the facts.
enum Tree {
    All(Vec<Tree>),
    Any(Vec<Tree>),
    Not(Box<Tree>),
    Test {
        fact: usize,
        operator: Operator,
        operand: Operand,
    },
}

/// What a fact is compared with.
enum Operand {
    One(Value),
    Several(Vec<Value>),
}

impl Scan {
    /// Prepares a workload.
    pub(crate) fn of(workload: &Workload) -> Result<Self, String> {
        let rules = workload.rules.iter();
        let snapshots = workload.snapshots.iter();
        Ok(Scan {
            rules: rules
                .map(|rule| tree(workload, &rule.when))
                .collect::<Result<_, _>>()?,
            snapshots: snapshots
                .map(|snapshot| values(workload, snapshot))
                .collect::<Result<_, _>>()?,
        })
    }

    /// How many snapshots there are.
    pub(crate) fn snapshot_count(&self) -> usize {
        self.snapshots.len()
    }

    /// For each snapshot the first rule that matches.
    pub(crate) fn first_matches(&self) -> impl Iterator<Item = Option<usize>> {
        let snapshots = self.snapshots.iter();
        snapshots.map(|facts| self.rules.iter().position(|rule| rule.holds(facts)))
    }
}

impl Tree {
    /// Whether it holds; a test of a missing fact does not.
    fn holds(&self, facts: &[Option<Value>]) -> bool {
        match self {
            Tree::All(parts) => parts.iter().all(|part| part.holds(facts)),
            Tree::Any(parts) => parts.iter().any(|part| part.holds(facts)),
            Tree::Not(part) => !part.holds(facts),
            Tree::Test {
                fact,
                operator,
                operand,
            } => facts[*fact]
                .as_ref()
                .is_some_and(|value| operator.holds(value, operand)),
        }
    }
}

impl Operator {
    fn holds(self, value: &Value, operand: &Operand) -> bool {
        let operand = match operand {
            Operand::Several(values) => return values.contains(value),
            Operand::One(operand) => operand,
        };
        match self {
            Operator::Is | Operator::In => value == operand,
            Operator::IsNot => value != operand,
            Operator::Less => value < operand,
            Operator::AtMost => value <= operand,
            Operator::Greater => value > operand,
            Operator::AtLeast => value >= operand,
            Operator::Contains => both_texts(value, operand, |a, b| a.contains(b)),
            Operator::StartsWith => both_texts(value, operand, |a, b| a.starts_with(b)),
        }
    }
}

fn both_texts(value: &Value, operand: &Value, holds: impl Fn(&str, &str) -> bool) -> bool {
    match (value, operand) {
        (Value::Str(value), Value::Str(operand)) => holds(value, operand),
        _ => false,
    }
}

fn tree(workload: &Workload, formula: &Formula) -> Result<Tree, String> {
    let trees = |parts: &[Formula]| -> Result<Vec<Tree>, String> {
        parts.iter().map(|part| tree(workload, part)).collect()
    };
    Ok(match formula {
        Formula::All(parts) => Tree::All(trees(parts)?),
        Formula::Any(parts) => Tree::Any(trees(parts)?),
        Formula::Not(part) => Tree::Not(Box::new(tree(workload, part)?)),
        Formula::Leaf(Leaf { fact, op, value }) => Tree::Test {
            fact: workload.fact(fact)?,
            operator: *op,
            operand: match value {
                Json::Array(values) => {
                    Operand::Several(values.iter().map(read).collect::<Result<_, _>>()?)
                }
                value => Operand::One(read(value)?),
            },
        },
    })
}

fn values(workload: &Workload, snapshot: &Map<String, Json>) -> Result<Vec<Option<Value>>, String> {
    let facts = workload.facts.iter();
    facts
        .map(|fact| snapshot.get(&fact.name).map(read).transpose())
        .collect()
}

fn read(value: &Json) -> Result<Value, String> {
    match value {
        Json::Bool(value) => Ok(Value::Bool(*value)),
        Json::String(value) => Ok(Value::Str(value.clone())),
        value => value
            .as_i64()
            .map(Value::Int)
            .ok_or_else(|| format!("`{value}` is no value of a fact")),
    }
}
