//! How long compiling, deciding and whole runs take, by the number of rules.
//!
//! `cargo bench` prints each time, and how many rules a second that is: where
//! that stays the same from one size to the next, growth is linear.

mod analysis;
mod compile;
mod decide;
mod diff;
mod generate;
mod process;
mod suite;

use criterion::{criterion_group, criterion_main};

/// The numbers of rules that are measured.
const SIZES: [usize; 4] = [10, 100, 1_000, 10_000];

criterion_group!(
    benches,
    analysis::benches,
    compile::benches,
    decide::benches,
    diff::benches,
    process::benches,
    suite::benches
);
criterion_main!(benches);
