//! The elements of the SVG.

use std::fmt::Write as _;

use super::columns::{Hop, Item};
use super::legend::legend;
use super::measure::Font;
use super::sheet::{Line, Sheet};
use super::{CHANNEL, Layout, MARGIN};
use crate::draw::picture::{Card, EdgeKind, Look, Mark, Picture, RowKind};
use crate::model::DecisionKind;
use crate::suite::markup::escape;

/// How everything in a picture looks. All of it is below the class of pictures,
/// so that a page with many can carry it once.
pub const STYLE: &str = include_str!("style.css");

/// The narrowest picture: title and legend need some room.
const NARROWEST: i64 = 560;

// A string takes all text, so that the results of `write!` are of no interest.

/// The picture with everything in its place.
pub(super) fn paint(picture: &Picture, layout: &Layout) -> String {
    let width = layout.width.max(NARROWEST);
    let mut head = String::new();
    let top = heading(picture, width - 2 * MARGIN, &mut head);
    let height = top + layout.height + MARGIN;
    let title = escape(&picture.title);
    let mut svg = String::new();
    let _ = writeln!(
        svg,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"whatnext\" width=\"{width}\" height=\"{height}\" \
         viewBox=\"0 0 {width} {height}\" role=\"img\" aria-label=\"{title}\">\n<title>{title}</title>"
    );
    let _ = writeln!(svg, "<desc>{}</desc>", escape(&description(picture)));
    let _ = writeln!(svg, "<style>\n{STYLE}</style>");
    let marked = if picture.decision.is_some() {
        " marked"
    } else {
        ""
    };
    let _ = writeln!(
        svg,
        "<g class=\"sheet{marked}\">\n<rect class=\"page\" width=\"{width}\" height=\"{height}\"/>"
    );
    svg.push_str(&head);
    let _ = writeln!(svg, "<g transform=\"translate(0 {top})\">");
    // What is on the way lies above what is not.
    for on_way in [false, true] {
        for hop in layout
            .columns
            .hops
            .iter()
            .filter(|hop| hop.on_way == on_way)
        {
            edge(hop, layout, &mut svg);
        }
    }
    for (at, item) in layout.columns.items.iter().enumerate() {
        if let Item::Card(card) = item {
            let (x, _) = layout.lanes[layout.columns.column[at]];
            let place = (x, layout.tops[at]);
            paint_card(
                &picture.cards[*card],
                &layout.sheets[*card],
                place,
                &mut svg,
            );
        }
    }
    svg.push_str("</g>\n</g>\n</svg>\n");
    svg
}

/// The picture in a sentence, for those who cannot see it.
fn description(picture: &Picture) -> String {
    let count = |wanted: &[Look]| {
        let found = picture.cards.iter().filter(|it| wanted.contains(&it.look));
        found.count()
    };
    format!(
        "A decision graph, from left to right: {} facts, {} values and conditions, {} rules with their entries in order, {} actions.",
        count(&[Look::Asked, Look::Collected]),
        count(&[Look::Value, Look::Condition, Look::Symptom]),
        count(&[Look::Rule]),
        count(&[Look::Action, Look::Escalation]),
    )
}

/// Writes title and legend, and gives the height below them.
fn heading(picture: &Picture, width: i64, to: &mut String) -> i64 {
    let mut y = MARGIN + 14;
    let mut texts = |text: &str, class: &str, font: Font, line: i64| {
        for text in font.wrap(text, width, 3) {
            let _ = writeln!(
                to,
                "<text class=\"{class}\" x=\"{MARGIN}\" y=\"{y}\">{}</text>",
                escape(&text)
            );
            y += line;
        }
    };
    texts(&picture.title, "heading", Font::sans(200).bold(), 26);
    if let Some(subtitle) = &picture.subtitle {
        texts(subtitle, "note", Font::sans(120), 17);
    }
    if let Some(decision) = &picture.decision {
        texts(decision, "decision", Font::sans(140).bold(), 22);
    }
    let legend = legend(picture, MARGIN, y - 4, width, to);
    y + legend + 16
}

