//! From the nodes of the decision graph to parts.

use std::collections::{BTreeMap, HashMap};

use super::column::{Classes, Column, Texts};
use super::part::{Cells, Part, PartId, Probe};
use super::question::{Asked, Question, View, asked, plain_fact};
use super::thresholds::Thresholds;
use crate::graph::{DecisionGraph, Node, NodeId, Sort, Use};
use crate::model::RuleBase;
use crate::model::fact::{Ask, PlainType, Type};
use crate::model::ids::FactId;
use crate::model::value::Value;

/// A conjunction inside another one is taken apart if it has no more parts than
/// this: otherwise a large condition would be copied into every rule that uses
/// it.
const MOST_TO_SPLICE: usize = 16;

/// A part before columns are known.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Draft {
    Constant(bool),
    Asked { question: u32, negated: bool },
    IsUnavailable { fact: FactId, negated: bool },
    All(Vec<PartId>),
    Any(Vec<PartId>),
    CannotBeKnown { part: PartId, negated: bool },
    Node { node: NodeId, negated: bool },
}

/// Turns nodes that speak of no element into parts.
pub(super) struct Lowering<'p> {
    rules: &'p RuleBase,
    graph: &'p DecisionGraph,
    drafts: Vec<Draft>,
    ids: HashMap<Draft, PartId, foldhash::fast::FixedState>,
    questions: Vec<(FactId, Question)>,
    question_ids: HashMap<(FactId, Question), u32, foldhash::fast::FixedState>,
    /// When each fact that has columns is asked for; none where always.
    asked_when: BTreeMap<FactId, Option<PartId>>,
    /// By node and negation.
    lowered: Vec<[Option<PartId>; 2]>,
}

/// All parts with their columns.
#[derive(Debug)]
pub(super) struct Lowered {
    pub(super) parts: Vec<Part>,
    pub(super) columns: Vec<Column>,
    /// For each column, when its fact is asked for; none where always.
    pub(super) asked_when: Vec<Option<PartId>>,
}

impl<'p> Lowering<'p> {
    pub(super) fn new(rules: &'p RuleBase, graph: &'p DecisionGraph) -> Self {
        Lowering {
            rules,
            graph,
            drafts: Vec::new(),
            ids: HashMap::default(),
            questions: Vec::new(),
            question_ids: HashMap::default(),
            asked_when: BTreeMap::new(),
            lowered: vec![[None; 2]; graph.node_count()],
        }
    }

    /// The part that is a test.
    pub(super) fn test(&mut self, node: NodeId) -> PartId {
        self.part(node, false)
    }

    /// The conjuncts of a test, each once. The conjunction itself does not become
    /// a part: there is one for every candidate.
    pub(super) fn conjuncts(&mut self, node: NodeId) -> Vec<PartId> {
        let mut parts = Vec::new();
        let mut stack = vec![node];
        while let Some(node) = stack.pop() {
            if let Node::And | Node::Rule(_) | Node::Candidate(_) = self.graph.node(node) {
                stack.extend(self.graph.operands(node).iter().map(|operand| operand.node));
                continue;
            }
            let part = self.test(node);
            match &self.drafts[part.index()] {
                Draft::Constant(true) => {}
                Draft::All(inner) if inner.len() <= MOST_TO_SPLICE => {
                    parts.extend_from_slice(inner);
                }
                _ => parts.push(part),
            }
        }
        parts.sort_unstable();
        parts.dedup();
        parts
    }

    /// Graphs are not so deep that this could recurse too far.
    fn part(&mut self, node: NodeId, negated: bool) -> PartId {
        if let Some(part) = self.lowered[node.index()][usize::from(negated)] {
            return part;
        }
        let draft = self.draft(node, negated);
        let part = self.intern(draft);
        self.lowered[node.index()][usize::from(negated)] = Some(part);
        part
    }

