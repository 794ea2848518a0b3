//! Makes a difference small for people: fewer rules, less known and tried.

use whatnext::facts::case::{Attempt, Case};
use whatnext::facts::memory::{Datum, FactPath, State};
use whatnext::model::RuleBase;
use whatnext::model::fact::{ListType, Type};
use whatnext::program::Program;

use super::engine_side;

/// The simplest rules and case of which `is_wrong` still holds, as far as single
/// small changes lead.
pub(super) fn simplified(
    text: &str,
    case: &Case,
    is_wrong: impl Fn(&Program, &Case) -> bool,
) -> (String, Case) {
    let mut text = text.to_owned();
    let mut program = engine_side::program(&text);
    let mut case = case.clone();
    loop {
        let rules = simpler_rules(&text).into_iter().find_map(|simpler| {
            let other = engine_side::try_program(&simpler).ok()?;
            let moved = moved(program.rules(), other.rules(), &case);
            is_wrong(&other, &moved).then_some((simpler, other, moved))
        });
        if let Some((simpler, other, moved)) = rules {
            (text, program, case) = (simpler, other, moved);
            continue;
        }
        let simpler = simpler_cases(program.rules(), &case)
            .into_iter()
            .find(|simpler| is_wrong(&program, simpler));
        match simpler {
            Some(simpler) => case = simpler,
            None => return (text, case),
        }
    }
}

// --- rules -------------------------------------------------------------------

/// The rules without some of their lines, or with a part in brackets decided.
/// Facts are kept, so that the case stays as it is.
fn simpler_rules(text: &str) -> Vec<String> {
    let lines: Vec<&str> = text.lines().collect();
    let starts = |at: usize| !lines[at].starts_with([' ', '}']);
    let mut simpler = Vec::new();
    let without =
        |from: usize, to: usize| [&lines[..from], &lines[to..]].concat().join("\n") + "\n";
    let mut in_fact = false;
    for at in 0..lines.len() {
        if starts(at) {
            in_fact = lines[at].starts_with("fact");
            let end = (at + 1..lines.len())
                .find(|end| starts(*end))
                .unwrap_or(lines.len());
            if !in_fact {
                simpler.push(without(at, end));
            }
        } else if !in_fact {
            simpler.push(without(at, at + 1));
        }
    }
    for (open, _) in text.match_indices('(') {
        let Some(close) = closing(text, open) else {
            continue;
        };
        for decided in ["yes", "no"] {
            simpler.push(format!("{}{decided}{}", &text[..open], &text[close + 1..]));
        }
        let parts = text[open + 1..close]
            .split_inclusive(" or ")
            .chain(text[open + 1..close].split_inclusive(" and "));
        let inner = text[open + 1..close].len();
        for part in parts.filter(|part| part.len() < inner) {
            let part = part.trim_end_matches(" or ").trim_end_matches(" and ");
            simpler.push(format!("{}({part}){}", &text[..open], &text[close + 1..]));
        }
    }
    for (open, _) in text.match_indices('{') {
        // Attributes of facts, on their line.
        let line_end = text[open..].find('\n').map_or(text.len(), |end| open + end);
        if text[..line_end].ends_with('}') && text[open..].starts_with("{ ") {
            simpler.push(format!("{}{}", &text[..open], &text[line_end..]));
        }
    }
    simpler
}

fn closing(text: &str, open: usize) -> Option<usize> {
    let mut depth = 0;
    text[open..].char_indices().find_map(|(at, c)| {
        depth += i32::from(c == '(') - i32::from(c == ')');
        (depth == 0).then_some(open + at)
    })
}

/// The case for other rules with the same facts.
fn moved(from: &RuleBase, to: &RuleBase, case: &Case) -> Case {
    let attempts = case.attempts.iter().filter_map(|attempt| {
        let name = &from.actions[attempt.action].name;
        let action = to
            .actions
            .iter()
            .find(|(_, action)| action.name == *name)?
            .0;
        let binders = to.actions[action].binders.len();
        (binders == attempt.element.len()).then(|| Attempt {
            action,
            ..attempt.clone()
        })
    });
    Case {
        attempts: attempts.collect(),
        ..case.clone()
    }
}

// --- cases -------------------------------------------------------------------

/// The cases that know or tried a little less.
fn simpler_cases(rules: &RuleBase, case: &Case) -> Vec<Case> {
    let mut simpler = Vec::new();
    for at in 0..case.attempts.len().min(5) {
        let mut less = case.clone();
        less.attempts.remove(at);
        simpler.push(less);
    }
    for (id, _) in rules.top_level() {
        forget_each(rules, case, &FactPath::top_level(id), &mut simpler);
    }
    simpler
}

fn forget_each(rules: &RuleBase, case: &Case, path: &FactPath, simpler: &mut Vec<Case>) {
    let mut change = |state: State| {
        let mut less = case.clone();
        if let Some(place) = less.facts.get_mut(rules, path) {
            *place = state;
            simpler.push(less);
        }
    };
    let Some(state) = case.facts.get(rules, path) else {
        return;
    };
    if *state == State::Unknown {
        return;
    }
    change(State::Unknown);
    match state {
        State::Known(Datum::Values(values)) => {
            for at in 0..values.len() {
                let mut fewer = values.clone();
                fewer.remove(at);
                change(State::Known(Datum::Values(fewer)));
            }
        }
        State::Known(Datum::Records(records)) => {
            for at in 0..records.len() {
                let mut fewer = records.clone();
                fewer.remove(at);
                change(State::Known(Datum::Records(fewer)));
            }
            let Type::List(ListType::Records { keys, fields, .. }) = &rules.facts[path.fact].ty
            else {
                return;
            };
            for record in records {
                for field in fields.iter().filter(|field| !keys.contains(field)) {
                    let mut elements = path.elements.clone();
                    elements.push(record.key.clone());
                    forget_each(
                        rules,
                        case,
                        &FactPath {
                            fact: *field,
                            elements,
                        },
                        simpler,
                    );
                }
            }
        }
        _ => {}
    }
}
