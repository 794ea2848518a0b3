//! The summary of a fleet: what it counts, and how it tells it.

mod counts;
pub(crate) mod devices;
mod faults;
mod glance;
mod page;
mod schema;
mod splitting;

use serde_json::Value;
use whatnext::facts::memory::FactPath;
use whatnext::fleet::summary::{Run, Summary, json};
use whatnext::fleet::{Decided, Fault, Outcome, Unsettled};
use whatnext::model::DecisionKind;
use whatnext::model::ids::{EntryId, FactId, Id};
use whatnext::{MemorySource, Program, compile};

/// Rules with entries of several kinds, and facts of several kinds.
const RULES: &str = r#"
guide "Office" { version "1" }

fact power:    yes/no { ask "Does the lamp at the front burn?" }
fact network:  yes/no { ask "Is the network there?" }
fact os:       windows | mac { ask "Which system?" }
fact printers: list by name {
  ask  "Which printers are there?"
  name: text
  jammed: yes/no { ask "Is {name} jammed?" }
}

symptom dead "Nothing works" when not power or not network

action plug  "Plug it in"         { step "Plug it in." }
action clear "Clear {printer.name}" for printer in printers { step "Take the paper out." }
action call  "Call the help desk" { step "Call 4711." }

rule start "It does not start" {
  priority 20
  when dead
  try  plug when not power
  refer "Network on Windows" at "https://example.com/" when os is windows
  escalate call
}

rule print "It does not print" for each printer in printers {
  when printer.jammed
  try  clear
  conclude "It is {printer.name}"
}
"#;

fn program(rules: &str) -> Program {
    let files = MemorySource::default().with("office.rules", rules);
    let compiled = compile(&files.paths(), &files);
    compiled
        .program
        .unwrap_or_else(|| panic!("the rules have mistakes: {:#?}", compiled.diagnostics))
}

/// The fact with this path.
fn fact(program: &Program, path: &str) -> FactId {
    let mut facts = program.rules().facts.iter();
    let found = facts.find(|(_, fact)| fact.path == path);
    found.unwrap_or_else(|| panic!("no `{path}`")).0
}

/// An entry by its place among all.
fn entry(at: usize) -> EntryId {
    EntryId::from_index(at)
}

fn decided(kind: DecisionKind) -> Decided<'static> {
    Decided {
        kind,
        entry: None,
        title: None,
        element: Vec::new(),
        asks: None,
        unsettled: Vec::new(),
        explanation: None,
    }
}

/// A decision by an entry.
fn by(kind: DecisionKind, at: usize) -> Decided<'static> {
    Decided {
        entry: Some(entry(at)),
        ..decided(kind)
    }
}

/// A question for a fact, from an entry that waits for these.
fn asks(at: usize, facts: &[FactId]) -> Decided<'static> {
    Decided {
        asks: facts.first().map(|&fact| FactPath {
            fact,
            elements: Vec::new(),
        }),
        unsettled: vec![open(at, facts)],
        ..by(DecisionKind::Ask, at)
    }
}

/// An entry that waits for these facts.
fn open(at: usize, facts: &[FactId]) -> Unsettled {
    Unsettled {
        entry: entry(at),
        is_open: true,
        facts: facts.to_vec(),
    }
}

/// An entry that cannot be known, as these facts cannot be had.
fn barred(at: usize, facts: &[FactId]) -> Unsettled {
    Unsettled {
        is_open: false,
        ..open(at, facts)
    }
}

fn fault(message: &str) -> Fault {
    Fault {
        message: message.to_owned(),
        position: Some((1, 8)),
    }
}

/// The summary of records that come to this, one after another.
fn summary(program: &Program, results: Vec<Result<Decided<'static>, Fault>>) -> Summary {
    let mut summary = Summary::new(program);
    for (number, result) in results.into_iter().enumerate() {
        summary.add(&Outcome {
            number: number as u64,
            id: Some(format!("lap-{number}")),
            result,
        });
    }
    summary
}

/// A run of which nothing special is to be told.
fn run() -> Run {
    Run {
        seconds: 0.25,
        inputs: vec!["fleet.ndjson".to_owned()],
        is_complete: true,
    }
}

/// A summary as JSON.
fn report(program: &Program, summary: &Summary) -> Value {
    serde_json::from_str(&json(program, summary, &run())).expect("it is JSON")
}
