//! From a program to a document.

use std::collections::BTreeMap;

use super::document::{Block, Inline, Text, joined, plain};
use super::glossary::{condition, value};
use super::index::Index;
use super::order::{self, Procedure, procedures};
use super::procedure::procedure;
use super::questions::fact;
use super::wording::Wording;
use crate::draw::loops;
use crate::draw::title::{guides, title};
use crate::draw::{self, Picture};
use crate::graph::{Node, NodeId, RulePlan};
use crate::model::Guide;
use crate::model::ids::{ConditionId, LetId};
use crate::program::Program;

/// What goes into a runbook besides what the rules say.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// What stands before the names of files in links to source lines.
    pub link_base: String,
    /// Whether there is a picture of each rule, for formats that can carry one.
    pub pictures: bool,
}

/// The rules as a runbook.
pub fn runbook(program: &Program, options: &Options) -> Vec<Block> {
    let index = Index::of(program.graph());
    let wording = Wording::new(program, &options.link_base, &index);
    let whole = options.pictures.then(|| Picture::of(program));
    let files: Vec<_> = program.sources().iter().map(|(file, _)| file).collect();
    let (title, _) = title(program, &files);
    let mut blocks = vec![heading(1, "runbook", title)];
    blocks.extend(sources(wording, &guides(program, &files)));
    blocks.push(Block::Paragraph(plain(
        "Find what you see, and go to what it leads to. There, answer the questions as far as you \
         can, and follow the instructions in the order in which they are given: do the first that \
         applies, look whether the trouble is gone, and only then go on to the next.",
    )));
    let procedures = procedures(wording);
    blocks.push(heading(2, "what-you-see", "What you see"));
    blocks.extend(overview(wording, &procedures));
    blocks.extend(order::section(wording, &procedures));
    let (for_symptoms, others): (Vec<_>, Vec<_>) = procedures
        .iter()
        .enumerate()
        .partition(|(_, it)| !it.symptoms.is_empty());
    for (anchor, words, some) in [
        ("what-to-do", "What to do", for_symptoms),
        ("without-a-symptom", "What to do without a symptom", others),
    ] {
        if some.is_empty() {
            continue;
        }
        blocks.push(heading(2, anchor, words));
        if procedures.len() > 1 {
            blocks.push(order::introduction());
        }
        for (at, it) in some {
            let whole = whole.as_ref();
            let picture = whole.and_then(|whole| picture(whole, program, it.plan));
            blocks.extend(procedure(wording, &procedures, at, picture));
        }
    }
    blocks.extend(facts(wording));
    blocks.extend(meanings(wording));
    blocks
}

fn heading(level: usize, anchor: &str, text: impl Into<String>) -> Block {
    Block::Heading {
        level,
        anchor: anchor.to_owned(),
        text: plain(text),
    }
}

/// What the files say of themselves.
fn sources(wording: Wording<'_>, guides: &[&Guide]) -> Vec<Block> {
    let point = |guide: &&Guide| {
        let mut line = vec![Inline::Strong(guide.title.clone())];
        if let Some(version) = &guide.version {
            line.push(Inline::plain(format!(", version {version}")));
        }
        line.push(Inline::plain(", "));
        line.push(wording.places.source(guide.span));
        if let Some(source) = &guide.source {
            line.push(Inline::plain(". Source: "));
            let is_address = source.starts_with("https://") || source.starts_with("http://");
            line.push(if is_address {
                Inline::Link {
                    url: source.clone(),
                    text: source.clone(),
                }
            } else {
                Inline::plain(source.clone())
            });
        }
        vec![Block::Paragraph(line)]
    };
    if guides.is_empty() {
        Vec::new()
    } else {
        vec![Block::Points(guides.iter().map(point).collect())]
    }
}

// ---- what belongs together

/// A table of all symptoms and where they lead.
fn overview(wording: Wording<'_>, procedures: &[Procedure<'_>]) -> Vec<Block> {
    let mut symptoms: Vec<ConditionId> = Vec::new();
    let led = procedures.iter().flat_map(|it| &it.symptoms).copied();
    for id in led.chain(wording.rules.symptoms().map(|(id, _)| id)) {
        if !symptoms.contains(&id) {
            symptoms.push(id);
        }
    }
    let to = |id: ConditionId| {
        let rules = procedures.iter().filter(|it| it.symptoms.contains(&id));
        let links: Vec<Text> = rules
            .map(|it| vec![wording.places.rule(it.plan.rule)])
            .collect();
        if links.is_empty() {
            plain("no rule")
        } else {
            joined(links, ", ")
        }
    };
    let mut blocks = Vec::new();
    if symptoms.is_empty() {
        blocks.push(Block::Paragraph(plain("These rules name no symptoms.")));
    } else {
        let when = |id: ConditionId| {
            let node = wording.index.node_of(id)?;
            wording.in_line(wording.graph.operands(node))
        };
        let rows = symptoms.iter().map(|&id| {
            let when = when(id).unwrap_or_default();
            vec![vec![wording.places.condition(id)], when, to(id)]
        });
        blocks.push(Block::Table {
            head: vec![plain("You see"), plain("It shows when"), plain("Go to")],
            rows: rows.collect(),
        });
    }
    blocks
}

/// A picture of a rule, where it can be read.
fn picture(whole: &Picture, program: &Program, plan: &RulePlan) -> Option<Block> {
    let rule = &program.rules().rules[plan.rule];
    let mut picture = whole.of_rules(&[plan.rule]).overview();
    let title = rule.title.as_ref().unwrap_or(&rule.name);
    (picture.title, picture.subtitle) = (title.clone(), None);
    let svg = draw::svg(&picture).ok()?;
    Some(Block::Picture {
        title: format!("“{title}” as a picture"),
        svg,
    })
}

// ---- by name

fn facts(wording: Wording<'_>) -> Vec<Block> {
    let mut blocks = vec![heading(2, "facts", "All facts")];
    for id in wording.rules.facts.ids() {
        blocks.extend(fact(wording, id));
    }
    if blocks.len() == 1 {
        blocks.clear();
    }
    blocks
}

fn meanings(wording: Wording<'_>) -> Vec<Block> {
    let mut blocks = vec![heading(
        2,
        "glossary",
        "What symptoms, conditions and values mean",
    )];
    for id in wording.rules.conditions.ids() {
        blocks.extend(condition(wording, id));
    }
    for (id, node) in lets(wording) {
        blocks.extend(value(wording, id, node));
    }
    if blocks.len() == 1 {
        blocks.clear();
    }
    blocks
}

/// The values that are used anywhere. Lists of loops have no nodes.
fn lets(wording: Wording<'_>) -> BTreeMap<LetId, Option<NodeId>> {
    let graph = wording.graph;
    let lists = loops::sources(wording.rules, graph).into_keys();
    let mut lets: BTreeMap<_, _> = lists.map(|id| (id, None)).collect();
    for node in graph.nodes() {
        if let Node::Let(id) = graph.node(node) {
            lets.insert(*id, Some(node));
        }
    }
    lets
}
