//! Decisions as JSON are what `docs/schema/decision-1.schema.json` promises.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use boon::{Compiler, SchemaIndex, Schemas};
use serde_json::Value;

use crate::binary::{cases_of, project, rule_bases, whatnext};

const SCHEMA: &str = "docs/schema/decision-1.schema.json";

struct Schema {
    schemas: Schemas,
    index: SchemaIndex,
}

fn schema_text() -> Value {
    let text = fs::read_to_string(project().join(SCHEMA)).expect("the schema is there");
    serde_json::from_str(&text).expect("the schema is JSON")
}

impl Schema {
    fn load() -> Schema {
        let mut compiler = Compiler::new();
        compiler
            .add_resource("decision.json", schema_text())
            .expect("the schema is a resource");
        let mut schemas = Schemas::new();
        let index = compiler
            .compile("decision.json", &mut schemas)
            .expect("the schema is one");
        Schema { schemas, index }
    }

    /// The decisions that a run prints, which must be valid.
    fn decisions(&self, folder: &Path, args: &[&str]) -> Vec<Value> {
        let ran = whatnext(folder, args, None);
        let document: Value = serde_json::from_str(&ran.stdout)
            .unwrap_or_else(|error| panic!("{args:?}: {error}\n{}{}", ran.stdout, ran.stderr));
        if let Err(error) = self.schemas.validate(&document, self.index) {
            panic!("{args:?}: {error:#}\n{}", ran.stdout);
        }
        if let Value::Array(decisions) = &document["decisions"] {
            return decisions.clone();
        }
        assert_eq!(ran.code, exit_code(&document), "{args:?}\n{}", ran.stdout);
        vec![document]
    }
}

/// The exit code that belongs to a decision.
fn exit_code(decision: &Value) -> i32 {
    match decision["next"]["kind"].as_str() {
        Some("ask" | "no_symptom" | "exhausted" | "undetermined") => 1,
        _ => 0,
    }
}

/// Rules and cases for the kinds of decisions, besides those that are shipped.
const RULES: &str = r#"
fact broken: yes/no { ask "Is it broken?" }
fact parts: list by name {
  name: text
  loose: yes/no
}

symptom trouble "Trouble" when broken or any p in parts has p.loose is yes

action tighten "Tighten {part.name}" for part in parts {
  step "Turn it."
  note "Gently."
  cost 5 minutes
}

rule tighten_parts for each part in parts {
  when trouble and part.loose
  try  tighten because "it is loose"
  refer "How to tighten {part.name}" at "https://parts.example/" when part.name is "bolt"
}

rule repair {
  when trouble
  try  tighten_all
}

action tighten_all {
  step "Turn all: {parts}."
}
"#;

const CASES: [(&str, &str); 8] = [
    ("ask", "facts: { parts: [] }"),
    ("do", "facts: { parts: [{ name: bolt, loose: yes }] }"),
    (
        "refer",
        "facts: { parts: [{ name: bolt, loose: yes }] }\nattempted: [{ action: tighten, for: bolt, outcome: could_not }]",
    ),
    ("do", "facts: { broken: yes, parts: [] }"),
    (
        "exhausted",
        "facts: { broken: yes, parts: [] }\nattempted: [{ action: tighten_all, outcome: not_fixed }]",
    ),
    ("no_symptom", "facts: { broken: no, parts: [] }"),
    (
        "resolved",
        "facts: { broken: no, parts: [] }\nattempted: [{ action: tighten_all, outcome: not_fixed }]",
    ),
    ("undetermined", "unavailable: [broken, parts]"),
];

fn kinds(decisions: &[Value]) -> impl Iterator<Item = String> + '_ {
    decisions.iter().map(|decision| {
        decision["next"]["kind"]
            .as_str()
            .expect("a decision has a kind")
            .to_owned()
    })
}

#[test]
fn decisions_are_valid_and_of_every_kind() {
    let schema = Schema::load();
    let mut seen = BTreeSet::new();
    for base in rule_bases() {
        for case in cases_of(&base) {
            for options in [
                ["--format", "json"].as_slice(),
                &["--format", "json", "--all"],
            ] {
                let args = [&["run", &base, "--case", &case], options].concat();
                seen.extend(kinds(&schema.decisions(project(), &args)));
            }
        }
    }
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("decision_schema");
    fs::create_dir_all(&folder).expect("the folder can be made");
    fs::write(folder.join("parts.rules"), RULES).expect("the rules can be written");
    for (kind, case) in CASES {
        fs::write(folder.join("case.yaml"), case).expect("the case can be written");
        let run = [
            "run",
            "parts.rules",
            "--case",
            "case.yaml",
            "--format",
            "json",
        ];
        let decisions = schema.decisions(&folder, &run);
        assert_eq!(kinds(&decisions).collect::<Vec<_>>(), [kind], "{case}");
        seen.insert(kind.to_owned());
        seen.extend(kinds(
            &schema.decisions(&folder, &[run.as_slice(), &["--all"]].concat()),
        ));
    }
    let text = schema_text();
    let all = text["$defs"]["decision"]["properties"]["next"]["oneOf"]
        .as_array()
        .expect("there are kinds");
    let name = |kind: &Value| {
        kind["$ref"]
            .as_str()
            .and_then(|path| path.rsplit('/').next())
            .map(str::to_owned)
    };
    let all: BTreeSet<String> = all
        .iter()
        .map(|kind| name(kind).expect("a kind has a name"))
        .collect();
    assert_eq!(seen, all);
}

#[test]
fn the_schema_refuses_what_is_no_decision() {
    let schema = Schema::load();
    let run = ["run", "rules/crashplan", "--format", "json"];
    let decision = schema.decisions(project(), &run).remove(0);
    let mut spoilt = Vec::new();
    for (pointer, value) in [
        ("/schema", "whatnext.decision/2"),
        ("/next/kind", "do"),
        ("/next/at", "somewhere"),
    ] {
        let mut decision = decision.clone();
        *decision
            .pointer_mut(pointer)
            .expect("the decision has this") = value.into();
        spoilt.push(decision);
    }
    for decision in spoilt {
        assert!(
            schema.schemas.validate(&decision, schema.index).is_err(),
            "{decision:#}"
        );
    }
}
