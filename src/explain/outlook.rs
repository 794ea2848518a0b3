//! What the answers to a question lead to.

use super::decision::Answer;
use super::text;
use crate::engine::{Evaluator, Scope, Selection, select};
use crate::facts::case::Case;
use crate::facts::memory::{Datum, FactPath, State};
use crate::graph::Content;
use crate::model::fact::{PlainType, Type};
use crate::model::value::{SymbolId, Value};
use crate::program::Program;

/// No outlook is given on more answers than these.
const MAX_ANSWERS: usize = 12;

/// What each answer to the question for `path` leads to, where the answers are a
/// small choice, and what follows if it cannot be had.
pub(crate) fn outlook(
    program: &Program,
    case: &Case,
    scope: &Scope,
    path: &FactPath,
) -> Vec<Answer> {
    let rules = program.rules();
    let values: Vec<Value> = match &rules.facts[path.fact].ty {
        Type::Plain(PlainType::YesNo) => vec![Value::YesNo(true), Value::YesNo(false)],
        Type::Plain(PlainType::Symbols(symbols)) if symbols.len() <= MAX_ANSWERS => {
            (0..symbols.len() as u16)
                .map(|at| Value::Symbol(SymbolId(at)))
                .collect()
        }
        _ => Vec::new(),
    };
    let write = |value: &Value| match &rules.facts[path.fact].ty {
        Type::Plain(plain) => plain.write(value),
        Type::List(_) => String::new(),
    };
    let states = values
        .into_iter()
        .map(|value| (Some(write(&value)), State::Known(Datum::Plain(value))));
    let states = states.chain([(None, State::Unavailable)]);
    states
        .filter_map(|(answer, state)| follow(program, case, scope, path, answer, state))
        .collect()
}

fn follow(
    program: &Program,
    case: &Case,
    scope: &Scope,
    path: &FactPath,
    answer: Option<String>,
    state: State,
) -> Option<Answer> {
    let rules = program.rules();
    let mut case = case.clone();
    *case.facts.get_mut(rules, path)? = state;
    let mut evaluator = Evaluator::new(rules, program.graph(), &case);
    let selection = select(&mut evaluator, scope, &mut ()).ok()?;
    let kind = selection.kind(rules);
    let name = match selection {
        Selection::Step(candidate) => Some(match &candidate.entry.content {
            Content::Action(action) => rules.actions[action.action].name.clone(),
            Content::Text(plan) => {
                evaluator.with_instance(&candidate.instance, |e| text::fill(e, plan))
            }
        }),
        Selection::Ask { fact, .. } => Some(fact.show(rules)),
        Selection::Resolved(_)
        | Selection::NoSymptom
        | Selection::Exhausted { .. }
        | Selection::Undetermined => None,
    };
    Some(Answer { answer, kind, name })
}
