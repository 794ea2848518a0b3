//! `whatnext batch`: many records at once.

mod broken;
mod formats;
mod notes;
mod outputs;
mod refusals;
mod resume;
mod schema;
mod spared;
mod streams;

use std::fs;
use std::path::Path;

use serde_json::{Value, json};

use crate::binary::{Ran, whatnext};
use crate::diff::Scratch;

/// The rules under which most tests decide.
pub(crate) const RULES: &str = r#"fact power: yes/no { ask "Is it on?" }
fact noise: none | loud { ask "Which noise does it make?" }
fact app.version: version { ask "Which version of the app is it?" }
fact disk.free: size { ask "How much room is on the disk?" }
fact drives: list by name {
  name:     text
  attached: yes/no { ask "Is {name} attached?" }
}

symptom silent "It is silent" when not power or noise is none

action plug "Plug it in" { step "Put in the plug." }
action attach "Attach {drive.name}" for drive in drives { step "Put in the cable of {drive.name}." }
action help "Call for help" { step "Call." }

rule start {
  when silent
  try  plug when not power and noise is none
  conclude "Version {app.version}, as it says, is ""old""." when app.version < "2.0"
  refer "Make room" at "https://example.com/room" when disk.free < 1 GB without asking
  escalate help
}

rule drive for each drive in drives {
  when not drive.attached
  try  attach
}
"#;

/// How many records most tests have.
pub(crate) const COUNT: usize = 200;

/// What is known of one of many devices; each comes to another decision than
/// its neighbours. A null stands for what is left out.
pub(crate) fn device(number: usize) -> Value {
    let pick = |values: [Value; 3], step: usize| values[number / step % 3].clone();
    json!({
        "id": format!("d-{number}"),
        "power": pick([json!(true), json!(false), Value::Null], 1),
        "noise": pick([json!("none"), json!("loud"), Value::Null], 3),
        "app.version": pick([json!("1.9"), json!("2.10.3"), Value::Null], 9),
        "disk.free": pick([json!("500 MB"), json!("2 TB"), Value::Null], 27),
        "note": format!("nobody asks, \"for\" this,\nnot even {number}"),
    })
}

/// The members of a device that are known.
pub(crate) fn known(device: &Value) -> Vec<(&str, &Value)> {
    let members = device.as_object().expect("a device is a map").iter();
    let members = members.map(|(name, value)| (name.as_str(), value));
    members.filter(|(_, value)| !value.is_null()).collect()
}

/// A device as JSON, without what is left out.
pub(crate) fn line(device: &Value) -> String {
    let members: serde_json::Map<String, Value> = known(device)
        .into_iter()
        .map(|(name, value)| (name.to_owned(), value.clone()))
        .collect();
    Value::Object(members).to_string()
}

/// So many devices as NDJSON.
pub(crate) fn ndjson(count: usize) -> String {
    (0..count)
        .map(|number| line(&device(number)) + "\n")
        .collect()
}

/// A folder with the rules, and with devices in `fleet.ndjson`.
pub(crate) fn fleet(count: usize) -> Scratch {
    let scratch = Scratch::new();
    scratch.write("a.rules", RULES);
    scratch.write("fleet.ndjson", ndjson(count));
    scratch
}

/// Runs `batch` on the rules and these arguments.
pub(crate) fn batch(scratch: &Scratch, args: &[&str]) -> Ran {
    scratch.run(&[&["batch", "a.rules"], args].concat())
}

/// The same with a file as standard input.
pub(crate) fn batch_of(scratch: &Scratch, args: &[&str], stdin: &str) -> Ran {
    whatnext(
        scratch.path(),
        &[&["batch", "a.rules"], args].concat(),
        Some(stdin),
    )
}

/// The lines that a run prints.
pub(crate) fn lines(ran: &Ran) -> Vec<Value> {
    values(&ran.stdout)
}

/// The lines of NDJSON.
pub(crate) fn values(text: &str) -> Vec<Value> {
    let read = |line| serde_json::from_str(line).unwrap_or_else(|error| panic!("{line}: {error}"));
    text.lines().map(read).collect()
}

/// What stands in a file of the folder.
pub(crate) fn read(scratch: &Scratch, path: impl AsRef<Path>) -> String {
    fs::read_to_string(scratch.path().join(path)).expect("the file is there, and text")
}
