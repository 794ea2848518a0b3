//! The law that every consultation ends.

use std::cell::RefCell;
use std::collections::BTreeMap;

use whatnext::facts::case::{Attempt, AttemptOutcome, Case};
use whatnext::facts::memory::{Datum, Record, State};
use whatnext::model::RuleBase;
use whatnext::model::ids::FactId;
use whatnext::model::rule::Proposal;
use whatnext::model::value::{Text, Value};
use whatnext::program::Program;

use super::completions::place;
use super::engine_side::{self, decide};
use super::generate::{random_case, random_state, rule_base_of_tries};
use super::laws::for_each;
use super::places::open_facts;
use super::random::Random;
use super::report::{show_case, show_decision};
use super::selecting::{Candidate, Decision, Next};

#[test]
fn every_consultation_ends() {
    let endings = RefCell::new(BTreeMap::<String, usize>::new());
    let longest = RefCell::new((0, 0));
    for_each(rule_base_of_tries, 3, 1_500, |program, text, random| {
        let mut case = random_case(program.rules(), random);
        case.attempts.clear();
        if random.percent(70) {
            case.facts = Case::new(program.rules()).facts;
        }
        let (end, questions) = consult(program, text, &mut case, random);
        *endings.borrow_mut().entry(end).or_default() += 1;
        let (most_attempts, most_questions) = *longest.borrow();
        *longest.borrow_mut() = (
            most_attempts.max(case.attempts.len()),
            most_questions.max(questions),
        );
    });
    println!("{endings:?} {longest:?}");
    assert!(
        endings.borrow().len() >= 5,
        "consultations end in different ways: {endings:?}"
    );
    assert!(
        longest.borrow().0 >= 6 && longest.borrow().1 >= 12,
        "some are long: {longest:?}"
    );
}

/// Answers every question and tries every step until there is a final decision;
/// gives that, and the number of questions.
fn consult(program: &Program, text: &str, case: &mut Case, random: &mut Random) -> (String, usize) {
    let rules = program.rules();
    let most_places: usize = rules.facts.ids().map(|fact| most_places(rules, fact)).sum();
    let mut questions = 0;
    loop {
        let decision = decide(program, case);
        match &decision.next {
            Next::Ask { fact, .. } => {
                questions += 1;
                let fault = if !open_facts(rules, case).contains(fact) {
                    Some("what it asks for is settled already")
                } else if questions > most_places * (case.attempts.len() + 1) {
                    Some("it asks for more facts than there are")
                } else {
                    None
                };
                if let Some(fault) = fault {
                    panic!(
                        "{fault}\n{text}{}{}",
                        show_case(rules, case),
                        show_decision(program, &decision)
                    );
                }
                *place(rules, case, fact) = random_state(rules, fact.fact, random);
            }
            Next::Step(step) => match attempt(rules, case, step, random) {
                Some(attempt) => case.report(rules, attempt),
                None => return ("the end of a rule".to_owned(), questions),
            },
            other => return (format!("{other:?}"), questions),
        }
        assert!(case.attempts.len() <= 200, "too many attempts\n{text}");
    }
}

/// In how many places a fact can stand: lists have up to three elements.
fn most_places(rules: &RuleBase, fact: FactId) -> usize {
    rules.facts[fact]
        .list
        .map_or(1, |list| 3 * most_places(rules, list))
}

/// What a technician reports after a `try`; a case that goes further is no
/// matter of rules.
fn attempt(
    rules: &RuleBase,
    case: &Case,
    step: &Candidate,
    random: &mut Random,
) -> Option<Attempt> {
    let entry = &rules.entries[step.entry];
    let Proposal::Try { action, .. } = &entry.proposal else {
        return None;
    };
    let binders = &rules.rules[entry.rule].binders;
    let key = |variable| {
        let at = binders
            .iter()
            .position(|binder| binder.variable == variable)
            .expect("a variable of the rule");
        step.elements[at].clone()
    };
    let element = action.arguments.iter().copied().map(key).collect();
    let outcome = match random.below(10) {
        0 => AttemptOutcome::CouldNot,
        1 => AttemptOutcome::Skipped,
        2 if case.attempts.len() > 2 => AttemptOutcome::Fixed,
        _ => AttemptOutcome::NotFixed,
    };
    Some(Attempt {
        action: action.action,
        element,
        outcome,
    })
}

/// New elements can be found without end, but 200 attempts are the most.
#[test]
fn a_case_ends_after_two_hundred_attempts() {
    let program = engine_side::program(
        r#"
fact hosts: list by name { name: text }
action restart for host in hosts { step "Restart {host}." rechecks hosts }
rule each_host for each host in hosts { try restart }
"#,
    );
    let rules = program.rules();
    let mut case = Case::new(rules);
    let decision: Decision = loop {
        let decision = decide(&program, &case);
        match &decision.next {
            Next::Ask { fact, .. } => {
                let name = format!("host {}", case.attempts.len());
                let field = State::Known(Datum::Plain(Value::Text(Text::new(&name))));
                let host = Record {
                    key: vec![name],
                    fields: vec![field],
                };
                *place(rules, &mut case, fact) = State::Known(Datum::Records(vec![host]));
            }
            Next::Step(step) => {
                let element = step.elements.clone();
                let action = rules.actions.ids().next().expect("there is an action");
                case.report(
                    rules,
                    Attempt {
                        action,
                        element,
                        outcome: AttemptOutcome::NotFixed,
                    },
                );
            }
            _ => break decision,
        }
    };
    assert_eq!(
        decision.next,
        Next::Exhausted {
            too_many_attempts: true
        }
    );
    assert_eq!(case.attempts.len(), 200);
}
