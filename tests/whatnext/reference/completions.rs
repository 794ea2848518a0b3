//! Truth sets, compared with what really comes out once everything is settled.

use whatnext::facts::case::Case;
use whatnext::facts::memory::{Datum, FactPath, State};
use whatnext::model::RuleBase;
use whatnext::model::fact::Type;
use whatnext::program::Program;

use super::differential::seed;
use super::engine_side;
use super::generate::{domain, random_case, random_state, rule_base};
use super::meaning::Meaning;
use super::places::open_facts;
use super::random::Random;
use super::read_once::{self, ReadOnce};
use super::report::show_case;
use super::selecting::Decision;
use super::verdicts::{Verdict, Verdicts};

/// In a test that uses every fact once, and only operators that can come out
/// either way, the set has exactly the verdicts that come out.
#[test]
fn a_truth_set_is_exact_where_no_fact_repeats() {
    let mut sizes = [0; 4];
    for stream in 0..2_000 {
        let mut random = Random::new(seed(), stream);
        let ReadOnce {
            rules: text,
            choices,
        } = read_once::rules(&mut random);
        let program = engine_side::program(&text);
        let mut case = Case::new(program.rules());
        read_once::fill_lists(program.rules(), &mut case, &mut random);
        let mut unknown = open_facts(program.rules(), &case);
        random.shuffle(&mut unknown);
        // Some are settled beforehand, and no more than six remain.
        let most = random.below(7);
        for path in unknown.split_off(most.min(unknown.len())) {
            let states = states_of(program.rules(), &choices, &path);
            *place(program.rules(), &mut case, &path) = random.pick(&states).clone();
        }
        let expected = every_completion(program.rules(), &choices, &case, &unknown);
        let sets = engine_side::decide(&program, &case).symptoms;
        assert_eq!(
            sets,
            [expected],
            "{text}\n{}",
            show_case(program.rules(), &case)
        );
        sizes[expected.iter().count()] += 1;
    }
    assert!(
        sizes[1..].iter().all(|count| *count > 50),
        "all sizes of sets came out: {sizes:?}"
    );
}

/// Nothing can come out that the set does not have, whatever the test uses.
#[test]
fn a_truth_set_misses_nothing_that_can_come_out() {
    let mut decided = 0;
    let mut came_out = 0;
    for stream in 0..1_000 {
        let mut random = Random::new(seed(), 1_000_000 + stream);
        let text = rule_base(&mut random);
        let program = engine_side::program(&text);
        for _ in 0..4 {
            let case = random_case(program.rules(), &mut random);
            let before = engine_side::decide(&program, &case);
            for _ in 0..6 {
                let complete = random_completion(&program, &case, &mut random);
                for (before, after) in pairs(&before, Meaning::of(&program, &complete)) {
                    assert!(
                        after.is_settled() && after.is_subset(before),
                        "{before:?} became {after:?}\n{text}\n{}--- complete\n{}",
                        show_case(program.rules(), &case),
                        show_case(program.rules(), &complete)
                    );
                    came_out += 1;
                    decided += usize::from(before.is_settled());
                }
            }
        }
    }
    assert!(
        came_out > 50_000 && decided > came_out / 20 && decided < came_out * 19 / 20,
        "{decided} of {came_out}"
    );
}

/// The truth sets of symptoms and guards before, with what came out.
fn pairs(before: &Decision, after: Meaning<'_>) -> Vec<(Verdicts, Verdicts)> {
    let guards = after.guards();
    let guards = before.considered.iter().filter_map(|before| {
        let (_, after) = guards
            .iter()
            .find(|(candidate, _)| *candidate == before.candidate)?;
        Some((before.guard, *after))
    });
    before
        .symptoms
        .iter()
        .copied()
        .zip(after.symptoms())
        .chain(guards)
        .collect()
}

/// The verdicts of the only symptom for all ways in which the unknown facts can
/// turn out.
fn every_completion(
    rules: &RuleBase,
    choices: &read_once::Choices,
    case: &Case,
    unknown: &[FactPath],
) -> Verdicts {
    let Some((path, others)) = unknown.split_first() else {
        let settled = Meaning { rules, case }.symptoms()[0];
        assert!(
            settled.is_settled(),
            "everything is known, and yet it is {settled:?}"
        );
        return settled;
    };
    let mut case = case.clone();
    let mut verdicts: Vec<Verdict> = Vec::new();
    for state in states_of(rules, choices, path) {
        *place(rules, &mut case, path) = state;
        verdicts.extend(every_completion(rules, choices, &case, others).iter());
    }
    verdicts.into_iter().collect()
}

/// A value for which the test of the fact holds, one for which it fails, and
/// none.
fn states_of(rules: &RuleBase, choices: &read_once::Choices, path: &FactPath) -> Vec<State> {
    let fact = &rules.facts[path.fact];
    let Type::Plain(ty) = &fact.ty else {
        unreachable!("lists are given")
    };
    let domain = domain(ty);
    let known = |at: usize| State::Known(Datum::Plain(domain[at].clone()));
    let (holds, fails) = choices.of(fact.word());
    vec![known(holds), known(fails), State::Unavailable]
}

/// Settles one open fact after the other.
fn random_completion(program: &Program, case: &Case, random: &mut Random) -> Case {
    let mut case = case.clone();
    loop {
        let open = open_facts(program.rules(), &case);
        if open.is_empty() {
            return case;
        }
        for path in open {
            *place(program.rules(), &mut case, &path) =
                random_state(program.rules(), path.fact, random);
        }
    }
}

pub(super) fn place<'c>(rules: &RuleBase, case: &'c mut Case, path: &FactPath) -> &'c mut State {
    case.facts
        .get_mut(rules, path)
        .expect("the path is one of this case")
}
