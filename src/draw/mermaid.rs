//! A picture as Mermaid, which many pages and editors draw by themselves.

use std::collections::HashMap;
use std::fmt::Write as _;

use super::picture::{Card, EdgeKind, Look, Mark, Picture, Port, Row, RowKind, Subject};
use crate::model::DecisionKind;
use crate::model::value::printable;

/// Longer lines are cut.
const LONGEST: usize = 90;

/// How the classes look, in colours that can be read on light and dark pages.
const CLASSES: &str = "  classDef fact fill:#e6ecf7,stroke:#6b7fa3,color:#1c2430
  classDef collected fill:#e6ecf7,stroke:#6b7fa3,color:#1c2430,stroke-dasharray:4 3
  classDef value fill:#efeaf8,stroke:#8470ac,color:#1c2430
  classDef condition fill:#e2f3ee,stroke:#4b8a78,color:#1c2430
  classDef symptom fill:#fae6e3,stroke:#b4534a,color:#1c2430,stroke-width:2px
  classDef rule fill:#e3e6ea,stroke:#39424e,color:#1c2430
  classDef do fill:#dfeefb,stroke:#2f76b5,color:#1c2430
  classDef conclude fill:#dff3e6,stroke:#2e7d4f,color:#1c2430
  classDef refer fill:#ece3f8,stroke:#7a55ad,color:#1c2430
  classDef escalate fill:#fdefd6,stroke:#b06a00,color:#1c2430
  classDef way stroke:#0a5bc4,stroke-width:4px
  classDef asked stroke:#b07a00,stroke-width:4px
";

// A string takes all text, so that the results of `write!` are of no interest.

/// The picture as a Mermaid flowchart.
pub fn mermaid(picture: &Picture) -> String {
    let mut text = String::from("---\n");
    let _ = writeln!(
        text,
        "title: {}\n---\nflowchart LR",
        quoted(&title(picture))
    );
    for (at, card) in picture.cards.iter().enumerate() {
        if card.look == Look::Rule {
            rule(at, card, &mut text);
            continue;
        }
        let (open, close) = brackets(card.look);
        let (label, class) = (lines(card, &card.rows), class(card.look));
        let _ = writeln!(text, "  {}{open}\"{label}\"{close}:::{class}", id(at));
    }
    let arrows = arrows(picture);
    for arrow in &arrows {
        let _ = writeln!(text, "  {} {} {}", arrow.from, arrow.shaft, arrow.to);
    }
    text.push_str(CLASSES);
    marks(picture, &mut text);
    let on_way = arrows.iter().enumerate().filter(|(_, arrow)| arrow.on_way);
    let on_way: Vec<String> = on_way.map(|(at, _)| at.to_string()).collect();
    if !on_way.is_empty() {
        let _ = writeln!(
            text,
            "  linkStyle {} stroke:#0a5bc4,stroke-width:3px",
            on_way.join(",")
        );
    }
    text
}

/// An edge between nodes, which know of no rows.
struct Arrow {
    from: String,
    to: String,
    shaft: &'static str,
    on_way: bool,
}

/// The edges, each once, however many rows it joins.
fn arrows(picture: &Picture) -> Vec<Arrow> {
    let mut arrows: Vec<Arrow> = Vec::new();
    let mut known: HashMap<(String, String, &str), usize> = HashMap::new();
    for edge in &picture.edges {
        let (from, to) = (end(picture, edge.from), end(picture, edge.to));
        let shaft = match edge.kind {
            EdgeKind::Negated => "-. not .->",
            EdgeKind::Text => "-.->",
            EdgeKind::Test | EdgeKind::Proposes => "-->",
        };
        let place = *known
            .entry((from.clone(), to.clone(), shaft))
            .or_insert(arrows.len());
        match arrows.get_mut(place) {
            Some(arrow) => arrow.on_way |= edge.on_way,
            None => arrows.push(Arrow {
                from,
                to,
                shaft,
                on_way: edge.on_way,
            }),
        }
    }
    arrows
}

fn title(picture: &Picture) -> String {
    match &picture.decision {
        Some(decision) => format!("{} · {decision}", picture.title),
        None => picture.title.clone(),
    }
}

/// A text in the quotes of YAML.
fn quoted(text: &str) -> String {
    let text = printable(text).replace('\\', "\\\\").replace('"', "\\\"");
    format!("\"{text}\"")
}

/// A rule is a group: when it applies, and its entries.
fn rule(at: usize, card: &Card, text: &mut String) {
    let first = first_entry(card);
    let _ = writeln!(text, "  subgraph {}g[\"{}\"]", id(at), in_one_line(card));
    let when = lines_of(&card.rows[..first]);
    let when = if when.is_empty() {
        label("always")
    } else {
        when
    };
    let _ = writeln!(text, "    {}[\"{when}\"]:::rule", id(at));
    let mut row = first;
    while row < card.rows.len() {
        let end = next_entry(card, row);
        if let RowKind::Entry {
            number, outcome, ..
        } = card.rows[row].kind
        {
            let (open, close, class) = shape(outcome);
            let said = lines_of(&card.rows[row..end]);
            // A number with a dot would begin a list of Markdown.
            let _ = writeln!(
                text,
                "    {}e{row}{open}\"{number} · {said}\"{close}:::{class}",
                id(at)
            );
        }
        row = end;
    }
    text.push_str("  end\n");
}

