//! The tokens of JSON, read byte by byte without making anything of them.

use super::{Raw, Unusual};

/// A place in the text of a record.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cursor<'t> {
    text: &'t str,
    at: usize,
}

/// A string in its text, without the quotes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Quoted<'t> {
    /// What the quotes hold.
    pub(super) inner: &'t str,
    /// Whether there are escapes in it. They are all valid.
    pub(super) escapes: bool,
}

/// So many digits fit into an integer of 64 bits whatever they are.
const MOST_DIGITS: usize = 18;

impl<'t> Cursor<'t> {
    /// The start of a text.
    pub(super) fn new(text: &'t str) -> Self {
        Cursor { text, at: 0 }
    }

    /// How many bytes are behind.
    pub(super) fn position(self) -> usize {
        self.at
    }

    /// What stands from a position up to here.
    pub(super) fn since(self, start: usize) -> Result<&'t str, Unusual> {
        self.text.get(start..self.at).ok_or(Unusual)
    }

    /// The next byte; zero at the end, which no token has.
    #[inline]
    pub(super) fn peek(self) -> u8 {
        self.text.as_bytes().get(self.at).copied().unwrap_or(0)
    }

    /// Whether all is read.
    pub(super) fn is_at_end(self) -> bool {
        self.at == self.text.len()
    }

    /// Goes on by one byte, which has been looked at.
    #[inline]
    pub(super) fn advance(&mut self) {
        self.at += 1;
    }

    /// Goes on behind these bytes, if they come next.
    #[inline]
    pub(super) fn take(&mut self, bytes: &[u8]) -> bool {
        let rest = self.text.as_bytes().get(self.at..).unwrap_or_default();
        let comes = rest.starts_with(bytes);
        if comes {
            self.at += bytes.len();
        }
        comes
    }

    /// Goes on behind a byte that must come next.
    #[inline]
    pub(super) fn expect(&mut self, byte: u8) -> Result<(), Unusual> {
        if self.peek() == byte {
            self.at += 1;
            Ok(())
        } else {
            Err(Unusual)
        }
    }

    /// Goes on behind white space.
    #[inline]
    pub(super) fn skip_space(&mut self) {
        while matches!(self.peek(), b' ' | b'\t' | b'\r' | b'\n') {
            self.at += 1;
        }
    }

    /// A string, whose first quote comes next.
    #[inline]
    pub(super) fn string(&mut self) -> Result<Quoted<'t>, Unusual> {
        let bytes = self.text.as_bytes();
        let start = self.at + 1;
        let mut end = start;
        let mut escapes = false;
        loop {
            end = special(bytes, end);
            match bytes.get(end) {
                Some(b'"') => break,
                Some(b'\\') => {
                    end = behind_escape(bytes, end).ok_or(Unusual)?;
                    escapes = true;
                }
                _ => return Err(Unusual),
            }
        }
        self.at = end + 1;
        let inner = self.text.get(start..end).ok_or(Unusual)?;
        Ok(Quoted { inner, escapes })
    }

    /// A number, whose first byte comes next.
    #[inline]
    pub(super) fn number(&mut self) -> Result<Raw<'t>, Unusual> {
        let start = self.at;
        let is_negative = self.peek() == b'-';
        self.at += usize::from(is_negative);
        let first = self.at;
        let mut value: i64 = 0;
        while self.peek().is_ascii_digit() {
            value = value
                .wrapping_mul(10)
                .wrapping_add(i64::from(self.peek() - b'0'));
            self.at += 1;
        }
        let digits = self.at - first;
        let starts_with_zero = digits > 0 && self.text.as_bytes()[first] == b'0';
        if digits == 0 || digits > 1 && starts_with_zero {
            return Err(Unusual);
        }
        let is_integer = !matches!(self.peek(), b'.' | b'e' | b'E');
        if is_integer && digits <= MOST_DIGITS && !(is_negative && starts_with_zero) {
            return Ok(Raw::Integer(if is_negative { -value } else { value }));
        }
        self.rest_of_number()?;
        Ok(Raw::Number(self.since(start)?))
    }

    /// What follows the whole part of a number.
    fn rest_of_number(&mut self) -> Result<(), Unusual> {
        if self.peek() == b'.' {
            self.at += 1;
            self.digits()?;
        }
        if matches!(self.peek(), b'e' | b'E') {
            self.at += 1;
            self.at += usize::from(matches!(self.peek(), b'+' | b'-'));
            self.digits()?;
        }
        Ok(())
    }

    fn digits(&mut self) -> Result<(), Unusual> {
        let start = self.at;
        while self.peek().is_ascii_digit() {
            self.at += 1;
        }
        if self.at > start {
            Ok(())
        } else {
            Err(Unusual)
        }
    }

    /// A value that is no array and no object. What follows it is not looked
    /// at: where that is no comma and no bracket, the value was none.
    #[inline]
    pub(super) fn scalar(&mut self) -> Result<Raw<'t>, Unusual> {
        match self.peek() {
            b'"' => {
                let Quoted { inner, escapes } = self.string()?;
                Ok(if escapes {
                    Raw::Escaped(inner)
                } else {
                    Raw::Text(inner)
                })
            }
            b'-' | b'0'..=b'9' => self.number(),
            b't' if self.take(b"true") => Ok(Raw::Yes),
            b'f' if self.take(b"false") => Ok(Raw::No),
            b'n' if self.take(b"null") => Ok(Raw::Null),
            _ => Err(Unusual),
        }
    }
}

