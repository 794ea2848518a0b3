//! Printing. Texts come with the colours of a terminal, which are taken out
//! where there is none, or where `NO_COLOR` is set.

use std::io::{self, Write};

/// Prints a result. A reader that has gone away is no fault of ours.
pub(super) fn to_stdout(text: &str) -> io::Result<()> {
    let mut stream = anstream::stdout().lock();
    match stream
        .write_all(text.as_bytes())
        .and_then(|()| stream.flush())
    {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        result => result,
    }
}

/// Prints what is not a result. There is nowhere to tell that it failed.
pub(super) fn to_stderr(text: &str) {
    let _ = anstream::stderr().lock().write_all(text.as_bytes());
}
