//! What the index tells of cells alone, held against the engine.

use std::fmt::Write as _;

use whatnext::access::{Block, CASES_OF_BLOCK, Candidates, Index, Quick, Selector};
use whatnext::engine::{Evaluator, Scope, Selection, select};
use whatnext::facts::case::Case;
use whatnext::facts::memory::{Datum, FactPath, State};
use whatnext::model::value::{Number, Value};
use whatnext::program::Program;

use super::differential::{number_of_cases, seed};
use super::engine_side;
use super::generate::{random_case, rule_base};
use super::random::Random;

const CASES_OF_EACH_RULE_BASE: usize = 40;

const COLOURS: [&str; 5] = ["red", "green", "blue", "black", "white"];

#[test]
fn cells_alone_tell_nothing_but_what_the_engine_selects() {
    let mut told = Told::default();
    for stream in 0..number_of_cases() / CASES_OF_EACH_RULE_BASE / 4 {
        let mut random = Random::new(seed(), 1_000_000 + stream as u64);
        let text = rule_base(&mut random);
        told.compare(&text, &mut random);
    }
    told.assert_that_much_was_told();
}

#[test]
fn many_rules_over_few_facts_are_decided_as_by_the_engine() {
    let mut told = Told::default();
    for stream in 0..60 {
        let mut random = Random::new(seed(), 2_000_000 + stream);
        let text = crowded_rule_base(&mut random);
        told.compare(&text, &mut random);
    }
    told.assert_that_much_was_told();
}

/// Thousands of rules are searched part by part; here the first that holds may stand
/// anywhere.
#[test]
fn the_first_of_thousands_of_rules_is_found_wherever_it_stands() {
    const RULES: usize = 18_000;
    const CASES: usize = 200;
    let mut random = Random::new(seed(), 3_000_000);
    let mut text = String::new();
    for fact in 0..8 {
        let _ = writeln!(text, "fact x{fact}: number 0..9");
    }
    for rule in 0..RULES {
        let first = random.below(8);
        let tests = (0..4).map(|at| {
            let value = random.below(10);
            format!("x{} is {value}", (first + at) % 8)
        });
        let tests = tests.collect::<Vec<_>>().join(" and ");
        let _ = writeln!(text, "rule r{rule} {{ when {tests} conclude \"{rule}\" }}");
    }
    let program = engine_side::program(&text);
    let index = Index::of(&program);
    let mut selector = Selector::of(&index);
    let (mut early, mut late, mut none) = (0, 0, 0);
    for _ in 0..CASES {
        let mut case = program.new_case();
        for (fact, _) in program.rules().top_level() {
            let number = i64::try_from(random.below(10)).expect("it is small");
            let path = FactPath::top_level(fact);
            let place = case
                .facts
                .get_mut(program.rules(), &path)
                .expect("it is a fact");
            *place = State::Known(Datum::Plain(Value::Number(Number::from(number))));
        }
        let alone = selector.quick(|column| index.columns()[column].cell_in(&case.facts));
        let mut evaluator = Evaluator::new(program.rules(), program.graph(), &case);
        let scope = Scope::everything(program.graph());
        let selection = select(&mut evaluator, &scope, &mut ()).expect("it does not take long");
        if let Selection::Step(step) = selection {
            let entry = step.entry.entry;
            let Quick::Entry { rule, entry: at } = alone else {
                panic!("{alone:?} and not {entry:?}");
            };
            let found = &program.graph().rules()[rule as usize].entries[at as usize];
            assert_eq!(found.entry, entry);
            let is_early = (rule as usize) < RULES / 2;
            *(if is_early { &mut early } else { &mut late }) += 1;
        } else {
            assert_eq!(alone, Quick::NoSymptom);
            none += 1;
        }
    }
    assert!(
        early > 20 && late > 10 && none > 10,
        "{early}, {late}, {none}"
    );
}

/// How much was told without a closer look.
#[derive(Default)]
struct Told {
    entries: usize,
    no_symptoms: usize,
    unsure: usize,
}

impl Told {
    fn compare(&mut self, text: &str, random: &mut Random) {
        let program = engine_side::program(text);
        let cases: Vec<Case> = (0..CASES_OF_EACH_RULE_BASE)
            .map(|_| {
                let mut case = random_case(program.rules(), random);
                case.attempts.clear();
                case
            })
            .collect();
        // What is likely must not matter: nothing is known of it, or something.
        let sample = random.below(cases.len());
        let index = index_for(&program, &cases[..sample]);
        let together = together(&index, &cases);
        let mut selector = Selector::of(&index);
        for (case, together) in cases.iter().zip(together) {
            let columns = index.columns();
            let alone = selector.quick(|column| columns[column].cell_in(&case.facts));
            self.check(&program, case, alone, text);
            self.check(&program, case, together, text);
            let mut evaluator = Evaluator::new(program.rules(), program.graph(), case);
            let through_index = selector.select(&mut evaluator).map(|found| summary(&found));
            let mut evaluator = Evaluator::new(program.rules(), program.graph(), case);
            let scope = Scope::everything(program.graph());
            let selected = select(&mut evaluator, &scope, &mut ()).map(|found| summary(&found));
            assert_eq!(through_index, selected, "{text}\n{case:?}");
        }
    }

