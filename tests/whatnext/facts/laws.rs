//! What is true of all inputs.

use proptest::collection::vec;
use proptest::prelude::{Just, Strategy, any, prop_assert, prop_assert_eq, proptest};
use proptest::sample::select;
use std::sync::LazyLock;
use whatnext::Program;

use super::{Input, facts_of, program};

static PROGRAM: LazyLock<Program> = LazyLock::new(program);

/// Facts that go together in any order.
const LINES: [&str; 12] = [
    "os: mac",
    "app: { message: a }",
    "app.version: 1.2",
    "cpu.load: ~",
    "destinations: [Cloud, { name: NAS, since: ~ }]",
    "'destinations[\"Cloud\"].indicator': red_alert",
    "'destinations[\"NAS\"]': { indicator: green_check }",
    "pods: [{ namespace: shop, name: web }, { namespace: shop, name: db, containers: [x] }]",
    "'pods[\"shop\", \"web\"].containers': [{ name: app, state: waiting }, proxy]",
    "'pods[\"shop\", \"web\"].containers[\"proxy\"].state': running",
    "'pods[\"shop\", \"db\"].containers[\"x\"]': { state: running, restarts: 1 }",
    "'pods[\"shop\", \"db\"].ready': no",
];

/// Words and signs that inputs are made of.
fn piece() -> impl Strategy<Value = &'static str> {
    select(vec![
        "os",
        "app",
        "message",
        "destinations",
        "pods",
        "containers",
        "case",
        "facts",
        "attempted",
        "unavailable",
        "expect",
        "action",
        "outcome",
        "for",
        "name",
        "namespace",
        "restart",
        "look_at",
        "fixed",
        "Cloud",
        "1",
        "~",
        ": ",
        ": ",
        ": ",
        "\n",
        "\n",
        "\n  ",
        "- ",
        "[",
        "]",
        "{",
        "}",
        ", ",
        "\"",
        "'",
        ".",
        "[\"",
        "\"]",
        "red_alert",
    ])
}

proptest! {
    #[test]
    fn the_order_in_a_file_does_not_matter(lines in Just(LINES.to_vec()).prop_shuffle()) {
        let read = |lines: &[&str]| facts_of(PROGRAM.rules(), "facts.yaml", &lines.join("\n"));
        let facts = read(&lines);
        prop_assert!(facts.is_ok(), "{}", facts.unwrap_err());
        prop_assert_eq!(facts, read(&LINES));
    }

    #[test]
    fn no_document_is_too_bad_for_an_error(pieces in vec(piece(), 0..60), any in any::<String>()) {
        for text in [pieces.concat(), any] {
            let _ = facts_of(PROGRAM.rules(), "facts.yaml", &text);
            let _ = facts_of(PROGRAM.rules(), "facts.yaml", &format!("app: {{ {text} }}"));
            let _ = Input::new("case.yaml", &text).case(PROGRAM.rules());
            let _ = Input::new("case.json", &text).case(PROGRAM.rules());
        }
    }
}
