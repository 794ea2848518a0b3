//! How far a long run has come, on a terminal.

use std::io::IsTerminal as _;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// Shorter runs show nothing.
const PATIENCE: Duration = Duration::from_secs(1);

/// Tells how many cases were decided, and how fast. Where standard error is no
/// terminal it says nothing.
pub(super) struct Progress {
    started: Instant,
    /// How many bytes there are to be read, where that is known.
    total: Option<u64>,
    /// What is counted.
    things: &'static str,
    is_told: bool,
    bar: Option<ProgressBar>,
}

impl Progress {
    /// Starts to count cases.
    pub(super) fn start(total: Option<u64>) -> Self {
        Progress {
            started: Instant::now(),
            total,
            things: "cases",
            is_told: std::io::stderr().is_terminal(),
            bar: None,
        }
    }

    /// Calls what is counted something else.
    pub(super) fn counting(mut self, things: &'static str) -> Self {
        self.things = things;
        self
    }

    /// Tells nothing.
    pub(super) fn quiet(mut self, is_quiet: bool) -> Self {
        self.is_told &= !is_quiet;
        self
    }

    /// Tells that so many cases were decided, and that so many bytes were read.
    pub(super) fn reached(&mut self, cases: u64, bytes: u64) {
        let elapsed = self.started.elapsed();
        if !self.is_told || elapsed < PATIENCE {
            return;
        }
        let bar = self.bar.get_or_insert_with(|| bar(self.total));
        let millis = u64::try_from(elapsed.as_millis()).unwrap_or(u64::MAX);
        let rate = cases.saturating_mul(1000) / millis.max(1);
        bar.set_position(bytes);
        let left = self
            .total
            .and_then(|total| time_left(elapsed, bytes, total));
        bar.set_message(format!(
            "{cases} {}, {rate} a second{}",
            self.things,
            left.unwrap_or_default()
        ));
    }
}

impl Drop for Progress {
    /// What is printed next must not stand behind the bar.
    fn drop(&mut self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}

/// How long the rest takes, if it goes on like this.
fn time_left(elapsed: Duration, bytes: u64, total: u64) -> Option<String> {
    let rest = total.checked_sub(bytes)?;
    let left = elapsed.as_secs().checked_mul(rest)?.checked_div(bytes)?;
    let (minutes, seconds) = (left / 60, left % 60);
    Some(if minutes > 0 {
        format!(", {minutes} min {seconds} s left")
    } else {
        format!(", {seconds} s left")
    })
}

/// Tells which of several parts a long run is at. Where standard error is no
/// terminal it says nothing.
pub(super) struct Steps {
    started: Instant,
    is_told: bool,
    bar: Mutex<Option<ProgressBar>>,
}

impl Steps {
    /// Starts.
    pub(super) fn start() -> Self {
        Steps {
            started: Instant::now(),
            is_told: std::io::stderr().is_terminal(),
            bar: Mutex::new(None),
        }
    }

    /// Tells that `done` of so many things of this part are done.
    pub(super) fn reached(&self, part: &str, done: usize, of: usize) {
        if !self.is_told || self.started.elapsed() < PATIENCE {
            return;
        }
        let mut bar = self.bar.lock().unwrap_or_else(PoisonError::into_inner);
        let bar = bar.get_or_insert_with(|| bar_of_parts(of as u64));
        bar.set_length(of as u64);
        bar.set_position(done as u64);
        bar.set_message(part.to_owned());
    }
}

impl Drop for Steps {
    /// What is printed next must not stand behind the bar.
    fn drop(&mut self) {
        let bar = self.bar.get_mut().unwrap_or_else(PoisonError::into_inner);
        if let Some(bar) = bar {
            bar.finish_and_clear();
        }
    }
}

fn bar_of_parts(total: u64) -> ProgressBar {
    let bar = ProgressBar::with_draw_target(Some(total), ProgressDrawTarget::stderr());
    styled(bar, "{bar:30} {percent:>3} %  {msg}")
}

fn bar(total: Option<u64>) -> ProgressBar {
    let (bar, template) = match total {
        Some(total) => (
            ProgressBar::with_draw_target(Some(total), ProgressDrawTarget::stderr()),
            "{bar:30} {percent:>3} %  {msg}",
        ),
        None => (
            ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr()),
            "{spinner} {msg}",
        ),
    };
    styled(bar, template)
}

fn styled(bar: ProgressBar, template: &str) -> ProgressBar {
    match ProgressStyle::with_template(template) {
        Ok(style) => bar.with_style(style),
        Err(_) => bar,
    }
}
