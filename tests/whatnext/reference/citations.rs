//! The law of explanations: what one cites is what the decision rests on.

use whatnext::engine::Scope;
use whatnext::explain::{self, Explained, Step};
use whatnext::facts::case::Case;
use whatnext::facts::memory::FactPath;
use whatnext::program::Program;

use super::engine_side::{self, decide};
use super::generate::random_case;
use super::laws::{for_each_program, only_keys};
use super::report::show_case;
use super::selecting::Next;
use super::simplify::simplified;

#[test]
fn what_an_explanation_cites_gives_the_same_decision() {
    let steps = std::cell::Cell::new(0);
    let left_out = std::cell::Cell::new(0);
    for_each_program(5, 1_500, |program, text, random| {
        for _ in 0..4 {
            let case = random_case(program.rules(), random);
            let [whole, replayed] = replays(program, &case);
            if whole != replayed {
                let is_wrong = |program: &Program, case: &Case| {
                    let [whole, replayed] = replays(program, case);
                    whole != replayed
                };
                let (text, case) = simplified(text, &case, is_wrong);
                let program = engine_side::program(&text);
                let [(whole, step), (replayed, replayed_step)] = replays(&program, &case);
                panic!(
                    "what is cited gives another decision\n{text}{}--- whole\n{whole:?} {step:?}\n--- replayed\n{replayed:?} {replayed_step:?}\n{}",
                    show_case(program.rules(), &case),
                    show_case(program.rules(), &only_cited(&program, &case).0),
                );
            }
            steps.set(steps.get() + usize::from(whole.1.is_some()));
            left_out.set(
                left_out.get() + usize::from(only_cited(program, &case).0.facts != case.facts),
            );
        }
    });
    assert!(
        steps.get() > 1_000 && left_out.get() > 3_000,
        "{steps:?} {left_out:?}"
    );
}

/// The decision, and of a step all that is shown of it: of the whole case, and
/// of what is cited alone.
fn replays(program: &Program, case: &Case) -> [(Next, Option<explain::Next>); 2] {
    let scope = Scope::everything(program.graph());
    let (cited, step) = only_cited(program, case);
    let replayed = explain::decide(program, &cited, &scope)
        .expect("generated cases are small")
        .decision
        .next;
    let [whole, again] = [case, &cited].map(|case| decide(program, case).next);
    let of_step =
        |next: &Next, shown| matches!(next, Next::Step(_)).then(|| without_reasons(shown));
    let (step, replayed) = (of_step(&whole, step), of_step(&again, replayed));
    [(whole, step), (again, replayed)]
}

/// Of two parts of an `or` that hold, a replay may know only one.
fn without_reasons(mut next: explain::Next) -> explain::Next {
    match &mut next {
        explain::Next::Do(Step { why, .. })
        | explain::Next::Escalate(Step { why, .. })
        | explain::Next::Conclude { why, .. }
        | explain::Next::Refer { why, .. } => why.clear(),
        _ => {}
    }
    next
}

/// The case with nothing but what its explanation cites, and the decision that
/// is explained.
fn only_cited(program: &Program, case: &Case) -> (Case, explain::Next) {
    let scope = Scope::everything(program.graph());
    let Explained { decision, cited } =
        explain::decide(program, case, &scope).expect("generated cases are small");
    let rules = program.rules();
    let mut only = Case::new(rules);
    only.now = case.now.filter(|_| cited.now);
    let attempts = case
        .attempts
        .iter()
        .enumerate()
        .filter(|(at, _)| cited.attempts.contains(at));
    only.attempts = attempts.map(|(_, attempt)| attempt.clone()).collect();
    let mut paths: Vec<&FactPath> = cited.facts.iter().collect();
    paths.sort_by_key(|path| path.elements.len());
    for path in paths {
        let state = case
            .facts
            .get(rules, path)
            .expect("what is cited is in the case");
        let place = only
            .facts
            .get_mut(rules, path)
            .expect("a list is cited with what is cited of its elements");
        *place = only_keys(rules, path, state);
    }
    (only, decision.next)
}
