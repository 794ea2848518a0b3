//! `engine`: see fuzz/README.md.

#![no_main]

#[path = "../exercise/author.rs"]
mod author;
#[path = "../exercise/bytes.rs"]
mod bytes;
#[path = "../exercise/decide.rs"]
mod decide;
#[path = "../exercise/engine.rs"]
mod engine;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| engine::run(bytes));
