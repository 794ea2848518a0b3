//! Rules to findings: the whole analysis.

use std::hint::black_box;
use std::time::Duration;

use criterion::{BenchmarkId, Criterion, Throughput};
use whatnext::analysis::{Extent, analyse};

use crate::compile::program;

/// The numbers of rules that are analysed.
const SIZES: [usize; 2] = [100, 1_000];

/// Measures what `check` does after compiling.
pub(crate) fn benches(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("analysis");
    group
        .sample_size(10)
        .warm_up_time(Duration::from_millis(100));
    for rules in SIZES {
        let program = program(rules);
        group.throughput(Throughput::Elements(rules as u64));
        group.bench_with_input(
            BenchmarkId::new("whole", rules),
            &program,
            |bencher, program| {
                let extent = Extent::whole();
                bencher.iter(|| analyse(black_box(program), &[], &extent, &|_| ()));
            },
        );
    }
    group.finish();
}
