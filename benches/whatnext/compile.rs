//! Text to program: whole, and in its parts.

use std::hint::black_box;
use std::time::Duration;

use criterion::{BenchmarkId, Criterion, Throughput};
use whatnext::check::check;
use whatnext::load::{Loaded, load};
use whatnext::source::Sources;
use whatnext::{MemorySource, Program, compile, graph, syntax};

use crate::{SIZES, generate};

/// Measures parsing, checking with building the graph, and compiling.
pub(crate) fn benches(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("compile");
    group.sample_size(10).warm_up_time(Duration::from_secs(1));
    for rules in SIZES {
        let text = generate::rules(rules);
        println!(
            "{rules} rules: {} lines, {} bytes",
            generate::lines(&text),
            text.len()
        );
        let files = MemorySource::default().with("generated.rules", &*text);
        let paths = files.paths();
        group.throughput(Throughput::Elements(rules as u64));
        group.bench_with_input(BenchmarkId::new("parse", rules), &text, |bencher, text| {
            let file = Sources::default().add("generated.rules", text);
            bencher.iter(|| syntax::parse(file, black_box(text)));
        });
        let loaded = load(&paths, &files);
        group.bench_with_input(
            BenchmarkId::new("check and graph", rules),
            &loaded,
            |bencher, loaded| {
                bencher.iter(|| check_and_graph(black_box(loaded)));
            },
        );
        group.bench_with_input(
            BenchmarkId::new("whole", rules),
            &files,
            |bencher, files| {
                bencher.iter(|| compile(black_box(&paths), files));
            },
        );
    }
    group.finish();
}

/// What [`compile`] does after parsing.
fn check_and_graph(loaded: &Loaded) -> graph::DecisionGraph {
    let rules = check(loaded)
        .rule_base
        .expect("the generated rules have no mistakes");
    graph::build(&rules).expect("the generated rules are not deep")
}

/// The program of a generated rule base.
pub(crate) fn program(rules: usize) -> Program {
    let files = MemorySource::default().with("generated.rules", generate::rules(rules));
    let compiled = compile(&files.paths(), &files);
    let mistakes: Vec<&str> = compiled
        .diagnostics
        .iter()
        .map(|mistake| &*mistake.message)
        .collect();
    assert!(
        mistakes.is_empty(),
        "the generated rules have mistakes: {mistakes:?}"
    );
    compiled
        .program
        .expect("rules without mistakes make a program")
}
