//! The paths of facts.

use proptest::prelude::{any, prop_assert_eq, proptest};
use whatnext::facts::memory::FactPath;
use whatnext::facts::path::parse_path;

use super::program;

#[test]
fn paths_are_shown_as_they_are_read() {
    let program = program();
    let rules = program.rules();
    for (text, shown) in [
        ("os", "os"),
        ("app.message", "app.message"),
        ("destinations", "destinations"),
        (
            "destinations['Cloud'].indicator",
            "destinations[\"Cloud\"].indicator",
        ),
        (
            "destinations[ \"a \"\"b\"\"\" ].name",
            "destinations[\"a \"\"b\"\"\"].name",
        ),
        ("destinations['it''s'].name", "destinations[\"it's\"].name"),
        ("destinations[\"]=[\"].name", "destinations[\"]=[\"].name"),
        ("disks['01.0'].health", "disks[\"1\"].health"),
        (
            "pods[\"a\",\"b\"].containers",
            "pods[\"a\", \"b\"].containers",
        ),
        (
            "pods[\"a\", 'b'].containers[\"\"].state",
            "pods[\"a\", \"b\"].containers[\"\"].state",
        ),
    ] {
        let path = parse_path(rules, text);
        assert_eq!(
            path.map(|path| path.show(rules)),
            Ok(shown.to_owned()),
            "{text}"
        );
    }
}

proptest! {
    #[test]
    fn every_key_can_be_written(a in any::<String>(), b in any::<String>(), c in any::<String>()) {
        let program = program();
        let rules = program.rules();
        let state = parse_path(rules, "pods['','']" ).err().map(|_| "pods['',''].containers[''].state");
        let fact = parse_path(rules, state.unwrap_or_default()).unwrap().fact;
        let path = FactPath { fact, elements: vec![vec![a, b], vec![c]] };
        prop_assert_eq!(parse_path(rules, &path.show(rules)), Ok(path));
    }

    #[test]
    fn no_text_is_too_bad_for_an_error(text in any::<String>(), odd in "[\\[\\]\"'.,= a-zd]{0,24}") {
        let program = program();
        let _ = parse_path(program.rules(), &text);
        let _ = parse_path(program.rules(), &odd);
        let _ = parse_path(program.rules(), &format!("destinations{odd}"));
        let _ = parse_path(program.rules(), &format!("pods[\"a\",\"b\"].containers{odd}"));
    }
}
