//! The lines of a file, with what is covered on them.

use std::borrow::Cow;
use std::cmp::Reverse;
use std::fmt::Write as _;

use super::anchor_of_line;
use crate::model::value::printable;
use crate::source::{FileId, Span};
use crate::suite::coverage::Coverage;
use crate::suite::coverage::lines::{Covered, Line, Lines};
use crate::suite::coverage::words::{condition_text, entry_text, fates, fits, row_text, truths};
use crate::suite::markup::escape;

/// A place in the text of a file, with what was met of it.
struct Mark {
    start: usize,
    end: usize,
    class: &'static str,
    title: String,
}

/// Writes the lines of a file as items of a list.
pub(super) fn write(coverage: &Coverage, file: FileId, lines: &Lines<'_>, page: &mut String) {
    let marks = marks(lines);
    let mut begin = 0;
    // The marks that begin before the end of the line and are not yet over.
    let mut open: Vec<&Mark> = Vec::new();
    let mut next = marks.iter().peekable();
    for (number, line) in (1..).zip(coverage.sources.file(file).text().split_inclusive('\n')) {
        let end = begin + line.len();
        open.retain(|mark| mark.end > begin);
        while let Some(mark) = next.next_if(|mark| mark.start < end) {
            open.push(mark);
        }
        head(file, number, lines.get(&number), page);
        marked(line.trim_end_matches(['\n', '\r']), begin, &open, page);
        page.push_str("</span></li>\n");
        begin = end;
    }
}

/// The places of a file, each before those that it encloses.
fn marks(lines: &Lines<'_>) -> Vec<Mark> {
    let mut marks = Vec::new();
    let mut add = |span: Span, class, title| {
        marks.push(Mark {
            start: span.start as usize,
            end: span.end as usize,
            class,
            title,
        });
    };
    for line in lines.values() {
        for entry in &line.entries {
            let title = format!("{} — {}", entry_text(entry), fates(&entry.fates));
            add(entry.span, "", title);
        }
        for row in &line.rows {
            let title = format!("{} — {}", row_text(row), fits(&row.fits));
            add(row.span, "", title);
        }
        for condition in &line.conditions {
            let class = match condition.outcomes() {
                0 => "none",
                1 => "half",
                _ => "",
            };
            let met = truths(&condition.truths);
            add(
                condition.span,
                class,
                format!("{} — {met}", condition_text(condition)),
            );
        }
    }
    marks.sort_by_key(|mark| (mark.start, Reverse(mark.end)));
    marks
}

/// What stands before the text of a line: its number, and how often it was met.
fn head(file: FileId, number: u32, line: Option<&Line<'_>>, page: &mut String) {
    let anchor = anchor_of_line(file, number);
    let (class, sign) = match line.map(Line::covered) {
        None => ("", ""),
        Some(Covered::Fully) => ("fully", "✓"),
        Some(Covered::Partly) => ("partly", "~"),
        Some(Covered::Never) => ("never", "✗"),
    };
    let hits = line.map_or_else(String::new, |line| format!("{}× {sign}", line.hits()));
    let _ = write!(
        page,
        "<li id=\"{anchor}\" class=\"{class}\"><span class=\"at\">{number}</span>\
         <span class=\"hits\">{hits}</span><span>"
    );
}

/// The text of a line, which begins at a byte of its file, with the marks on it.
fn marked(line: &str, begin: usize, marks: &[&Mark], page: &mut String) {
    let end = begin + line.len();
    let indented = end - line.trim_start().len();
    let mut at = begin;
    // Where the marks that stand around `at` end, the innermost last.
    let mut ends: Vec<usize> = Vec::new();
    let text = |from: &mut usize, to: usize, page: &mut String| {
        let piece = line.get(*from - begin..to - begin).unwrap_or("");
        page.push_str(&escape(&without_tabs(piece)));
        *from = to;
    };
    for mark in marks {
        let start = mark.start.max(indented);
        if start >= end {
            continue;
        }
        while let Some(inner) = ends.pop_if(|inner| *inner <= start) {
            text(&mut at, inner, page);
            page.push_str("</span>");
        }
        text(&mut at, start, page);
        let (class, title) = (mark.class, escape(&mark.title));
        let _ = write!(page, "<span class=\"{class}\" title=\"{title}\">");
        // Nothing reaches beyond what encloses it.
        let limit = ends.last().copied().unwrap_or(end);
        ends.push(mark.end.min(limit));
    }
    while let Some(inner) = ends.pop() {
        text(&mut at, inner, page);
        page.push_str("</span>");
    }
    text(&mut at, end, page);
}

/// A piece of a line without characters that hide or turn what stands there.
fn without_tabs(piece: &str) -> Cow<'_, str> {
    if piece.contains('\t') {
        Cow::Owned(printable(&piece.replace('\t', "    ")).into_owned())
    } else {
        printable(piece)
    }
}
