//! Gathered documents: what is found in them, and what is said about bad ones.

use whatnext::Program;
use whatnext::facts::memory::WorkingMemory;

use super::{Input, compiled, facts_of, show, snapshot};

const RULES: &str = r#"
fact host: text { from "$.host.name" }
fact os: windows | mac | linux { from "$.host['os-type']" }
fact load: number { from "$.load"  default 0 }
fact memory: size { from "$.memory" }
fact started: time { from "$.started" }
fact tags: list of text { from "$.tags" }
fact owner: text { ask "Whose is it?" }

fact disks: list by name {
  from "$.devices[?@.type == 'disk']"
  name: text
  size: size { from "$.bytes" }
  model: text { from "$.vendor.model" }
  loud: yes/no { ask "Is {name} loud?" }
  parts: list by number {
    number: number { from "$.nr" }
    mount: text
  }
}

fact users: list by id {
  from "$..users[*]"
  id: number
}

rule r {
  when host is "a" and os is mac and load > 1 and memory > 1 GB and age(started) > 1 hour
   and tags contains "a" and owner is "b" and users is empty
   and any d in disks has
        (d.size > 1 GB and d.model is "c" and d.loud and (any p in d.parts has p.mount is "/"))
  conclude "It is so."
}
"#;

const DOCUMENT: &str = r#"{
  "version": 3,
  "host": { "name": "ada", "os-type": "linux" },
  "memory": 17179869184,
  "started": "2026-11-22T08:00:00Z",
  "tags": ["laptop", 7, true],
  "devices": [
    { "type": "disk", "name": "sda", "bytes": "500 GB", "vendor": { "model": "X1" },
      "parts": [{ "nr": 1, "mount": "/" }, { "nr": 2 }] },
    { "type": "fan", "name": "fan0" },
    { "type": "disk", "name": "sdb", "bytes": null, "loud": false, "noise": [1, 2] }
  ]
}"#;

fn program() -> Program {
    compiled(RULES)
}

#[track_caller]
fn found(text: &str) -> String {
    facts_of(program().rules(), "document.json", text).unwrap_or_else(|errors| panic!("{errors}"))
}

#[test]
fn every_fact_with_a_path_is_found_or_unavailable() {
    snapshot("gathered", &format!("{DOCUMENT}\n\n{}", found(DOCUMENT)));
}

#[test]
fn yaml_is_read_alike() {
    let yaml = "version: 3\nhost: { name: ada, os-type: linux }\nmemory: 17179869184\n\
        started: 2026-11-22T08:00:00Z\ntags: [laptop, 7, true]\ndevices:\n\
        - { type: disk, name: sda, bytes: 500 GB, vendor: { model: X1 }, \
            parts: [{ nr: 1, mount: / }, { nr: 2 }] }\n\
        - { type: fan, name: fan0 }\n\
        - { type: disk, name: sdb, bytes: null, loud: no }\n";
    let read = facts_of(program().rules(), "document.yaml", yaml);
    assert_eq!(read, Ok(found(DOCUMENT)));
}

