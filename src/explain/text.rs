//! Texts for people, with their holes filled.

use std::borrow::Cow;

use crate::engine::{Evaluator, Truth, ValueState};
use crate::graph::{ActionPlan, LinePlan, Node, NodeId, PartPlan, Sort, TextPlan, Use};
use crate::model::expression::{Cell, CellTest, Comparison};
use crate::model::fact::{PlainType, Type};
use crate::model::rule::LineKind;
use crate::model::text::stand_in;
use crate::model::value::printable;
use crate::source::Sources;

/// A value that cannot be known is shown in all its variants, if there are no
/// more.
const MAX_VARIANTS: usize = 12;

/// Fills a text. The elements of which it speaks must be in force.
pub(super) fn fill(evaluator: &mut Evaluator<'_>, text: &TextPlan) -> String {
    let mut filled = String::new();
    for part in &text.parts {
        match part {
            PartPlan::Text(text) => filled.push_str(text),
            PartPlan::Hole { name, node, ty, .. } => {
                filled.push_str(&hole(evaluator, name, *node, ty.as_ref()));
            }
        }
    }
    filled
}

/// A text with its holes as they are written, for elements that are not known.
pub(super) fn unfilled(text: &TextPlan) -> String {
    let parts = text.parts.iter().map(|part| match part {
        PartPlan::Text(text) => text.clone(),
        PartPlan::Hole { name, .. } => format!("{{{name}}}"),
    });
    parts.collect()
}

/// The lines of one kind that an action shows, filled, each with the place
/// where it is written.
pub(super) fn lines(
    evaluator: &mut Evaluator<'_>,
    sources: &Sources,
    plan: &ActionPlan,
    kind: LineKind,
) -> (Vec<String>, Vec<String>) {
    let written = &evaluator.rules().actions[plan.action].lines;
    let of_kind = plan.lines.iter().zip(written);
    of_kind
        .filter(|(line, _)| line.kind == kind)
        .filter_map(|(line, written)| {
            let text = self::line(evaluator, sources, line)?;
            Some((text, sources.place(written.span)))
        })
        .unzip()
}

/// A line, if it is to be shown; where that cannot be known it is labelled.
fn line(evaluator: &mut Evaluator<'_>, sources: &Sources, line: &LinePlan) -> Option<String> {
    let Some(when) = line.when else {
        return Some(fill(evaluator, &line.text));
    };
    match evaluator.truth(when.node) {
        Truth::HOLDS => Some(fill(evaluator, &line.text)),
        Truth::FAILS => None,
        _ => Some(format!(
            "If {}: {}",
            one_line(sources.text(when.span)),
            fill(evaluator, &line.text)
        )),
    }
}

/// A piece of source text with its white space folded and without comments.
pub(crate) fn one_line(text: &str) -> String {
    let text = without_comments(text);
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A piece of source text without its comments. A `#` in a text or a pattern
/// starts none.
fn without_comments(text: &str) -> Cow<'_, str> {
    if !text.contains('#') {
        return Cow::Borrowed(text);
    }
    let mut kept = String::with_capacity(text.len());
    let mut closes = None;
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        match (closes, c) {
            (None, '#') => {
                if chars.by_ref().any(|c| c == '\n') {
                    kept.push('\n');
                }
                continue;
            }
            (None, '"') => closes = Some('"'),
            (None, '/') if kept.trim_end().ends_with("matches") => closes = Some('/'),
            (Some('/'), '\\') => {
                kept.push(c);
                kept.extend(chars.next());
                continue;
            }
            (Some(mark), c) if mark == c => closes = None,
            _ => {}
        }
        kept.push(c);
    }
    Cow::Owned(kept)
}

/// Keys as a list for people, those of more than one part with slashes; nothing
/// where there are none.
pub(super) fn join_keys(keys: impl Iterator<Item = Vec<String>>) -> String {
    let keys: Vec<String> = keys
        .map(|key| printable(&key.join("/")).into_owned())
        .collect();
    keys.join(", ")
}

fn hole(evaluator: &mut Evaluator<'_>, name: &str, node: NodeId, ty: Option<&PlainType>) -> String {
    let Some(ty) = ty else {
        return members(evaluator, node);
    };
    let state = match evaluator.graph().sort(node) {
        Sort::Value => evaluator.value(node).known().map(|value| ty.show(value)),
        Sort::Test => match evaluator.truth(node) {
            Truth::HOLDS => Some("yes".to_owned()),
            Truth::FAILS => Some("no".to_owned()),
            _ => None,
        },
        Sort::List => return members(evaluator, node),
    };
    state.unwrap_or_else(|| variants(evaluator, name, node, ty))
}

/// The elements that are known to be in a list.
fn members(evaluator: &mut Evaluator<'_>, list: NodeId) -> String {
    let filtered = evaluator.filtered(list);
    let Some(fact) = evaluator.list_fact(filtered.whole) else {
        return String::new();
    };
    let rules = evaluator.rules();
    let known: Vec<_> = evaluator.elements(filtered.whole).known().collect();
    let sure = known
        .into_iter()
        .filter(|&element| evaluator.membership(&filtered, element) == Truth::HOLDS);
    let keys: Vec<Vec<String>> = sure.map(|element| element.key(fact, rules)).collect();
    let shown = keys.into_iter().map(|key| match &rules.facts[fact].ty {
        Type::List(crate::model::fact::ListType::Values(plain)) => {
            // The element's own text is what inputs write; people read labels.
            let symbol = key
                .first()
                .and_then(|name| plain.symbols()?.iter().find(|symbol| symbol.name == *name));
            symbol.map_or(key.clone(), |symbol| vec![symbol.label().to_owned()])
        }
        _ => key,
    });
    let joined = join_keys(shown);
    if joined.is_empty() {
        "‹none known›".to_owned()
    } else {
        joined
    }
}