    fn check(&mut self, program: &Program, case: &Case, quick: Quick, text: &str) {
        let mut evaluator = Evaluator::new(program.rules(), program.graph(), case);
        let scope = Scope::everything(program.graph());
        let selection = select(&mut evaluator, &scope, &mut ()).expect("cases are small");
        match quick {
            Quick::Entry { rule, entry } => {
                self.entries += 1;
                let expected = program.graph().rules()[rule as usize].entries[entry as usize].entry;
                let is_so = match &selection {
                    Selection::Step(candidate)
                    | Selection::Ask {
                        candidate,
                        for_text: true,
                        ..
                    } => candidate.entry.entry == expected,
                    _ => false,
                };
                assert!(is_so, "{quick:?} and not {selection:?}\n{text}\n{case:?}");
            }
            Quick::NoSymptom => {
                self.no_symptoms += 1;
                let is_so = matches!(selection, Selection::NoSymptom);
                assert!(is_so, "{quick:?} and not {selection:?}\n{text}\n{case:?}");
            }
            Quick::Unsure => self.unsure += 1,
        }
    }

    fn assert_that_much_was_told(&self) {
        assert!(self.entries > 100, "{} entries", self.entries);
        assert!(
            self.no_symptoms > 20,
            "{} without a symptom",
            self.no_symptoms
        );
        assert!(self.unsure > 100, "{} unsure", self.unsure);
    }
}

/// An index for cases like these.
fn index_for<'p>(program: &'p Program, cases: &[Case]) -> Index<'p> {
    let candidates = Candidates::of(program);
    let mut frequencies = candidates.frequencies();
    for case in cases {
        for (number, column) in candidates.columns().iter().enumerate() {
            frequencies.count(number, column.cell_in(&case.facts));
        }
    }
    Index::for_cases(candidates, &frequencies)
}

/// What a block of the cases tells.
fn together(index: &Index<'_>, cases: &[Case]) -> Vec<Quick> {
    assert!(cases.len() <= CASES_OF_BLOCK);
    let mut block = Block::of(index).expect("few cells");
    // What an earlier block leaves behind must not show.
    for cases in [cases, &cases[..1], cases] {
        block.start(cases.len());
        for (number, column) in index.columns().iter().enumerate() {
            let cells = cases.iter().map(|case| column.cell_in(&case.facts));
            block.cells(number).write(cells);
        }
        block.decide();
    }
    block.decide().to_vec()
}

fn summary(selection: &Selection<'_>) -> String {
    match selection {
        Selection::Step(candidate) => format!("do {:?}", candidate.entry.entry),
        Selection::Ask {
            fact, candidate, ..
        } => format!("ask {fact:?} for {:?}", candidate.entry.entry),
        other => format!("{other:?}"),
    }
}

/// Hundreds of rules that share tests, so that candidates are reached in many
/// ways and most of them are never looked at: over few facts, where candidates are
/// ruled out together, or over many, where each is reached by its own.
fn crowded_rule_base(random: &mut Random) -> String {
    let mut text = String::new();
    let facts = [4, 20][random.below(2)];
    for fact in 0..facts {
        _ = writeln!(text, "fact a{fact}: yes/no");
        _ = writeln!(text, "fact b{fact}: red | green | blue | black | white");
        _ = writeln!(text, "fact c{fact}: number");
        _ = writeln!(text, "fact d{fact}: text");
    }
    _ = writeln!(text, "fact e: number {{ ask never default 3 }}");
    _ = writeln!(
        text,
        "fact f: yes/no {{ ask \"F?\" when a0 and b0 is red }}"
    );
    _ = writeln!(
        text,
        "condition shared when b1 in [red, blue] or (a1 and c1 > 1) or d1 contains \"a\""
    );
    _ = writeln!(text, "action act \"Act\" {{ step \"Act.\" }}");
    for rule in 0..[15, 60, 250][random.below(3)] {
        let count = 3 + random.below(4);
        let tests: Vec<String> = (0..count).map(|_| crowded_test(random, facts, 2)).collect();
        _ = writeln!(
            text,
            "rule r{rule} {{ when {} conclude \"{rule}\" }}",
            tests.join(" and ")
        );
    }
    text
}

fn crowded_test(random: &mut Random, facts: usize, depth: usize) -> String {
    let fact = random.below(facts);
    let number = random.below(5);
    match random.below(if depth > 0 { 13 } else { 10 }) {
        0 | 1 => format!("a{fact}"),
        2 => format!("not a{fact}"),
        3 => format!("b{fact} is {}", COLOURS[number]),
        4 => format!("b{fact} is not {}", COLOURS[number]),
        5 => {
            let comparison = ["<", "<=", ">", ">=", "is"][random.below(5)];
            format!("c{fact} {comparison} {number}")
        }
        6 => {
            let relation = ["contains", "starts with", "is", "is exactly"][random.below(4)];
            let text = ["a", "b", "ab", "A", ""][number];
            format!("d{fact} {relation} \"{text}\"")
        }
        7 => format!("e > {number}"),
        8 => ["f", "not f", "shared", "not shared"][random.below(4)].to_owned(),
        9 => format!("a{fact} is unavailable"),
        10 => format!("(shared is unavailable or a{fact})"),
        _ => {
            let a = crowded_test(random, facts, depth - 1);
            let b = crowded_test(random, facts, depth - 1);
            match random.below(3) {
                0 => format!("({a} or {b})"),
                1 => format!("not ({a} or {b})"),
                _ => format!("not ({a} and {b})"),
            }
        }
    }
}
