//! How a difference is shown to people.

use std::fmt::Write;

use whatnext::facts::case::Case;
use whatnext::facts::memory::{Datum, State};
use whatnext::model::RuleBase;
use whatnext::model::fact::{ListType, Type};
use whatnext::model::ids::FactId;
use whatnext::program::Program;

use super::selecting::{Candidate, Decision, Next};

pub(super) fn of_difference(
    program: &Program,
    text: &str,
    case: &Case,
    decided: &Decision,
    expected: &Decision,
) -> String {
    let rules = program.rules();
    format!(
        "the engine and the reference differ\n--- rules\n{text}--- case\n{}--- the engine\n{}--- the reference\n{}",
        show_case(rules, case),
        show_decision(program, decided),
        show_decision(program, expected)
    )
}

/// The case, a fact a line; what is not shown is unknown.
pub(super) fn show_case(rules: &RuleBase, case: &Case) -> String {
    let mut text = format!("now: {:?}\n", case.now.map(|now| now.to_string()));
    for (id, fact) in rules.top_level() {
        show_state(rules, id, case.facts.slot(fact.slot), "", &mut text);
    }
    for attempt in &case.attempts {
        let action = &rules.actions[attempt.action].name;
        writeln!(
            text,
            "attempt: {action} {:?} {}",
            attempt.element,
            attempt.outcome.word()
        )
        .expect("strings take all text");
    }
    text
}

fn show_state(rules: &RuleBase, id: FactId, state: &State, indent: &str, text: &mut String) {
    let fact = &rules.facts[id];
    let word = fact.word();
    let shown = match (state, &fact.ty) {
        (State::Unknown, _) => return,
        (State::Unavailable, _) => "unavailable".to_owned(),
        (State::Known(Datum::Plain(value)), Type::Plain(ty)) => ty.write(value),
        (State::Known(Datum::Values(values)), Type::List(ListType::Values(ty))) => {
            format!(
                "{:?}",
                values
                    .iter()
                    .map(|value| ty.write(value))
                    .collect::<Vec<_>>()
            )
        }
        (State::Known(Datum::Records(_)), _) => String::new(),
        other => format!("a datum of the wrong type: {other:?}"),
    };
    *text += &format!("{indent}{word}: {shown}\n");
    if let (State::Known(Datum::Records(records)), Type::List(ListType::Records { fields, .. })) =
        (state, &fact.ty)
    {
        for record in records {
            *text += &format!("{indent}  - {:?}\n", record.key);
            for (field, state) in fields.iter().zip(&record.fields) {
                show_state(rules, *field, state, &format!("{indent}    "), text);
            }
        }
    }
}

pub(super) fn show_decision(program: &Program, decision: &Decision) -> String {
    let candidate = |candidate: &Candidate| {
        let span = program.rules().entries[candidate.entry].span;
        let entry = program
            .sources()
            .text(span)
            .lines()
            .next()
            .unwrap_or("")
            .to_owned();
        format!(
            "{} {:?} {entry:?}",
            program.sources().place(span),
            candidate.elements
        )
    };
    let mut text = match &decision.next {
        Next::Step(step) => format!("step {}\n", candidate(step)),
        Next::Ask {
            fact,
            on_account_of,
            for_text,
        } => format!(
            "ask {}{:?} for {}{}\n",
            program.rules().facts[fact.fact].path,
            fact.elements,
            if *for_text { "the text of " } else { "" },
            candidate(on_account_of)
        ),
        other => format!("{other:?}\n"),
    };
    for considered in &decision.considered {
        text += &format!(
            "  {:?} {:?} {}\n",
            considered.guard,
            considered.passed_over,
            candidate(&considered.candidate)
        );
    }
    text + &format!("  symptoms {:?}\n", decision.symptoms)
}