/// What a value that cannot be known may be, labelled; or its name.
fn variants(evaluator: &mut Evaluator<'_>, name: &str, node: NodeId, ty: &PlainType) -> String {
    let mut plain = node;
    while let (Node::Let(_), [inner]) = (
        evaluator.graph().node(plain),
        evaluator.graph().operands(plain),
    ) {
        plain = inner.node;
    }
    if let Node::Table { inputs, rows } = evaluator.graph().node(plain)
        && let Some(text) = table_variants(evaluator, *inputs, rows, plain, ty)
    {
        return text;
    }
    match ty {
        PlainType::YesNo => format!("‹{name}: yes or no›"),
        PlainType::Symbols(symbols) if symbols.len() <= MAX_VARIANTS => {
            format!(
                "‹{name}: {}›",
                alternatives(symbols.iter().map(|symbol| symbol.label().to_owned()))
            )
        }
        _ => stand_in(name),
    }
}

/// The rows of a table that its known inputs allow: `a (Windows) or b (Mac)`.
fn table_variants(
    evaluator: &mut Evaluator<'_>,
    inputs: usize,
    rows: &[Vec<Cell>],
    table: NodeId,
    ty: &PlainType,
) -> Option<String> {
    let graph = evaluator.graph();
    let (inputs, values) = graph.operands(table).split_at_checked(inputs)?;
    let states: Vec<ValueState<'_>> = inputs
        .iter()
        .map(|input| evaluator.value(input.node))
        .collect();
    let mut shown = Vec::new();
    for (cells, value) in rows.iter().zip(values) {
        if !may_fit(cells, &states) {
            continue;
        }
        let labels: Vec<String> = inputs
            .iter()
            .zip(cells)
            .zip(&states)
            .filter(|(_, state)| state.known().is_none())
            .filter_map(|((input, cell), _)| cell_label(evaluator, *input, cell))
            .collect();
        let value = evaluator
            .value(value.node)
            .known()
            .map(|value| ty.show(value))?;
        let label = if labels.is_empty() {
            "otherwise".to_owned()
        } else {
            labels.join(", ")
        };
        shown.push(format!("{value} ({label})"));
    }
    (!shown.is_empty() && shown.len() <= MAX_VARIANTS).then(|| alternatives(shown.into_iter()))
}

/// Whether the known inputs let a row fit.
fn may_fit(cells: &[Cell], states: &[ValueState<'_>]) -> bool {
    cells
        .iter()
        .zip(states)
        .all(|(cell, state)| match (cell, state.known()) {
            (Cell::OneOf(tests), Some(value)) => tests.iter().any(|test| test.accepts(value)),
            _ => true,
        })
}

fn cell_label(evaluator: &Evaluator<'_>, input: Use, cell: &Cell) -> Option<String> {
    let Cell::OneOf(tests) = cell else {
        return None;
    };
    let ty = type_of(evaluator, input.node);
    let show =
        |value: &crate::model::value::Value| ty.as_ref().unwrap_or(&PlainType::Text).show(value);
    Some(alternatives(tests.iter().map(|test| match test {
        CellTest::Compare(Comparison::Is | Comparison::IsExactly, value) => show(value),
        CellTest::Compare(op, value) => format!("{op} {}", show(value)),
        CellTest::Range(low, high) => format!("{} to {}", show(low), show(high)),
    })))
}

/// The type of the fact behind a value, which knows the labels of symbols.
fn type_of(evaluator: &Evaluator<'_>, node: NodeId) -> Option<PlainType> {
    match (
        evaluator.graph().node(node),
        evaluator.graph().operands(node),
    ) {
        (Node::Let(_), [inner]) => type_of(evaluator, inner.node),
        (Node::Fact(fact) | Node::Field { fact, .. }, _) => {
            match &evaluator.rules().facts[*fact].ty {
                Type::Plain(plain) => Some(plain.clone()),
                Type::List(_) => None,
            }
        }
        _ => None,
    }
}

/// `a, b or c`
pub(super) fn alternatives(items: impl Iterator<Item = String>) -> String {
    let items: Vec<String> = items.collect();
    match items.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} or {last}", rest.join(", ")),
        _ => items.concat(),
    }
}

#[cfg(test)]
mod tests {
    use super::one_line;

    #[test]
    fn comments_are_no_part_of_a_line() {
        for (text, line) in [
            ("a is\n  b", "a is b"),
            ("a in [b, # why\n c]", "a in [b, c]"),
            ("a is \"#1\" # the first", "a is \"#1\""),
            ("a is \"\"\"#\"", "a is \"\"\"#\""),
            ("a matches /\\/#\"/ # odd", "a matches /\\/#\"/"),
            ("a / b # half\n > 1", "a / b > 1"),
        ] {
            assert_eq!(one_line(text), line);
        }
    }
}
