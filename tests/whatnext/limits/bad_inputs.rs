//! Facts, cases and settings that cannot be read: exit code 2 from `run`.

use super::attempt::{Attempt, check_all};

const MANY: usize = 100_000;

#[test]
fn documents_without_measure() {
    let nested = |open: &str, close: &str| format!("{}{}", open.repeat(MANY), close.repeat(MANY));
    let too_deep = "error: values are nested more than 128 deep";
    let from_input = Attempt::run(
        "brackets on standard input",
        &["run", "good.rules", "--facts", "-"],
    );
    check_all(vec![
        Attempt::facts(
            "100,000 nested brackets in YAML",
            format!("message: {}", nested("[", "]")),
        )
        .says(&[too_deep, "facts.yaml:1:"]),
        Attempt::facts("brackets in YAML that never close", "[".repeat(MANY))
            .says(&[too_deep, "facts.yaml:1:"]),
        Attempt::facts("100,000 nested lists in YAML", "- ".repeat(MANY))
            .says(&[too_deep, "facts.yaml:1:"]),
        Attempt::json("100,000 nested brackets in JSON", nested("[", "]"))
            .says(&[too_deep, "facts.json:1:129"]),
        Attempt::json("100,000 nested maps in JSON", "{\"a\":".repeat(MANY))
            .says(&[too_deep, "facts.json:1:"]),
        from_input
            .input("[".repeat(MANY))
            .says(&[too_deep, "standard input:1:129"]),
        Attempt::facts("an alias bomb", alias_bomb())
            .says(&["error: anchors and aliases repeat too much", "facts.yaml:"]),
        Attempt::facts("an alias of what it is in", "items: &all [*all]")
            .says(&["within its own anchor", "facts.yaml:1:14"]),
    ]);
}

/// A list of nine lists, each of nine lists, nine deep.
fn alias_bomb() -> String {
    let mut text = "a: &a [x, x, x, x, x, x, x, x, x]\n".to_owned();
    for (outer, inner) in ('b'..='i').zip('a'..) {
        text += &format!(
            "{outer}: &{outer} [{}]\n",
            vec![format!("*{inner}"); 9].join(", ")
        );
    }
    text
}

#[test]
fn documents_that_are_none() {
    check_all(vec![
        Attempt::facts("invalid UTF-8 in facts", b"flag: yes\nmessage: caf\xe9\n")
            .says(&["facts.yaml:2:13", "not UTF-8"]),
        Attempt::facts("UTF-16", b"\xff\xfef\0").says(&["facts.yaml:1:1", "UTF-16"]),
        Attempt::facts("a NUL byte in facts", "message: a\0b").says(&["facts.yaml:1:11", "NUL"]),
        Attempt::facts("a tab that indents", "items:\n\t- name: a\n")
            .says(&["a tab cannot stand here", "facts.yaml:2:"]),
        Attempt::facts("a second document", "flag: yes\n---\nflag: no\n")
            .says(&["second document", "facts.yaml:2:1"]),
        Attempt::facts("a merge key", "a: &a {flag: yes}\n<<: *a\n")
            .says(&["merge keys", "facts.yaml:2:1"]),
        Attempt::facts("a list instead of facts", "- flag\n")
            .says(&["must be a map", "facts.yaml:1:1"]),
        Attempt::json("a comma too many", "{\"flag\": true,}").says(&["facts.json:1:14"]),
        Attempt::json("half a document", "{\"flag\": tr").says(&["facts.json:1:10"]),
    ]);
}

#[test]
fn keys() {
    check_all(vec![
        Attempt::facts("a key twice in YAML", "flag: yes\nos: mac\nflag: no\n").says(&[
            "error: the key `flag` is given twice",
            "facts.yaml:3:1",
            "first given here",
        ]),
        Attempt::json("a key twice in JSON", "{\"flag\": true,\n \"flag\": false}").says(&[
            "error: the key `flag` is given twice",
            "facts.json:2:2",
            "first given here",
        ]),
        Attempt::facts("an unknown fact", "mesage: x\n").says(&[
            "error: there is no fact `mesage`",
            "facts.yaml:1:1",
            "did you mean `message`?",
        ]),
        Attempt::facts("an unknown field", "items: [{name: a, stat: bad}]").says(&[
            "no field `stat`",
            "facts.yaml:1:19",
            "did you mean `state`?",
        ]),
        Attempt::facts("an element without its key", "items:\n  - { state: bad }\n")
            .says(&["has no `name`, which is its key", "facts.yaml:2:5"]),
        Attempt::facts(
            "an element twice",
            "items:\n  - { name: a }\n  - { name: a }\n",
        )
        .says(&[
            "`items[\"a\"]` is given twice",
            "facts.yaml:3:13",
            "first given here",
        ]),
        Attempt::case("an unknown key in a case", "fact: {}\n").says(&[
            "a case file has no key `fact`",
            "case.yaml:1:1",
            "did you mean `facts`?",
        ]),
    ]);
}

