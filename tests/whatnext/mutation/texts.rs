//! Texts for people that are others: what decisions say, not which they are.

use whatnext::source::Span;
use whatnext::syntax::tree::{
    Action, ActionLine, AttributeValue, EntryKind, Fact, Item, Literal, RuleLine, TypeKind,
};

use super::rules::{Kind, Mutant, Rules};

/// Each question and its help, each title, step, note and cost of an action, and
/// each conclusion changed.
pub(super) fn changed(rules: &Rules) -> Vec<Mutant> {
    let mut places = Vec::new();
    for item in rules.items() {
        match item {
            Item::Fact(fact) => of_fact(fact, &mut places),
            Item::Action(action) => of_action(action, &mut places),
            Item::Rule(rule) => {
                for line in &rule.lines {
                    let RuleLine::Entry(entry) = line else {
                        continue;
                    };
                    match &entry.kind {
                        EntryKind::Conclude(text) => places.push(text.span),
                        EntryKind::Refer { text, url } => places.extend([text.span, url.span]),
                        EntryKind::Try(_) | EntryKind::Escalate(_) => {}
                    }
                }
            }
            _ => {}
        }
    }
    let mutant = |place: Span| {
        let text = rules.text(place);
        let other = match text.strip_suffix('"') {
            Some(text) => format!("{text} Or so.\""),
            // The number of a cost.
            None => format!("1{text}"),
        };
        Mutant::of(Kind::TextChanged, place, other)
    };
    places.into_iter().map(mutant).collect()
}

fn of_fact(fact: &Fact, places: &mut Vec<Span>) {
    if let TypeKind::ListBy { fields, .. } = &fact.ty.kind {
        for field in fields {
            of_fact(field, places);
        }
    }
    for attribute in &fact.attributes {
        let is_said = ["ask", "help"].contains(&&*attribute.word.text);
        if let (AttributeValue::Text(text), true) = (&attribute.value, is_said) {
            places.push(text.span);
        }
    }
}

fn of_action(action: &Action, places: &mut Vec<Span>) {
    places.extend(action.title.as_ref().map(|title| title.span));
    for line in &action.lines {
        match line {
            ActionLine::Step(line) | ActionLine::Note(line) => places.push(line.text.span),
            ActionLine::Cost {
                value: Literal::Quantity { number, .. } | Literal::Number(number),
                ..
            } => places.push(number.span),
            ActionLine::Cost { .. } | ActionLine::Rechecks { .. } => {}
        }
    }
}
