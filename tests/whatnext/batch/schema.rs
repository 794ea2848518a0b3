//! The lines are what `docs/schema/batch-1.schema.json` promises.

use std::fs;

use boon::{Compiler, SchemaIndex, Schemas};
use serde_json::{Value, json};

use super::{COUNT, batch, fleet, lines, ndjson};
use crate::binary::project;

fn schema() -> (Schemas, SchemaIndex) {
    let mut compiler = Compiler::new();
    for name in ["batch-1.schema.json", "decision-1.schema.json"] {
        let text = fs::read_to_string(project().join("docs/schema").join(name));
        let schema = serde_json::from_str(&text.expect("the schema is there"));
        compiler
            .add_resource(name, schema.expect("the schema is JSON"))
            .expect("the schema is a resource");
    }
    let mut schemas = Schemas::new();
    let index = compiler
        .compile("batch-1.schema.json", &mut schemas)
        .expect("the schema is one");
    (schemas, index)
}

#[test]
fn every_line_is_as_the_schema_promises() {
    let (schemas, index) = schema();
    let scratch = fleet(0);
    let drive = r#"{"id": 7, "power": "yes", "noise": "loud", "drives": [{"name": "NAS", "attached": "no"}]}"#;
    let dead_end = r#"{"power": null, "noise": null, "drives": null}"#;
    let text = [&ndjson(COUNT), drive, "\n", dead_end, "\n{\n[]\n"].concat();
    scratch.write("fleet.ndjson", text);
    scratch.write("t.csv", "power\nno\nno,no\n");
    for explain in [&[][..], &["--explain"]] {
        let args = ["fleet.ndjson", "t.csv", "--id", "id", "--quiet"];
        let lines = lines(&batch(&scratch, &[&args, explain].concat()));
        assert_eq!(lines.len(), COUNT + 6);
        for line in lines {
            if let Err(error) = schemas.validate(&line, index) {
                panic!("{error:#}\n{line:#}");
            }
        }
    }
}

#[test]
fn the_schema_refuses_what_is_no_line() {
    let (schemas, index) = schema();
    let refused = |line: &Value| schemas.validate(line, index).is_err();
    assert!(!refused(&json!({"record": 1, "kind": "no_symptom"})));
    for line in [
        json!({"kind": "no_symptom"}),
        json!({"record": 0, "kind": "no_symptom"}),
        json!({"record": 1}),
        json!({"record": 1, "kind": "perhaps"}),
        json!({"record": 1, "kind": "do", "rule": "r", "entry": "e", "title": "t"}),
        json!({"record": 1, "kind": "ask", "rule": "r", "entry": "e", "title": "t"}),
        json!({"record": 1, "kind": "no_symptom", "error": "it is wrong", "file": "f"}),
        json!({"record": 1, "error": "it is wrong"}),
    ] {
        assert!(refused(&line), "{line}");
    }
}
