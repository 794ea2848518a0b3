//! Places as programs want them: lines, columns and bytes.

use serde::Serialize;

use crate::source::{SourceFile, Sources, Span};

/// The first place and the place after the last.
#[derive(Clone, Copy, Debug, Serialize)]
pub(super) struct Range {
    pub(super) start: Point,
    pub(super) end: Point,
}

/// A place between two characters.
#[derive(Clone, Copy, Debug, Serialize)]
pub(super) struct Point {
    /// Counted from 1.
    pub(super) line: u32,
    /// Counted from 1, in characters.
    pub(super) column: u32,
    /// Counted from 0, in bytes of UTF-8.
    offset: u32,
}

impl Range {
    pub(super) fn of(sources: &Sources, span: Span) -> Self {
        let file = sources.file(span.file);
        Range {
            start: Point::of(file, span.start),
            end: Point::of(file, span.end),
        }
    }
}

impl Point {
    pub(super) fn of(file: &SourceFile, offset: u32) -> Self {
        let at = file.position(offset);
        // Editors do not show a byte-order mark, so it is no column. Asking where
        // the first character is keeps this right whether or not the mark counts.
        let hidden = match byte_order_mark(file.text()) {
            0 => 0,
            mark if at.line == 1 => file.position(mark as u32).column - 1,
            _ => 0,
        };
        Point {
            line: at.line,
            column: at.column.saturating_sub(hidden).max(1),
            offset,
        }
    }
}

/// How many bytes at the start of the text are a byte-order mark.
pub(super) fn byte_order_mark(text: &str) -> usize {
    if text.starts_with('\u{feff}') {
        '\u{feff}'.len_utf8()
    } else {
        0
    }
}
