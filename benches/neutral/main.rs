//! Neutral workloads: how long a decision takes from parsed facts, beside an
//! obvious scan of the rules.
//!
//! `BENCH_DATA=… cargo bench --bench neutral -- [WORKLOAD…] [text]` measures the
//! workloads that are there, on one core, and prints tables in Markdown. The
//! generator of the workloads is `gen.py`; without its data nothing is measured.
//! The scan and `whatnext` take turns, so that whatever else the machine does
//! happens to both, and each time is the median of [`ROUNDS`] rounds.

mod neutral;
mod ours;
mod parsed;
mod scan;
mod text;
mod timing;
mod workload;

use std::env;
use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::{Duration, Instant};

use neutral::Translation;
use ours::Ours;
use scan::Scan;
use timing::{ROUNDS, median};
use workload::Workload;

/// The workloads of `gen.py` that are measured where they are there.
const WORKLOADS: [&str; 10] = [
    "w1", "w1m", "w2_10", "w2_100", "w2_1k", "w2_10k", "w2_100k", "w5_1k", "w5_10k", "w5_100k",
];

/// How many snapshots are read, at most. So many are near the processor, as facts
/// are that were just parsed; and a block has so many.
const MOST_SNAPSHOTS: usize = 1_024;

/// A round has no fewer.
const FEWEST_SNAPSHOTS: usize = 256;

/// A round takes at least so long.
const LONG_ENOUGH: Duration = Duration::from_millis(20);

/// What the scan may take in one round.
const BUDGET: Duration = Duration::from_secs(2);

fn main() -> ExitCode {
    let Some(data) = env::var_os("BENCH_DATA").map(PathBuf::from) else {
        println!(
            "the neutral workloads are skipped: `BENCH_DATA` does not say where `gen.py` has put them"
        );
        return ExitCode::SUCCESS;
    };
    let asked: Vec<String> = env::args()
        .skip(1)
        .filter(|argument| !argument.starts_with("--"))
        .collect();
    let is_wanted = |name: &str| asked.is_empty() || asked.iter().any(|word| word == name);

    println!("| workload | snapshots | scan | one at a time | faster | together | faster |");
    println!("|---|--:|--:|--:|--:|--:|--:|");
    for name in WORKLOADS.into_iter().filter(|name| is_wanted(name)) {
        if let Err(reason) = measured(&data, name) {
            eprintln!("{name} is skipped: {reason}");
        }
    }
    if is_wanted("text")
        && let Err(reason) = text::measured(&data)
    {
        eprintln!("w1 from text is skipped: {reason}");
    }
    ExitCode::SUCCESS
}

/// Measures a workload and prints its row.
fn measured(data: &Path, name: &str) -> Result<(), String> {
    let workload = Workload::read(&data.join(name), MOST_SNAPSHOTS)?;
    let scan = Scan::of(&workload)?;
    let compiling = Instant::now();
    let translation = Translation::of(&workload)?;
    eprintln!(
        "{name}: {} rules compiled in {:?}",
        workload.rules.len(),
        compiling.elapsed()
    );
    let count = affordable(&scan);
    let ours = Ours::of(&translation, &workload, count)?;
    check(&workload, "the scan", scan.first_matches())?;
    check(&workload, "one at a time", ours.single())?;
    check(&workload, "together", ours.columns())?;

    let (mut scans, mut singles, mut columns) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        scans.push(each_of(count, || scan.first_matches().take(count)));
        singles.push(each_of(count, || ours.single()));
        columns.push(each_of(count, || ours.columns()));
    }
    let (scan, single, columns) = (median(scans), median(singles), median(columns));
    println!(
        "| {name} | {count} | {scan:.0} ns | {single:.0} ns | {:.1} | {columns:.0} ns | {:.1} |",
        scan / single,
        scan / columns
    );
    Ok(())
}

/// How many snapshots a round has, so that it does not take too long.
fn affordable(scan: &Scan) -> usize {
    let available = scan.snapshot_count();
    let probe = available.min(200);
    let time = elapsed(|| scan.first_matches().take(probe));
    let affordable = timing::affordable(BUDGET, time, probe);
    affordable.max(FEWEST_SNAPSHOTS).min(available)
}

/// Holds answers against those that are expected; a workload with missing facts
/// has none, because it takes what is missing for false.
fn check(
    workload: &Workload,
    who: &str,
    answers: impl Iterator<Item = Option<usize>>,
) -> Result<(), String> {
    let Some(expected) = &workload.expected else {
        return Ok(());
    };
    for (number, (answer, expected)) in answers.zip(expected).enumerate() {
        if answer != *expected {
            return Err(format!(
                "{who}: snapshot {number} matches rule {answer:?} and not {expected:?}"
            ));
        }
    }
    Ok(())
}

/// How long each of so many answers takes, in nanoseconds. They are asked for again
/// and again until it takes long enough for what was near the processor before not
/// to matter.
fn each_of<Answers>(count: usize, answers: impl Fn() -> Answers) -> f64
where
    Answers: Iterator<Item = Option<usize>>,
{
    let (mut passes, mut all) = (0, Duration::ZERO);
    while all < LONG_ENOUGH {
        all += elapsed(&answers);
        passes += 1;
    }
    timing::each(all, passes * count)
}

/// How long the answers take.
fn elapsed<Answers>(answers: impl FnOnce() -> Answers) -> Duration
where
    Answers: Iterator<Item = Option<usize>>,
{
    let start = Instant::now();
    black_box(answers().flatten().count());
    start.elapsed()
}
