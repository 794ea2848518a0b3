//! What the rules compare each fact with.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::graph::{DecisionGraph, Node, NodeId};
use crate::model::RuleBase;
use crate::model::expression::{Cell, CellTest, Comparison, Regex, TextRelation};
use crate::model::fact::{ListType, Type};
use crate::model::ids::FactId;
use crate::model::value::{Duration, Number, Time, Value};

/// What the rules compare a fact with.
#[derive(Clone, Debug, Default)]
pub(super) struct Literals {
    /// Literals that it is compared with as a whole.
    pub(super) values: Vec<Value>,
    /// Parts of texts that are looked for in it.
    pub(super) parts: Vec<(TextRelation, Value)>,
    /// Patterns that it is matched with.
    pub(super) regexes: Vec<Regex>,
}

/// What the rules ask of a fact.
#[derive(Clone, Debug, Default)]
pub(crate) struct Profile {
    pub(super) literals: Literals,
    /// Whether it is compared with other facts, or takes part in arithmetic:
    /// then more than the literals matters.
    pub(super) meets_other_facts: bool,
    /// Whether its age is compared with literals.
    is_aged: bool,
    /// Whether it is itself compared with literals.
    is_dated: bool,
}

impl Profile {
    /// Whether no test looks at the fact.
    pub(crate) fn is_empty(&self) -> bool {
        let Literals {
            values,
            parts,
            regexes,
        } = &self.literals;
        values.is_empty() && parts.is_empty() && regexes.is_empty() && !self.meets_other_facts
    }
}

/// The profiles of all facts, and of the elements of lists of plain values.
#[derive(Debug, Default)]
pub(crate) struct Profiles {
    facts: HashMap<FactId, Profile>,
    /// How large counts matter, by list.
    counts: HashMap<FactId, u32>,
    /// How many quantifiers one guard has over a list, at most.
    quantifiers: HashMap<FactId, u32>,
    nothing: Profile,
}

impl Profiles {
    /// Reads off the graph what the rules ask of every fact; ages are seen from
    /// `now`.
    pub(crate) fn of(rules: &RuleBase, graph: &DecisionGraph, now: Time) -> Self {
        let mut reader = Reader {
            graph,
            now,
            plain_lists: plain_lists(rules),
            profiles: Profiles::default(),
        };
        for node in graph.nodes() {
            reader.node(node);
        }
        for guard in guards(graph) {
            reader.quantifiers(guard);
        }
        reader.profiles
    }

    /// What the rules ask of a fact, or of the elements of a plain list.
    pub(crate) fn of_fact(&self, fact: FactId) -> &Profile {
        self.facts.get(&fact).unwrap_or(&self.nothing)
    }

    /// The largest number with which the count of a list is compared, rounded
    /// up.
    pub(crate) fn count(&self, list: FactId) -> Option<u32> {
        self.counts.get(&list).copied()
    }

    /// How many quantifiers one guard has over a list, at most.
    pub(crate) fn quantifiers(&self, list: FactId) -> u32 {
        self.quantifiers.get(&list).copied().unwrap_or(0)
    }
}

/// The nodes of which one is looked at as a whole.
fn guards(graph: &DecisionGraph) -> Vec<NodeId> {
    let entries = graph.rules().iter().flat_map(|rule| &rule.entries);
    let mut guards: Vec<NodeId> = entries.map(|entry| entry.guard.node).collect();
    guards.extend(graph.symptoms());
    guards
}

fn plain_lists(rules: &RuleBase) -> Vec<FactId> {
    let plain = rules
        .facts
        .iter()
        .filter(|(_, fact)| matches!(fact.ty, Type::List(ListType::Values(_))));
    plain.map(|(id, _)| id).collect()
}

/// How a fact comes into a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Way {
    /// As it is.
    Plain,
    /// As an age.
    Age,
    /// Through arithmetic.
    Mixed,
}

struct Reader<'a> {
    graph: &'a DecisionGraph,
    now: Time,
    plain_lists: Vec<FactId>,
    profiles: Profiles,
}

