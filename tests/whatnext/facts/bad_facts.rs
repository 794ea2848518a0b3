//! What is said about bad facts files.

use super::{compiled, facts_of, program, snapshot};

/// A test for each bad file: its snapshot shows the file and what is said.
macro_rules! bad_facts {
    ($($name:ident: $text:expr;)*) => {$(
        #[test]
        fn $name() {
            let text: &str = $text;
            let errors = facts_of(program().rules(), "facts.yaml", text);
            let errors = errors.expect_err("the file has an error");
            snapshot(stringify!($name), &format!("{}\n\n{errors}", text.trim_end()));
        }
    )*};
}

bad_facts! {
    // Names.
    unknown_fact: "oss: mac";
    unknown_fact_without_a_similar_one: "temperature: 12";
    unknown_fact_below_a_group: "app:\n  version: 1.2\n  mesage: hello";
    unknown_group: "ap:\n  message: hello\n  version: 1.2";
    front_part_forgotten: "message: hello";
    group_with_a_value: "app: hello";
    group_with_nothing: "app:";
    group_with_a_list: "app: [hello]";
    below_a_value: "app.message.text: hello";
    below_a_value_nested: "app:\n  message:\n    text: hello";
    field_without_its_element: "destinations: [Cloud]\ndestinations.indicator: red_alert";
    case_file_for_a_facts_file: "case: A Mac\nfacts:\n  os: mac\nattempted: []";
    // The document.
    list_for_a_document: "- os: mac";
    text_for_a_document: "os=mac";
    duplicate_key: "os: mac\nos: linux";
    broken_yaml: "os: [mac";
    alias_bomb: "a: &a [x, x]\nb: &b [*a, *a, *a, *a, *a, *a, *a, *a]\nc: &c [*b, *b, *b, *b, *b, *b, *b, *b]\nd: &d [*c, *c, *c, *c, *c, *c, *c, *c]\ne: &e [*d, *d, *d, *d, *d, *d, *d, *d]\nf: &f [*e, *e, *e, *e, *e, *e, *e, *e]\ng: [*f, *f, *f, *f, *f, *f, *f, *f]";
    // Twice.
    given_twice_nested_and_dotted: "app: { message: a }\napp.message: a";
    given_twice_null_first: "app.message: ~\napp:\n  message: a";
    field_given_twice_by_path: "destinations[\"Cloud\"].since: ~\ndestinations: [Cloud]\ndestinations['Cloud']: { since: ~ }";
    field_given_in_the_list_too: "destinations['Cloud'].indicator: red_alert\ndestinations:\n  - name: NAS\n  - name: Cloud\n    indicator: green_check";
    nested_field_given_in_the_list_too: "pods:\n  - namespace: shop\n    name: web\n    containers: [{ name: app, state: running }]\npods[\"shop\", \"web\"].containers[\"app\"].state: waiting";
    // Values.
    number_wrong: "cpu.load: high";
    number_not_a_number: "cpu.load: .nan";
    number_infinite: "cpu.load: -.inf";
    number_too_large: "cpu.load: 1e40";
    number_with_a_comma: "cpu.load: 1,5";
    number_with_a_needless_unit: "cpu.load: 50 %";
    number_out_of_range: "alert.days: 101";
    number_below_its_range: "alert.days: -1 days";
    number_of_another_unit: "alert.days: 3 weeks";
    number_only_a_unit: "alert.days: days";
    yes_no_wrong: "schedule.locked: on";
    symbol_unknown: "os: window";
    symbol_unlike_any: "os: beos";
    symbol_by_its_label: "os: macOS";
    symbol_in_other_case: "os: Windows";
    version_wrong: "app.version: latest";
    duration_without_unit: "uptime: 90";
    duration_of_another_unit: "uptime: 3 months";
    duration_wrong: "uptime: a while";
    size_without_unit: "disk.free: 1024";
    size_in_bits: "disk.free: 10 Gbit";
    time_without_offset: "installed: 2026-11-22T09:00:00";
    time_wrong: "installed: yesterday";
    list_for_a_value: "os: [mac]";
    map_for_a_symbol: "os: { name: mac }";
    // Lists.
    value_for_a_list_of_records: "destinations: Cloud";
    map_for_a_list_of_records: "destinations:\n  Cloud: { indicator: red_alert }";
    value_for_a_list_of_values: "ports: 443";
    null_in_a_list_of_values: "tags: [a, null]";
    list_in_a_list_of_values: "tags: [[a]]";
    wrong_value_in_a_list_of_values: "ports: [443, https]";
    null_in_a_list_of_records: "destinations: [Cloud, ~]";
    list_in_a_list_of_records: "destinations: [[Cloud]]";
    value_in_a_list_with_two_keys: "pods: [web]";
    element_without_its_key: "destinations:\n  - indicator: red_alert";
    element_without_one_of_its_keys: "pods: [{ name: web }]";
    element_with_a_null_key: "destinations: [{ name: ~, indicator: red_alert }]";
    element_twice: "destinations: [{ name: Cloud, indicator: red_alert }, NAS, { indicator: green_check, name: Cloud }]";
    element_with_two_keys_twice: "pods:\n  - { namespace: shop, name: web }\n  - { name: web, namespace: shop }";
    element_with_equal_numbers_twice: "disks: [1, 1.0]";
    key_of_the_wrong_type: "disks: [{ number: first }]";
    key_that_is_a_list: "disks: [{ number: [1] }]";
    unknown_field: "destinations: [{ name: Cloud, indicater: red_alert }]";
    wrong_value_in_an_element: "destinations: [{ name: Cloud, indicator: red }]";
    nested_list_wrong: "pods:\n  - namespace: shop\n    name: web\n    containers:\n      - { name: app, restarts: many }\n      - { nam: proxy }\n      - app";
    // Elements by path.
    element_of_a_list_not_given: "destinations[\"Cloud\"].indicator: red_alert";
    element_of_an_unavailable_list: "destinations: ~\ndestinations[\"Cloud\"].indicator: red_alert";
    element_not_in_its_list: "destinations: [Cloud, NAS]\ndestinations[\"Clod\"].indicator: red_alert";
    element_not_in_its_nested_list: "pods: [{ namespace: shop, name: web, containers: [app] }]\npods[\"shop\", \"web\"].containers[\"proxy\"].state: running";
    element_with_too_few_key_parts: "pods[\"web\"].ready: yes";
    element_with_a_key_of_the_wrong_type: "disks[\"first\"].health: good";
    element_by_path_with_a_value: "destinations: [Cloud]\ndestinations[\"Cloud\"]: red_alert";
    element_by_path_with_an_unknown_field: "destinations: [Cloud]\ndestinations[\"Cloud\"].indicater: red_alert";
    element_of_a_value: "os[\"mac\"].version: 1";
    element_of_a_list_of_values: "tags[\"a\"]: 1";
    key_by_path: "destinations: [Cloud]\ndestinations[\"Cloud\"].name: Cloud";
    path_without_quotes: "destinations: [Cloud]\n'destinations[Cloud].indicator': red_alert";
    path_without_its_bracket: "'destinations[\"Cloud\"': red_alert";
    path_with_an_open_quote: "'destinations[\"Cloud]': red_alert";
    path_with_two_dots: "destinations[\"Cloud\"]..since: ~";
    path_with_more_behind: "destinations[\"Cloud\"]since: ~";
    path_of_brackets_alone: "'[\"Cloud\"]': 1";
    // All at once, in order.
    several: "destinations[\"Cloud\"].indicator: red\napp: { mesage: a }\ncpu.load: high\ndestinations: [Cloud, Cloud]\noss: mac";
}