// ---- edges

fn edge(hop: &Hop, layout: &Layout, to: &mut String) {
    let (x1, y1) = end(hop.from, true, layout);
    let (x2, y2) = end(hop.to, false, layout);
    let mut class = "edge".to_owned();
    class.push_str(class_of_edge(hop.kind));
    if hop.on_way {
        class.push_str(" way");
    }
    let is_passage = matches!(layout.columns.items[hop.to.0], Item::Passage(_));
    let tip = if is_passage { 0 } else { 5 };
    let bend = CHANNEL / 2;
    let _ = write!(
        to,
        "<path class=\"{class}\" d=\"M{x1} {y1}C{} {y1} {} {y2} {} {y2}",
        x1 + bend,
        x2 - bend,
        x2 - tip
    );
    if is_passage {
        let (_, width) = layout.lanes[layout.columns.column[hop.to.0]];
        let _ = write!(to, "h{width}");
    }
    to.push_str("\"/>\n");
    if !is_passage {
        let class = if hop.on_way { "tip way" } else { "tip" };
        let _ = writeln!(to, "<path class=\"{class}\" d=\"M{x2} {y2}l-7 -3.5v7z\"/>");
    }
}

/// What is added to the class of an edge.
pub(super) fn class_of_edge(kind: EdgeKind) -> &'static str {
    match kind {
        EdgeKind::Test | EdgeKind::Proposes => "",
        EdgeKind::Negated => " not",
        EdgeKind::Text => " text",
    }
}

/// Where an edge meets an item, on its right side or on its left.
fn end((item, row): (usize, Option<usize>), right: bool, layout: &Layout) -> (i64, i64) {
    let (x, width) = layout.lanes[layout.columns.column[item]];
    let y = match layout.columns.items[item] {
        Item::Card(card) => layout.tops[item] + layout.sheets[card].port(row),
        Item::Passage(_) => layout.tops[item] + 1,
    };
    (if right { x + width } else { x }, y)
}

// ---- cards

/// The class of a card.
pub(super) fn class_of(look: Look) -> &'static str {
    match look {
        Look::Asked => "fact",
        Look::Collected => "fact collected",
        Look::Value => "value",
        Look::Condition => "condition",
        Look::Symptom => "symptom",
        Look::Rule => "rule",
        Look::Action => "action",
        Look::Escalation => "action escalation",
    }
}

/// How round the corners of a card are.
pub(super) fn radius_of(look: Look) -> i64 {
    match look {
        Look::Asked | Look::Collected => 9,
        Look::Rule => 2,
        _ => 4,
    }
}

/// The class of a mark.
pub(super) fn class_of_mark(mark: Mark) -> &'static str {
    match mark {
        Mark::Holds | Mark::Chosen => "yes",
        Mark::Fails | Mark::CannotHold | Mark::GuardFails | Mark::UsedUp | Mark::NotAsked => "no",
        Mark::CannotBeKnown | Mark::Open | Mark::Mixed | Mark::Asked => "open",
    }
}

fn paint_card(card: &Card, sheet: &Sheet, (x, y): (i64, i64), to: &mut String) {
    let mut class = format!("card {}", class_of(card.look));
    if card.mark.on_way {
        class.push_str(" way");
    }
    if card.mark.asked {
        class.push_str(" asked");
    }
    let radius = radius_of(card.look);
    let (width, height, head) = (sheet.width, sheet.height, sheet.head);
    let _ = writeln!(
        to,
        "<g class=\"{class}\" transform=\"translate({x} {y})\">\n<title>{}</title>\n\
         <rect class=\"box\" width=\"{width}\" height=\"{height}\" rx=\"{radius}\"/>",
        escape(&in_words(card))
    );
    // The head keeps the round corners above, and is straight below.
    let (inner, down) = (radius - 1, head - radius);
    let _ = if sheet.height > head {
        writeln!(
            to,
            "<path class=\"head\" d=\"M1 {head}V{radius}a{inner} {inner} 0 0 1 {inner} -{inner}H{}a{inner} {inner} 0 0 1 {inner} {inner}v{down}z\"/>",
            width - radius
        )
    } else {
        writeln!(
            to,
            "<rect class=\"head\" x=\"1\" y=\"1\" width=\"{}\" height=\"{}\" rx=\"{inner}\"/>",
            width - 2,
            height - 2
        )
    };
    bands(card, sheet, to);
    for badge in &sheet.badges {
        shape(badge.outcome, badge.x, badge.y, to);
        let _ = writeln!(
            to,
            "<text class=\"number\" x=\"{}\" y=\"{}\">{}</text>",
            badge.x,
            badge.y + 4,
            badge.number
        );
    }
    for line in &sheet.lines {
        paint_line(line, to);
    }
    to.push_str("</g>\n");
}

