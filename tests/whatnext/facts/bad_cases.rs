//! What is said about bad case files.

use super::{Input, program, snapshot};

/// A test for each bad file: its snapshot shows the file and what is said.
macro_rules! bad_cases {
    ($($name:ident: $text:expr;)*) => {$(
        #[test]
        fn $name() {
            let text: &str = $text;
            let errors = Input::new("case.yaml", text).case(program().rules());
            let errors = errors.expect_err("the file has an error");
            snapshot(concat!("case_", stringify!($name)), &format!("{}\n\n{errors}", text.trim_end()));
        }
    )*};
}

bad_cases! {
    list_for_a_document: "- os: mac";
    unknown_key: "case: a\nfact: { os: mac }";
    facts_file_for_a_case_file: "os: mac\napp: { message: a }";
    bad_facts: "facts:\n  oss: mac\n  cpu.load: high";
    list_for_the_facts: "facts: [mac]";
    map_for_the_name: "case: { a: b }";
    now_without_offset: "now: 2026-11-22T09:00:00";
    now_wrong: "now: today";
    unavailable_unknown: "unavailable: [oss, app.mesage]";
    unavailable_single: "unavailable: os";
    unavailable_map: "unavailable: [{ os: mac }]";
    unavailable_group: "unavailable: [app]";
    unavailable_element: "facts: { destinations: [Cloud] }\nunavailable: ['destinations[\"Cloud\"]']";
    unavailable_field_of_no_element: "facts: { destinations: [Cloud] }\nunavailable: ['destinations[\"NAS\"].indicator', destinations.since]";
    unavailable_key: "facts: { destinations: [Cloud] }\nunavailable: ['destinations[\"Cloud\"].name']";
    unavailable_and_given: "facts: { os: mac }\nunavailable: [os]";
    unavailable_before_given: "unavailable: [os]\nfacts: { os: mac }";
    unavailable_and_given_in_a_list: "facts:\n  destinations: [{ name: Cloud, indicator: red_alert }]\nunavailable: ['destinations[\"Cloud\"].indicator']";
    unavailable_twice: "unavailable: [os, os]";
    attempts_not_a_list: "attempted: { action: restart, outcome: fixed }";
    attempt_not_a_map: "attempted: [restart]";
    attempt_without_its_parts: "attempted: [{}]";
    attempt_with_an_unknown_key: "attempted: [{ action: restart, outcom: fixed, outcome: fixed }]";
    attempt_of_no_action: "attempted: [{ action: reinstal, outcome: fixed }, { action: dance, outcome: fixed }]";
    attempt_of_a_rule: "attempted: [{ action: mend, outcome: fixed }]";
    attempt_with_a_wrong_outcome: "attempted: [{ action: restart, outcome: not-fixed }, { action: restart, outcome: done }]";
    attempt_without_element: "attempted: [{ action: read_logs, outcome: fixed }]";
    attempt_with_a_needless_element: "attempted: [{ action: restart, outcome: fixed, for: Cloud }]";
    attempt_with_too_few_keys: "attempted: [{ action: read_logs, outcome: fixed, for: [shop, web] }]";
    attempt_with_too_many_keys: "attempted: [{ action: look_at, outcome: fixed, for: [Cloud, NAS] }]";
    attempt_with_nested_keys: "attempted: [{ action: look_at, outcome: fixed, for: [[Cloud]] }]";
    script_answers_not_a_map: "answers: [mac]";
    script_answers_unknown: "answers: { oss: mac, app.message: { a: b }, cpu.load: high }";
    script_answers_twice: "answers: { app: { message: a }, app.message: b }";
    script_answers_for_no_element: "facts: { destinations: [Cloud] }\nanswers:\n  destinations[\"NAS\"].indicator: red_alert\n  disks[\"1\"].health: bad";
    script_answers_for_an_element_that_a_list_replaces: "facts: { destinations: [Cloud] }\nanswers:\n  destinations: [NAS]\n  destinations[\"Cloud\"].indicator: red_alert";
    script_answers_for_a_key: "facts: { destinations: [Cloud] }\nanswers: { 'destinations[\"Cloud\"].name': NAS }";
    script_outcomes_single: "outcomes: fixed";
    script_outcomes_wrong_words: "outcomes: [not-fixed, failed, [fixed], ~]";
    script_outcomes_wrong_items: "outcomes: [{ action: reinstal, outcome: fixed }, { outcom: fixed }, { action: restart, answers: { oss: mac }, outcome: done }]";
    script_outcomes_for_wrong_elements: "outcomes:\n  - { for: Cloud, outcome: fixed }\n  - { action: restart, for: Cloud, outcome: fixed }\n  - { action: read_logs, for: [shop], outcome: fixed }";
    script_outcomes_of_actions: "outcomes: { reinstal: fixed, restart: [fixed, mended], reinstall: { outcome: fixed }, look_at: }";
    script_outcomes_whose_brackets_are_forgotten: "outcomes: { action: restart, outcome: fixed }";
    expect_not_a_map: "expect: reinstall";
    expect_unknown_key: "expect: { kid: do }";
    expect_unknown_kind: "expect: { kind: done }";
    expect_unknown_names: "expect: { kind: do, action: reinstal, rule: mended, fact: oss }";
    expect_a_list: "expect: { kind: [do], title: { a: b }, for: [{ a: b }] }";
}
