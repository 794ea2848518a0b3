//! What tests ask of the value of one fact.

use crate::graph::{DecisionGraph, Node, NodeId, Sort};
use crate::model::RuleBase;
use crate::model::expression::{Comparison, Regex, TextRelation};
use crate::model::fact::Type;
use crate::model::ids::FactId;
use crate::model::value::{Text, Value};

/// A question about a known value, without its negation.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) enum Question {
    /// Is it one of these? Texts without regard to case.
    OneOf(Vec<Value>),
    /// Is it less than this?
    Less(Value),
    /// Is it this or less?
    AtMost(Value),
    /// Is it this text to the letter?
    Exactly(String),
    /// Does it bear this relation to one of these texts, which are given by
    /// what the relation sees of them?
    Relates(TextRelation, Vec<String>),
    /// Does the regular expression match it?
    Matches(Regex),
}

/// How a fact is seen: texts can be compared in ways that need classes of their
/// own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum View {
    /// By equality or order.
    Plain,
    /// Texts to the letter.
    Exact,
    /// Texts by what is in them.
    Inside,
}

impl Question {
    /// How the fact must be seen to answer.
    pub(super) fn view(&self) -> View {
        match self {
            Question::OneOf(_) | Question::Less(_) | Question::AtMost(_) => View::Plain,
            Question::Exactly(_) => View::Exact,
            Question::Relates(..) | Question::Matches(_) => View::Inside,
        }
    }

    /// The answer for a text, of a question that needs [`View::Inside`].
    pub(super) fn is_yes_inside(&self, text: &Text) -> bool {
        match self {
            Question::Relates(relation, patterns) => patterns.iter().any(|pattern| {
                let pattern = pattern.as_str();
                match relation {
                    TextRelation::Contains => text.folded().contains(pattern),
                    TextRelation::ContainsExactly => text.raw().contains(pattern),
                    TextRelation::StartsWith => text.folded().starts_with(pattern),
                    TextRelation::EndsWith => text.folded().ends_with(pattern),
                }
            }),
            Question::Matches(regex) => regex.is_match(&text.normalised()),
            _ => false,
        }
    }
}

/// A test of a top-level fact's value against literals.
#[derive(Clone, Debug)]
pub(super) struct Asked {
    /// The fact.
    pub(super) fact: FactId,
    /// The node of the fact.
    pub(super) node: NodeId,
    /// What is asked of it.
    pub(super) question: Question,
    /// Whether the test holds where the answer is no.
    pub(super) negated: bool,
}

/// What a node asks of one fact; none if it is not that simple.
pub(super) fn asked(rules: &RuleBase, graph: &DecisionGraph, node: NodeId) -> Option<Asked> {
    let operands = graph.operands(node);
    let fact = |value: NodeId| plain_fact(rules, graph, value);
    let (found, question, negated) = match (graph.node(node), operands) {
        (Node::IsYes, [value]) => (
            fact(value.node)?,
            Question::OneOf(vec![Value::YesNo(true)]),
            false,
        ),
        (Node::OneOf(items), [value]) => (fact(value.node)?, Question::OneOf(items.clone()), false),
        (Node::Compare(op), [left, right]) => {
            let (found, op, literal) = match (literal(graph, left.node), literal(graph, right.node))
            {
                (None, Some(literal)) => (fact(left.node)?, *op, literal),
                (Some(literal), None) => (fact(right.node)?, flipped(*op), literal),
                _ => return None,
            };
            let (question, negated) = comparison(op, literal)?;
            (found, question, negated)
        }
        (Node::Text(relation), [text, patterns @ ..]) => {
            let patterns: Option<Vec<String>> = patterns
                .iter()
                .map(|pattern| match literal(graph, pattern.node)? {
                    Value::Text(text) => Some(match relation {
                        TextRelation::ContainsExactly => text.raw().to_owned(),
                        _ => text.folded().to_owned(),
                    }),
                    _ => None,
                })
                .collect();
            let question = Question::Relates(*relation, patterns?);
            (fact(text.node)?, question, false)
        }
        (Node::Matches(regex), [text]) => {
            (fact(text.node)?, Question::Matches(regex.clone()), false)
        }
        _ => return None,
    };
    let (fact, node) = found;
    Some(Asked {
        fact,
        node,
        question,
        negated,
    })
}

/// The top-level fact of a plain type that a value is, itself or by a name.
pub(super) fn plain_fact(
    rules: &RuleBase,
    graph: &DecisionGraph,
    value: NodeId,
) -> Option<(FactId, NodeId)> {
    let value = behind_names(graph, value);
    match graph.node(value) {
        Node::Fact(fact) if matches!(rules.facts[*fact].ty, Type::Plain(_)) => Some((*fact, value)),
        _ => None,
    }
}

fn literal(graph: &DecisionGraph, value: NodeId) -> Option<&Value> {
    match graph.node(behind_names(graph, value)) {
        Node::Literal(literal) => Some(&literal.0),
        _ => None,
    }
}

/// What a named value stands for.
fn behind_names(graph: &DecisionGraph, mut value: NodeId) -> NodeId {
    while let (Node::Let(_), Sort::Value, [inner]) =
        (graph.node(value), graph.sort(value), graph.operands(value))
    {
        value = inner.node;
    }
    value
}

/// A comparison seen from the other side.
fn flipped(op: Comparison) -> Comparison {
    match op {
        Comparison::Less => Comparison::Greater,
        Comparison::LessOrEqual => Comparison::GreaterOrEqual,
        Comparison::Greater => Comparison::Less,
        Comparison::GreaterOrEqual => Comparison::LessOrEqual,
        other => other,
    }
}

/// A comparison of a value with a literal as a question, and whether it is
/// negated.
fn comparison(op: Comparison, literal: &Value) -> Option<(Question, bool)> {
    let value = literal.clone();
    Some(match op {
        Comparison::Is => (Question::OneOf(vec![value]), false),
        Comparison::IsNot => (Question::OneOf(vec![value]), true),
        Comparison::IsExactly => (exactly(literal)?, false),
        Comparison::IsNotExactly => (exactly(literal)?, true),
        Comparison::Less => (Question::Less(value), false),
        Comparison::LessOrEqual => (Question::AtMost(value), false),
        Comparison::Greater => (Question::AtMost(value), true),
        Comparison::GreaterOrEqual => (Question::Less(value), true),
    })
}

fn exactly(literal: &Value) -> Option<Question> {
    match literal {
        Value::Text(text) => Some(Question::Exactly(text.raw().to_owned())),
        _ => None,
    }
}
