//! Which brackets of a piece belong together.

use crate::diagnostic::Diagnostic;
use crate::diagnostic::catalogue::UnbalancedBrackets;
use crate::source::{FileId, Span};

/// The brackets that are open while a piece is scanned.
#[derive(Default)]
pub(super) struct Brackets {
    open: Vec<(u8, usize)>,
    /// How many `table`s still wait for their `{`.
    tables: usize,
    /// The first that is not closed, and what stands where it should be.
    unclosed: Option<((u8, usize), (u8, usize))>,
    stray: Option<(u8, usize)>,
    /// Whether the depth has been reported.
    pub(super) reported_deep: bool,
}

/// A closing bracket that closes nothing.
pub(super) struct Stray {
    /// Its place in the file.
    pub(super) at: usize,
    /// The report.
    pub(super) fault: Diagnostic,
}

impl Brackets {
    /// How deep the nesting is, tables counted from their first word on.
    pub(super) fn depth(&self) -> usize {
        self.open.len() + self.tables
    }

    /// The word `table`.
    pub(super) fn table(&mut self) {
        self.tables += 1;
    }

    /// An opening bracket.
    pub(super) fn open(&mut self, bracket: u8, at: usize) {
        if bracket == b'{' {
            self.tables = self.tables.saturating_sub(1);
        }
        self.open.push((bracket, at));
    }

    /// A closing bracket.
    pub(super) fn close(&mut self, bracket: u8, at: usize) {
        let partner = match bracket {
            b')' => b'(',
            b']' => b'[',
            _ => b'{',
        };
        let Some(&top) = self.open.last() else {
            self.stray.get_or_insert((bracket, at));
            return;
        };
        if top.0 != partner {
            let Some(position) = self.open.iter().rposition(|(open, _)| *open == partner) else {
                self.stray.get_or_insert((bracket, at));
                return;
            };
            self.unclosed.get_or_insert((top, (bracket, at)));
            self.open.truncate(position + 1);
        }
        self.open.pop();
    }

    /// What is wrong at the end of the piece: one that is not closed, or one
    /// that closes nothing.
    pub(super) fn finish(self, file: FileId) -> (Option<Diagnostic>, Option<Stray>) {
        let span = |at: usize| Span {
            file,
            start: at as u32,
            end: at as u32 + 1,
        };
        let unclosed = self
            .unclosed
            .map(|(open, close)| (open, Some(close)))
            .or_else(|| self.open.last().map(|open| (*open, None)))
            .map(|((open, at), before)| {
                Diagnostic::from(UnbalancedBrackets::Unclosed {
                    bracket: open.into(),
                    at: span(at),
                    before: before.map(|(close, at)| (close.into(), span(at))),
                })
            });
        let stray = self.stray.map(|(bracket, at)| Stray {
            at,
            fault: UnbalancedBrackets::Stray {
                bracket: bracket.into(),
                at: span(at),
            }
            .into(),
        });
        if unclosed.is_some() {
            (unclosed, None)
        } else {
            (None, stray)
        }
    }
}
