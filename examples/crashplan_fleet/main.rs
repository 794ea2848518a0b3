//! Writes a fleet of devices that back up with `CrashPlan`, one JSON document a line:
//! facts for `rules/crashplan` as a collector would send them. Most devices are
//! fine; facts are missing here and there, and some cannot be had.
//!
//! ```text
//! cargo run --example crashplan_fleet -- 100000 > fleet.ndjson
//! cargo run --example crashplan_fleet -- 100000 --cases > cases.ndjson
//! ```
//!
//! With `--cases` each line is a case, which has what was tried too. The same
//! number of devices is the same on every machine.

mod device;
mod dice;
mod trouble;

use std::io::{self, BufWriter, ErrorKind, Write};
use std::process::ExitCode;

use device::Device;

/// The fleet is the same on every run.
const SEED: u64 = 5;

fn main() -> ExitCode {
    let mut devices = 1000;
    let mut as_cases = false;
    for argument in std::env::args().skip(1) {
        match argument.parse() {
            Ok(number) => devices = number,
            Err(_) if argument == "--cases" => as_cases = true,
            Err(_) => {
                eprintln!("`{argument}` is neither a number of devices nor `--cases`");
                return ExitCode::from(2);
            }
        }
    }
    match write(devices, as_cases) {
        Ok(()) => ExitCode::SUCCESS,
        // Whoever reads has enough.
        Err(error) if error.kind() == ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("the fleet cannot be written: {error}");
            ExitCode::from(2)
        }
    }
}

fn write(devices: u64, as_cases: bool) -> io::Result<()> {
    let mut to = BufWriter::new(io::stdout().lock());
    for number in 0..devices {
        let device = Device::of(SEED, number);
        let document = if as_cases {
            device.case()
        } else {
            device.snapshot()
        };
        writeln!(to, "{document}")?;
    }
    to.flush()
}
