//! Numbers and texts as bytes.

use std::ops::Range;

use super::Fault;

/// Puts bytes together.
#[derive(Debug, Default)]
pub(super) struct Writer {
    bytes: Vec<u8>,
}

impl Writer {
    /// All that was written.
    pub(super) fn finish(self) -> Vec<u8> {
        self.bytes
    }

    /// Bytes as they are.
    pub(super) fn bytes(&mut self, bytes: &[u8]) {
        self.bytes.extend_from_slice(bytes);
    }

    /// One byte.
    pub(super) fn byte(&mut self, byte: u8) {
        self.bytes.push(byte);
    }

    /// A number of eight bytes, the lowest first.
    pub(super) fn word(&mut self, word: u64) {
        self.bytes(&word.to_le_bytes());
    }

    /// A number that is often small: seven bits a byte, the lowest first, with the
    /// eighth set in all but the last.
    pub(super) fn count(&mut self, count: usize) {
        let mut rest = count;
        while rest >= 0x80 {
            self.byte(rest as u8 | 0x80);
            rest >>= 7;
        }
        self.byte(rest as u8);
    }

    /// A text with its length.
    pub(super) fn text(&mut self, text: &str) {
        self.count(text.len());
        self.bytes(text.as_bytes());
    }
}

/// Takes bytes apart.
#[derive(Debug)]
pub(super) struct Reader<'b> {
    bytes: &'b [u8],
    at: usize,
}

impl<'b> Reader<'b> {
    /// A reader at the first of `bytes`.
    pub(super) fn new(bytes: &'b [u8]) -> Self {
        Reader { bytes, at: 0 }
    }

    /// How many bytes have been read.
    pub(super) fn position(&self) -> usize {
        self.at
    }

    /// That nothing is left.
    pub(super) fn end(&self) -> Result<(), Fault> {
        if self.at == self.bytes.len() {
            Ok(())
        } else {
            Err(Fault::Broken)
        }
    }

    /// One byte.
    pub(super) fn byte(&mut self) -> Result<u8, Fault> {
        let byte = *self.bytes.get(self.at).ok_or(Fault::Broken)?;
        self.at += 1;
        Ok(byte)
    }

    /// A number of eight bytes.
    pub(super) fn word(&mut self) -> Result<u64, Fault> {
        let rest = self.bytes.get(self.at..).unwrap_or_default();
        let word = rest.first_chunk().ok_or(Fault::Broken)?;
        self.at += word.len();
        Ok(u64::from_le_bytes(*word))
    }

    /// A number as [`Writer::count`] writes it; none is larger than the address space
    /// of a small machine.
    pub(super) fn count(&mut self) -> Result<usize, Fault> {
        let mut count = 0;
        for shift in [0, 7, 14, 21, 28] {
            let byte = self.byte()?;
            count |= usize::from(byte & 0x7F) << shift;
            if byte < 0x80 {
                return Ok(count);
            }
        }
        Err(Fault::Broken)
    }

    /// Where bytes stand that are written with their length.
    pub(super) fn range(&mut self) -> Result<Range<usize>, Fault> {
        let length = self.count()?;
        let start = self.at;
        if length > self.bytes.len() - start {
            return Err(Fault::Broken);
        }
        self.at += length;
        Ok(start..self.at)
    }

    /// A text with its length.
    pub(super) fn text(&mut self) -> Result<&'b str, Fault> {
        let range = self.range()?;
        std::str::from_utf8(&self.bytes[range]).map_err(|_| Fault::Broken)
    }

    /// Several things with their number.
    pub(super) fn many<T>(
        &mut self,
        mut one: impl FnMut(&mut Self) -> Result<T, Fault>,
    ) -> Result<Vec<T>, Fault> {
        // The number alone, which anybody can write, takes no memory.
        let count = self.count()?;
        (0..count).map(|_| one(self)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::{Reader, Writer};

    #[test]
    fn what_is_written_is_read() {
        let counts = [0, 1, 127, 128, 300, 1 << 21, (1 << 32) - 1];
        let mut writer = Writer::default();
        for count in counts {
            writer.count(count);
        }
        writer.word(u64::MAX - 1);
        writer.text("größe");
        let bytes = writer.finish();
        let mut reader = Reader::new(&bytes);
        for count in counts {
            assert_eq!(reader.count(), Ok(count));
        }
        assert_eq!(reader.word(), Ok(u64::MAX - 1));
        assert_eq!(reader.text(), Ok("größe"));
        assert_eq!(reader.end(), Ok(()));
        assert!(reader.byte().is_err());
    }

    #[test]
    fn lengths_beyond_the_end_are_refused() {
        assert!(Reader::new(&[5, b'a']).text().is_err());
        assert!(Reader::new(&[0xFF; 12]).count().is_err());
        assert!(Reader::new(&[1, 0xFF]).text().is_err());
    }
}