/// The position of the next quote, backslash or control character from `at` on,
/// or the end.
#[inline]
fn special(bytes: &[u8], mut at: usize) -> usize {
    while let Some(word) = word(bytes, at) {
        let found = specials(word);
        if found != 0 {
            return at + (found.trailing_zeros() / 8) as usize;
        }
        at += 8;
    }
    let rest = bytes.get(at..).unwrap_or_default();
    let found = rest
        .iter()
        .position(|&byte| matches!(byte, b'"' | b'\\' | 0..=0x1f));
    at + found.unwrap_or(rest.len())
}

/// Eight bytes, the first of them lowest; none near the end.
#[inline]
pub(super) fn word(bytes: &[u8], at: usize) -> Option<u64> {
    let bytes = bytes.get(at..at + 8)?;
    Some(u64::from_le_bytes(bytes.try_into().ok()?))
}

/// The top bit of each byte that is a quote, a backslash or a control character.
/// A byte above the first of them may be marked though it is none.
#[inline]
fn specials(word: u64) -> u64 {
    const ONES: u64 = 0x0101_0101_0101_0101;
    const TOPS: u64 = 0x8080_8080_8080_8080;
    let all = |byte: u8| ONES * u64::from(byte);
    let is_zero = |word: u64| word.wrapping_sub(ONES) & !word;
    let is_control = word.wrapping_sub(all(0x20)) & !word;
    let is_quote = is_zero(word ^ all(b'"'));
    let is_backslash = is_zero(word ^ all(b'\\'));
    (is_control | is_quote | is_backslash) & TOPS
}

/// The position behind the escape at `at`; none where it is not valid.
fn behind_escape(bytes: &[u8], at: usize) -> Option<usize> {
    match bytes.get(at + 1)? {
        b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't' => Some(at + 2),
        b'u' => match code_unit(bytes, at)? {
            0xd800..=0xdbff => {
                let low = code_unit(bytes, at + 6)?;
                (0xdc00..=0xdfff).contains(&low).then_some(at + 12)
            }
            0xdc00..=0xdfff => None,
            _ => Some(at + 6),
        },
        _ => None,
    }
}

/// The code unit that an escape `\u1234` at `at` stands for.
fn code_unit(bytes: &[u8], at: usize) -> Option<u32> {
    let digits = bytes.get(at..at + 6)?.strip_prefix(b"\\u")?;
    digits.iter().try_fold(0, |unit, &digit| {
        Some(unit << 4 | char::from(digit).to_digit(16)?)
    })
}
