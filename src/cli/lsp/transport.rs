//! Messages as bytes: a header with a length, then JSON.

use std::io::{self, BufRead, Read, Write};
use std::sync::mpsc::Sender;

use lsp_server::Message;
use serde_json::Value;

/// What comes in.
#[derive(Debug)]
pub(super) enum Incoming {
    /// A message.
    Message(Message),
    /// Something in a good frame that is no message; the id, if it has one.
    Malformed(Value),
    /// Something that is no frame: where the next one begins, nobody knows.
    Broken(String),
    /// The end.
    End,
}

/// A longer message than this is refused: a file of the largest size fits, each of
/// its bytes escaped.
const MOST_BYTES: usize = 512 * 1024 * 1024;

/// Reads messages from standard input until there are no more.
pub(super) fn read_all(sender: &Sender<Incoming>) {
    let mut input = io::stdin().lock();
    loop {
        let incoming = read(&mut input).unwrap_or_else(Incoming::Broken);
        let is_last = match &incoming {
            Incoming::Broken(_) | Incoming::End => true,
            Incoming::Message(Message::Notification(last)) => last.method == "exit",
            _ => false,
        };
        if sender.send(incoming).is_err() || is_last {
            return;
        }
    }
}

/// Reads one frame.
fn read(input: &mut impl BufRead) -> Result<Incoming, String> {
    let Some(length) = read_header(input)? else {
        return Ok(Incoming::End);
    };
    let mut bytes = Vec::new();
    let read = input.take(length as u64).read_to_end(&mut bytes);
    read.map_err(|error| error.to_string())?;
    if bytes.len() < length {
        return Ok(Incoming::End);
    }
    Ok(message(&bytes))
}

/// The message that some bytes are.
fn message(bytes: &[u8]) -> Incoming {
    let value: Value = serde_json::from_slice(bytes).unwrap_or_default();
    let has_id = value.get("id").is_some();
    match serde_json::from_value(value.clone()) {
        // Who gives an id, even an odd one, waits for an answer.
        Ok(Message::Notification(_)) if has_id => Incoming::Malformed(value),
        Ok(message) if value.is_object() => Incoming::Message(message),
        _ => Incoming::Malformed(value),
    }
}

/// Reads a header up to its blank line: the length, or nothing at the end.
fn read_header(input: &mut impl BufRead) -> Result<Option<usize>, String> {
    const LONGEST_LINE: u64 = 4096;
    let mut length = None;
    let mut first = true;
    loop {
        let mut line = Vec::new();
        let read = input
            .by_ref()
            .take(LONGEST_LINE)
            .read_until(b'\n', &mut line);
        if read.map_err(|error| error.to_string())? == 0 {
            return if first {
                Ok(None)
            } else {
                Err("it ends in a header".to_owned())
            };
        }
        first = false;
        let line = String::from_utf8_lossy(&line);
        let line = line.trim_end_matches(['\r', '\n']);
        if line.is_empty() {
            return length
                .map(Some)
                .ok_or_else(|| "a header has no `Content-Length`".to_owned());
        }
        let Some((name, value)) = line.split_once(':') else {
            return Err("a line of a header has no colon".to_owned());
        };
        if name.trim().eq_ignore_ascii_case("content-length") {
            let bytes = value.trim().parse().ok().filter(|n| *n <= MOST_BYTES);
            length = Some(bytes.ok_or_else(|| "a `Content-Length` is no length".to_owned())?);
        }
    }
}

/// Writes one message.
pub(super) fn write(output: &mut impl Write, message: &Value) -> io::Result<()> {
    let text = message.to_string();
    write!(output, "Content-Length: {}\r\n\r\n{text}", text.len())?;
    output.flush()
}

#[cfg(test)]
mod tests {
    use super::{Incoming, read};

    #[test]
    fn frames_are_read_one_after_the_other() {
        let mut input = &b"Content-Length: 33\r\ncontent-type: x\r\n\r\n{\"jsonrpc\":\"2.0\",\"method\":\"exit\"}Content-Length: 3\r\n\r\n{]}"[..];
        assert!(matches!(read(&mut input), Ok(Incoming::Message(_))));
        assert!(matches!(read(&mut input), Ok(Incoming::Malformed(_))));
        assert!(matches!(read(&mut input), Ok(Incoming::End)));
    }

    #[test]
    fn what_is_no_frame_is_told() {
        for text in [
            "hello\r\n\r\n",
            "Content-Length: many\r\n\r\n{}",
            "Content-Length: 99999999999999\r\n\r\n",
            "Other: 1\r\n\r\n{}",
        ] {
            assert!(read(&mut text.as_bytes()).is_err(), "{text}");
        }
    }
}
