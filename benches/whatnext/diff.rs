//! Comparing two rule bases over many lines of facts.

use std::fmt::Write as _;
use std::hint::black_box;
use std::time::Duration;

use criterion::{BenchmarkId, Criterion, Throughput};
use whatnext::compare::{Comparison, Input, Place, Record, Report};
use whatnext::{MemorySource, Program, compile};

use crate::generate;

/// How many rules the rule bases have: ten topics.
const RULES: usize = 100;

/// How many lines are compared at a time.
const LINES: usize = 10_000;

/// Measures comparing by how much of the rules changed; all cores are used.
pub(crate) fn benches(criterion: &mut Criterion) {
    let old = generate::rules(RULES);
    let changes = [
        ("nothing changed", old.clone()),
        (
            "a rule that is asked last",
            old.replace("code 9", "code 99"),
        ),
        (
            "a condition that many rules use",
            old.replacen("state is not running", "state is missing", 1),
        ),
        (
            "the text of every step",
            old.replace("Restart service", "Start service"),
        ),
    ];
    let lines: Vec<String> = (0..LINES).map(line).collect();
    let records: Vec<Record<'_>> = lines
        .iter()
        .enumerate()
        .map(|(at, line)| Record {
            place: Place {
                file: 0,
                line: at as u64 + 1,
            },
            input: Input::Facts(line),
        })
        .collect();
    let old = program(&old);
    let mut group = criterion.benchmark_group("diff");
    group.sample_size(10).warm_up_time(Duration::from_secs(1));
    group.throughput(Throughput::Elements(LINES as u64));
    for (name, new) in &changes {
        let new = program(new);
        let comparison = Comparison::new(&old, &new);
        group.bench_with_input(
            BenchmarkId::new("lines of facts", name),
            &records,
            |bencher, records| {
                bencher.iter(|| {
                    let mut report = Report::new(false);
                    report.compare(&comparison, black_box(records));
                    report.cases()
                });
            },
        );
    }
    group.finish();
}

fn program(rules: &str) -> Program {
    let files = MemorySource::default().with("generated.rules", rules);
    let compiled = compile(&files.paths(), &files);
    compiled
        .program
        .expect("the generated rules have no mistakes")
}

/// The facts of a case, in JSON: one of the topics is in trouble, which one and
/// how differs from case to case.
fn line(case: usize) -> String {
    let mut line = format!(
        "{{\"os\": \"{}\", \"app.version\": \"11.{}\", \"device.in_use\": \"yes\"",
        ["windows", "mac", "linux"][case % 3],
        case % 5
    );
    for topic in 0..RULES / 10 {
        let in_trouble = topic == case % 10;
        let state = if in_trouble { "stopped" } else { "running" };
        // A string takes all text.
        let _ = write!(
            line,
            ", \"topic{topic}.state\": \"{state}\", \"topic{topic}.message\": \"Error: code {}\", \
             \"topic{topic}.days\": {}, \"topic{topic}.locked\": \"no\"",
            case % 11,
            case % 60
        );
    }
    line + "}"
}
