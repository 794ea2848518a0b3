//! Running programs that might never end, or might never stop printing.

use std::io::{Read, Write};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::{Duration, Instant};

/// The most that is read of what a program prints.
const MOST_BYTES: u64 = 1 << 20;

/// How a program ended.
#[derive(Debug)]
pub(crate) struct Ended {
    /// The exit code; none where a signal ended it, ours if it ran too long.
    pub(crate) code: Option<i32>,
    /// Whether it had to be ended.
    pub(crate) ran_too_long: bool,
    /// The beginning of its standard output.
    pub(crate) stdout: String,
    /// The beginning of its standard error.
    pub(crate) stderr: String,
}

/// Runs a program with this input, and ends it after so long, or once it has
/// printed more than `most` bytes.
pub(crate) fn run(command: &mut Command, input: &[u8], most: u64, limit: Duration) -> Ended {
    command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    let mut child = command
        .spawn()
        .unwrap_or_else(|error| panic!("{command:?}: {error}"));
    let stdout = beginning(child.stdout.take(), most.min(MOST_BYTES));
    let stderr = beginning(child.stderr.take(), MOST_BYTES);
    if let Some(mut stdin) = child.stdin.take() {
        let input = input.to_owned();
        // It may well end without reading all of it.
        thread::spawn(move || stdin.write_all(&input));
    }
    let deadline = Instant::now() + limit;
    let text = |receiver: Receiver<Vec<u8>>| {
        let left = deadline.saturating_duration_since(Instant::now());
        let bytes = receiver.recv_timeout(left).unwrap_or_default();
        String::from_utf8_lossy(&bytes).into_owned()
    };
    let stdout = text(stdout);
    let (code, ran_too_long) = if stdout.len() as u64 >= most {
        end(&mut child)
    } else {
        wait(&mut child, deadline)
    };
    Ended {
        code,
        ran_too_long,
        stdout,
        stderr: text(stderr),
    }
}

/// The beginning of what comes out of a pipe, once it ends or is long enough.
fn beginning(pipe: Option<impl Read + Send + 'static>, most: u64) -> Receiver<Vec<u8>> {
    let (sender, receiver) = channel();
    thread::spawn(move || {
        let mut bytes = Vec::new();
        if let Some(pipe) = pipe {
            let _ = pipe.take(most).read_to_end(&mut bytes);
        }
        let _ = sender.send(bytes);
    });
    receiver
}

fn wait(child: &mut Child, deadline: Instant) -> (Option<i32>, bool) {
    while Instant::now() < deadline {
        if let Some(status) = child.try_wait().expect("a child can be waited for") {
            return (status.code(), false);
        }
        thread::sleep(Duration::from_millis(2));
    }
    end(child)
}

fn end(child: &mut Child) -> (Option<i32>, bool) {
    let _ = child.kill();
    (
        child.wait().expect("a child can be waited for").code(),
        true,
    )
}