/// What lies behind the rows: a line above each entry, and colour behind what
/// decided.
fn bands(card: &Card, sheet: &Sheet, to: &mut String) {
    let width = sheet.width;
    for band in &sheet.bands {
        let row = &card.rows[band.row];
        if matches!(row.kind, RowKind::Entry { .. }) {
            let _ = writeln!(
                to,
                "<path class=\"rule-line\" d=\"M1 {}H{}\"/>",
                band.top - 1,
                width - 1
            );
        }
        let class = match (row.mark, row.decided) {
            (Some(Mark::Chosen), _) => "chosen",
            (Some(Mark::Asked), _) => "asking",
            (_, true) => "decided",
            _ => continue,
        };
        let _ = writeln!(
            to,
            "<rect class=\"{class}\" x=\"3\" y=\"{}\" width=\"{}\" height=\"{}\" rx=\"3\"/>",
            band.top,
            width - 6,
            band.bottom - band.top + 1
        );
    }
}

fn paint_line(line: &Line, to: &mut String) {
    let mut class = line.class.to_owned();
    if let Some(mark) = line.mark {
        class.push(' ');
        class.push_str(class_of_mark(mark));
    }
    let _ = writeln!(
        to,
        "<text class=\"{class}\" x=\"{}\" y=\"{}\">{}</text>",
        line.x,
        line.y,
        escape(&line.text)
    );
}

/// The shape of an outcome: they are told apart without colours too.
pub(super) fn shape(outcome: DecisionKind, x: i64, y: i64, to: &mut String) {
    let _ = match outcome {
        DecisionKind::Conclude => writeln!(
            to,
            "<rect class=\"badge conclude\" x=\"{}\" y=\"{}\" width=\"15\" height=\"15\" rx=\"1\"/>",
            x - 7,
            y - 7
        ),
        DecisionKind::Refer => writeln!(
            to,
            "<path class=\"badge refer\" d=\"M{x} {}l10 10l-10 10l-10 -10z\"/>",
            y - 10
        ),
        DecisionKind::Escalate => writeln!(
            to,
            "<path class=\"badge escalate\" d=\"M{} {}h11l5.500 8l-5.500 8h-11z\"/>",
            x - 8,
            y - 8
        ),
        _ => writeln!(
            to,
            "<circle class=\"badge do\" cx=\"{x}\" cy=\"{y}\" r=\"8\"/>"
        ),
    };
}

/// All of a card as text, for whoever points at it.
fn in_words(card: &Card) -> String {
    let mut words = card.title.clone();
    if let Some(name) = &card.name {
        let _ = write!(words, " ({name})");
    }
    if let Some(value) = &card.mark.value {
        let _ = write!(words, "\n{value}");
    }
    for row in &card.rows {
        let _ = write!(words, "\n{}", "  ".repeat(row.depth.min(10)));
        if let RowKind::Entry { number, .. } = row.kind {
            let _ = write!(words, "{number}. ");
        }
        words.push_str(&row.text);
        if let Some(mark) = row.mark {
            let _ = write!(words, ": {}", mark.words());
        }
    }
    words
}
