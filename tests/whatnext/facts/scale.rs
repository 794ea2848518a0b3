//! Large inputs take time in proportion to their size.

use std::fmt::Write as _;
use std::time::{Duration, Instant};

use super::{Input, compiled, facts_of, program};

/// Generous: a debug build on a busy machine takes a tenth of this, and reading
/// in quadratic time many times as much.
const LIMIT: Duration = Duration::from_secs(20);

#[track_caller]
fn in_time<T>(work: impl FnOnce() -> T) -> T {
    let start = Instant::now();
    let result = work();
    assert!(start.elapsed() < LIMIT, "{:?}", start.elapsed());
    result
}

#[test]
fn many_elements() {
    let mut text = "destinations:\n".to_owned();
    for i in 0..100_000 {
        _ = writeln!(text, "- {{ name: d{i}, indicator: red_alert }}");
    }
    let facts = in_time(|| facts_of(program().rules(), "facts.yaml", &text));
    assert!(facts.is_ok_and(|facts| facts.starts_with("destinations has 100000\n")));
}

#[test]
fn many_elements_by_path() {
    let mut text = "destinations:\n".to_owned();
    for i in 0..30_000 {
        _ = writeln!(text, "- d{i}");
    }
    for i in 0..30_000 {
        _ = writeln!(text, "destinations[\"d{i}\"].indicator: red_alert");
    }
    let facts = in_time(|| facts_of(program().rules(), "facts.yaml", &text));
    assert!(facts.is_ok_and(|facts| {
        facts.ends_with("destinations[\"d29999\"].indicator = \"red_alert\"\n")
    }));
}

#[test]
fn many_facts() {
    let (mut rules, mut text) = (String::new(), "unavailable:\n".to_owned());
    for i in 0..10_000 {
        _ = writeln!(rules, "fact group_{}.fact_{i}: text", i % 100);
        _ = writeln!(text, "- group_{}.fact_{i}", i % 100);
    }
    rules += "action a { step \"A.\" }\nrule r { try a }\n";
    let program = compiled(&rules);
    in_time(|| Input::new("case.yaml", &text).case(program.rules())).unwrap();
}

#[test]
fn many_errors() {
    let mut text = "destinations:\n".to_owned();
    for i in 0..100_000 {
        _ = writeln!(text, "- {{ nam: d{i}, indicater: red }}");
    }
    let errors = in_time(|| facts_of(program().rules(), "facts.yaml", &text)).unwrap_err();
    assert!(errors.contains("there are more errors"));
}

#[test]
fn many_errors_below_a_long_key() {
    let key = "k".repeat(8_000_000);
    let containers = "{ name: x }, ".repeat(200);
    let text = format!("pods: [{{ namespace: n, name: {key}, containers: [{containers}] }}]");
    let errors = in_time(|| facts_of(program().rules(), "facts.yaml", &text)).unwrap_err();
    assert!(errors.contains("[\"n\", \"kkk"));
    assert!(errors.len() < 1_000_000);
}

#[test]
fn very_long_paths() {
    let program = program();
    let dots = "a.".repeat(500_000);
    let brackets = "[\"a\"]".repeat(200_000);
    let parts = "\"a\",".repeat(200_000);
    let nested = format!("{}x{}", "{ app: ".repeat(100), " }".repeat(100));
    for text in [
        format!("{dots}a: 1"),
        format!("app: {{ {dots}a: 1 }}"),
        format!("'destinations{brackets}': 1"),
        format!("'destinations[{parts}\"a\"]': 1"),
        format!("destinations[\"a\"].{dots}a: 1"),
        nested,
    ] {
        let errors = in_time(|| facts_of(program.rules(), "facts.yaml", &text)).unwrap_err();
        assert!(errors.starts_with("error: "));
        assert!(errors.len() < 10_000, "{errors}");
    }
}
