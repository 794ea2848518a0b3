//! Rules, in the order in which they are considered.

use std::cmp::Reverse;

use super::conditions::{Lists, with_binders};
use super::context::Context;
use super::entries::CheckedEntry;
use super::report::{Check, Reported};
use super::types;
use crate::diagnostic::catalogue::RuleWithoutEntries;
use crate::model::expression::Test;
use crate::model::ids::{Arena, EntryId, Id, RuleId};
use crate::model::rule::{Binder, Entry, Rule};
use crate::model::value::Number;
use crate::syntax::tree::{self, RuleLine};

/// The rules and their entries.
#[derive(Debug, Default)]
pub(super) struct CheckedRules {
    pub(super) rules: Arena<RuleId, Rule>,
    pub(super) entries: Arena<EntryId, Entry>,
}

/// A rule that has no number yet.
struct CheckedRule<'t> {
    tree: &'t tree::Rule,
    priority: Number,
    binders: Vec<Binder>,
    when: Option<Test>,
    entries: Vec<CheckedEntry>,
}

/// Checks all rules.
pub(super) fn check(context: &mut Context<'_>) -> CheckedRules {
    let trees = context.rule_trees.clone();
    let mut checked: Vec<CheckedRule<'_>> = Vec::with_capacity(trees.len());
    let fine = |tree| check_rule(context, tree).ok();
    checked.extend(trees.into_iter().filter_map(fine));
    // The sort is stable: rules of one priority stay in the order of the files.
    checked.sort_by_key(|rule| Reverse(rule.priority));
    let mut all = CheckedRules::default();
    for rule in checked {
        let id = RuleId::from_index(all.rules.len());
        let entries = rule
            .entries
            .into_iter()
            .map(|entry| all.entries.push(entry.of(id)))
            .collect();
        all.rules.push(Rule {
            name: rule.tree.name.text.clone(),
            title: rule.tree.title.as_ref().map(tree::Str::value),
            priority: rule.priority,
            binders: rule.binders,
            when: rule.when,
            entries,
            span: rule.tree.span,
        });
    }
    all
}

fn check_rule<'t>(context: &mut Context<'t>, tree: &'t tree::Rule) -> Check<CheckedRule<'t>> {
    let priority = priority(context, tree);
    if entry_count(tree) == 0 {
        let (name, at) = (tree.name.text.clone(), tree.name.span);
        context.reports.error(RuleWithoutEntries { name, at });
    }
    let (mut expressions, binders) =
        with_binders(context, tree.span.file, &tree.binders, Lists::Any);
    let binders = binders?;
    let mut when = Ok(None);
    // Room for the entries and no more: they are many in a large rule base.
    let mut entries = Vec::with_capacity(entry_count(tree));
    for line in &tree.lines {
        match line {
            RuleLine::When { test, .. } => when = expressions.test(test).map(Some),
            RuleLine::Entry(entry) => entries.push(expressions.entry(entry)),
            RuleLine::Priority { .. } => {}
        }
    }
    let entries: Check<Vec<CheckedEntry>> = entries.into_iter().collect();
    Ok(CheckedRule {
        tree,
        priority: priority?,
        binders,
        when: when?,
        entries: entries?,
    })
}

/// How many entries are written in a rule.
fn entry_count(tree: &tree::Rule) -> usize {
    let entries = tree.lines.iter();
    entries
        .filter(|line| matches!(line, RuleLine::Entry(_)))
        .count()
}

fn priority(context: &mut Context<'_>, tree: &tree::Rule) -> Check<Number> {
    let written = tree.lines.iter().find_map(|line| match line {
        RuleLine::Priority { value, .. } => Some(value),
        _ => None,
    });
    written.map_or(Ok::<_, Reported>(Number::ZERO), |written| {
        types::number(context, written)
    })
}
