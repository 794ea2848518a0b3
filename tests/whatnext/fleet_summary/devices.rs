//! The generated fleet: what `cargo run --example crashplan_fleet` writes.

#[path = "../../../examples/crashplan_fleet/device.rs"]
mod device;
#[path = "../../../examples/crashplan_fleet/dice.rs"]
mod dice;
#[path = "../../../examples/crashplan_fleet/trouble.rs"]
mod trouble;

use std::collections::{BTreeMap, BTreeSet};

use serde_json::json;
use whatnext::engine::{self, Considered, Evaluator, Scope, Truth};
use whatnext::fleet::summary::Summary;
use whatnext::fleet::{Body, Fleet, Options, Record};
use whatnext::{Inputs, Program};

use super::report;
use crate::shipped;
use device::Device;

/// The fleet of the example.
const SEED: u64 = 5;

/// What devices are told as.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    /// Facts among other fields.
    Facts,
    /// Cases, with what was tried.
    Cases,
}

/// The first devices, as JSON.
pub(crate) fn documents(form: Form, devices: u64) -> Vec<String> {
    let document = |number| {
        let device = Device::of(SEED, number);
        match form {
            Form::Facts => device.snapshot().to_string(),
            Form::Cases => device.case().to_string(),
        }
    };
    (0..devices).map(document).collect()
}

/// The summary of so many devices.
pub(super) fn fleet(program: &Program, form: Form, devices: u64) -> Summary {
    let options = Options {
        cases: form == Form::Cases,
        id: (form == Form::Facts).then(|| "id".to_owned()),
        ..Options::default()
    };
    let fleet = Fleet::new(program, options);
    let mut worker = fleet.worker();
    let mut summary = Summary::new(program);
    for (number, text) in documents(form, devices).iter().enumerate() {
        let record = Record {
            number: number as u64,
            body: Body::Json(text),
        };
        for outcome in worker.decide(&[record]) {
            summary.add(&outcome);
        }
    }
    summary
}

#[test]
fn every_device_can_be_read_and_most_are_fine() {
    let program = shipped::program("rules/crashplan");
    for form in [Form::Facts, Form::Cases] {
        let report = report(&program, &fleet(&program, form, 2000));
        assert_eq!(report["errors"], 0, "{report:#}");
        let kinds = report["kinds"].as_array().expect("there are kinds");
        let fine = kinds.iter().find(|kind| kind["kind"] == "no_symptom");
        let fine = fine.and_then(|kind| kind["records"].as_u64());
        assert!(fine.is_some_and(|fine| (1200..1900).contains(&fine)));
    }
}

#[test]
fn a_fleet_reaches_most_entries() {
    let program = shipped::program("rules/crashplan");
    let report = report(&program, &fleet(&program, Form::Cases, 10_000));
    let reached = report["steps"].as_array().map_or(0, Vec::len);
    let all = program.rules().entries.len();
    assert!(
        reached * 10 >= all * 9,
        "{reached} of {all}: {:#}",
        report["steps"]
    );
}

#[test]
fn the_fleet_is_the_same_every_time() {
    let device = Device::of(SEED, 17).snapshot();
    assert_eq!(device, Device::of(SEED, 17).snapshot());
    assert_ne!(device, Device::of(SEED, 18).snapshot());
    assert_ne!(device, Device::of(6, 17).snapshot());
}

/// Where the entries stand that the engine passes over because they cannot be
/// known.
fn unknowable(program: &Program, device: &Device) -> BTreeSet<String> {
    let mut document = device.case();
    document["attempted"] = json!([]);
    let file = Inputs::new(program).case("case.json", &document.to_string());
    let case = file.unwrap_or_else(|problems| panic!("{problems}")).case;
    let mut evaluator = Evaluator::new(program.rules(), program.graph(), &case);
    let mut events: Vec<Considered<'_>> = Vec::new();
    let scope = Scope::everything(program.graph());
    engine::select(&mut evaluator, &scope, &mut events).expect("it is a small case");
    let is_unknowable =
        |event: &&Considered<'_>| !event.guard.can_hold() && event.guard != Truth::FAILS;
    let place = |event: &Considered<'_>| {
        let entry = event.candidate.entry.entry;
        program.sources().place(program.rules().entries[entry].span)
    };
    events.iter().filter(is_unknowable).map(place).collect()
}

#[test]
fn what_cannot_be_known_is_counted_as_the_engine_sees_it() {
    let program = shipped::program("rules/crashplan");
    let devices = 2000;
    let mut expected = BTreeMap::new();
    for number in 0..devices {
        for place in unknowable(&program, &Device::of(SEED, number)) {
            *expected.entry(place).or_insert(0) += 1;
        }
    }
    let report = report(&program, &fleet(&program, Form::Facts, devices));
    let entries = report["entries"].as_array().expect("there are entries");
    let counted: BTreeMap<String, i32> = entries
        .iter()
        .filter(|entry| entry["cannot_be_known"] != 0)
        .map(|entry| {
            let at = entry["at"].as_str().expect("it has a place").to_owned();
            let count = entry["cannot_be_known"].as_i64().expect("it is counted");
            (at, i32::try_from(count).expect("it is small"))
        })
        .collect();
    assert_eq!(counted, expected);
    assert!(expected.len() > 20, "{expected:#?}");
}
