//! The JSON is what `docs/schema/summary-1.schema.json` promises.

use std::fs;

use boon::{Compiler, SchemaIndex, Schemas};
use serde_json::{Value, json};
use whatnext::fleet::summary::Summary;
use whatnext::model::DecisionKind;

use super::devices::{Form, fleet};
use super::{RULES, asks, barred, by, decided, fact, fault, program, report, summary};
use crate::binary::project;
use crate::shipped;

struct Schema {
    schemas: Schemas,
    index: SchemaIndex,
}

impl Schema {
    fn load() -> Schema {
        let path = project().join("docs/schema/summary-1.schema.json");
        let text = fs::read_to_string(path).expect("the schema is there");
        let schema = serde_json::from_str(&text).expect("the schema is JSON");
        let mut compiler = Compiler::new();
        compiler
            .add_resource("summary.json", schema)
            .expect("the schema is a resource");
        let mut schemas = Schemas::new();
        let index = compiler
            .compile("summary.json", &mut schemas)
            .expect("the schema is one");
        Schema { schemas, index }
    }

    #[track_caller]
    fn assert_accepts(&self, document: &Value) {
        if let Err(error) = self.schemas.validate(document, self.index) {
            panic!("{error:#}\n{document:#}");
        }
    }
}

/// A report in which nothing is empty.
fn full() -> Value {
    let program = program(RULES);
    let [power, network] = ["power", "network"].map(|path| fact(&program, path));
    let mut stuck = decided(DecisionKind::Undetermined);
    stuck.unsettled.push(barred(1, &[network]));
    let results = vec![
        Ok(by(DecisionKind::Do, 0)),
        Ok(by(DecisionKind::Refer, 1)),
        Ok(asks(0, &[power, network])),
        Ok(stuck),
        Err(fault("it is wrong")),
    ];
    report(&program, &summary(&program, results))
}

#[test]
fn summaries_are_valid() {
    let schema = Schema::load();
    schema.assert_accepts(&full());
    let program = shipped::program("rules/crashplan");
    schema.assert_accepts(&report(&program, &Summary::new(&program)));
    for form in [Form::Facts, Form::Cases] {
        schema.assert_accepts(&report(&program, &fleet(&program, form, 500)));
    }
}

#[test]
fn the_schema_refuses_what_is_no_summary() {
    let schema = Schema::load();
    let full = full();
    for (pointer, value) in [
        ("/schema", json!("whatnext.summary/2")),
        ("/records", json!(-1)),
        ("/kinds/0/kind", json!("dont")),
        ("/steps/0/records", json!(0)),
        ("/steps/0/at", json!("somewhere")),
        (
            "/steps/0/example",
            json!({"record": 1, "id": null, "more": 1}),
        ),
        ("/faults/0/example/line", json!("one")),
        ("/unknown/facts/0", json!({})),
        ("/rules/0/undecided", json!("some")),
        ("/entries/0", json!({"rule": "start"})),
    ] {
        let mut spoilt = full.clone();
        *spoilt.pointer_mut(pointer).expect("the report has this") = value;
        let result = schema.schemas.validate(&spoilt, schema.index);
        assert!(result.is_err(), "{pointer}");
    }
}
