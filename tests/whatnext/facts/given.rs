//! Facts files that are right.

use whatnext::facts::memory::WorkingMemory;

use super::{Input, facts_of, program, show, snapshot};

const ALL_TYPES: &str = r#"
os: windows
app:
  message: "Cannot connect"
  version: 1.10
alert.days: 3 days
cpu: { load: 1.5e1 }
schedule: { locked: no }
uptime: 90 minutes
disk.free: 10 GB
installed: 2026-11-22T09:00:00+01:00
ports: [443, 4287]
tags: [no, "null", 1.0]
destinations:
  - { name: Cloud, indicator: red_alert, since: ~ }
  - name: NAS
  - "null"
pods:
  - namespace: shop
    name: web
    ready: "yes"
    labels: []
    containers:
      - { name: app, state: waiting, restarts: 12 }
      - proxy
  - { namespace: shop, name: db, containers: null }
"#;

const ALL_TYPES_IN_JSON: &str = r#"{
  "os": "windows",
  "app": { "message": "Cannot connect", "version": "1.10" },
  "alert": { "days": 3 },
  "cpu.load": 15,
  "schedule.locked": false,
  "uptime": "PT1H30M",
  "disk": { "free": "10 GB" },
  "installed": "2026-11-22T08:00:00Z",
  "ports": [443, 4287],
  "tags": ["no", "null", "1.0"],
  "destinations": [
    { "name": "Cloud", "indicator": "red_alert", "since": null }, "NAS", "null"
  ],
  "pods": [
    {
      "namespace": "shop", "name": "web", "ready": true, "labels": [],
      "containers": [{ "name": "app", "state": "waiting", "restarts": 12 }, "proxy"]
    },
    { "namespace": "shop", "name": "db", "containers": null }
  ]
}"#;

/// Reads two documents that must give the same.
#[track_caller]
fn same(a: &str, b: &str) {
    let program = program();
    let read = |text| facts_of(program.rules(), "facts.yaml", text);
    let (a, b) = (read(a), read(b));
    assert!(a.is_ok(), "{}", a.unwrap_err());
    assert_eq!(a, b);
}

/// What a facts file gives.
#[track_caller]
fn gives(text: &str, expected: &str) {
    let facts = facts_of(program().rules(), "facts.yaml", text);
    assert_eq!(
        facts.unwrap_or_else(|errors| panic!("{errors}")),
        expected,
        "{text}"
    );
}

#[test]
fn every_type_reads_in_yaml_and_in_json_alike() {
    let program = program();
    let yaml = facts_of(program.rules(), "facts.yaml", ALL_TYPES);
    let json = facts_of(program.rules(), "facts.json", ALL_TYPES_IN_JSON);
    assert_eq!(yaml, json);
    snapshot(
        "all_types",
        &yaml.unwrap_or_else(|errors| panic!("{errors}")),
    );
}

#[test]
fn nothing_gives_no_facts() {
    for text in [
        "",
        "\u{feff}",
        "# nothing yet\n",
        "---\n",
        "null",
        "{}",
        "app: {}",
        "\r\n",
    ] {
        let text = text.trim_start_matches('\u{feff}');
        gives(text, "");
    }
}

#[test]
fn paths_may_be_nested_dotted_or_both() {
    same(
        "app: { message: a, version: 1.2 }",
        "app.message: a\napp.version: 1.2",
    );
    same(
        "app: { message: a }\napp.version: 1.2",
        "app.version: 1.2\napp.message: a",
    );
}

#[test]
fn windows_line_ends_do_not_matter() {
    same(
        "os: mac\r\napp:\r\n  message: a\r\n",
        "os: mac\napp: { message: a }",
    );
}

#[test]
fn plain_words_are_read_by_the_type_and_not_by_yaml() {
    gives("app.message: no", "app.message = \"no\"\n");
    gives("app.message: 1.10", "app.message = \"1.10\"\n");
    gives("app.message: 'null'", "app.message = \"null\"\n");
    gives("app.message: ''", "app.message = \"\"\n");
    gives("app.message: null", "app.message is unavailable\n");
    gives("app.message: ~", "app.message is unavailable\n");
    gives("app.message:", "app.message is unavailable\n");
    gives("schedule.locked: 'No'", "schedule.locked = \"no\"\n");
    gives("schedule.locked: TRUE", "schedule.locked = \"yes\"\n");
    gives("app.version: 1.10", "app.version = \"1.10\"\n");
    gives("cpu.load: '-1.50'", "cpu.load = \"-1.5\"\n");
    gives("alert.days: 3days", "alert.days = \"3\"\n");
}

#[test]
fn elements_have_paths() {
    let nested = r#"
destinations:
  - { name: Cloud, indicator: red_alert }
  - name: a "b"
    indicator: green_check
pods:
  - { namespace: shop, name: web, containers: [{ name: app, state: waiting }], ready: no }
"#;
    same(
        nested,
        r#"
destinations["Cloud"].indicator: red_alert
'destinations["a ""b"""]': { indicator: green_check }
pods["shop", "web"].containers["app"].state: waiting
pods["shop","web"]:
  containers: [app]
  ready: no
pods: [{ namespace: shop, name: web }]
destinations: [Cloud, 'a "b"']
"#,
    );
    same(
        "disks: [{ number: 1.0, health: bad }]",
        "disks: [1]\ndisks[\"1.00\"].health: bad",
    );
    same(
        "destinations: [Cloud]\ndestinations['Cloud'].since: ~",
        "destinations: [{ name: Cloud, since: null }]",
    );
}

#[test]
fn keys_of_elements_compare_to_the_letter() {
    gives(
        "destinations: [cloud, Cloud, 'Cloud ']",
        "destinations has 3\n\
         destinations[\"cloud\"].name = \"cloud\"\n\
         destinations[\"Cloud\"].name = \"Cloud\"\n\
         destinations[\"Cloud \"].name = \"Cloud \"\n",
    );
}

#[test]
fn a_later_input_adds_to_an_earlier_one_and_overrides_it() {
    let program = program();
    let rules = program.rules();
    let mut memory = WorkingMemory::new(rules);
    for text in [
        "os: mac\ndestinations: [{ name: Cloud, indicator: red_alert }]\ntags: [a]",
        "os: linux\ndestinations[\"Cloud\"].indicator: green_check\ncpu.load: 1",
        "tags: ~",
    ] {
        assert_eq!(
            Input::new("facts.yaml", text).facts(rules, &mut memory),
            Ok(())
        );
    }
    assert_eq!(
        show(rules, &memory),
        "os = \"linux\"\ncpu.load = \"1\"\ntags is unavailable\ndestinations has 1\n\
         destinations[\"Cloud\"].name = \"Cloud\"\ndestinations[\"Cloud\"].indicator = \"green_check\"\n"
    );
}
