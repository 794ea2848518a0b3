//! Laws of walks: scripted consultations end, and end where the decision on all
//! that they were told does.

use std::cell::RefCell;
use std::collections::BTreeMap;

use whatnext::engine::Evaluator;
use whatnext::explain::Next;
use whatnext::facts::case::{AttemptOutcome, Case};
use whatnext::facts::memory::State;
use whatnext::facts::read::CaseFile;
use whatnext::facts::script::{Answers, Script, ScriptedOutcome};
use whatnext::model::RuleBase;
use whatnext::program::Program;
use whatnext::suite::page::page;
use whatnext::suite::walk::{Ending, MAX_TURNS, Transcript, play};
use whatnext::{Inputs, decide};

use super::completions::place;
use super::generate::{random_case, random_state, rule_base, rule_base_of_tries};
use super::laws::{for_each, for_each_program, only_keys};
use super::places::{open_facts, places};
use super::random::Random;
use super::report::show_case;

/// Everything that a case knows, as answers.
fn answers(rules: &RuleBase, case: &Case) -> Answers {
    let mut answers = Answers::default();
    for path in places(rules, case) {
        let state = case.facts.get(rules, &path).expect("a place of this case");
        if *state != State::Unknown {
            let state = only_keys(rules, &path, state);
            answers.facts.insert(path, state);
        }
    }
    answers
}

/// A case without facts, to which these are told on being asked.
fn told(rules: &RuleBase, case: &Case, outcomes: Vec<ScriptedOutcome>) -> CaseFile {
    CaseFile {
        name: None,
        case: Case {
            now: case.now,
            ..Case::new(rules)
        },
        script: Some(Script {
            answers: answers(rules, case),
            outcomes,
        }),
        expect: None,
    }
}

fn walk(program: &Program, file: &CaseFile) -> Transcript {
    play(program, file, None).expect("it can be decided")
}

/// A rule base that asks for everything that it needs.
fn rule_base_that_asks(random: &mut Random) -> String {
    rule_base(random)
        .replace(" without asking", "")
        .replace("ask never", "ask \"Which?\"")
}

/// A fact counts where it is given although its `when` does not hold; a walk is
/// not asked for it.
fn forget_what_is_not_asked_for(program: &Program, case: &mut Case) {
    loop {
        let mut evaluator = Evaluator::new(program.rules(), program.graph(), case);
        let unasked = evaluator.given_but_not_asked();
        let Some(path) = unasked.first() else { return };
        *place(program.rules(), case, path) = State::Unknown;
    }
}

/// Settles everything that can be asked for.
fn complete(rules: &RuleBase, case: &mut Case, random: &mut Random) {
    while let Some(path) = open_facts(rules, case).first() {
        *place(rules, case, path) = random_state(rules, path.fact, random);
    }
}

/// What is decided, apart from the wording. Why no entry is left depends on the
/// complaints too, and nobody asks on their account.
fn gist(next: &Next) -> String {
    match next {
        Next::Do(step) | Next::Escalate(step) => format!("{} at {}", next.kind(), step.at),
        Next::Conclude { at, .. } | Next::Refer { at, .. } => format!("{} at {at}", next.kind()),
        Next::Ask { fact, .. } => format!("ask for {fact}"),
        _ => "no entry is left".to_owned(),
    }
}

#[test]
fn a_walk_that_is_told_everything_ends_where_the_decision_on_everything_is() {
    let endings = RefCell::new(BTreeMap::<String, usize>::new());
    for_each(rule_base_that_asks, 21, 3_000, |program, text, random| {
        // This looks at what is not known, on purpose.
        if text.contains("is unavailable") {
            return;
        }
        let rules = program.rules();
        let mut case = random_case(rules, random);
        case.attempts.clear();
        complete(rules, &mut case, random);
        forget_what_is_not_asked_for(program, &mut case);
        let expected = decide(program, &case).expect("it can be decided").next;
        let walked = walk(program, &told(rules, &case, Vec::new()));
        let last = &walked.last().expect("there is a decision").next;
        assert_eq!(
            gist(last),
            gist(&expected),
            "{text}{}",
            show_case(rules, &case)
        );
        *endings
            .borrow_mut()
            .entry(last.kind().to_string())
            .or_default() += 1;
    });
    let endings = endings.borrow();
    println!("{endings:?}");
    assert!(endings.len() >= 5 && endings.values().sum::<usize>() > 100);
}

#[test]
fn every_walk_ends() {
    let longest = RefCell::new((0, 0));
    for_each(rule_base_of_tries, 22, 400, |program, text, random| {
        let rules = program.rules();
        let mut case = random_case(rules, random);
        complete(rules, &mut case, random);
        let outcome = |random: &mut Random| ScriptedOutcome {
            action: None,
            element: None,
            outcome: *random.pick(&[
                AttemptOutcome::NotFixed,
                AttemptOutcome::NotFixed,
                AttemptOutcome::CouldNot,
            ]),
            answers: Answers::default(),
        };
        let outcomes = (0..250).map(|_| outcome(random)).collect();
        let walked = walk(program, &told(rules, &case, outcomes));
        assert!(
            walked.ending != Ending::TooLong && walked.turns.len() < MAX_TURNS,
            "{text}{}",
            show_case(rules, &case)
        );
        let attempts = walked
            .turns
            .iter()
            .filter(|turn| matches!(turn.decision.next, Next::Do(_) | Next::Escalate(_)));
        let (turns, most) = *longest.borrow();
        *longest.borrow_mut() = (turns.max(walked.turns.len()), most.max(attempts.count()));
    });
    let longest = longest.borrow();
    println!("{longest:?}");
    assert!(longest.0 > 20 && longest.1 > 5, "some are long");
}

#[test]
fn what_a_page_says_was_given_reads_as_the_case() {
    for_each_program(23, 400, |program, text, random| {
        let rules = program.rules();
        let file = CaseFile {
            name: None,
            case: random_case(rules, random),
            script: None,
            expect: None,
        };
        let page = page(program, &file, &walk(program, &file)).text();
        let (front, _) = page.split_once("\n\n").expect("a decision follows");
        let again = Inputs::new(program).case("case.yaml", front);
        let again = again.unwrap_or_else(|problems| panic!("{problems}{text}"));
        assert_eq!(again.case, file.case, "{front}\n{text}");
    });
}
