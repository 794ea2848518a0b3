//! Whole decisions of the engine and of the reference, compared.

use std::collections::BTreeMap;

use whatnext::access::Index;
use whatnext::engine::{PassedOver, WhyResolved};
use whatnext::facts::case::Case;
use whatnext::program::Program;

use super::engine_side;
use super::generate::{random_case, rule_base};
use super::meaning::Meaning;
use super::random::Random;
use super::report::of_difference;
use super::selecting::{Decision, Next, OfRule};
use super::simplify::simplified;

/// Cases of the ordinary test run; `WHATNEXT_REFERENCE_CASES` asks for more.
const CASES: usize = 100_000;
const CASES_OF_EACH_RULE_BASE: usize = 20;

#[test]
fn the_engine_decides_as_the_reference_does() {
    let cases = number_of_cases();
    let seed = seed();
    let rule_bases = cases.div_ceil(CASES_OF_EACH_RULE_BASE);
    let threads = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let counts = std::thread::scope(|scope| {
        let workers: Vec<_> = (0..threads)
            .map(|first| {
                scope.spawn(move || compare_many(seed, (first..rule_bases).step_by(threads)))
            })
            .collect();
        let mut total = Counts::default();
        for worker in workers {
            match worker.join() {
                Ok(counts) => total.add(&counts),
                Err(panic) => std::panic::resume_unwind(panic),
            }
        }
        total
    });
    counts.assert_that_everything_was_reached(rule_bases * CASES_OF_EACH_RULE_BASE);
}

pub(super) fn number_of_cases() -> usize {
    number_from_environment("WHATNEXT_REFERENCE_CASES").unwrap_or(CASES)
}

pub(super) fn seed() -> u64 {
    number_from_environment("WHATNEXT_SEED").map_or(20_261_122, |seed| seed as u64)
}

fn number_from_environment(name: &str) -> Option<usize> {
    let text = std::env::var(name).ok()?;
    Some(
        text.parse()
            .unwrap_or_else(|_| panic!("{name} is not a number: {text}")),
    )
}

fn compare_many(seed: u64, streams: impl Iterator<Item = usize>) -> Counts {
    let mut counts = Counts::default();
    for stream in streams {
        let mut random = Random::new(seed, stream as u64);
        let text = rule_base(&mut random);
        let program = engine_side::program(&text);
        let index = Index::of(&program);
        for _ in 0..CASES_OF_EACH_RULE_BASE {
            let case = random_case(program.rules(), &mut random);
            let decision = compare(&index, &text, &case);
            counts.note(&decision);
        }
    }
    counts
}

/// The decision on which both agree.
fn compare(index: &Index<'_>, text: &str, case: &Case) -> Decision {
    let decided = by_engine(index, case);
    if decided == by_reference(index.program(), case) {
        return decided.0;
    }
    let differs = |program: &Program, case: &Case| {
        by_engine(&Index::of(program), case) != by_reference(program, case)
    };
    let (text, case) = simplified(text, case, differs);
    let program = engine_side::program(&text);
    let (decided, of_rules, through_index) = by_engine(&Index::of(&program), &case);
    let (expected, expected_of_rules, _) = by_reference(&program, &case);
    let difference = of_difference(&program, &text, &case, &decided, &expected);
    panic!(
        "{difference}--- each rule, by the engine\n{of_rules:?}\n--- by the reference\n{expected_of_rules:?}\n--- through the index\n{through_index:?}"
    );
}

/// The decision, that of each rule by itself, and what is next through the index.
type Decided = (Decision, Vec<OfRule>, Next);

fn by_engine(index: &Index<'_>, case: &Case) -> Decided {
    (
        engine_side::decide(index.program(), case),
        engine_side::decide_each_rule(index.program(), case),
        engine_side::next_through_index(index, case),
    )
}

fn by_reference(program: &Program, case: &Case) -> Decided {
    let meaning = Meaning::of(program, case);
    let decision = meaning.decide();
    let next = decision.next.clone();
    (decision, meaning.decide_each_rule(), next)
}

/// How often each kind of decision came out.
#[derive(Debug, Default)]
struct Counts(BTreeMap<&'static str, usize>);

impl Counts {
    fn note(&mut self, decision: &Decision) {
        let mut note = |what| *self.0.entry(what).or_default() += 1;
        note(match &decision.next {
            Next::Step(_) => "step",
            Next::Ask {
                for_text: false,
                fact,
                ..
            } if fact.elements.is_empty() => "ask",
            Next::Ask {
                for_text: false, ..
            } => "ask for a field",
            Next::Ask { for_text: true, .. } => "ask for a text",
            Next::Resolved(WhyResolved::Fixed) => "fixed",
            Next::Resolved(WhyResolved::NothingShows) => "nothing shows any more",
            Next::NoSymptom => "no symptom",
            Next::Exhausted {
                too_many_attempts: false,
            } => "exhausted",
            Next::Exhausted {
                too_many_attempts: true,
            } => "too many attempts",
            Next::Undetermined => "undetermined",
        });
        for considered in &decision.considered {
            note(match considered.passed_over {
                None => "decided",
                Some(PassedOver::Guard) => "guard",
                Some(PassedOver::UsedUp) => "used up",
                Some(PassedOver::NotAsked) => "not asked",
            });
            note(match format!("{:?}", considered.guard).as_str() {
                "{H}" => "{H}",
                "{F}" => "{F}",
                "{U}" => "{U}",
                "{HF}" => "{HF}",
                "{HU}" => "{HU}",
                "{FU}" => "{FU}",
                _ => "{HFU}",
            });
            if !considered.candidate.elements.is_empty() {
                note("of an element");
            }
        }
    }

    fn add(&mut self, other: &Counts) {
        for (what, count) in &other.0 {
            *self.0.entry(what).or_default() += count;
        }
    }

    /// A comparison that reaches only a part of the language proves little.
    fn assert_that_everything_was_reached(&self, cases: usize) {
        println!("{cases} cases: {:?}", self.0);
        for (what, at_least_in_a_thousand) in EXPECTED {
            let count = self.0.get(what).copied().unwrap_or(0);
            assert!(
                count * 1000 >= cases * at_least_in_a_thousand,
                "{what} came out only {count} times in {cases}"
            );
        }
    }
}

/// How often each is to come out, at least, in a thousand cases.
const EXPECTED: [(&str, usize); 22] = [
    ("step", 50),
    ("ask", 50),
    ("ask for a field", 10),
    ("ask for a text", 10),
    ("fixed", 10),
    ("nothing shows any more", 10),
    ("no symptom", 10),
    ("exhausted", 10),
    ("too many attempts", 5),
    ("undetermined", 10),
    ("decided", 200),
    ("guard", 200),
    ("used up", 10),
    ("not asked", 10),
    ("{H}", 50),
    ("{F}", 50),
    ("{U}", 50),
    ("{HF}", 10),
    ("{HU}", 1),
    ("{FU}", 10),
    ("{HFU}", 50),
    ("of an element", 50),
];
