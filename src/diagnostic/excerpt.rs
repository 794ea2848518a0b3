//! The lines of a source file that one message shows.
//!
//! The renderer counts lines and copies them as they are, so it gets only the
//! part of the file that matters: from the first line with a mark to the last,
//! with the middle of very long lines cut out and without the text of lines
//! that it folds away in any case.

use std::ops::Range;

use super::range::{Point, byte_order_mark};
use super::visible::is_visible;
use crate::source::{SourceFile, Span};

/// Lines with more characters than this are cut.
const LONG_LINE: usize = 240;
/// So many characters around a mark remain of a line that is cut.
const AROUND: usize = 60;
/// So many lines around a mark may be shown.
const NEAR: usize = 6;
/// Stands for what was cut out.
const ELLIPSIS: &str = "…";

/// A part of a source file, and how places in the file are places in it.
pub(super) struct Excerpt {
    /// The text to show.
    pub(super) text: String,
    /// The line number of its first line.
    pub(super) first_line: usize,
    /// What was copied, in order.
    pieces: Vec<Piece>,
}

/// Bytes of the file that were copied, and where to.
struct Piece {
    from: Range<usize>,
    to: usize,
}

impl Excerpt {
    /// The lines of `file` that `spans` touch.
    pub(super) fn of(file: &SourceFile, spans: &[Span]) -> Self {
        let text = file.text();
        let mut marks: Vec<usize> = spans
            .iter()
            .flat_map(|&span| {
                let shown = shown(text, span);
                [shown.start, shown.end]
            })
            .collect();
        marks.sort_unstable();
        let first = marks.first().copied().unwrap_or(0);
        let last = marks.last().copied().unwrap_or(0);
        let start = text[..first].rfind('\n').map_or(0, |newline| newline + 1);
        let end = text[last..]
            .find('\n')
            .map_or(text.len(), |newline| last + newline);

        let mut excerpt = Excerpt {
            text: String::new(),
            first_line: Point::of(file, first as u32).line as usize,
            pieces: Vec::new(),
        };
        let lines = lines(text, start..end);
        let marked: Vec<&[usize]> = lines.iter().map(|line| within(&marks, line)).collect();
        for (number, line) in lines.iter().enumerate() {
            if number > 0 {
                excerpt.text.push('\n');
            }
            let neighbours = number.saturating_sub(NEAR)..(number + NEAR + 1).min(lines.len());
            if marked[neighbours].iter().any(|marks| !marks.is_empty()) {
                excerpt.line(text, line.clone(), marked[number]);
            }
        }
        // A caret at the end of the file needs a line to stand under.
        if excerpt.text.is_empty() || excerpt.text.ends_with('\n') {
            excerpt.text.push(' ');
        }
        excerpt
    }

    /// Where the span is in the excerpt's text.
    pub(super) fn span(&self, file: &SourceFile, span: Span) -> Range<usize> {
        let shown = shown(file.text(), span);
        self.place(shown.start)..self.place(shown.end)
    }

    fn place(&self, offset: usize) -> usize {
        let after = self
            .pieces
            .partition_point(|piece| piece.from.start <= offset);
        match after.checked_sub(1).map(|last| &self.pieces[last]) {
            Some(piece) => piece.to + (offset.min(piece.from.end) - piece.from.start),
            None => 0,
        }
    }

    /// Copies a line, or what is around the marks of a long one.
    fn line(&mut self, text: &str, line: Range<usize>, marks: &[usize]) {
        let line = if line.start == 0 {
            byte_order_mark(text).min(line.end)..line.end
        } else {
            line
        };
        if text[line.clone()].chars().nth(LONG_LINE).is_none() {
            self.piece(text, line);
            return;
        }
        let start = [line.start];
        let marks = if marks.is_empty() { &start } else { marks };
        let mut kept: Vec<Range<usize>> = Vec::new();
        for &mark in marks {
            let mark = mark.clamp(line.start, line.end);
            let before = text[line.start..mark].char_indices().rev().nth(AROUND - 1);
            let after = text[mark..line.end].char_indices().nth(AROUND);
            let from = before.map_or(line.start, |(at, _)| line.start + at);
            let to = after.map_or(line.end, |(at, _)| mark + at);
            match kept.last_mut() {
                Some(last) if from <= last.end => last.end = to,
                _ => kept.push(from..to),
            }
        }
        let mut done = line.start;
        for part in kept {
            if part.start > done {
                self.text.push_str(ELLIPSIS);
            }
            done = part.end;
            self.piece(text, part);
        }
        if done < line.end {
            self.text.push_str(ELLIPSIS);
        }
    }

    /// Copies a part of a line, without what the renderer would let through to
    /// the terminal: it replaces only the control characters of ASCII and those
    /// that turn the direction of writing.
    fn piece(&mut self, text: &str, from: Range<usize>) {
        let mut done = from.start;
        for (at, c) in text[from.clone()].char_indices() {
            if c.is_ascii() || is_visible(c) {
                continue;
            }
            let at = from.start + at;
            self.copy(text, done..at);
            self.pieces.push(Piece {
                from: at..at,
                to: self.text.len(),
            });
            self.text.push(char::REPLACEMENT_CHARACTER);
            done = at + c.len_utf8();
        }
        self.copy(text, done..from.end);
    }

    fn copy(&mut self, text: &str, from: Range<usize>) {
        let to = self.text.len();
        self.text.push_str(&text[from.clone()]);
        self.pieces.push(Piece { from, to });
    }
}

/// The bytes of a span that are worth marking: inside the text, not inside a
/// line end, and without white space at the end, which would draw the mark into
/// the next line.
fn shown(text: &str, span: Span) -> Range<usize> {
    let mut start = floor(text, span.start as usize);
    if text[..start].ends_with('\r') && text[start..].starts_with('\n') {
        start -= 1;
    }
    let end = floor(text, span.end as usize).max(start);
    start..start + text[start..end].trim_end().len()
}

/// The nearest place for a character at or before `offset`; a place that a stage
/// got wrong must not end in a panic.
fn floor(text: &str, offset: usize) -> usize {
    (0..=offset.min(text.len()))
        .rev()
        .find(|&at| text.is_char_boundary(at))
        .unwrap_or(0)
}

/// The lines of this part of the text, without their ends.
fn lines(text: &str, part: Range<usize>) -> Vec<Range<usize>> {
    let mut start = part.start;
    let lines = text[part].split('\n').map(|line| {
        let begin = start;
        start += line.len() + 1;
        begin..begin + line.strip_suffix('\r').unwrap_or(line).len()
    });
    lines.collect()
}

/// The marks on this line; the end of the line is on it.
fn within<'a>(marks: &'a [usize], line: &Range<usize>) -> &'a [usize] {
    let from = marks.partition_point(|&mark| mark < line.start);
    let to = marks.partition_point(|&mark| mark <= line.end);
    &marks[from..to]
}