    fn draft(&mut self, node: NodeId, negated: bool) -> Draft {
        let graph = self.graph;
        if let Some(asked) = asked(self.rules, graph, node) {
            return self.asked(asked, negated);
        }
        match (graph.node(node), graph.operands(node)) {
            (Node::Constant(holds), _) => Draft::Constant(*holds != negated),
            (Node::And | Node::Rule(_) | Node::Candidate(_), parts) => {
                self.junction(parts, negated, !negated)
            }
            (Node::Or, parts) => self.junction(parts, negated, negated),
            (Node::Not, [part]) => {
                let part = self.part(part.node, !negated);
                self.drafts[part.index()].clone()
            }
            (Node::Let(_) | Node::Condition(..), [part]) => {
                let part = self.part(part.node, negated);
                self.drafts[part.index()].clone()
            }
            (Node::Unavailable, [subject]) => match graph.sort(subject.node) {
                Sort::Test => Draft::CannotBeKnown {
                    part: self.part(subject.node, false),
                    negated,
                },
                Sort::Value => match plain_fact(self.rules, graph, subject.node) {
                    Some((fact, at)) => {
                        self.meet(fact, at);
                        Draft::IsUnavailable { fact, negated }
                    }
                    None => Draft::Node { node, negated },
                },
                Sort::List => Draft::Node { node, negated },
            },
            _ => Draft::Node { node, negated },
        }
    }

    /// A conjunction if `all`, otherwise a disjunction.
    fn junction(&mut self, operands: &[Use], negated: bool, all: bool) -> Draft {
        let mut parts: Vec<PartId> = Vec::with_capacity(operands.len());
        for operand in operands {
            let part = self.part(operand.node, negated);
            match &self.drafts[part.index()] {
                Draft::Constant(holds) if *holds == all => {}
                Draft::Constant(holds) => return Draft::Constant(*holds),
                Draft::All(inner) if all && inner.len() <= MOST_TO_SPLICE => {
                    parts.extend_from_slice(inner);
                }
                Draft::Any(inner) if !all && inner.len() <= MOST_TO_SPLICE => {
                    parts.extend_from_slice(inner);
                }
                _ => parts.push(part),
            }
        }
        // A part that is written twice counts once: `and` and `or` are
        // idempotent on sets of results too.
        parts.sort_unstable();
        parts.dedup();
        match parts.as_slice() {
            [] => Draft::Constant(all),
            [part] => self.drafts[part.index()].clone(),
            _ if all => Draft::All(parts),
            _ => Draft::Any(parts),
        }
    }

    fn asked(&mut self, asked: Asked, negated: bool) -> Draft {
        self.meet(asked.fact, asked.node);
        let next = self.questions.len() as u32;
        let key = (asked.fact, asked.question);
        let known = self.question_ids.get(&key).copied();
        let question = known.unwrap_or_else(|| {
            self.questions.push(key.clone());
            self.question_ids.insert(key, next);
            next
        });
        Draft::Asked {
            question,
            negated: asked.negated != negated,
        }
    }

    /// Remembers when a fact is asked for.
    fn meet(&mut self, fact: FactId, node: NodeId) {
        if self.asked_when.contains_key(&fact) {
            return;
        }
        let when = match self.graph.operands(node) {
            [when] => Some(self.part(when.node, false)),
            _ => None,
        };
        self.asked_when.insert(fact, when);
    }

    fn intern(&mut self, draft: Draft) -> PartId {
        if let Some(&part) = self.ids.get(&draft) {
            return part;
        }
        let part = PartId(self.drafts.len() as u32);
        self.drafts.push(draft.clone());
        self.ids.insert(draft, part);
        part
    }

