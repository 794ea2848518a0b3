//! Rules with mistakes that are more than slips: exit code 1 from `check`.

use super::attempt::{Attempt, check_all};

const MANY: usize = 100_000;

/// Something before a text, many times.
fn before(begin: &str, part: &str, end: &str) -> String {
    format!("{begin}{}{end}", part.repeat(MANY))
}

/// Something around nothing, many times.
fn around(begin: &str, open: &str, close: &str) -> String {
    format!("{begin}{}{}", open.repeat(MANY), close.repeat(MANY))
}

#[test]
fn rules_that_nest_without_an_end() {
    check_all(vec![
        Attempt::rules(
            "100,000 nested brackets",
            around("condition c when ", "(", ")"),
        )
        .says(&[
            "error[too-deep]: this is nested more than 256 deep",
            "bad.rules:1:274",
        ]),
        Attempt::rules(
            "100,000 brackets that never close",
            before("condition c when ", "(", ""),
        )
        .says(&["error[too-deep]", "bad.rules:1:274"]),
        Attempt::rules(
            "100,000 nested square brackets",
            around("fact a: text condition c when a in ", "[", "]"),
        )
        .says(&["error[too-deep]", "bad.rules:1:"]),
        Attempt::rules("100,000 nested braces", around("rule r ", "{", "}"))
            .says(&["error[too-deep]", "bad.rules:1:264"]),
        Attempt::rules(
            "100,000 times not",
            before("fact a: yes/no\ncondition c when ", "not ", "a"),
        )
        .says(&["error[too-deep]", "bad.rules:2:18"]),
        Attempt::rules(
            "100,000 signs",
            before("fact a: number\nlet l = ", "- ", "a"),
        )
        .says(&["error[too-deep]", "bad.rules:2:9"]),
        Attempt::rules(
            "100,000 quantifiers",
            before(
                "fact l: list of text\ncondition c when ",
                "any x in l has ",
                "yes",
            ),
        )
        .says(&["error[too-deep]", "bad.rules:2:18"]),
        Attempt::rules(
            "100,000 times list of",
            before("fact l: ", "list of ", "text"),
        )
        .says(&["error[", "bad.rules:1:"]),
        Attempt::rules(
            "a sum of 100,000 numbers",
            before("fact a: number\nlet l = ", "a + ", "a"),
        )
        .says(&["error[too-deep]", "bad.rules:2:9"]),
        Attempt::rules("300 names, each defined by the one before", chain(300))
            .says(&["error[over-limit]", "bad.rules:258:5"]),
    ]);
}

/// Values that are defined by one another, so many deep.
fn chain(length: usize) -> String {
    let links = (1..=length).map(|at| format!("let l{at} = l{} + 1\n", at - 1));
    format!("fact l0: number\n{}", links.collect::<String>())
}

#[test]
fn rules_that_are_only_long() {
    let rule = |test: &str| {
        format!("fact a: yes/no\nfact t: text\nrule r {{ when {test} conclude \"x\" }}\n")
    };
    let fine = |name: &str, text: String| {
        Attempt::run(name, &["run", "--quiet", "long.rules"]).file("long.rules", text)
    };
    check_all(vec![
        fine("100,000 parts of an and", rule(&before("", "a and ", "a"))).finds("Find out: a"),
        fine(
            "a text of 1,000,000 letters",
            rule(&format!("t is \"{}\"", "é".repeat(1_000_000))),
        )
        .finds("Find out: What is t?"),
        fine("100,000 empty lines", before("", "\n", &rule("a"))).finds("Find out: a"),
    ]);
}

#[test]
fn characters_that_no_rules_have() {
    check_all(vec![
        Attempt::rules("a NUL byte", "fact a: yes/no\nfact b\0: text\n")
            .says(&["U+0000", "bad.rules:2:7"]),
        Attempt::rules("an escape character", "fact a: text { ask \"\u{1b}[2J\" }")
            .says(&["U+001B", "bad.rules:1:21"]),
    ]);
}

#[test]
fn regular_expressions() {
    let matches = |name: &str, regex: &str| {
        Attempt::rules(
            name,
            format!("fact a: text\nrule r {{ when a matches /{regex}/ conclude \"x\" }}\n"),
        )
        .says(&["error[invalid-regex]", "bad.rules:2:25"])
    };
    check_all(vec![
        matches(
            "a regular expression that is huge once compiled",
            "(a{1000}){1000}",
        )
        .says(&["too large"]),
        matches(
            "a regular expression that is huge as it stands",
            &"a".repeat(300_000),
        )
        .says(&["too large"]),
        matches(
            "a regular expression with 100,000 brackets",
            &around("", "(", ")"),
        )
        .says(&["cannot be read"]),
        matches("an invalid regular expression", "(a").says(&["unclosed group"]),
        matches("a regular expression that looks around", "(?=a)").says(&["not supported"]),
    ]);
}

#[test]
fn numbers() {
    let test = |name: &str, test: &str| {
        Attempt::rules(
            name,
            format!("fact n: number\nfact d: duration\nrule r {{ when {test} conclude \"x\" }}\n"),
        )
    };
    check_all(vec![
        test(
            "a number with 32 digits",
            "n > 99999999999999999999999999999999",
        )
        .says(&["too large", "bad.rules:3:19"]),
        test("not a number", "n is NaN").says(&["`NaN`", "bad.rules:3:20"]),
        test("an exponent", "n > 1e400").says(&["bad.rules:3:19"]),
        test(
            "an endless duration",
            "d > 99999999999999999999999999999999 days",
        )
        .says(&["too large", "bad.rules:3:19"]),
        Attempt::rules("bounds the wrong way round", "fact n: number 10..0")
            .says(&["error[empty-range]", "bad.rules:1:16"]),
    ]);
}
