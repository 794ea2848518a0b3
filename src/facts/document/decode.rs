//! From the bytes of a file to its text.

use std::fmt;

/// Why the bytes of a file are not a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DecodeError {
    /// The first byte at fault, counted from the start of the file.
    pub offset: usize,
    /// Its line, counted from 1.
    pub line: u32,
    /// Its column in characters, counted from 1.
    pub column: u32,
    /// What is wrong with it.
    pub problem: DecodeProblem,
}

/// What can be wrong with the bytes of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum DecodeProblem {
    /// The bytes are not UTF-8.
    NotUtf8,
    /// The file starts with the byte-order mark of UTF-16.
    Utf16,
    /// The file has a NUL byte, so that it is not a text file at all.
    Nul,
}

/// The text in the bytes of a file, without a byte-order mark.
///
/// # Errors
///
/// If the bytes are not UTF-8 or contain a NUL.
pub fn decode(bytes: &[u8]) -> Result<&str, DecodeError> {
    const BOM: &[u8] = b"\xef\xbb\xbf";
    let error = |offset, problem| {
        let before = &bytes[..offset];
        let before = before.strip_prefix(BOM).unwrap_or(before);
        let lines = before.split(|&b| b == b'\n');
        let column = lines
            .clone()
            .next_back()
            .map_or(0, |line| String::from_utf8_lossy(line).chars().count());
        DecodeError {
            offset,
            line: lines.count() as u32,
            column: column as u32 + 1,
            problem,
        }
    };
    if bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff") {
        return Err(error(0, DecodeProblem::Utf16));
    }
    let content = bytes.strip_prefix(BOM).unwrap_or(bytes);
    let skipped = bytes.len() - content.len();
    let text = std::str::from_utf8(content)
        .map_err(|utf8| error(skipped + utf8.valid_up_to(), DecodeProblem::NotUtf8))?;
    match content.iter().position(|&b| b == 0) {
        Some(at) => Err(error(skipped + at, DecodeProblem::Nul)),
        None => Ok(text),
    }
}

impl DecodeError {
    /// How to mend it, where that is known.
    pub fn help(&self) -> Option<&'static str> {
        match self.problem {
            DecodeProblem::NotUtf8 | DecodeProblem::Utf16 => Some("save the file as UTF-8"),
            DecodeProblem::Nul => None,
        }
    }
}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.problem {
            DecodeProblem::NotUtf8 => "this byte is not UTF-8",
            DecodeProblem::Utf16 => "the file is UTF-16",
            DecodeProblem::Nul => "the file has a NUL byte: it is not a text file",
        })
    }
}

impl std::error::Error for DecodeError {}

#[cfg(test)]
mod tests {
    use super::{DecodeError, DecodeProblem, decode};

    #[test]
    fn a_byte_order_mark_is_dropped() {
        assert_eq!(decode(b"\xef\xbb\xbfa: 1"), Ok("a: 1"));
        assert_eq!(decode(b""), Ok(""));
    }

    #[test]
    fn bad_bytes_have_a_place() {
        let at = |offset, line, column, problem| {
            Err(DecodeError {
                offset,
                line,
                column,
                problem,
            })
        };
        assert_eq!(
            decode(b"a\n\xc3\xa9b\xff"),
            at(5, 2, 3, DecodeProblem::NotUtf8)
        );
        assert_eq!(
            decode(b"\xef\xbb\xbfa\xff"),
            at(4, 1, 2, DecodeProblem::NotUtf8)
        );
        assert_eq!(decode(b"\xef\xbb\xbfa\0"), at(4, 1, 2, DecodeProblem::Nul));
        assert_eq!(decode(b"\xff\xfea\0"), at(0, 1, 1, DecodeProblem::Utf16));
    }
}
