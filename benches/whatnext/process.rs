//! The whole process: from its start to its answer.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use criterion::{Criterion, Throughput};
use whatnext::source::Sources;
use whatnext::syntax;

use crate::generate;

/// The size for which there is a goal: 50 ms.
const RULES: usize = 1_000;

/// Measures `whatnext run` on files, and says which share of it is parsing.
pub(crate) fn benches(criterion: &mut Criterion) {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("bench-process");
    let rules = generate::rules(RULES);
    write(&folder, &rules, &generate::facts(RULES));

    let mut group = criterion.benchmark_group("process");
    group.sample_size(50).warm_up_time(Duration::from_secs(1));
    group.bench_function("start and end only", |bencher| {
        bencher.iter(|| ended_well(whatnext(&folder).arg("--version")));
    });
    group.throughput(Throughput::Elements(RULES as u64));
    let arguments = ["run", "generated.rules", "--facts", "facts.yaml"];
    group.bench_function("run, 1,000 rules", |bencher| {
        bencher.iter(|| ended_well(whatnext(&folder).args(arguments)));
    });
    group.bench_function("run --quiet, 1,000 rules", |bencher| {
        bencher.iter(|| ended_well(whatnext(&folder).args(arguments).arg("--quiet")));
    });
    group.finish();
    print_share_of_parsing(&folder, &rules, &arguments);
}

/// The medians of a process and of parsing the same text, taken by turns, so
/// that both see the same machine.
fn print_share_of_parsing(folder: &Path, rules: &str, arguments: &[&str]) {
    let mut whole = Vec::new();
    let mut parsing = Vec::new();
    for _ in 0..50 {
        let start = Instant::now();
        ended_well(whatnext(folder).args(arguments));
        whole.push(start.elapsed());
        let start = Instant::now();
        let file = Sources::default().add("generated.rules", rules);
        std::hint::black_box(syntax::parse(file, rules));
        parsing.push(start.elapsed());
    }
    let (whole, parsing) = (median(&mut whole), median(&mut parsing));
    let share = 100.0 * parsing.as_secs_f64() / whole.as_secs_f64();
    let lines = generate::lines(rules);
    println!(
        "process start to answer, {RULES} rules in {lines} lines: {whole:.1?}, of which parsing {parsing:.1?} ({share:.0} %)\n"
    );
}

fn median(times: &mut [Duration]) -> Duration {
    times.sort();
    times[times.len() / 2]
}

fn write(folder: &Path, rules: &str, facts: &str) {
    fs::create_dir_all(folder).expect("the folder can be made");
    fs::write(folder.join("generated.rules"), rules).expect("the rules can be written");
    fs::write(folder.join("facts.yaml"), facts).expect("the facts can be written");
}

fn whatnext(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_whatnext"));
    command
        .current_dir(folder)
        .stdin(Stdio::null())
        .stdout(Stdio::null());
    command
}

fn ended_well(command: &mut Command) {
    let status = command.status().expect("the program was built");
    assert!(status.success(), "{command:?} ended with {status}");
}
