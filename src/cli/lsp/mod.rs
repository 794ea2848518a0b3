//! `whatnext lsp`: answers editors over the language server protocol.
//!
//! ```text
//! standard input → transport → server → session → workspace → editing
//!                                  └ answers, diagnostics → standard output
//! ```
//!
//! One thread reads messages, one answers them in order. Diagnostics wait until no
//! message does: somebody who types gets them when the hands rest, and answers at
//! once. Only this folder knows the protocol.

mod answers;
mod capabilities;
mod case_mentions;
mod client;
mod convert;
mod diagnostics;
mod documents;
mod lines;
mod server;
mod session;
mod transport;
mod uris;
mod workspace;

use std::sync::mpsc;
use std::thread;

use super::Ending;
use super::failure::Failure;
use server::{End, Server};

/// Serves an editor over standard input and output until it says so or is gone.
pub(super) fn lsp() -> Result<Ending, Failure> {
    let (sender, receiver) = mpsc::channel();
    thread::Builder::new()
        .name("reader".to_owned())
        .spawn(move || transport::read_all(&sender))
        .map_err(|error| Failure::new(format!("cannot start to read: {error}")))?;
    match Server::new(receiver).run() {
        End::Orderly => Ok(Ending::Fine),
        End::Abrupt => Ok(Ending::Negative),
        End::Broken(reason) => Err(Failure::new(format!(
            "what came on standard input is not the language server protocol: {reason}"
        ))
        .help("editors start `whatnext lsp` by themselves; it is not for typing into")),
    }
}