fn marks(picture: &Picture, text: &mut String) {
    for (at, card) in picture.cards.iter().enumerate() {
        let class = match (card.mark.asked, card.mark.on_way) {
            (true, _) => "asked",
            (false, true) => "way",
            (false, false) => continue,
        };
        let _ = writeln!(text, "  class {} {class}", id(at));
        for (row, drawn) in card.rows.iter().enumerate() {
            let class = match drawn.mark {
                Some(Mark::Chosen) => "way",
                Some(Mark::Asked) => "asked",
                _ => continue,
            };
            let _ = writeln!(text, "  class {}e{row} {class}", id(at));
        }
    }
}

fn id(card: usize) -> String {
    format!("n{card}")
}

/// The node at which an edge ends: of a rule, the entry to which the row
/// belongs.
fn end(picture: &Picture, port: Port) -> String {
    let card = &picture.cards[port.card];
    let entry = port
        .row
        .filter(|_| matches!(card.subject, Subject::Rule(_)))
        .and_then(|row| {
            let above = card.rows.get(..=row)?;
            above
                .iter()
                .rposition(|row| matches!(row.kind, RowKind::Entry { .. }))
        });
    match entry {
        Some(row) => format!("{}e{row}", id(port.card)),
        None => id(port.card),
    }
}

fn first_entry(card: &Card) -> usize {
    let is_entry = |row: &Row| matches!(row.kind, RowKind::Entry { .. });
    card.rows
        .iter()
        .position(is_entry)
        .unwrap_or(card.rows.len())
}

fn next_entry(card: &Card, row: usize) -> usize {
    let is_entry = |row: &Row| matches!(row.kind, RowKind::Entry { .. });
    let next = card.rows[row + 1..].iter().position(is_entry);
    next.map_or(card.rows.len(), |next| row + 1 + next)
}

fn class(look: Look) -> &'static str {
    match look {
        Look::Asked => "fact",
        Look::Collected => "collected",
        Look::Value => "value",
        Look::Condition => "condition",
        Look::Symptom => "symptom",
        Look::Rule => "rule",
        Look::Action => "do",
        Look::Escalation => "escalate",
    }
}

fn brackets(look: Look) -> (&'static str, &'static str) {
    match look {
        Look::Asked | Look::Collected => ("(", ")"),
        Look::Symptom => ("{{", "}}"),
        Look::Action => ("[[", "]]"),
        Look::Escalation => ("[/", "\\]"),
        Look::Value | Look::Condition | Look::Rule => ("[", "]"),
    }
}

fn shape(outcome: DecisionKind) -> (&'static str, &'static str, &'static str) {
    match outcome {
        DecisionKind::Conclude => ("[", "]", "conclude"),
        DecisionKind::Refer => ("[/", "/]", "refer"),
        DecisionKind::Escalate => (">", "]", "escalate"),
        _ => ("([", "])", "do"),
    }
}

/// Title and name of a card, for where only one line fits.
fn in_one_line(card: &Card) -> String {
    match &card.name {
        Some(name) => label(&format!("{} ({name})", card.title)),
        None => label(&card.title),
    }
}

/// Title and name of a card.
fn name(card: &Card) -> String {
    match &card.name {
        Some(name) => format!("{}<br/>{}", label(&card.title), label(name)),
        None => label(&card.title),
    }
}

fn lines(card: &Card, rows: &[Row]) -> String {
    let mut text = name(card);
    if let Some(value) = &card.mark.value {
        let _ = write!(text, "<br/>{}", label(value));
    }
    let rows = lines_of(rows);
    if !rows.is_empty() {
        let _ = write!(text, "<br/>{rows}");
    }
    text
}

fn lines_of(rows: &[Row]) -> String {
    let lines = rows.iter().map(|row| {
        let indent = "· ".repeat(row.depth.min(6));
        let sign = row.mark.map(|mark| format!(" {}", mark.sign()));
        format!("{indent}{}{}", label(&row.text), sign.unwrap_or_default())
    });
    lines.collect::<Vec<_>>().join("<br/>")
}

/// A text inside a quoted label. Mermaid gives a meaning to much, in its own
/// syntax, in Markdown and in HTML: whatever is neither a letter nor harmless
/// becomes a number.
fn label(text: &str) -> String {
    let text = printable(text);
    let mut label = String::with_capacity(text.len());
    let cut = text.chars().count() > LONGEST;
    let kept = if cut { LONGEST - 1 } else { LONGEST };
    // Digits and a dot at the beginning would make a list of Markdown.
    let mut only_digits = true;
    for c in text.chars().take(kept) {
        let harmless = c.is_alphanumeric()
            || !c.is_ascii()
            || matches!(c, ' ' | ',' | ':' | '(' | ')' | '?' | '=')
            || (c == '.' && !only_digits)
            || (c == '-' && !label.is_empty());
        if harmless {
            label.push(c);
        } else {
            let _ = write!(label, "#{};", u32::from(c));
        }
        only_digits &= c.is_ascii_digit();
    }
    if cut {
        label.push('…');
    }
    label
}

#[cfg(test)]
mod tests {
    use super::label;

    #[test]
    fn nothing_of_a_text_is_read_as_mermaid() {
        assert_eq!(
            label("a \"b\" [c] {d} #e; `f` <g> & %%{h}%%"),
            "a #34;b#34; #91;c#93; #123;d#125; #35;e#59; #96;f#96; #60;g#62; #38; #37;#37;#123;h#125;#37;#37;"
        );
        assert_eq!(label("1. first"), "1#46; first");
        assert_eq!(label("- item"), "#45; item");
        assert_eq!(label("app.version x-y"), "app.version x-y");
    }

    #[test]
    fn lines_and_what_cannot_be_seen_do_not_survive() {
        assert_eq!(label("a\nb\u{1b}[1m"), "a b\u{FFFD}#91;1m");
    }
}
