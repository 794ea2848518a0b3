//! Testing cases: reading each, deciding it with its explanation, and comparing
//! with its snapshot, on one core.

use std::fs;
use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::time::Duration;

use criterion::{BenchmarkId, Criterion, Throughput};
use whatnext::engine::Trace;
use whatnext::suite::snapshot::Snapshot;
use whatnext::suite::trial::hold;
use whatnext::{Inputs, MemorySource, Program, compile};

/// How many cases are tested at a time. Each takes as long as the others where
/// growth is linear.
const SIZES: [usize; 2] = [1_000, 10_000];

/// Measures the shipped cases for `CrashPlan`, over and over: walks not among them.
pub(crate) fn benches(criterion: &mut Criterion) {
    let base = Path::new(env!("CARGO_MANIFEST_DIR")).join("rules/crashplan");
    let program = program(&base);
    let inputs = Inputs::new(&program);
    let cases = texts(&base.join("cases"), "yaml");
    let tests: Vec<(String, String)> = cases
        .into_iter()
        .map(|text| with_snapshot(&inputs, text))
        .collect();
    let mut group = criterion.benchmark_group("suite");
    group.sample_size(10).warm_up_time(Duration::from_secs(1));
    for size in SIZES {
        group.throughput(Throughput::Elements(size as u64));
        group.bench_with_input(BenchmarkId::new("cases", size), &size, |bencher, &size| {
            bencher.iter(|| {
                let mut trace = Trace::new(program.graph());
                for (case, snapshot) in tests.iter().cycle().take(size) {
                    let file = inputs
                        .case("case.yaml", black_box(case))
                        .expect("it is a case");
                    let accepted = Snapshot::parse(black_box(snapshot)).expect("it is a snapshot");
                    let trial = hold(&program, &file, Some(&mut trace)).expect("it is small");
                    let change = trial.change(Some(&accepted), "", None, program.sources());
                    assert!(change.is_none(), "the snapshot is of this case");
                }
                trace
            });
        });
    }
    group.finish();
}

/// A case with the file of its snapshot.
fn with_snapshot(inputs: &Inputs<'_>, case: String) -> (String, String) {
    let program = inputs.program();
    let file = inputs.case("case.yaml", &case).expect("it is a case");
    let trial = hold(program, &file, None).expect("it is small");
    let change = trial.change(None, "crashplan/cases/case.yaml", None, program.sources());
    let snapshot = change.expect("it is new").proposed().write();
    (case, snapshot)
}

fn program(base: &Path) -> Program {
    let mut files = MemorySource::default();
    for path in paths(base, "rules") {
        let text = fs::read_to_string(&path).expect("the rules can be read");
        files = files.with(path.to_string_lossy(), text);
    }
    compile(&files.paths(), &files)
        .program
        .expect("the rules have no mistakes")
}

fn texts(folder: &Path, extension: &str) -> Vec<String> {
    let texts = paths(folder, extension).into_iter().map(fs::read_to_string);
    texts
        .collect::<Result<_, _>>()
        .expect("the files can be read")
}

fn paths(folder: &Path, extension: &str) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("the folder is there");
    let paths = entries.map(|entry| entry.expect("it can be listed").path());
    let mut paths: Vec<PathBuf> = paths
        .filter(|path| path.extension().is_some_and(|it| it == extension))
        .collect();
    paths.sort();
    paths
}
