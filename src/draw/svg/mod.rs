//! A picture as SVG, laid out here, so that no other program is needed.
//!
//! Cards stand in columns: facts, values and conditions, rules, actions. The
//! rules keep the order in which they are considered; everything else stands as
//! near as can be to what it leads to. All lengths are whole pixels, so that the
//! picture is the same on every machine.

mod columns;
mod legend;
mod measure;
mod paint;
mod place;
mod sheet;

pub use paint::STYLE;

use super::picture::Picture;
use columns::{Columns, Item};
use sheet::Sheet;

/// More cards than this make no picture that anybody can read.
pub const MOST_CARDS: usize = 400;

/// There is too much to draw.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TooLarge {
    /// How many cards there are.
    pub cards: usize,
}

/// The room between two columns.
const CHANNEL: i64 = 76;
/// The room around everything.
const MARGIN: i64 = 24;

/// Everything in place: the size of the whole, and where the cards and passages
/// stand.
struct Layout {
    columns: Columns,
    sheets: Vec<Sheet>,
    /// The left edge of each column, and its width.
    lanes: Vec<(i64, i64)>,
    /// The upper edge of each item.
    tops: Vec<i64>,
    width: i64,
    height: i64,
}

/// The picture as an SVG document that needs nothing else.
///
/// # Errors
///
/// Where there is too much to draw.
pub fn svg(picture: &Picture) -> Result<String, TooLarge> {
    let cards = picture.cards.len();
    if cards > MOST_CARDS {
        return Err(TooLarge { cards });
    }
    Ok(paint::paint(picture, &Layout::of(picture)))
}

impl Layout {
    fn of(picture: &Picture) -> Layout {
        let mut columns = Columns::of(picture);
        let mut widths = vec![0; columns.members.len()];
        for (item, column) in columns.items.iter().zip(&columns.column) {
            if let Item::Card(card) = item {
                let width = Sheet::width_of(&picture.cards[*card]);
                widths[*column] = width.max(widths[*column]);
            }
        }
        let mut sheets = vec![Sheet::default(); picture.cards.len()];
        for (item, column) in columns.items.iter().zip(&columns.column) {
            if let Item::Card(card) = item {
                sheets[*card] = Sheet::of(&picture.cards[*card], widths[*column]);
            }
        }
        let tops = place::place(&mut columns, &sheets);
        let mut left = MARGIN;
        let mut lanes = Vec::with_capacity(widths.len());
        for width in widths {
            lanes.push((left, width));
            if width > 0 {
                left += width + CHANNEL;
            }
        }
        let bottom = |(item, top): (&Item, &i64)| match item {
            Item::Card(card) => top + sheets[*card].height,
            Item::Passage(_) => *top,
        };
        let height = columns.items.iter().zip(&tops).map(bottom).max();
        Layout {
            width: (left - CHANNEL + MARGIN).max(2 * MARGIN),
            height: height.unwrap_or(0),
            columns,
            sheets,
            lanes,
            tops,
        }
    }
}
