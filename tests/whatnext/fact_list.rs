//! `whatnext facts`: what rules want to know.

use std::fs;
use std::path::{Path, PathBuf};

use boon::{Compiler, Schemas};
use serde_json::Value;

use crate::binary::{project, rule_bases, whatnext};

const RULES: &str = r#"
fact os: windows "Windows" | mac "Mac" { ask "Which operating system?" }
fact host.age: number unit "days" 0..100 { ask never }
fact disks: list by name {
  from "$.disks"
  name: text
  used: number { from "$.usage.percent" }
  loud: yes/no { ask "Does the disk {name} make noises?" }
}
fact sheets: list by title {
  ask "Which sheets?"
  title: text
  tags: list of text
}

rule full for each disk in disks {
  when disk.used > 90
  conclude "Full." when os is mac
  conclude "Very full."
}

rule loud for each disk in disks {
  when disk.loud and host.age > 3
  conclude "Loud." when any sheet in sheets has sheet.tags contains "old"
}
"#;

/// A folder of this test's own with the rules.
fn folder(name: &str, rules: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"))
        .join("fact_list")
        .join(name);
    fs::create_dir_all(&folder).expect("the folder can be made");
    fs::write(folder.join("a.rules"), rules).expect("the rules can be written");
    folder
}

#[test]
fn each_fact_is_listed_with_its_type_its_use_and_how_it_is_found() {
    let ran = whatnext(&folder("text", RULES), &["facts", "a.rules"], None);
    assert_eq!(ran.stderr, "");
    assert_eq!(ran.code, 0);
    assert_eq!(
        ran.stdout,
        "\
fact          type                       entries  how it is found
os            windows | mac                    1  asked: Which operating system?
host.age      number unit \"days\" 0..100        1  told
disks         list by name                     3  from $.disks
disks.name    text                             0  from $.name
disks.used    number                           2  from $.usage.percent
disks.loud    yes/no                           1  asked: Does the disk {name} make noises?
sheets        list by title                    1  asked: Which sheets?
sheets.title  text                             0  with its list
sheets.tags   list of text                     1  asked: What are all of sheets.tags?
"
    );
}

/// The row is one that `batch` reads: a column for each fact that is not in a list.
#[test]
fn the_first_row_of_a_sheet_has_all_facts_and_no_fields() {
    let folder = folder("csv", RULES);
    let ran = whatnext(&folder, &["facts", "a.rules", "--format", "csv"], None);
    assert_eq!(ran.stdout, "os,host.age,disks,sheets\n");
    let sheet = format!("{}mac,4,,\n", ran.stdout);
    fs::write(folder.join("fleet.csv"), sheet).expect("the sheet can be written");
    let args = ["batch", "a.rules", "fleet.csv", "--strict", "--quiet"];
    let decided = whatnext(&folder, &args, None);
    assert_eq!(decided.code, 0, "{} {}", decided.stdout, decided.stderr);
}

#[test]
fn the_json_is_what_its_schema_promises() {
    let text = fs::read_to_string(project().join("docs/schema/facts-1.schema.json"));
    let schema = serde_json::from_str(&text.expect("the schema is there")).expect("it is JSON");
    let mut compiler = Compiler::new();
    let added = compiler.add_resource("facts.json", schema);
    added.expect("the schema is a resource");
    let mut schemas = Schemas::new();
    let index = compiler.compile("facts.json", &mut schemas);
    let index = index.expect("the schema is one");
    for base in rule_bases() {
        let ran = whatnext(project(), &["facts", &base, "--format", "json"], None);
        let listing: Value = serde_json::from_str(&ran.stdout).expect("it is JSON");
        if let Err(error) = schemas.validate(&listing, index) {
            panic!("{base}: {error:#}");
        }
        let facts = listing["facts"].as_array().expect("there is a list");
        assert!(!facts.is_empty(), "{base}");
    }
}

#[test]
fn rules_with_mistakes_list_nothing() {
    let folder = folder(
        "mistakes",
        "fact a: yess\nrule r { conclude \"A.\" when a }\n",
    );
    let ran = whatnext(&folder, &["facts", "a.rules"], None);
    assert_eq!(ran.code, 2);
    assert_eq!(ran.stdout, "");
    assert!(ran.stderr.contains("nothing was listed"), "{}", ran.stderr);
}
