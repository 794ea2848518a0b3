//! One decision.

use std::hint::black_box;
use std::time::Duration;

use criterion::{BenchmarkId, Criterion, Throughput};
use whatnext::engine::{Evaluator, Scope, Selection, select};
use whatnext::{Case, Inputs, Next, Program, decide};

use crate::{SIZES, compile, generate};

/// Measures the reading of the snapshot, and the decision with and without its
/// explanation. The last rule decides, so that all of them are looked at.
pub(crate) fn benches(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("decide");
    group.sample_size(20).warm_up_time(Duration::from_secs(1));
    for rules in SIZES {
        let program = compile::program(rules);
        let facts = generate::facts(rules);
        let case = read(&program, &facts);
        assert_last_rule_decides(&program, &case, rules);

        group.throughput(Throughput::Elements(rules as u64));
        group.bench_with_input(
            BenchmarkId::new("read facts", rules),
            &facts,
            |bencher, facts| {
                bencher.iter(|| read(&program, black_box(facts)));
            },
        );
        let scope = Scope::everything(program.graph());
        group.bench_with_input(BenchmarkId::new("select", rules), &case, |bencher, case| {
            bencher.iter(|| selects_a_step(&program, black_box(case), &scope));
        });
        group.bench_with_input(
            BenchmarkId::new("select, with an explanation", rules),
            &case,
            |bencher, case| {
                bencher.iter(|| decide(&program, black_box(case)));
            },
        );
        let nothing_known = program.new_case();
        group.bench_with_input(
            BenchmarkId::new("ask first", rules),
            &nothing_known,
            |bencher, case| {
                bencher.iter(|| selects_a_step(&program, black_box(case), &scope));
            },
        );
    }
    group.finish();
}

fn read(program: &Program, facts: &str) -> Case {
    let mut case = program.new_case();
    let read = Inputs::new(program).facts(&mut case, "facts.yaml", facts);
    read.unwrap_or_else(|problems| panic!("the generated facts have mistakes: {problems}"));
    case
}

fn selects_a_step(program: &Program, case: &Case, scope: &Scope) -> bool {
    let mut evaluator = Evaluator::new(program.rules(), program.graph(), case);
    matches!(
        select(&mut evaluator, scope, &mut ()),
        Ok(Selection::Step(_))
    )
}

fn assert_last_rule_decides(program: &Program, case: &Case, rules: usize) {
    let decision = decide(program, case).expect("the decision is a small one");
    let Next::Do(step) = &decision.next else {
        panic!("the decision is {:?}", decision.next)
    };
    assert_eq!(step.rule, format!("topic{}_9", rules / 10 - 1));
    assert_eq!(decision.considered.len(), rules - 1);
}
