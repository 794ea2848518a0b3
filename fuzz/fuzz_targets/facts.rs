//! `facts`: see fuzz/README.md.

#![no_main]

#[path = "../exercise/decide.rs"]
mod decide;
#[path = "../exercise/facts.rs"]
mod facts;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| facts::run(bytes));
