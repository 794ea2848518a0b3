//! Places as editors count them: lines and characters, both from 0.

use gen_lsp_types::{Position, Range};

use crate::source::Span;

/// What an editor counts as a character.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Encoding {
    /// Bytes.
    Utf8,
    /// What Java and JavaScript count.
    #[default]
    Utf16,
}

/// A text with the places where its lines begin.
#[derive(Debug)]
pub(super) struct Lines<'t> {
    text: &'t str,
    starts: Vec<usize>,
    encoding: Encoding,
}

impl<'t> Lines<'t> {
    /// The lines of a text. A line ends in a line feed, a carriage return, or both.
    pub(super) fn new(text: &'t str, encoding: Encoding) -> Self {
        let bytes = text.as_bytes();
        let ends = bytes.iter().enumerate().filter(|(at, byte)| match byte {
            b'\n' => true,
            b'\r' => bytes.get(at + 1) != Some(&b'\n'),
            _ => false,
        });
        Lines {
            text,
            starts: std::iter::once(0)
                .chain(ends.map(|(at, _)| at + 1))
                .collect(),
            encoding,
        }
    }

    /// The byte at a position; what is past a line is its end, what is past the text
    /// the end of that.
    pub(super) fn offset(&self, position: Position) -> usize {
        let Some(&start) = self.starts.get(position.line as usize) else {
            return self.text.len();
        };
        let line = self.line(position.line as usize);
        let wanted = position.character as usize;
        let mut units = 0;
        for (at, character) in line.char_indices() {
            if units >= wanted {
                return start + at;
            }
            units += self.units(character);
        }
        start + line.len()
    }

    fn line(&self, number: usize) -> &'t str {
        let start = self.starts.get(number).copied().unwrap_or(self.text.len());
        let end = self.starts.get(number + 1).copied();
        let line = self.text.get(start..end.unwrap_or(self.text.len()));
        line.unwrap_or("").trim_end_matches(['\r', '\n'])
    }

    fn units(&self, character: char) -> usize {
        match self.encoding {
            Encoding::Utf8 => character.len_utf8(),
            Encoding::Utf16 => character.len_utf16(),
        }
    }

    /// The position of a byte.
    pub(super) fn position(&self, offset: u32) -> Position {
        let offset = (offset as usize).min(self.text.len());
        let line = self.starts.partition_point(|start| *start <= offset) - 1;
        let before = self.text.get(self.starts[line]..offset).unwrap_or("");
        Position {
            line: line as u32,
            character: self.length(before),
        }
    }

    /// The length of a part of a line.
    pub(super) fn length(&self, part: &str) -> u32 {
        let units: usize = part.chars().map(|character| self.units(character)).sum();
        units as u32
    }

    /// The range of a span.
    pub(super) fn range(&self, span: Span) -> Range {
        Range {
            start: self.position(span.start),
            end: self.position(span.end),
        }
    }

    /// From the start to the end of the text.
    pub(super) fn whole(&self) -> Range {
        Range {
            start: Position::default(),
            end: self.position(self.text.len() as u32),
        }
    }
}

#[cfg(test)]
mod tests {
    use gen_lsp_types::Position;

    use super::{Encoding, Lines};

    fn at(line: u32, character: u32) -> Position {
        Position { line, character }
    }

    #[test]
    fn characters_are_counted_as_agreed() {
        let text = "a😀ü.\r\nb\rc\n";
        let lines = Lines::new(text, Encoding::Utf16);
        for (position, offset) in [
            (at(0, 3), 5),
            (at(0, 4), 7),
            (at(1, 0), 10),
            (at(2, 1), 13),
            (at(3, 0), 14),
        ] {
            assert_eq!(lines.offset(position), offset, "{position:?}");
            assert_eq!(lines.position(offset as u32), position);
        }
        assert_eq!(Lines::new(text, Encoding::Utf8).position(7), at(0, 7));
    }

    #[test]
    fn what_is_out_of_range_is_the_nearest_place() {
        let lines = Lines::new("ab\ncd", Encoding::Utf16);
        assert_eq!(lines.offset(at(0, 99)), 2);
        assert_eq!(lines.offset(at(99, 0)), 5);
        assert_eq!(lines.position(99), at(1, 2));
        let within = Lines::new("😀", Encoding::Utf16);
        assert_eq!(within.offset(at(0, 1)), 4);
    }
}