#[test]
fn a_list_is_empty_where_its_place_is_there() {
    assert!(found(r#"{"devices":[]}"#).contains("disks has 0\n"));
    assert!(found(r#"{"devices":[{"type":"fan"}]}"#).contains("disks has 0\n"));
    assert!(found(r#"{"devices":{}}"#).contains("disks has 0\n"));
    assert!(found(r#"{"devices":null,"load":1}"#).contains("disks is unavailable\n"));
    assert!(found(r#"{"at":"home","load":1}"#).contains("disks is unavailable\n"));
    // What stands before `..` is the document.
    assert!(found(r#"{"at":"home","load":1}"#).contains("users has 0\n"));
    // A path of names alone leaves no choice.
    assert!(found(r#"{"at":"home","load":1}"#).contains("tags is unavailable\n"));
    assert!(found(r#"{"at":"home","tags":[]}"#).contains("tags = []\n"));
}

#[test]
fn elements_come_in_arrays_or_one_by_one() {
    let one = found(r#"{"at":"home","tags":"laptop"}"#);
    assert!(one.contains("tags = [\"laptop\"]\n"), "{one}");
    let nested = found(r#"{"a":{"users":[{"id":1}]},"b":{"users":[{"id":2},3]}}"#);
    assert!(nested.contains("users has 3\n"), "{nested}");
}

#[test]
fn a_document_can_be_a_list() {
    let program = compiled(
        "fact names: list of text { from \"$[*].name\" }\n\
         rule r { when names contains \"a\" conclude \"a\" }",
    );
    let read = |text| facts_of(program.rules(), "document.json", text);
    assert_eq!(
        read(r#"[{"name":"a"},{"name":"b"}]"#),
        Ok("names = [\"a\", \"b\"]\n".to_owned())
    );
    assert_eq!(read("[]"), Ok("names = []\n".to_owned()));
}

#[test]
fn what_a_second_document_lacks_stays() {
    let program = program();
    let mut memory = WorkingMemory::new(program.rules());
    for text in [
        r#"{"at":"home","load":1,"host":{"name":"ada"}}"#,
        r#"{"at":"home","host":{"name":"bob"}}"#,
    ] {
        let read = Input::new("document.json", text).facts(program.rules(), &mut memory);
        assert_eq!(read, Ok(()));
    }
    let shown = show(program.rules(), &memory);
    assert!(
        shown.contains("host = \"bob\"\n") && shown.contains("load = \"1\"\n"),
        "{shown}"
    );
}

#[test]
fn facts_beside_a_document_override_it() {
    let text = r#"
owner: eve
gathered: { host: { name: ada }, devices: [{ type: disk, name: sda, bytes: 1 }] }
disks["sda"].loud: yes
disks["sda"].size: 2 GB
host: bob
"#;
    let rules = program();
    let shown =
        facts_of(rules.rules(), "facts.yaml", text).unwrap_or_else(|errors| panic!("{errors}"));
    for line in [
        "owner = \"eve\"",
        "disks[\"sda\"].loud = \"yes\"",
        "disks[\"sda\"].size = \"2 GB\"",
        "host = \"bob\"",
    ] {
        assert!(shown.contains(line), "{line} is not in:\n{shown}");
    }
    let case = "facts: { owner: eve }
gathered:
  host: { name: ada }
unavailable: [host]
";
    let file = Input::new("case.yaml", case).case(rules.rules());
    let facts = file.unwrap_or_else(|errors| panic!("{errors}")).case.facts;
    let shown = show(rules.rules(), &facts);
    assert!(
        shown.contains("host is unavailable\n") && shown.contains("owner = \"eve\"\n"),
        "{shown}"
    );
}

/// A document is a gathered one only where it has names that the rules do not have, and
/// none of a fact that is in no such document.
#[test]
fn a_facts_file_is_still_one() {
    let read = |text| facts_of(program().rules(), "facts.yaml", text);
    assert_eq!(read("load: 3"), Ok("load = \"3\"\n".to_owned()));
    assert_eq!(
        read("owner: eve\nload: 3"),
        Ok("load = \"3\"\nowner = \"eve\"\n".to_owned())
    );
    assert_eq!(read(""), Ok(String::new()));
    assert_eq!(read("{}"), Ok(String::new()));
    assert!(read("owner: eve\nlaod: 4").is_err_and(|errors| errors.contains("`laod`")));
}

/// Where the names at the top could be those of a facts file, those below tell.
#[test]
fn a_document_may_have_the_names_of_facts_at_its_top() {
    let program = compiled(
        "fact printer.name: text { from \"$.printer.name\" }\n\
         fact queue.jobs: number { from \"$.queue.jobs\" }\n\
         fact queue.oldest: text { from \"$.queue.oldest_job\" }\n\
         fact trays: list by name { from \"$.trays\" name: text level: number { from \"$.pct\" } }\n\
         rule r { when printer.name is \"a\" and queue.jobs > 1 and queue.oldest is \"b\" \
         and any t in trays has t.level < 3 conclude \"a\" }",
    );
    let read = |text| facts_of(program.rules(), "document.json", text);
    let of_a_tool = [
        (
            r#"{"queue": {"jobs": 3, "oldest_job": "b"}}"#,
            "queue.oldest = \"b\"",
        ),
        (
            r#"{"trays": [{"name": "A", "pct": 4}]}"#,
            "printer.name is unavailable",
        ),
    ];
    for (text, found) in of_a_tool {
        let shown = read(text).unwrap_or_else(|errors| panic!("{text}: {errors}"));
        assert!(shown.contains(found), "{text}: {shown}");
    }
    // All of these are names of a facts file, right or wrong ones.
    for text in [
        r#"{"queue": {"jobs": 3, "oldest": "b"}}"#,
        r#"{"trays": [{"name": "A", "level": 4}]}"#,
        r#"{"queue.jobs": 3}"#,
    ] {
        let shown = read(text).unwrap_or_else(|errors| panic!("{text}: {errors}"));
        assert!(!shown.contains("unavailable"), "{text}: {shown}");
    }
    for text in [
        r#"{"queue": {"jobs": 3, "oldst": "b"}}"#,
        r#"{"queue.jobs": 3, "printer": {"name": "a"}, "id": 7}"#,
        // More is known by names than by paths.
        r#"{"queue": {"jobs": 3, "oldest": "b"}, "id": 7}"#,
    ] {
        assert!(
            read(text).is_err_and(|errors| errors.contains("there is no")),
            "{text}"
        );
    }
}

/// What no tool knows can stand beside what one prints.
#[test]
fn facts_without_paths_may_stand_in_a_document() {
    let with = |more: &str| DOCUMENT.replacen("\"version\"", &format!("{more}, \"version\""), 1);
    let shown = found(&with(r#""owner": "eve", "disks[\"sda\"].loud": true"#));
    let expected = found(DOCUMENT) + "owner = \"eve\"\ndisks[\"sda\"].loud = \"yes\"\n";
    assert_eq!(sorted(&shown), sorted(&expected));
    // Nor is it a mistake that a tool has a name of the rules for something else.
    assert_eq!(found(&with(r#""os": {"name": "x"}"#)), found(DOCUMENT));
}

fn sorted(text: &str) -> Vec<&str> {
    let mut lines: Vec<&str> = text.lines().collect();
    lines.sort_unstable();
    lines
}

#[test]
fn a_facts_file_may_give_nothing_but_a_document() {
    let text = format!("{{ \"gathered\": {DOCUMENT} }}");
    assert_eq!(found(&text), found(DOCUMENT));
    let beside = format!("{{ \"gathered\": {DOCUMENT}, \"load\": 7 }}");
    assert!(found(&beside).contains("load = \"7\"\n"));
}

/// A record of which the rules can know nothing is a mistake, not a case of which
/// nothing can be known.
#[test]
fn in_a_fleet_a_document_must_have_something_of_interest() {
    let program = program();
    let mut memory = WorkingMemory::new(program.rules());
    let mut errors = |text: &str| {
        let document = Input::new("record.json", text)
            .document()
            .expect("a document");
        let reader = whatnext::facts::read::Reader::new(program.rules());
        reader.facts_among_others(&document, &mut memory).len()
    };
    assert_eq!(errors(r#"{"id": 7}"#), 1);
    assert_eq!(errors(r#"{"id": 7, "memory": 7}"#), 0);
    // A table of facts, with a column that is none.
    assert_eq!(errors(r#"{"id": 7, "load": 7}"#), 0);
}

/// A thousand times as many elements take a thousand times as long, not a million: that
/// would be over the limit of steps.
#[test]
fn reading_is_linear_in_the_elements() {
    let device =
        |n: u32| format!(r#"{{"type":"disk","name":"d{n}","bytes":{n},"parts":[{{"nr":1}}]}}"#);
    let devices: Vec<String> = (0..100_000).map(device).collect();
    let shown = found(&format!(r#"{{"devices":[{}]}}"#, devices.join(",")));
    assert!(shown.contains("disks has 100000\n"));
}

/// A test for each bad document: its snapshot shows it and what is said.
macro_rules! bad_documents {
    ($($name:ident: $text:expr;)*) => {$(
        #[test]
        fn $name() {
            let text: &str = $text;
            let errors = facts_of(program().rules(), "document.json", text);
            let errors = errors.expect_err("the document has an error");
            snapshot(concat!("gathered_", stringify!($name)), &format!("{text}\n\n{errors}"));
        }
    )*};
}

bad_documents! {
    nothing_of_interest: r#"{"machine": "ada", "devics": []}"#;
    a_fact_misspelt: r#"{"ownr": "eve"}"#;
    a_value_of_another_type: r#"{"at": "home", "host": {"os-type": "beos"}, "load": "high", "memory": "16 Gbit"}"#;
    a_map_for_a_value: r#"{"at": "home", "host": {"name": {"first": "ada"}}}"#;
    a_list_for_a_value: r#"{"at": "home", "load": [1, 2]}"#;
    an_element_without_its_key: r#"{"devices": [{"type": "disk", "bytes": 1}]}"#;
    an_element_without_its_nested_key: r#"{"devices": [{"type": "disk", "name": "sda", "parts": [{"mount": "/"}]}]}"#;
    an_element_twice: r#"{"devices": [{"type": "disk", "name": "sda"}, {"type": "disk", "name": "sda"}]}"#;
    an_element_that_is_nothing: r#"{"at": "home", "tags": ["a", null]}"#;
    an_element_of_another_shape: r#"{"at": "home", "tags": ["a", {"b": 1}]}"#;
    a_field_of_another_type: r#"{"devices": [{"type": "disk", "name": "sda", "loud": "very"}]}"#;
}

#[test]
fn several_values_for_one_fact() {
    let program = compiled(
        "fact reason: text { from \"$.conditions[?@.status == 'False'].reason\" }\n\
         rule r { when reason is \"a\" conclude \"a\" }",
    );
    let text = r#"{"conditions": [
  { "status": "False", "reason": "a" },
  { "status": "True",  "reason": "b" },
  { "status": "False", "reason": "c" }
]}"#;
    let errors = facts_of(program.rules(), "document.json", text).expect_err("two reasons");
    snapshot("gathered_several_values", &format!("{text}\n\n{errors}"));
}

#[test]
fn a_document_for_rules_without_paths() {
    let program = compiled("fact a: text\nrule r { when a is \"b\" conclude \"c\" }");
    let errors = facts_of(program.rules(), "facts.yaml", "gathered: { x: 1 }");
    let errors = errors.expect_err("nothing reads it");
    snapshot("gathered_without_paths", &errors);
}

#[test]
fn a_search_that_takes_too_long() {
    let program = compiled(
        "fact all: list of text { from \"$..*..*..*..*\" }\n\
         rule r { when all is empty conclude \"a\" }",
    );
    let text = format!(
        "{}{}{}",
        "[".repeat(100),
        "1,".repeat(999) + "1",
        "]".repeat(100)
    );
    let errors = facts_of(program.rules(), "document.json", &text).expect_err("it takes too long");
    assert!(
        errors.contains("takes too long in this document"),
        "{errors}"
    );
}
