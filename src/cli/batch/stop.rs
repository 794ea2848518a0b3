//! Stopping on Ctrl-C.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::cli::failure::Failure;

/// The exit code of a run that was stopped, as shells have it for Ctrl-C.
pub(in crate::cli) const STOPPED: u8 = 130;

/// Whether the run is to stop.
#[derive(Clone, Debug, Default)]
pub(super) struct Stop(Arc<AtomicBool>);

impl Stop {
    /// From now on Ctrl-C stops the run where a record ends. Whoever presses it
    /// again does not want to wait.
    pub(super) fn on_ctrl_c() -> Result<Self, Failure> {
        let stop = Stop::default();
        let flag = stop.clone();
        let handled = ctrlc::set_handler(move || {
            if flag.0.swap(true, Ordering::Relaxed) {
                std::process::exit(i32::from(STOPPED));
            }
        });
        match handled {
            Ok(()) => Ok(stop),
            Err(error) => Err(Failure::new(format!("cannot listen for Ctrl-C: {error}"))),
        }
    }

    /// Whether the run is to stop.
    pub(super) fn is_wanted(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}
