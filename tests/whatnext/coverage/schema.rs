//! Coverage as JSON is what `docs/schema/coverage-1.schema.json` promises.

use std::fs;

use boon::{Compiler, SchemaIndex, Schemas};
use serde_json::Value;

use super::{Coverage, REPAIR, TABLE, coverage, shipped, shipped_cases, traced};
use crate::binary::{project, rule_bases};

struct Schema {
    schemas: Schemas,
    index: SchemaIndex,
}

impl Schema {
    fn load() -> Schema {
        let path = project().join("docs/schema/coverage-1.schema.json");
        let text = fs::read_to_string(path).expect("the schema is there");
        let schema = serde_json::from_str(&text).expect("the schema is JSON");
        let mut compiler = Compiler::new();
        compiler
            .add_resource("coverage.json", schema)
            .expect("the schema is a resource");
        let mut schemas = Schemas::new();
        let index = compiler
            .compile("coverage.json", &mut schemas)
            .expect("the schema is one");
        Schema { schemas, index }
    }

    fn accepts(&self, document: &Value) -> bool {
        self.schemas.validate(document, self.index).is_ok()
    }
}

fn json(coverage: &Coverage) -> Value {
    serde_json::from_str(&coverage.to_json()).expect("it is JSON")
}

#[test]
fn the_coverage_of_the_shipped_rules_is_valid() {
    let schema = Schema::load();
    for base in rule_bases() {
        let program = shipped(&base);
        let cases = shipped_cases(&base);
        let cases: Vec<&str> = cases.iter().map(String::as_str).collect();
        for cases in [&[], cases.as_slice()] {
            let trace = traced(&program, cases);
            let document = json(&Coverage::of(&program, &trace));
            assert!(schema.accepts(&document), "{document:#}");
            assert_eq!(document["decisions"], cases.len());
        }
    }
}

#[test]
fn every_count_is_in_the_json() {
    let document = json(&coverage(REPAIR, &["facts: { broken: yes, loud: yes }"]));
    assert_eq!(
        document["entries"][0],
        serde_json::json!({
            "rule": "repair",
            "kind": "try",
            "entry": "oil",
            "at": "test.rules:11:3",
            "only_asks": false,
            "covered": true,
            "counts": { "chosen": 1, "guard": 0, "used_up": 0, "not_asked": 0, "asked": 0 }
        })
    );
    assert_eq!(
        document["conditions"][1],
        serde_json::json!({
            "kind": "test",
            "name": null,
            "test": "loud",
            "at": "test.rules:11:16",
            "covered": false,
            "counts": {
                "holds": 1, "fails": 0, "cannot_be_known": 0, "cannot_hold": 0, "open": 0
            }
        })
    );
    assert_eq!(
        document["totals"]["entries"],
        serde_json::json!({ "covered": 1, "total": 3, "percent": 33.3 })
    );
    let document = json(&coverage(TABLE, &["facts: { os: mac, days: 3 }"]));
    assert_eq!(
        document["rows"][1],
        serde_json::json!({
            "table": "advice",
            "row": 2,
            "at": "test.rules:6:3",
            "covered": true,
            "counts": { "fits": 1, "does_not_fit": 0, "undecided": 0 }
        })
    );
}

#[test]
fn the_schema_refuses_what_is_no_coverage() {
    let schema = Schema::load();
    let document = json(&coverage(REPAIR, &["facts: {}"]));
    assert!(schema.accepts(&document));
    for (pointer, value) in [
        ("/schema", Value::from("whatnext.coverage/2")),
        ("/decisions", Value::from(-1)),
        ("/totals/rows/percent", Value::from(101)),
        ("/entries/0/kind", Value::from("attempt")),
        ("/entries/0/at", Value::from("somewhere")),
        ("/entries/0/counts", serde_json::json!({ "chosen": 1 })),
        ("/conditions/0/kind", Value::from("guard")),
    ] {
        let mut spoilt = document.clone();
        *spoilt.pointer_mut(pointer).expect("the document has this") = value;
        assert!(!schema.accepts(&spoilt), "{pointer}");
    }
    let mut more = document.clone();
    more["conditions"][0]["more"] = Value::from(1);
    assert!(!schema.accepts(&more));
}