#[test]
fn a_bad_list_does_not_make_its_elements_wrong() {
    let text = "destinations: [{ name: Cloud, since: never }, NAS, NAS]\ndestinations[\"Clod\"].indicator: red_alert";
    let errors = facts_of(program().rules(), "facts.yaml", text).unwrap_err();
    assert_eq!(errors.matches("error: ").count(), 2, "{errors}");
}

#[test]
fn a_long_list_of_symbols_is_not_shown() {
    let symbols = |count| {
        let symbols: Vec<String> = (1..=count).map(|i| format!("colour_{i}")).collect();
        let rules = format!(
            "fact colour: {}\naction a {{ step \"A.\" }}\nrule r {{ try a }}\n",
            symbols.join(" | ")
        );
        facts_of(compiled(&rules).rules(), "facts.yaml", "colour: red").unwrap_err()
    };
    assert!(symbols(12).contains("the symbols are `colour_1`,"));
    assert!(!symbols(13).contains("the symbols are"));
}

#[test]
fn errors_in_json_have_their_places_too() {
    let text = "{\n  \"os\": \"mac\",\n  \"app\": { \"mesage\": 1 },\n  \"cpu.load\": true\n}";
    let errors = facts_of(program().rules(), "facts.json", text).unwrap_err();
    snapshot("json", &format!("{text}\n\n{errors}"));
}

#[test]
fn a_hundred_errors_are_enough() {
    use std::fmt::Write as _;
    let mut text = String::new();
    for i in 0..300 {
        _ = writeln!(text, "unknown_{i}: 1");
    }
    let errors = facts_of(program().rules(), "facts.yaml", &text).unwrap_err();
    assert_eq!(errors.matches("error: ").count(), 101);
    assert!(errors.contains("facts.yaml:100:1"));
    assert!(errors.contains("error: there are more errors"));
}