#[test]
fn values() {
    check_all(vec![
        Attempt::facts("another type", "flag: perhaps")
            .says(&["`perhaps` is not yes or no", "facts.yaml:1:7"]),
        Attempt::facts("a value instead of a list", "items: 5")
            .says(&["`items` must be a list", "facts.yaml:1:8"]),
        Attempt::facts("a list instead of a value", "flag: [yes]")
            .says(&["`flag` must be", "facts.yaml:1:7"]),
        Attempt::facts("no such symbol", "os: widows").says(&[
            "`widows` is not one of the symbols of `os`",
            "facts.yaml:1:5",
            "`windows`",
        ]),
        Attempt::facts("a number out of range", "percent: 101")
            .says(&["`101` is not between 0 and 100", "facts.yaml:1:10"]),
        Attempt::facts("a number that is none", "amount: NaN")
            .says(&["`NaN` is not a finite number", "facts.yaml:1:9"]),
        Attempt::facts("an infinity", "amount: -.inf")
            .says(&["`-.inf` is not a finite number", "facts.yaml:1:9"]),
        Attempt::facts("a huge number", "amount: 1e400")
            .says(&["`1e400` is too large", "facts.yaml:1:9"]),
        Attempt::json("a huge number in JSON", "{\"amount\": 1e400}")
            .says(&["`1e400` is too large", "facts.json:1:12"]),
        Attempt::facts("a day that never was", "since: 2026-02-30")
            .says(&["`2026-02-30`", "facts.yaml:1:8"]),
    ]);
}

#[test]
fn cases() {
    let attempted =
        |name: &str, attempt: &str| Attempt::case(name, format!("attempted:\n  - {attempt}\n"));
    check_all(vec![
        attempted("an attempt of no action", "{ action: akt, outcome: fixed }").says(&[
            "error: there is no action `akt`",
            "case.yaml:2:15",
            "did you mean `act`?",
        ]),
        attempted("an attempt without its outcome", "{ action: act }")
            .says(&["`outcome`", "case.yaml:2:5"]),
        attempted(
            "an outcome that is none",
            "{ action: act, outcome: notfixed }",
        )
        .says(&["`notfixed`", "case.yaml:2:29", "did you mean `not_fixed`?"]),
        attempted(
            "an attempt without its element",
            "{ action: mend, outcome: fixed }",
        )
        .says(&["which element `mend` was done", "case.yaml:2:5"]),
        attempted(
            "an element where there is none",
            "{ action: act, for: [a], outcome: fixed }",
        )
        .says(&["`act` is not done for an element", "case.yaml:2:25"]),
        Attempt::case("no present", "now: yesterday")
            .says(&["`yesterday` is not a time", "case.yaml:1:6"]),
        Attempt::case(
            "unavailable and known",
            "facts: { flag: yes }\nunavailable: [flag]",
        )
        .says(&[
            "`flag` is given, and is unavailable too",
            "case.yaml:2:15",
            "first given here",
        ]),
        Attempt::case("an unavailable fact that is none", "unavailable: [falg]").says(&[
            "there is no fact `falg`",
            "case.yaml:1:15",
            "did you mean `flag`?",
        ]),
    ]);
}

#[test]
fn settings() {
    check_all(vec![
        Attempt::setting("a setting of no fact", "falg=yes").says(&[
            "there is no fact `falg`",
            "--set:1:1",
            "did you mean `flag`?",
        ]),
        Attempt::setting("a setting of another type", "flag=perhaps")
            .says(&["`perhaps` is not yes or no", "--set:1:6"]),
        Attempt::setting("a setting without a value", "flag")
            .says(&["--set:1:1", "write it like `os=windows`"]),
        Attempt::setting(
            "brackets in a setting",
            &format!("items={}", "[".repeat(MANY)),
        )
        .says(&["nested more than 128 deep", "--set:1:"]),
    ]);
}
