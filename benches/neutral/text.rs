//! From the text of snapshots to decisions, beside merely parsing it.
//!
//! The yardstick is `serde_json` into typed rows that borrow from the text. On
//! the machine that was used, sonic-rs and simd-json took as long.

use std::fs;
use std::hint::black_box;
use std::path::Path;
use std::time::{Duration, Instant};

use serde::Deserialize;
use whatnext::fleet::{Body, Fleet, Options, Record};

use crate::neutral::Translation;
use crate::timing::{ROUNDS, each, median};
use crate::workload::Workload;

/// A worker takes so many records at a time.
const RECORDS_OF_A_CHUNK: usize = 1_024;

/// Measures the whole way from text on the workload `w1`, and prints a table.
pub(crate) fn measured(data: &Path) -> Result<(), String> {
    let folder = data.join("w1");
    let workload = Workload::read(&folder, 0)?;
    let translation = Translation::of(&workload)?;
    let path = folder.join("snapshots.ndjson");
    let text = fs::read_to_string(&path).map_err(|error| error.to_string())?;
    let fleet = Fleet::new(&translation.program, Options::default());
    let lines: Vec<&str> = text.lines().collect();
    for line in &lines {
        serde_json::from_str::<Typed<'_>>(line).map_err(|error| error.to_string())?;
    }

    let (mut parsed, mut decided) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        parsed.push(elapsed(|| parse(&lines)));
        decided.push(elapsed(|| decide(&fleet, &lines)));
    }
    let (parsed, decided) = (median(parsed), median(decided));
    println!();
    println!("| w1 from text | a snapshot | MB/s | times the parsing |");
    println!("|---|--:|--:|--:|");
    let rows = [("parsed into typed rows", parsed), ("decided", decided)];
    for (name, time) in rows {
        println!(
            "| {name} | {:.0} ns | {:.0} | {:.2} |",
            each(time, lines.len()),
            1e3 / each(time, text.len()),
            time.as_secs_f64() / parsed.as_secs_f64()
        );
    }
    Ok(())
}

fn parse(lines: &[&str]) {
    for line in lines {
        let typed = serde_json::from_str::<Typed<'_>>(line);
        black_box(typed.is_ok());
    }
}

fn decide(fleet: &Fleet<'_>, lines: &[&str]) {
    let mut worker = fleet.worker();
    let mut records = Vec::with_capacity(RECORDS_OF_A_CHUNK);
    for chunk in lines.chunks(RECORDS_OF_A_CHUNK) {
        records.clear();
        records.extend(chunk.iter().zip(0..).map(|(line, number)| Record {
            number,
            body: Body::Json(line),
        }));
        black_box(worker.decide(&records));
    }
}

fn elapsed(run: impl FnOnce()) -> Duration {
    let start = Instant::now();
    run();
    start.elapsed()
}

/// A row of `w1`.
#[derive(Deserialize)]
#[expect(dead_code, reason = "parsing them is what is measured")]
struct Typed<'t> {
    channel: &'t str,
    product: &'t str,
    complaint: &'t str,
    connection: &'t str,
    access_tech: &'t str,
    os: &'t str,
    os_version: i64,
    device_model: &'t str,
    firmware: &'t str,
    last_error: &'t str,
    router_reachable: YesNo,
    led_power_on: YesNo,
    led_dsl_steady: YesNo,
    dns_ok: YesNo,
    dhcp_ok: YesNo,
    pppoe_up: YesNo,
    outage_in_area: YesNo,
    maintenance_window: YesNo,
    account_active: YesNo,
    payment_overdue: YesNo,
    data_cap_reached: YesNo,
    vpn_active: YesNo,
    parental_control: YesNo,
    restarted_recently: YesNo,
    cable_checked: YesNo,
    other_devices_ok: YesNo,
    vip: YesNo,
    new_install: YesNo,
    moved_recently: YesNo,
    sim_inserted: YesNo,
    roaming_enabled: YesNo,
    wifi_signal_dbm: i64,
    ping_ms: i64,
    loss_pct: i64,
    down_mbps: i64,
    up_mbps: i64,
    uptime_hours: i64,
    snr_db: i64,
    tickets_30d: i64,
    steps_done: i64,
}

/// A fact that is true or false.
#[derive(Deserialize)]
#[serde(transparent)]
#[expect(dead_code, reason = "parsing it is what is measured")]
struct YesNo(bool);
