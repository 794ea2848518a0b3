//! The entries of which everything is known before any record comes.

use crate::explain::constant_text;
use crate::graph::{Content, DecisionGraph, PartPlan, TextPlan};
use crate::model::RuleBase;
use crate::model::ids::{Arena, EntryId};

/// For each entry its title, if neither that nor anything else that it says
/// depends on a case.
pub(super) fn constant_titles<'p>(
    rules: &'p RuleBase,
    graph: &'p DecisionGraph,
) -> Arena<EntryId, Option<&'p str>> {
    let mut titles = Arena::default();
    let plans = graph.rules().iter().flat_map(|rule| &rule.entries);
    let mut by_entry: Vec<Option<&str>> = vec![None; rules.entries.len()];
    for plan in plans {
        if let Some(title) = by_entry.get_mut(crate::model::ids::Id::index(plan.entry)) {
            *title = constant_title(rules, &plan.content);
        }
    }
    for title in by_entry {
        titles.push(title);
    }
    titles
}

fn constant_title<'p>(rules: &'p RuleBase, content: &'p Content) -> Option<&'p str> {
    match content {
        Content::Text(text) => constant_text(text),
        Content::Action(action) => {
            let lines = &action.lines;
            let asks = lines
                .iter()
                .any(|line| line.when.is_some() || has_values(&line.text));
            if asks {
                return None;
            }
            match &action.title {
                Some(title) => constant_text(title),
                None => Some(&rules.actions[action.action].name),
            }
        }
    }
}

/// Whether a value is filled into a text: one that is unknown is asked for. A list
/// is not.
fn has_values(text: &TextPlan) -> bool {
    text.parts
        .iter()
        .any(|part| matches!(part, PartPlan::Hole { ty: Some(_), .. }))
}
