//! A picture in DOT, for Graphviz and everything that reads its language.

use std::fmt::Write as _;

use super::picture::{Card, EdgeKind, Look, Mark, Picture, Port, Row, RowKind};
use crate::model::DecisionKind;
use crate::suite::markup::escape;

/// Longer lines are cut.
const LONGEST: usize = 90;

// A string takes all text, so that the results of `write!` are of no interest.

/// The picture as a directed graph; each card is a table with its rows as ports.
pub fn dot(picture: &Picture) -> String {
    let mut text = String::from("digraph rules {\n");
    let _ = writeln!(
        text,
        "  graph [rankdir=LR, ranksep=1.2, nodesep=0.2, fontname=\"Helvetica\", labelloc=t, label=<{}>]",
        heading(picture)
    );
    text.push_str("  node [shape=plain, fontname=\"Helvetica\", fontsize=11]\n");
    text.push_str("  edge [color=\"#8d98a8\", arrowsize=0.6]\n");
    for (at, card) in picture.cards.iter().enumerate() {
        node(at, card, &mut text);
    }
    for edge in &picture.edges {
        let style = match edge.kind {
            EdgeKind::Test | EdgeKind::Proposes => "",
            EdgeKind::Negated => "style=dashed",
            EdgeKind::Text => "style=dotted",
        };
        let way = if edge.on_way {
            "color=\"#0a5bc4\", penwidth=2.5"
        } else {
            ""
        };
        let attributes: Vec<&str> = [style, way]
            .into_iter()
            .filter(|it| !it.is_empty())
            .collect();
        let attributes = if attributes.is_empty() {
            String::new()
        } else {
            format!(" [{}]", attributes.join(", "))
        };
        let _ = writeln!(
            text,
            "  {}:e -> {}:w{attributes}",
            port(edge.from),
            port(edge.to)
        );
    }
    text.push_str("}\n");
    text
}

fn heading(picture: &Picture) -> String {
    let mut text = format!(
        "<font point-size=\"18\"><b>{}</b></font>",
        label(&picture.title)
    );
    for more in [&picture.subtitle, &picture.decision].into_iter().flatten() {
        let _ = write!(text, "<br/>{}", label(more));
    }
    text
}

fn port(port: Port) -> String {
    match port.row {
        Some(row) => format!("n{}:r{row}", port.card),
        None => format!("n{}:head", port.card),
    }
}

fn node(at: usize, card: &Card, text: &mut String) {
    let (fill, stroke) = colours(card.look);
    let (stroke, border) = match (card.mark.asked, card.mark.on_way) {
        (true, _) => ("#b07a00", 3),
        (false, true) => ("#0a5bc4", 3),
        (false, false) => (stroke, 1),
    };
    let style = match card.look {
        Look::Asked => "style=\"rounded\" ",
        Look::Collected => "style=\"rounded,dashed\" ",
        _ => "",
    };
    let _ = write!(
        text,
        "  n{at} [label=<<table {style}border=\"{border}\" cellborder=\"0\" cellspacing=\"0\" cellpadding=\"3\" color=\"{stroke}\" bgcolor=\"#ffffff\">\
         <tr><td port=\"head\" align=\"left\" bgcolor=\"{fill}\"><b>{}</b>",
        label(&card.title)
    );
    if let Some(name) = &card.name {
        let _ = write!(
            text,
            "<br align=\"left\"/><font point-size=\"9\">{}</font>",
            label(name)
        );
    }
    if let Some(value) = &card.mark.value {
        let _ = write!(text, "<br align=\"left\"/><b>{}</b>", label(value));
    }
    text.push_str("<br align=\"left\"/></td></tr>");
    for (at, row) in card.rows.iter().enumerate() {
        self::row(at, row, text);
    }
    text.push_str("</table>>]\n");
}

fn row(at: usize, row: &Row, text: &mut String) {
    let fill = match (row.kind, row.mark, row.decided) {
        (_, Some(Mark::Chosen), _) => " bgcolor=\"#cfe3fb\"",
        (_, Some(Mark::Asked), _) => " bgcolor=\"#fdeec2\"",
        (_, _, true) => " bgcolor=\"#e8f1fd\"",
        (RowKind::Entry { outcome, .. }, ..) => match outcome {
            DecisionKind::Conclude => " bgcolor=\"#dff3e6\"",
            DecisionKind::Refer => " bgcolor=\"#ece3f8\"",
            DecisionKind::Escalate => " bgcolor=\"#fdefd6\"",
            _ => " bgcolor=\"#eef6fd\"",
        },
        _ => "",
    };
    let indent = "&#160;&#160;&#160;".repeat(row.depth.min(6));
    let _ = write!(text, "<tr><td port=\"r{at}\" align=\"left\"{fill}>{indent}");
    if let RowKind::Entry { number, .. } = row.kind {
        let _ = write!(text, "{number}. ");
    }
    text.push_str(&label(&row.text));
    if let Some(mark) = row.mark {
        let _ = write!(text, " <b>{}</b>", mark.sign());
    }
    text.push_str("</td></tr>");
}

fn colours(look: Look) -> (&'static str, &'static str) {
    match look {
        Look::Asked | Look::Collected => ("#e6ecf7", "#6b7fa3"),
        Look::Value => ("#efeaf8", "#8470ac"),
        Look::Condition => ("#e2f3ee", "#4b8a78"),
        Look::Symptom => ("#fae6e3", "#b4534a"),
        Look::Rule => ("#e3e6ea", "#39424e"),
        Look::Action => ("#dfeefb", "#2f76b5"),
        Look::Escalation => ("#fdefd6", "#b06a00"),
    }
}

/// A text inside a label like HTML, cut where it is long.
fn label(text: &str) -> String {
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", escape(&text[..end])),
        None => escape(text),
    }
}
