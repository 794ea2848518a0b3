//! The one order of all rules: which come before a rule, and which go on where it
//! has nothing more to say. What a rule is for makes no difference to its place.

use super::document::{Block, Inline, Step, Text, joined, plain};
use super::wording::Wording;
use crate::graph::{DecisionGraph, Node, RulePlan};
use crate::model::ids::ConditionId;

/// The anchor of the section of the order.
const ANCHOR: &str = "order";

/// More rules than this are not named before or after one.
const MOST_RULES: usize = 5;

/// A rule with the symptoms that it is for.
pub(super) struct Procedure<'a> {
    pub(super) plan: &'a RulePlan,
    pub(super) symptoms: Vec<ConditionId>,
}

impl Procedure<'_> {
    /// Whether both can apply to somebody who sees one thing. What is for no
    /// symptom can apply whatever is seen.
    fn can_meet(&self, other: &Procedure<'_>) -> bool {
        let is_shared = |symptom| other.symptoms.contains(symptom);
        self.symptoms.is_empty() || other.symptoms.is_empty() || self.symptoms.iter().any(is_shared)
    }
}

/// The rules in the order in which they are considered.
pub(super) fn procedures(wording: Wording<'_>) -> Vec<Procedure<'_>> {
    let plans = wording.graph.rules().iter();
    plans
        .map(|plan| Procedure {
            plan,
            symptoms: symptoms_of(wording, plan),
        })
        .collect()
}

/// The symptoms that make a rule apply: those in its `when` that are not negated,
/// also by way of conditions.
fn symptoms_of(wording: Wording<'_>, plan: &RulePlan) -> Vec<ConditionId> {
    let graph: &DecisionGraph = wording.graph;
    let mut symptoms = Vec::new();
    let mut seen = vec![false; graph.node_count()];
    let mut stack = vec![plan.applies.node];
    while let Some(node) = stack.pop() {
        if std::mem::replace(&mut seen[node.index()], true) {
            continue;
        }
        match graph.node(node) {
            // What makes a symptom show is its own matter.
            Node::Condition(id, _) if wording.rules.conditions[*id].is_symptom => {
                symptoms.push(*id);
            }
            Node::And | Node::Or | Node::Rule(_) | Node::Condition(..) | Node::Let(_) => {
                let operands = graph.operands(node).iter().rev();
                stack.extend(operands.map(|operand| operand.node));
            }
            _ => {}
        }
    }
    symptoms
}

/// The section of all rules in their order; nothing where there is only one.
pub(super) fn section(wording: Wording<'_>, procedures: &[Procedure<'_>]) -> Vec<Block> {
    if procedures.len() < 2 {
        return Vec::new();
    }
    let steps = procedures.iter().map(|it| {
        let mut line = vec![wording.places.rule(it.plan.rule)];
        if it.symptoms.is_empty() {
            line.push(Inline::plain(", whatever you see"));
        } else {
            line.push(Inline::plain(", for "));
            let symptoms = it.symptoms.iter();
            let symptoms = symptoms.map(|&id| vec![wording.places.condition(id)]);
            line.extend(joined(symptoms, ", "));
        }
        Step {
            anchor: None,
            blocks: vec![Block::Paragraph(line)],
        }
    });
    vec![
        Block::Heading {
            level: 2,
            anchor: ANCHOR.to_owned(),
            text: plain("The order"),
        },
        Block::Paragraph(plain(
            "Where several rules apply, the one that stands first here comes first, whether or \
             not it is for a symptom; the next goes on where it has nothing more to say.",
        )),
        Block::Steps(steps.collect()),
    ]
}

/// What stands above the rules of a kind of which there may be several.
pub(super) fn introduction() -> Block {
    let mut line = plain(
        "Where several rules apply, of these or of others, begin with the one that stands first in ",
    );
    line.extend([reference(), Inline::plain(".")]);
    Block::Paragraph(line)
}

/// Which rules come before the one at this place, if they apply too.
pub(super) fn before(
    wording: Wording<'_>,
    procedures: &[Procedure<'_>],
    at: usize,
) -> Option<Block> {
    let (earlier, rest) = procedures.split_at_checked(at)?;
    let own = rest.first()?;
    let met: Vec<_> = earlier.iter().filter(|it| own.can_meet(it)).collect();
    if met.is_empty() {
        return None;
    }
    let mut line = plain("These come first where they apply too: ");
    line.extend(named(wording, &met));
    Some(Block::Paragraph(line))
}

/// What goes on where the rule at this place has nothing more to say.
pub(super) fn after(wording: Wording<'_>, procedures: &[Procedure<'_>], at: usize) -> Block {
    let later = procedures.get(at + 1..).unwrap_or_default();
    let is_met = |it: &&Procedure<'_>| procedures.get(at).is_some_and(|own| own.can_meet(it));
    let met: Vec<_> = later.iter().filter(is_met).collect();
    let mut line = plain("Where none of these applies or helps, ");
    if !met.is_empty() {
        line.push(Inline::plain("go on with the next rule that applies: "));
        line.extend(named(wording, &met));
    } else if later.is_empty() {
        line.push(Inline::plain("these rules know nothing more to do."));
    } else {
        line.push(Inline::plain(
            "these rules know nothing more to do, unless you see something else that a later rule in ",
        ));
        line.extend([reference(), Inline::plain(" is for.")]);
    }
    Block::Paragraph(line)
}

fn reference() -> Inline {
    Inline::Reference {
        anchor: ANCHOR.to_owned(),
        text: "the order".to_owned(),
    }
}

/// The first of some rules by their titles, and how many more there are.
fn named(wording: Wording<'_>, rules: &[&Procedure<'_>]) -> Text {
    let first = rules.iter().take(MOST_RULES);
    let links = first.map(|it| vec![wording.places.rule(it.plan.rule)]);
    let mut line = joined(links, ", ");
    if rules.len() > MOST_RULES {
        let more = rules.len() - MOST_RULES;
        line.push(Inline::plain(format!(" and {more} more in ")));
        line.push(reference());
    }
    line.push(Inline::plain("."));
    line
}
