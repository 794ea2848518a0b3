#![no_main]
#[path = "../exercise/mod.rs"]
mod exercise;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| exercise::engine::run(bytes));
