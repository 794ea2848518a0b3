//! What is said of mistakes whose intention is plain.

use super::shown;

const FACTS: &str = "\
fact pods: list by name {
  name: text
  restarts: number
  waiting: text
}
fact error_text: text
fact answered: yes/no
fact amount: number
";

/// What is said of a rule with this test.
fn of_test(test: &str) -> String {
    shown(&format!(
        "{FACTS}rule a {{\n  when {test}\n  conclude \"A.\"\n}}\n"
    ))
}

/// What is said of a test with a syntax error.
fn of_syntax(test: &str) -> String {
    let text = format!("rule a {{\n  when {test}\n  conclude \"A.\"\n}}\n");
    let mut sources = whatnext::source::Sources::default();
    let file = sources.add("a.rules", &text);
    let parsed = whatnext::syntax::parse(file, &text);
    whatnext::diagnostic::render::render(
        &sources,
        &parsed.diagnostics,
        whatnext::diagnostic::render::Style::Plain,
    )
}

#[track_caller]
fn assert_says(shown: &str, words: &str) {
    assert!(shown.contains(words), "{words}\n{shown}");
}

#[test]
fn a_sign_is_replaced_by_a_word_of_its_own() {
    assert_says(&of_syntax("!answered"), "+   when not answered");
    assert_says(&of_syntax("amount==5"), "+   when amount is 5");
    assert_says(&of_syntax("answered&&other"), "+   when answered and other");
    assert_says(
        &of_syntax("answered && other"),
        "+   when answered and other",
    );
}

#[test]
fn the_test_behind_has_ends_before_or() {
    let joined = of_test("any p in pods has p.restarts > 5 or p.waiting is \"x\"");
    assert_says(&joined, "nothing is called `p.waiting`");
    assert_says(&joined, "put several in brackets, `has (… or …)`");
    let bracketed = of_test("any p in pods has (p.restarts > 5 or p.waiting is \"x\")");
    assert!(!bracketed.contains("unknown-name"), "{bracketed}");
    let elsewhere = of_test("p.waiting is \"x\" or any p in pods has p.restarts > 5");
    assert!(!elsewhere.contains("brackets"), "{elsewhere}");
}

#[test]
fn rechecks_of_the_element_at_hand_mean_the_list() {
    let action = "action look for pod in pods {\n  step \"Look.\"\n  rechecks pod.waiting\n}\n";
    assert_says(&shown(&format!("{FACTS}{action}")), "write `pods.waiting`");
}

#[test]
fn a_word_opposite_a_text_wants_quotes() {
    assert_says(&of_test("error_text is timeout"), "write `\"timeout\"`");
    // A name that is only misspelt does not.
    assert_says(
        &of_test("error_text is eror_text"),
        "did you mean `error_text`?",
    );
}

#[test]
fn true_and_false_are_yes_and_no() {
    assert_says(&of_test("answered is true"), "write `yes`");
    assert_says(&of_test("answered is not false"), "write `no`");
}

#[test]
fn a_comma_in_a_number_is_a_decimal_point() {
    assert_says(
        &of_syntax("amount > 0,5"),
        "a number has a decimal point: `0.5`",
    );
    assert_says(
        &of_syntax("amount > 0, other"),
        "join tests with `and` or `or`",
    );
}

#[test]
fn slashes_begin_no_comment() {
    assert_says(&of_syntax("answered // why"), "a comment begins with `#`");
    assert_says(
        &of_syntax("answered\n  // why"),
        "a comment begins with `#`",
    );
}
