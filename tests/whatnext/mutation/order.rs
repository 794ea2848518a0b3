//! Entries that are missing, and entries and rules in another order.

use whatnext::Program;
use whatnext::source::Span;
use whatnext::syntax::tree::{Entry, Item, Rule, RuleLine};

use super::rules::{Edit, Kind, Mutant, Rules};

/// Each entry removed.
pub(super) fn without_an_entry(rules: &Rules) -> Vec<Mutant> {
    let entries = declared(rules).flat_map(entries);
    entries
        .map(|entry| Mutant {
            change: format!("without `{}`", rules.text(entry.span)),
            ..Mutant::of(Kind::EntryRemoved, entry.span, String::new())
        })
        .collect()
}

/// Each two entries that follow each other exchanged.
pub(super) fn with_swapped_entries(rules: &Rules) -> Vec<Mutant> {
    let mut mutants = Vec::new();
    for rule in declared(rules) {
        let entries: Vec<&Entry> = entries(rule).collect();
        for pair in entries.windows(2) {
            let (first, second) = (pair[0].span, pair[1].span);
            let put = |span: Span, there: Span| Edit {
                span,
                text: rules.text(there).to_owned(),
            };
            mutants.push(Mutant {
                kind: Kind::EntriesSwapped,
                at: first,
                change: format!("behind `{}`", rules.text(second)),
                edits: vec![put(first, second), put(second, first)],
            });
        }
    }
    mutants
}

/// Each two rules that are considered one after the other exchanged. All rules
/// get a priority of their own, so that the order of the others stays.
pub(super) fn with_swapped_rules(rules: &Rules, program: &Program) -> Vec<Mutant> {
    let by_name = |name: &str| declared(rules).find(|rule| rule.name.text == name);
    let in_order: Vec<&Rule> = program
        .rules()
        .rules
        .values()
        .filter_map(|rule| by_name(&rule.name))
        .collect();
    let mut mutants = Vec::new();
    for second in 1..in_order.len() {
        let mut order = in_order.clone();
        order.swap(second - 1, second);
        let highest_first = (1..=order.len()).rev();
        let edits = order.iter().zip(highest_first);
        mutants.push(Mutant {
            kind: Kind::RulesSwapped,
            at: order[second].name.span,
            change: format!("behind rule `{}`", order[second - 1].name.text),
            edits: edits.map(|(rule, place)| priority(rule, place)).collect(),
        });
    }
    mutants
}

fn priority(rule: &Rule, priority: usize) -> Edit {
    let written = rule.lines.iter().find_map(|line| match line {
        RuleLine::Priority { value, .. } => Some(value.span),
        RuleLine::When { .. } | RuleLine::Entry(_) => None,
    });
    if let Some(span) = written {
        let text = priority.to_string();
        return Edit { span, text };
    }
    let first = rule.lines.first().map(|line| match line {
        RuleLine::When { span, .. } | RuleLine::Priority { span, .. } => *span,
        RuleLine::Entry(entry) => entry.span,
    });
    let first = first.expect("a rule has a line");
    Edit {
        span: Span {
            end: first.start,
            ..first
        },
        text: format!("priority {priority} "),
    }
}

fn declared(rules: &Rules) -> impl Iterator<Item = &Rule> {
    rules.items().filter_map(|item| match item {
        Item::Rule(rule) => Some(rule),
        _ => None,
    })
}

fn entries(rule: &Rule) -> impl Iterator<Item = &Entry> {
    rule.lines.iter().filter_map(|line| match line {
        RuleLine::Entry(entry) => Some(&**entry),
        RuleLine::When { .. } | RuleLine::Priority { .. } => None,
    })
}
