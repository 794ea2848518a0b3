//! A card with all its lines in place.

use super::measure::Font;
use crate::draw::picture::{Card, Look, Mark, Row, RowKind};
use crate::model::DecisionKind;

/// What stands between the border of a card and its text.
const PADDING: i64 = 10;
/// How far a row is indented for each group around it.
const INDENT: i64 = 14;
/// The room of the number of an entry.
const BADGE: i64 = 22;
/// The room of the sign of a mark.
const SIGN: i64 = 18;

const TITLE: Font = Font::sans(125).bold();
const NAME: Font = Font::mono(100);
const CODE: Font = Font::mono(105);
const NOTE: Font = Font::sans(110);
const ENTRY: Font = Font::sans(115);

/// A line of text in place.
#[derive(Clone, Debug)]
pub(super) struct Line {
    /// Where it begins, or ends if it is a sign.
    pub(super) x: i64,
    /// Its base line.
    pub(super) y: i64,
    /// The class that says how it is set.
    pub(super) class: &'static str,
    pub(super) text: String,
    /// What came of its row.
    pub(super) mark: Option<Mark>,
}

/// The number of an entry in its shape.
#[derive(Clone, Copy, Debug)]
pub(super) struct Badge {
    pub(super) x: i64,
    pub(super) y: i64,
    pub(super) number: usize,
    pub(super) outcome: DecisionKind,
}

/// A row in place, for what is drawn behind its text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Band {
    pub(super) top: i64,
    pub(super) bottom: i64,
    pub(super) row: usize,
}

/// A card in place; everything is counted from its upper left corner.
#[derive(Clone, Debug, Default)]
pub(super) struct Sheet {
    pub(super) width: i64,
    pub(super) height: i64,
    /// The height of the head with the title.
    pub(super) head: i64,
    pub(super) lines: Vec<Line>,
    pub(super) badges: Vec<Badge>,
    pub(super) bands: Vec<Band>,
    /// Where edges meet each row.
    rows: Vec<i64>,
    /// How wide the widest line is.
    needed: i64,
}

/// The widest that a card may become.
fn most(look: Look) -> i64 {
    match look {
        Look::Asked | Look::Collected | Look::Action | Look::Escalation => 250,
        Look::Value => 270,
        Look::Condition | Look::Symptom => 310,
        Look::Rule => 360,
    }
}

impl Sheet {
    /// How wide a card has to be.
    pub(super) fn width_of(card: &Card) -> i64 {
        let most = most(card.look);
        Sheet::of(card, most).needed.min(most)
    }

    /// The card with this width.
    pub(super) fn of(card: &Card, width: i64) -> Sheet {
        let mut sheet = Sheet {
            width,
            height: 5,
            ..Sheet::default()
        };
        sheet.text(PADDING, &card.title, "title", TITLE, 3, None);
        if let Some(name) = &card.name {
            sheet.text(PADDING, name, "name", NAME, 1, None);
        }
        sheet.height += 5;
        sheet.head = sheet.height;
        if let Some(value) = &card.mark.value {
            sheet.height += 3;
            sheet.text(PADDING, value, "known", NOTE.bold(), 2, None);
        }
        if !card.rows.is_empty() {
            sheet.height += 3;
        }
        for (at, row) in card.rows.iter().enumerate() {
            sheet.row(at, row);
        }
        if sheet.height > sheet.head {
            sheet.height += 5;
        }
        sheet
    }

    fn row(&mut self, at: usize, row: &Row) {
        if matches!(row.kind, RowKind::Entry { .. }) {
            self.height += 4;
        }
        let top = self.height;
        let depth = i64::try_from(row.depth).unwrap_or(0).min(6);
        let indent = PADDING + depth * INDENT;
        let (x, class, font, most) = match row.kind {
            RowKind::Entry {
                number, outcome, ..
            } => {
                self.badges.push(Badge {
                    x: PADDING + 7,
                    y: top + 8,
                    number,
                    outcome,
                });
                (PADDING + BADGE, "entry", ENTRY, 3)
            }
            RowKind::Test(_) | RowKind::Code(_) => (indent, "code", CODE, 3),
            RowKind::Group => (indent, "group", NOTE, 1),
            RowKind::Field(_) => (indent, "note", NOTE, 2),
            RowKind::Note => (indent, "note", NOTE, 3),
        };
        // Tests of an entry stand below its words.
        let x = if row.depth > 0
            && matches!(row.kind, RowKind::Test(_) | RowKind::Note | RowKind::Group)
        {
            x.max(indent) + (BADGE - INDENT)
        } else {
            x
        };
        self.rows.push(top + 8);
        self.text(x, &row.text, class, font, most, row.mark);
        if let Some(mark) = row.mark {
            self.lines.push(Line {
                x: self.width - 7,
                y: top + 11,
                class: "sign",
                text: mark.sign().to_owned(),
                mark: Some(mark),
            });
        }
        self.bands.push(Band {
            top,
            bottom: self.height,
            row: at,
        });
        if matches!(row.kind, RowKind::Entry { .. }) {
            self.height += 1;
        }
    }

    /// Adds a text, in as many lines as it takes.
    fn text(
        &mut self,
        x: i64,
        text: &str,
        class: &'static str,
        font: Font,
        most: usize,
        mark: Option<Mark>,
    ) {
        let sign = if mark.is_some() { SIGN } else { 0 };
        let room = self.width - x - PADDING - sign;
        for text in font.wrap(text, room, most) {
            self.needed = self.needed.max(x + font.width(&text) + PADDING + sign);
            self.height += font.size / 10 + 4;
            self.lines.push(Line {
                x,
                y: self.height - 4,
                class,
                text,
                mark,
            });
        }
    }

    /// Where edges meet a row, or the card as a whole.
    pub(super) fn port(&self, row: Option<usize>) -> i64 {
        let at = row.and_then(|row| self.rows.get(row).copied());
        at.unwrap_or(self.head / 2)
    }
}
