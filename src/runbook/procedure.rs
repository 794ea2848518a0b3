//! What to do where a rule applies.

use std::collections::BTreeMap;

use super::document::{Block, Inline, Step, Text, joined, plain};
use super::order::{self, Procedure};
use super::questions::{is_asked, question};
use super::wording::Wording;
use crate::graph::{ActionPlan, Content, EntryPlan, LinePlan, Node, RulePlan, Use};
use crate::model::ids::{ActionId, ConditionId, FactId};
use crate::model::rule::{LineKind, Proposal};

/// The section of a rule: what it is for, what to find out, what to do.
pub(super) fn procedure(
    wording: Wording<'_>,
    procedures: &[Procedure<'_>],
    at: usize,
    picture: Option<Block>,
) -> Vec<Block> {
    let Some(Procedure { plan, symptoms }) = procedures.get(at) else {
        return Vec::new();
    };
    let rule = &wording.rules.rules[plan.rule];
    let title = rule.title.as_ref().unwrap_or(&rule.name);
    let mut blocks = vec![
        Block::Heading {
            level: 3,
            anchor: wording.places.of_rule(plan.rule),
            text: plain(title.clone()),
        },
        Block::Paragraph(vec![
            Inline::plain("Rule "),
            Inline::Code(rule.name.clone()),
            Inline::plain(", "),
            wording.places.source(rule.span),
        ]),
    ];
    if !symptoms.is_empty() {
        blocks.push(label("You see"));
        let shown = symptoms
            .iter()
            .map(|&symptom| self::symptom(wording, symptom));
        blocks.push(Block::Points(shown.collect()));
    }
    let applies = applies(wording, plan, symptoms);
    if !applies.is_empty() {
        blocks.push(label("It applies"));
        blocks.extend(applies);
    }
    blocks.extend(order::before(wording, procedures, at));
    let is_asked = |fact: &&FactId| is_asked(wording.rules, **fact);
    let facts = wording.index.facts_of(plan.rule).iter().filter(is_asked);
    let questions: Vec<Vec<Block>> = facts.map(|&fact| question(wording, fact)).collect();
    if !questions.is_empty() {
        blocks.push(label("Find out"));
        blocks.push(Block::Points(questions));
    }
    blocks.push(label("What to do"));
    blocks.push(Block::Paragraph(plain(
        "Take the first of these that applies. When it did not help, go on to the next.",
    )));
    let mut told = BTreeMap::new();
    let steps = plan.entries.iter().enumerate().map(|(at, entry)| Step {
        anchor: Some(format!("step-{}-{}", rule.name, at + 1)),
        blocks: self::entry(wording, entry, at + 1, &mut told),
    });
    blocks.push(Block::Steps(steps.collect()));
    if !ends(wording, plan) {
        blocks.push(order::after(wording, procedures, at));
    }
    blocks.extend(picture);
    blocks
}

/// Whether the last entry of a rule is for all that is left.
fn ends(wording: Wording<'_>, plan: &RulePlan) -> bool {
    plan.entries.last().is_some_and(|last| {
        let entry = &wording.rules.entries[last.entry];
        entry.when.is_none() && !matches!(entry.proposal, Proposal::Try { .. })
    })
}

fn label(text: &str) -> Block {
    Block::Paragraph(vec![Inline::Strong(text.to_owned())])
}

/// A symptom, and when it shows.
fn symptom(wording: Wording<'_>, id: ConditionId) -> Vec<Block> {
    let mut blocks = vec![Block::Paragraph(vec![wording.places.condition(id)])];
    if let Some(node) = wording.index.node_of(id) {
        blocks.extend(wording.tests("when", wording.graph.operands(node)));
    }
    blocks
}

/// When the rule applies, unless its symptoms say it all.
fn applies(wording: Wording<'_>, plan: &RulePlan, symptoms: &[ConditionId]) -> Vec<Block> {
    let rule = &wording.rules.rules[plan.rule];
    let loops: usize = plan.loops.iter().map(|l| l.tests.len()).sum();
    let when = wording
        .graph
        .parts(plan.applies)
        .get(loops..)
        .unwrap_or_default();
    let mut blocks = Vec::new();
    for binder in &rule.binders {
        let variable = &wording.rules.variables[binder.variable];
        let name = variable.name.as_deref().unwrap_or("each");
        let mut line = vec![
            Inline::plain("for each "),
            Inline::Code(name.to_owned()),
            Inline::plain(" of "),
        ];
        line.extend(wording.list(&binder.list));
        blocks.push(Block::Paragraph(line));
    }
    if !is_any_of(wording, when, symptoms) {
        blocks.extend(wording.tests("when", when));
    }
    blocks
}

/// Whether tests say only that one of these symptoms shows.
fn is_any_of(wording: Wording<'_>, when: &[Use], symptoms: &[ConditionId]) -> bool {
    let is_one = |used: &Use| matches!(wording.graph.node(used.node), Node::Condition(id, _) if symptoms.contains(id));
    match when {
        [used] if matches!(wording.graph.node(used.node), Node::Or) => {
            wording.graph.parts(*used).iter().all(is_one)
        }
        [used] => is_one(used),
        _ => when.is_empty(),
    }
}

// ---- entries

fn entry(
    wording: Wording<'_>,
    plan: &EntryPlan,
    number: usize,
    told: &mut BTreeMap<ActionId, usize>,
) -> Vec<Block> {
    let entry = &wording.rules.entries[plan.entry];
    let mut blocks = vec![Block::Paragraph(headline(wording, plan))];
    let own = wording.graph.parts(plan.guard).get(1..).unwrap_or_default();
    blocks.extend(wording.tests("Only if", own));
    if entry.without_asking {
        blocks.push(Block::Paragraph(plain(
            "Nobody is asked on account of this: do it if you know that it applies, and go on otherwise.",
        )));
    }
    if let Some(because) = &plan.because {
        let mut line = plain("Because ");
        line.extend(wording.text(because));
        blocks.push(Block::Paragraph(closed(line)));
    }
    if let Content::Action(action) = &plan.content {
        let first = *told.entry(action.action).or_insert(number);
        if first == number {
            blocks.extend(self::action(wording, action));
        } else {
            blocks.push(Block::Paragraph(plain(format!(
                "The steps are those of {first}."
            ))));
        }
    }
    blocks
}

/// With a full stop.
fn closed(mut line: Text) -> Text {
    let ends = match line.last() {
        Some(Inline::Plain(text)) => text.ends_with(['.', '!', '?']),
        _ => false,
    };
    if !ends {
        line.push(Inline::plain("."));
    }
    line
}

/// What an entry proposes, in a line.
fn headline(wording: Wording<'_>, plan: &EntryPlan) -> Text {
    let entry = &wording.rules.entries[plan.entry];
    match (&entry.proposal, &plan.content) {
        (Proposal::Try { action, times }, _) => {
            let cost = &wording.rules.actions[action.action].cost;
            let mut more = Vec::new();
            more.extend(cost.as_ref().map(ToString::to_string));
            if *times > 1 {
                more.push(format!("up to {times} times"));
            }
            let mut line = title(wording, &plan.content, action.action);
            if !more.is_empty() {
                line.push(Inline::plain(format!(" ({})", more.join(", "))));
            }
            line
        }
        (Proposal::Escalate(action), _) => {
            let mut line = plain("Hand it on: ");
            line.extend(title(wording, &plan.content, action.action));
            line
        }
        (Proposal::Conclude(_), Content::Text(text)) => {
            let mut line = vec![Inline::Strong("Conclusion:".to_owned()), Inline::plain(" ")];
            line.extend(wording.text(text));
            line
        }
        (Proposal::Refer { url, .. }, Content::Text(text)) => {
            let mut line = vec![Inline::Strong("See:".to_owned()), Inline::plain(" ")];
            line.extend(wording.text(text));
            line.push(Inline::plain(" "));
            line.push(Inline::Link {
                url: url.clone(),
                text: url.clone(),
            });
            line
        }
        _ => Text::new(),
    }
}

/// The title of an action with what can stand in its holes, or else its name.
fn title(wording: Wording<'_>, content: &Content, action: ActionId) -> Text {
    let plan = match content {
        Content::Action(plan) => plan.title.as_ref(),
        Content::Text(_) => None,
    };
    match plan {
        Some(title) => strong(wording.text(title)),
        None => vec![Inline::Strong(wording.rules.actions[action].name.clone())],
    }
}

/// A line with its plain words made to count.
fn strong(line: Text) -> Text {
    let words = line.into_iter().map(|inline| match inline {
        Inline::Plain(text) => Inline::Strong(text),
        other => other,
    });
    words.collect()
}

/// The steps and notes of an action, and what to look at afterwards.
fn action(wording: Wording<'_>, plan: &ActionPlan) -> Vec<Block> {
    let action = &wording.rules.actions[plan.action];
    let of_kind = |kind: LineKind| plan.lines.iter().filter(move |line| line.kind == kind);
    let steps = of_kind(LineKind::Step).map(|step| Step {
        anchor: None,
        blocks: vec![Block::Paragraph(line(wording, step))],
    });
    let mut blocks = vec![Block::Steps(steps.collect())];
    blocks.extend(of_kind(LineKind::Note).map(|note| Block::Note(line(wording, note))));
    if !action.rechecks.is_empty() {
        let facts = action
            .rechecks
            .iter()
            .map(|&fact| vec![wording.places.fact(fact)]);
        let mut text = plain("Then look again at: ");
        text.extend(joined(facts, ", "));
        text.push(Inline::plain("."));
        blocks.push(Block::Paragraph(text));
    }
    blocks
}

fn line(wording: Wording<'_>, plan: &LinePlan) -> Text {
    let mut line = Text::new();
    if let Some(when) = plan.when.and_then(|when| wording.in_line(&[when])) {
        line.push(Inline::Emphasis("If".to_owned()));
        line.push(Inline::plain(" "));
        line.extend(when);
        line.push(Inline::plain(": "));
    }
    line.extend(wording.text(&plan.text));
    line
}
