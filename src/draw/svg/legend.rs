//! What the shapes and lines mean.

use std::fmt::Write as _;

use super::measure::Font;
use super::paint;
use crate::draw::picture::{EdgeKind, Look, Mark, Picture, RowKind};
use crate::model::DecisionKind;
use crate::suite::markup::escape;

/// The height of a line of the legend.
const LINE: i64 = 22;
const FONT: Font = Font::sans(110);

/// An explanation: what is drawn, and its words.
enum Sample {
    Card(Look),
    Badge(DecisionKind),
    Edge(EdgeKind),
    Sign(Mark),
}

/// Writes the legend of what is in the picture, from this height on, and gives
/// its height.
pub(super) fn legend(picture: &Picture, left: i64, top: i64, width: i64, to: &mut String) -> i64 {
    let samples = samples(picture);
    let (mut x, mut y) = (left, top);
    for (sample, words) in &samples {
        let needed = 30 + FONT.width(words) + 18;
        if x > left && x + needed > left + width {
            x = left;
            y += LINE;
        }
        draw(sample, x, y, to);
        // Writing to a string does not fail.
        let _ = writeln!(
            to,
            "<text class=\"note\" x=\"{}\" y=\"{}\">{}</text>",
            x + 30,
            y + 12,
            escape(words)
        );
        x += needed;
    }
    if samples.is_empty() {
        0
    } else {
        y - top + LINE
    }
}

fn draw(sample: &Sample, x: i64, y: i64, to: &mut String) {
    let _ = match sample {
        Sample::Card(look) => writeln!(
            to,
            "<g class=\"card {}\"><rect class=\"box\" x=\"{x}\" y=\"{}\" width=\"24\" height=\"14\" rx=\"{}\"/>\
             <rect class=\"head\" x=\"{}\" y=\"{}\" width=\"22\" height=\"12\" rx=\"{}\"/></g>",
            paint::class_of(*look),
            y + 1,
            paint::radius_of(*look).min(7),
            x + 1,
            y + 2,
            paint::radius_of(*look).min(6),
        ),
        Sample::Badge(outcome) => {
            paint::shape(*outcome, x + 12, y + 8, to);
            Ok(())
        }
        Sample::Edge(kind) => {
            let class = paint::class_of_edge(*kind);
            writeln!(
                to,
                "<path class=\"edge{class}\" d=\"M{x} {0}H{1}\"/>",
                y + 8,
                x + 24
            )
        }
        Sample::Sign(mark) => writeln!(
            to,
            "<text class=\"sign {}\" x=\"{}\" y=\"{}\">{}</text>",
            paint::class_of_mark(*mark),
            x + 18,
            y + 12,
            mark.sign()
        ),
    };
}

/// What there is in the picture, each once.
fn samples(picture: &Picture) -> Vec<(Sample, &'static str)> {
    let mut samples = Vec::new();
    let looks = [
        (Look::Asked, "fact, asked for"),
        (Look::Collected, "fact, collected only"),
        (Look::Value, "named value"),
        (Look::Condition, "condition"),
        (Look::Symptom, "symptom"),
        (Look::Rule, "rule, its entries in order"),
        (Look::Action, "action"),
        (Look::Escalation, "action that hands on"),
    ];
    for (look, words) in looks {
        if picture.cards.iter().any(|card| card.look == look) {
            samples.push((Sample::Card(look), words));
        }
    }
    let rows = || picture.cards.iter().flat_map(|card| &card.rows);
    let outcomes = [
        (DecisionKind::Do, "try"),
        (DecisionKind::Conclude, "conclude"),
        (DecisionKind::Refer, "refer"),
        (DecisionKind::Escalate, "escalate"),
    ];
    for (wanted, words) in outcomes {
        let is_it = |kind| matches!(kind, RowKind::Entry { outcome, .. } if outcome == wanted);
        if rows().any(|row| is_it(row.kind)) {
            samples.push((Sample::Badge(wanted), words));
        }
    }
    let edges = [
        (EdgeKind::Test, "is used by"),
        (EdgeKind::Negated, "is negated"),
        (EdgeKind::Text, "is shown in, or says when to ask"),
    ];
    for (kind, words) in edges {
        if picture.edges.iter().any(|edge| edge.kind == kind) {
            samples.push((Sample::Edge(kind), words));
        }
    }
    let marks = [
        Mark::Holds,
        Mark::Fails,
        Mark::CannotBeKnown,
        Mark::CannotHold,
        Mark::Open,
        Mark::Mixed,
        Mark::Chosen,
        Mark::Asked,
        Mark::GuardFails,
        Mark::UsedUp,
        Mark::NotAsked,
    ];
    for mark in marks {
        if rows().any(|row| row.mark == Some(mark)) {
            samples.push((Sample::Sign(mark), mark.words()));
        }
    }
    samples
}
