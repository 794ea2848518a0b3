//! The crate that reads paths also follows them, though without bounds and places: both
//! have to select the same. It mixes up the order of what several selectors select from
//! several values, so that the order is not compared there.

use jsonpath_rust::JsonPath as _;
use proptest::prelude::{Just, Strategy, any, prop_assert_eq, prop_oneof, proptest};
use serde_json::Value;

use super::{document, selected};

/// Documents of few names and values, so that paths find something.
fn documents() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::Bool),
        (0_i64..4).prop_map(Value::from),
        prop_oneof![Just(0.5), Just(2.5)].prop_map(Value::from),
        "[ab]{0,2}".prop_map(Value::String),
    ];
    leaf.prop_recursive(5, 40, 5, |inner| {
        prop_oneof![
            proptest::collection::vec(inner.clone(), 0..5).prop_map(Value::Array),
            proptest::collection::btree_map("[abc]", inner, 0..4)
                .prop_map(|members| Value::Object(members.into_iter().collect())),
        ]
    })
}

fn steps() -> impl Strategy<Value = String> {
    let bound = || prop_oneof![Just(String::new()), (-4_i64..5).prop_map(|n| n.to_string())];
    let step = prop_oneof![Just(""), Just("1"), Just("2"), Just("-1"), Just("-2"),];
    let slice = (bound(), bound(), step).prop_map(|(a, b, c)| format!("{a}:{b}:{c}"));
    let selector = prop_oneof![
        2 => "[abc]".prop_map(|name| format!("'{name}'")),
        2 => Just("*".to_owned()),
        2 => (-3_i64..4).prop_map(|index| index.to_string()),
        1 => slice,
        2 => filters().prop_map(|filter| format!("?{filter}")),
    ];
    let bracketed = proptest::collection::vec(selector, 1..3)
        .prop_map(|selectors| format!("[{}]", selectors.join(",")));
    prop_oneof![
        3 => "[.][abc]",
        1 => Just(".*".to_owned()),
        3 => bracketed.clone(),
        1 => bracketed.prop_map(|selectors| format!("..{selectors}")),
        1 => "[.][.][abc]",
    ]
}

fn filters() -> impl Strategy<Value = String> {
    let single = "[@$](([.][abc])|(\\[[01]\\])){0,2}";
    let value = prop_oneof![
        Just("1"),
        Just("2.5"),
        Just("'a'"),
        Just("true"),
        Just("null"),
    ];
    let operator = prop_oneof![
        Just("=="),
        Just("!="),
        Just("<"),
        Just("<="),
        Just(">"),
        Just(">="),
    ];
    let test = prop_oneof![
        (single, operator, value).prop_map(|(a, op, b)| format!("{a} {op} {b}")),
        single.prop_map(|path| path),
        single.prop_map(|path| format!("!{path}")),
    ];
    proptest::collection::vec(test, 1..3)
        .prop_flat_map(|tests| prop_oneof![Just(tests.join(" && ")), Just(tests.join(" || "))])
}

proptest! {
    #[test]
    fn both_select_the_same(value in documents(), steps in proptest::collection::vec(steps(), 0..4)) {
        let path = format!("${}", steps.concat());
        let expected = value.query(&path).expect("a path");
        let mut expected: Vec<String> = expected.iter().map(ToString::to_string).collect();
        let mut selected = selected(&path, &document(&value.to_string()));
        if path.contains(',') {
            expected.sort();
            selected.sort();
        }
        prop_assert_eq!(selected, expected, "{}", path);
    }
}
