//! `rules`: see fuzz/README.md.

#![no_main]

#[path = "../exercise/decide.rs"]
mod decide;
#[path = "../exercise/rules.rs"]
mod rules;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| rules::run(bytes));
