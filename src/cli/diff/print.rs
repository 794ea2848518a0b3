//! Printing the result while it is made.

use std::fmt;
use std::io::{self, BufWriter, Write};

use crate::cli::arguments::DiffFormat;
use crate::cli::check::unprinted;
use crate::cli::failure::Failure;
use crate::compare::{Diff, markdown, text};

/// Prints the result. A reader that has gone away is no fault of ours.
pub(super) fn print(diff: &Diff, format: DiffFormat) -> Result<(), Failure> {
    let mut out = BufWriter::new(anstream::stdout().lock());
    let written = match format {
        DiffFormat::Text => written(&mut out, |out| text::render(diff, out)),
        DiffFormat::Markdown => written(&mut out, |out| markdown::render(diff, out)),
        DiffFormat::Json => serde_json::to_writer_pretty(&mut out, diff)
            .map_err(io::Error::from)
            .and_then(|()| out.write_all(b"\n")),
    };
    match written.and_then(|()| out.flush()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(unprinted(&error)),
        _ => Ok(()),
    }
}

/// Writes text to a stream of bytes.
fn written<W: Write>(
    out: &mut W,
    write: impl FnOnce(&mut dyn fmt::Write) -> fmt::Result,
) -> io::Result<()> {
    let mut text = Text {
        out,
        result: Ok(()),
    };
    match write(&mut text) {
        Ok(()) => Ok(()),
        Err(fmt::Error) => text.result.and(Err(io::ErrorKind::WriteZero.into())),
    }
}

/// A stream of bytes that takes text, and remembers why it does not.
struct Text<'w, W> {
    out: &'w mut W,
    result: io::Result<()>,
}

impl<W: Write> fmt::Write for Text<'_, W> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        self.result = self.out.write_all(text.as_bytes());
        match self.result {
            Ok(()) => Ok(()),
            Err(_) => Err(fmt::Error),
        }
    }
}