impl Reader<'_> {
    fn node(&mut self, id: NodeId) {
        let operands = self.graph.operands(id);
        match (self.graph.node(id), operands) {
            (Node::Compare(_), [left, right]) => {
                self.compare(left.node, right.node);
                self.compare(right.node, left.node);
            }
            (Node::OneOf(items), [value]) => {
                for item in items {
                    self.whole(value.node, item);
                }
            }
            (Node::Text(relation), [text, patterns @ ..]) => {
                for pattern in patterns {
                    if let Node::Literal(literal) = self.graph.node(pattern.node) {
                        let part = (*relation, literal.0.clone());
                        self.each_root(text.node, |literals| literals.parts.push(part.clone()));
                    } else {
                        self.meet(text.node);
                        self.meet(pattern.node);
                    }
                }
            }
            (Node::Matches(regex), [text]) => {
                self.each_root(text.node, |literals| literals.regexes.push(regex.clone()));
            }
            (Node::Table { inputs, rows }, operands) => {
                for cells in rows {
                    for (input, cell) in operands[..*inputs].iter().zip(cells) {
                        self.cell(input.node, cell);
                    }
                }
            }
            (Node::Arithmetic(_), operands) => {
                for operand in operands {
                    self.meet(operand.node);
                }
            }
            _ => {}
        }
    }

    fn cell(&mut self, input: NodeId, cell: &Cell) {
        let Cell::OneOf(tests) = cell else { return };
        for test in tests {
            match test {
                CellTest::Compare(_, value) => self.whole(input, value),
                CellTest::Range(low, high) => {
                    self.whole(input, low);
                    self.whole(input, high);
                }
            }
        }
    }

    /// `side` is compared with `other`.
    fn compare(&mut self, side: NodeId, other: NodeId) {
        let mut values = BTreeMap::new();
        self.values(other, &mut values);
        if let Node::Literal(_) = self.graph.node(other) {
            for value in values.into_values() {
                self.whole(side, &value);
            }
            return;
        }
        self.meet(side);
        // What the other side can come out as matters as well.
        for value in values.into_values() {
            self.whole(side, &value);
        }
    }

    /// The literals that a value can come out as.
    fn values(&self, id: NodeId, into: &mut BTreeMap<NodeId, Value>) {
        let mut seen = BTreeSet::new();
        let mut stack = vec![id];
        while let Some(id) = stack.pop() {
            if !seen.insert(id) {
                continue;
            }
            let operands = self.graph.operands(id);
            match self.graph.node(id) {
                Node::Literal(literal) => {
                    into.insert(id, literal.0.clone());
                }
                Node::Let(_) | Node::Arithmetic(_) => {
                    stack.extend(operands.iter().map(|operand| operand.node));
                }
                Node::Table { inputs, .. } => {
                    stack.extend(operands[*inputs..].iter().map(|operand| operand.node));
                }
                _ => {}
            }
        }
    }

    /// A value is compared with a literal as a whole.
    fn whole(&mut self, id: NodeId, literal: &Value) {
        if let (Some(list), Value::Number(number)) = (self.counted(id), literal) {
            let count = self.profiles.counts.entry(list).or_default();
            *count = (*count).max(rounded(*number));
            return;
        }
        for (fact, way) in self.roots(id) {
            let value = match (way, literal) {
                (Way::Age, Value::Duration(age)) => self.before(*age),
                _ => Some(literal.clone()),
            };
            let profile = self.profiles.facts.entry(fact).or_default();
            profile.is_aged |= way == Way::Age;
            profile.is_dated |= way != Way::Age && matches!(literal, Value::Time(_));
            // How the two go together depends on when now is.
            profile.meets_other_facts |= profile.is_aged && profile.is_dated;
            profile.literals.values.extend(value);
        }
    }

    fn each_root(&mut self, id: NodeId, mut add: impl FnMut(&mut Literals)) {
        for (fact, _) in self.roots(id) {
            add(self.literals(fact));
        }
    }

    /// Counts the quantifiers of a guard, list by list.
    fn quantifiers(&mut self, guard: NodeId) {
        let mut counts: HashMap<FactId, u32> = HashMap::new();
        let mut seen = BTreeSet::new();
        let mut stack = vec![guard];
        while let Some(node) = stack.pop() {
            if !seen.insert(node) {
                continue;
            }
            let operands = self.graph.operands(node);
            if let (Node::Quantified(..), [list, _]) = (self.graph.node(node), operands)
                && let Some(list) = self.list(list.node)
            {
                *counts.entry(list).or_default() += 1;
            }
            stack.extend(operands.iter().map(|operand| operand.node));
        }
        for (list, count) in counts {
            let most = self.profiles.quantifiers.entry(list).or_default();
            *most = (*most).max(count);
        }
    }

    /// A value meets another one than a literal.
    fn meet(&mut self, id: NodeId) {
        if let Some(list) = self.counted(id) {
            self.profiles.counts.insert(list, u32::MAX);
        }
        for (fact, _) in self.roots(id) {
            self.profiles
                .facts
                .entry(fact)
                .or_default()
                .meets_other_facts = true;
        }
    }

    fn literals(&mut self, fact: FactId) -> &mut Literals {
        &mut self.profiles.facts.entry(fact).or_default().literals
    }

    /// The instant that is so long ago.
    fn before(&self, age: Duration) -> Option<Value> {
        let back = Number::ZERO.checked_sub(age.seconds())?;
        let time = self.now.checked_add(Duration::from_seconds(back))?;
        Some(Value::Time(time))
    }

    /// The list that a value counts.
    fn counted(&self, id: NodeId) -> Option<FactId> {
        let operands = self.graph.operands(id);
        match (self.graph.node(id), operands) {
            (Node::Let(_) | Node::Where(_), [inner, ..]) => self.counted(inner.node),
            (Node::Count, [list]) => self.list(list.node),
            _ => None,
        }
    }

    fn list(&self, id: NodeId) -> Option<FactId> {
        match (self.graph.node(id), self.graph.operands(id)) {
            (Node::Fact(fact) | Node::Field { fact, .. }, _) => Some(*fact),
            (Node::Let(_) | Node::Where(_), [inner, ..]) => self.list(inner.node),
            _ => None,
        }
    }

    /// The facts that come into a value. Elements of plain lists are taken for
    /// those of all such lists: their nodes are shared.
    fn roots(&self, id: NodeId) -> BTreeSet<(FactId, Way)> {
        let mut roots = BTreeSet::new();
        let mut stack = vec![(id, Way::Plain)];
        let mut seen = BTreeSet::new();
        while let Some((id, way)) = stack.pop() {
            if !seen.insert((id, way)) {
                continue;
            }
            let operands = self.graph.operands(id);
            match self.graph.node(id) {
                Node::Fact(fact) | Node::Field { fact, .. } => {
                    roots.insert((*fact, way));
                }
                Node::Element(_) => roots.extend(self.plain_lists.iter().map(|&list| (list, way))),
                Node::Let(_) => stack.extend(operands.iter().map(|operand| (operand.node, way))),
                Node::Age => stack.extend(operands.iter().map(|operand| (operand.node, Way::Age))),
                Node::Arithmetic(_) => {
                    stack.extend(operands.iter().map(|operand| (operand.node, Way::Mixed)));
                }
                Node::Table { inputs, .. } => {
                    let values = &operands[*inputs..];
                    stack.extend(values.iter().map(|operand| (operand.node, way)));
                }
                _ => {}
            }
        }
        roots
    }
}

fn rounded(number: Number) -> u32 {
    let text = number.to_string();
    let whole = text.split('.').next().and_then(|whole| whole.parse().ok());
    whole.unwrap_or(if number.is_negative() { 0 } else { u32::MAX })
}

/// Whether the comparison sees more of a text than its normal form.
pub(super) fn is_to_the_letter(op: Comparison) -> bool {
    matches!(op, Comparison::IsExactly | Comparison::IsNotExactly)
}