    /// Cuts the values of the facts into classes, and says in which of them each
    /// part holds.
    pub(super) fn finish(self) -> Lowered {
        let mut columns = Vec::new();
        let mut asked_when = Vec::new();
        let mut probes: Vec<Option<(u32, Cells, Cells)>> = vec![None; self.questions.len()];
        let mut first_of_fact = BTreeMap::new();
        let mut by_fact: BTreeMap<(FactId, View), Vec<usize>> = BTreeMap::new();
        for (at, (fact, question)) in self.questions.iter().enumerate() {
            by_fact
                .entry((*fact, question.view()))
                .or_default()
                .push(at);
        }
        for &fact in self.asked_when.keys() {
            // Whether a fact is unavailable can be asked without any value.
            by_fact.entry((fact, View::Plain)).or_default();
        }
        for ((fact, view), asked) in by_fact {
            let group = match view {
                // Searching a text costs more than a column does.
                View::Inside => 1,
                View::Plain | View::Exact => asked.len().max(1),
            };
            let mut groups: Vec<&[usize]> = asked.chunks(group).collect();
            if groups.is_empty() {
                groups.push(&[]);
            }
            for group in groups {
                let questions: Vec<&Question> =
                    group.iter().map(|&at| &self.questions[at].1).collect();
                let column = self.column(fact, view, &questions);
                let number = columns.len() as u32;
                for &at in group {
                    let yes = column.yes(&self.questions[at].1);
                    let count = column.cell_count();
                    let cells = Cells::of(&yes, false, count);
                    probes[at] = Some((number, cells, Cells::of(&yes, true, count)));
                }
                first_of_fact.entry(fact).or_insert(number);
                columns.push(column);
                asked_when.push(self.asked_when.get(&fact).copied().flatten());
            }
        }
        let parts = self.drafts.into_iter().map(|draft| match draft {
            Draft::Constant(holds) => Part::Constant(holds),
            Draft::Asked { question, negated } => match &probes[question as usize] {
                Some((column, yes, no)) => Part::Probe(Probe {
                    column: *column,
                    cells: if negated { no.clone() } else { yes.clone() },
                }),
                None => Part::Constant(false),
            },
            Draft::IsUnavailable { fact, negated } => Part::IsUnavailable {
                column: first_of_fact.get(&fact).copied().unwrap_or_default(),
                negated,
            },
            Draft::All(parts) => Part::All(parts.into()),
            Draft::Any(parts) => Part::Any(parts.into()),
            Draft::CannotBeKnown { part, negated } => Part::CannotBeKnown { part, negated },
            Draft::Node { node, negated } => Part::Node { node, negated },
        });
        Lowered {
            parts: parts.collect(),
            columns,
            asked_when,
        }
    }

    fn column(&self, id: FactId, view: View, questions: &[&Question]) -> Column {
        let fact = &self.rules.facts[id];
        let classes = match (view, &fact.ty, questions) {
            (View::Inside, _, [question, ..]) => Classes::Inside((*question).clone()),
            (View::Exact, ..) => Classes::Exact(numbered(questions.iter().filter_map(
                |question| match question {
                    Question::Exactly(text) => Some(text.as_str()),
                    _ => None,
                },
            ))),
            (View::Plain, Type::Plain(PlainType::YesNo), _) => Classes::YesNo,
            (View::Plain, Type::Plain(PlainType::Symbols(symbols)), _) => {
                Classes::Symbols(symbols.len() as u32)
            }
            (View::Plain, Type::Plain(PlainType::Text), _) => Classes::Folded(numbered(
                values(questions).filter_map(|value| match value {
                    Value::Text(text) => Some(text.folded()),
                    _ => None,
                }),
            )),
            (View::Plain | View::Inside, ..) => {
                Classes::Ordered(Thresholds::at(values(questions).cloned().collect()))
            }
        };
        let is_asked_for = !matches!(fact.ask, Ask::Never);
        Column::new(id, fact.slot, classes).with_defaults(fact.default.as_ref(), is_asked_for)
    }
}

/// The literals of questions.
fn values<'q>(questions: &'q [&Question]) -> impl Iterator<Item = &'q Value> {
    questions.iter().flat_map(|question| match question {
        Question::OneOf(values) => values.as_slice(),
        Question::Less(value) | Question::AtMost(value) => std::slice::from_ref(value),
        _ => &[],
    })
}

/// Each text with a number of its own, in the order in which they first come.
fn numbered<'t>(texts: impl Iterator<Item = &'t str>) -> Texts {
    let mut numbers = Texts::default();
    for text in texts {
        let next = numbers.len() as u32;
        numbers.entry(Box::from(text)).or_insert(next);
    }
    numbers
}
