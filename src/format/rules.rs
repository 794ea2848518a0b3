//! The lines of actions and rules.

use std::ops::Range;

use super::columns::Row;
use super::declarations::{HANG, INDENT};
use super::printer::{Place, Printer};
use crate::syntax::tree::{ActionLine, Entry, EntryKind, Expr, RuleLine, TextLine};

/// What goes on with an entry, or with a text.
struct Modifier<'e> {
    range: Range<usize>,
    /// The test after `when`.
    when: Option<&'e Expr>,
    /// Whether it gives the reason, which has a line of its own.
    because: bool,
}

impl Printer<'_> {
    pub(super) fn action_line(&mut self, line: &ActionLine, indent: usize) {
        match line {
            ActionLine::Step(line) | ActionLine::Note(line) => self.text_line(line, indent),
            ActionLine::Cost { .. } => {}
            ActionLine::Rechecks { span, .. } => self.names(self.range(*span).end),
        }
    }

    fn text_line(&mut self, line: &TextLine, indent: usize) {
        self.tokens_to(self.range(line.text.span).end);
        if let Some(when) = &line.when {
            let modifier = self.when(when);
            self.modifiers(&[modifier], indent + HANG);
        }
    }

    pub(super) fn rule_line(&mut self, line: &RuleLine, indent: usize) {
        match line {
            RuleLine::When { test, .. } => {
                self.token();
                self.expr(test, 0);
            }
            RuleLine::Priority { .. } => {}
            RuleLine::Entry(entry) => self.entry(entry, indent),
        }
    }

    fn entry(&mut self, entry: &Entry, indent: usize) {
        if let EntryKind::Refer { text, url } = &entry.kind {
            self.tokens_to(self.range(text.span).end);
            let at = self.at();
            if self.has_comments(at) || !self.fits(at..self.range(url.span).end, 0) {
                self.begin_line(Place::broken(indent + HANG));
            }
        }
        let modifiers = self.modifiers_of(entry);
        if let Some(first) = modifiers.first() {
            self.tokens_to(first.range.start);
        }
        self.modifiers(&modifiers, indent + HANG);
    }

    /// Writes what goes on with a line: as much on the line as fits. Reasons have a line of their
    /// own, and so has what follows several lines.
    fn modifiers(&mut self, modifiers: &[Modifier<'_>], indent: usize) {
        let mut goes_on = true;
        for modifier in modifiers {
            let range = modifier.range.clone();
            let is_flat = self.fits(range.clone(), 0) && !self.has_comments(range.start);
            if !goes_on || modifier.because || !is_flat {
                self.begin_line(Place::broken(indent));
            }
            goes_on = !modifier.because && self.fits(range.clone(), 0);
            if let Some(when) = modifier.when {
                self.token();
                self.expr(when, 0);
            }
            self.tokens_to(range.end);
        }
    }

    /// `when`, and the test after it.
    fn when<'e>(&self, test: &'e Expr) -> Modifier<'e> {
        let range = self.range(test.span);
        Modifier {
            range: range.start - 1..range.end,
            when: Some(test),
            because: false,
        }
    }

    /// What goes on with an entry, in the order in which it is written.
    fn modifiers_of<'e>(&self, entry: &'e Entry) -> Vec<Modifier<'e>> {
        let words = |range: Range<usize>, because| Modifier {
            range,
            when: None,
            because,
        };
        let when = entry.when.iter().map(|test| self.when(test));
        let without = entry
            .without_asking
            .map(|span| words(self.range(span), false));
        let because = entry.because.as_ref().map(|text| {
            let range = self.range(text.span);
            words(range.start - 1..range.end, true)
        });
        let up_to = entry.up_to.as_ref().map(|number| {
            let range = self.range(number.span);
            words(range.start - 2..range.end + 1, false)
        });
        let mut modifiers: Vec<_> = when.chain(without).chain(because).chain(up_to).collect();
        modifiers.sort_by_key(|modifier| modifier.range.start);
        modifiers
    }

    /// Brings the `when`s of entries that stand together one below the other, and what `try`
    /// is followed by below what the others are.
    pub(super) fn pad_entries(&mut self, lines: &[RuleLine]) {
        let mut rows: Vec<Row> = Vec::new();
        let mut word = "";
        for line in lines {
            let RuleLine::Entry(entry) = line else {
                continue;
            };
            let start = self.start(entry.span);
            if matches!(entry.kind, EntryKind::Try(_)) {
                self.pad(start + 1, 1);
            }
            let (row, goes_on) = match self.row_of(entry) {
                Some((row, goes_on)) => (Some(row), goes_on),
                None => (None, true),
            };
            let parted = self.is_after_blank(start) || self.has_comments(start);
            if parted || row.is_none() || word != first_word(entry) {
                self.align_and_clear(&mut rows, INDENT);
            }
            word = first_word(entry);
            rows.extend(row);
            if goes_on {
                self.align_and_clear(&mut rows, INDENT);
            }
        }
        self.align_and_clear(&mut rows, INDENT);
    }

    /// The columns of an entry with its `when` on its first line, and whether there are more
    /// lines.
    fn row_of(&self, entry: &Entry) -> Option<(Row, bool)> {
        let range = self.range(entry.span);
        let modifiers = self.modifiers_of(entry);
        let when = modifiers.first().filter(|first| first.when.is_some())?;
        let reason = modifiers.iter().find(|modifier| modifier.because);
        let end = reason.map_or(range.end, |reason| reason.range.start);
        let fits = self.is_flat(range.start..end)
            && INDENT + self.padded_width(range.start, end) <= super::MAX_WIDTH;
        fits.then(|| {
            let row = Row {
                start: range.start,
                columns: vec![when.range.start],
                end,
            };
            (row, reason.is_some())
        })
    }
}

fn first_word(entry: &Entry) -> &'static str {
    match entry.kind {
        EntryKind::Try(_) => "try",
        EntryKind::Conclude(_) => "conclude",
        EntryKind::Refer { .. } => "refer",
        EntryKind::Escalate(_) => "escalate",
    }
}
