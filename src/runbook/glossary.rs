//! Conditions and values, by their names.

use super::document::{Block, Inline, Text, plain};
use super::wording::Wording;
use crate::explain::one_line;
use crate::graph::{Node, NodeId};
use crate::model::ids::{ConditionId, LetId};
use crate::model::rule::LetValue;

/// A condition or a symptom, and what it means.
pub(super) fn condition(wording: Wording<'_>, id: ConditionId) -> Vec<Block> {
    let condition = &wording.rules.conditions[id];
    let title = condition.title.as_ref();
    let mut heading = title.map_or_else(Text::new, |title| plain(format!("{title}: ")));
    heading.push(Inline::Code(condition.name.clone()));
    let mut blocks = vec![
        Block::Heading {
            level: 4,
            anchor: wording.places.of_condition(id),
            text: heading,
        },
        Block::Paragraph(vec![
            Inline::plain(if condition.is_symptom {
                "A symptom, "
            } else {
                "A condition, "
            }),
            wording.places.source(condition.span),
        ]),
    ];
    if let Some(node) = wording.index.node_of(id) {
        blocks.extend(wording.tests("It holds when", wording.graph.operands(node)));
    }
    blocks
}

/// A value, and what it stands for.
pub(super) fn value(wording: Wording<'_>, id: LetId, node: Option<NodeId>) -> Vec<Block> {
    let named = &wording.rules.lets[id];
    let mut blocks = vec![
        Block::Heading {
            level: 4,
            anchor: wording.places.of_let(id),
            text: vec![Inline::Code(named.name.clone())],
        },
        Block::Paragraph(vec![
            Inline::plain("A value, "),
            wording.places.source(named.span),
        ]),
    ];
    if let LetValue::List(list) = &named.value {
        let mut line = plain("It stands for ");
        line.extend(wording.list(list));
        blocks.push(Block::Paragraph(line));
        return blocks;
    }
    let operands = node.map_or(&[][..], |node| wording.graph.operands(node));
    match operands
        .first()
        .map(|used| (used, wording.graph.node(used.node)))
    {
        Some((used, Node::Table { inputs, rows })) => {
            let parts = wording.graph.parts(*used);
            let (inputs, values) = parts.split_at(parts.len().min(*inputs));
            let ty = match &named.value {
                LetValue::Operand(operand) => Some(&operand.ty),
                LetValue::Test(_) | LetValue::List(_) => None,
            };
            let code = |used| Inline::Code(one_line(wording.sources.text(used)));
            let mut head: Vec<Text> = inputs.iter().map(|input| vec![code(input.span)]).collect();
            head.push(vec![Inline::Code(named.name.clone())]);
            let rows = rows.iter().zip(values).map(|(cells, value)| {
                let cells = inputs.iter().zip(cells);
                let mut row: Vec<Text> = cells
                    .map(|(input, cell)| {
                        plain(
                            wording
                                .cell(*input, cell)
                                .unwrap_or_else(|| "any".to_owned()),
                        )
                    })
                    .collect();
                row.push(match (wording.graph.node(value.node), ty) {
                    (Node::Literal(literal), Some(ty)) => plain(ty.show(&literal.0)),
                    _ => vec![code(value.span)],
                });
                row
            });
            blocks.push(Block::Table {
                head,
                rows: rows.collect(),
            });
        }
        Some((used, _)) if wording.graph.sort(used.node) == crate::graph::Sort::Test => {
            blocks.extend(wording.tests("It holds when", operands));
        }
        Some((used, _)) => blocks.push(Block::Paragraph(vec![
            Inline::plain("It stands for "),
            Inline::Code(one_line(wording.sources.text(used.span))),
        ])),
        None => {}
    }
    blocks
}
