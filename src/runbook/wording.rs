//! Tests and texts of the rules as people read them: conditions by their titles,
//! tests as their authors wrote them, holes with all that can stand there.

use super::document::{Block, Inline, Text, joined, plain};
use super::index::Index;
use super::places::Places;
use crate::draw::loops;
use crate::draw::outline::{Group, Outline, as_written, named_parts};
use crate::draw::words::joined as listed;
use crate::explain::one_line;
use crate::graph::{DecisionGraph, Node, NodeId, PartPlan, TextPlan, Use};
use crate::model::RuleBase;
use crate::model::expression::{Cell, CellTest, Comparison, List, ListKind};
use crate::model::fact::{PlainType, Type};
use crate::model::text::stand_in;
use crate::model::value::Value;
use crate::program::Program;
use crate::source::Sources;

/// More variants than this are told by their name only.
const MOST_VARIANTS: usize = 12;

/// Puts things into words.
#[derive(Clone, Copy)]
pub(super) struct Wording<'a> {
    pub(super) rules: &'a RuleBase,
    pub(super) graph: &'a DecisionGraph,
    pub(super) sources: &'a Sources,
    pub(super) places: Places<'a>,
    pub(super) index: &'a Index,
}

impl<'a> Wording<'a> {
    pub(super) fn new(program: &'a Program, base: &'a str, index: &'a Index) -> Self {
        Wording {
            rules: program.rules(),
            graph: program.graph(),
            sources: program.sources(),
            places: Places::new(program, base),
            index,
        }
    }

    // ---- tests

    /// Tests as a sentence after these words: on one line, or as a list where
    /// they are grouped.
    pub(super) fn tests(self, words: &str, tests: &[Use]) -> Vec<Block> {
        match Outline::all_of(self.graph, tests) {
            None => Vec::new(),
            Some(Outline::Group { group, parts }) if is_long(&parts) => vec![
                Block::Paragraph(plain(format!("{words} {}:", group.words()))),
                Block::Points(parts.iter().map(|part| self.point(part)).collect()),
            ],
            Some(outline) => {
                let mut line = plain(format!("{words} "));
                line.extend(self.line(&outline, false));
                vec![Block::Paragraph(line)]
            }
        }
    }

    fn point(self, outline: &Outline) -> Vec<Block> {
        match outline {
            Outline::Group { group, parts } => vec![
                Block::Paragraph(plain(format!("{}:", group.words()))),
                Block::Points(parts.iter().map(|part| self.point(part)).collect()),
            ],
            test @ Outline::Test { .. } => vec![Block::Paragraph(self.line(test, false))],
        }
    }

    /// Tests on one line.
    pub(super) fn in_line(self, tests: &[Use]) -> Option<Text> {
        let outline = Outline::all_of(self.graph, tests)?;
        Some(self.line(&outline, false))
    }

    fn line(self, outline: &Outline, inside: bool) -> Text {
        match outline {
            Outline::Test { used, inner } if used == inner => self.test(*used),
            Outline::Test { inner, .. } => {
                let mut line = plain("not ");
                line.extend(self.test(*inner));
                line
            }
            Outline::Group { group, parts } => {
                let (before, word) = match group {
                    Group::All => ("", " and "),
                    Group::Any => ("", " or "),
                    Group::NotAll => ("not ", " and "),
                    Group::None => ("not ", " or "),
                };
                let inner = joined(parts.iter().map(|part| self.line(part, true)), word);
                if inside || !before.is_empty() {
                    let mut line = plain(format!("{before}("));
                    line.extend(inner);
                    line.push(Inline::plain(")"));
                    line
                } else {
                    inner
                }
            }
        }
    }

    /// A test that is not taken apart.
    fn test(self, used: Use) -> Text {
        match (self.graph.node(used.node), self.graph.parts(used)) {
            (Node::Condition(id, _), _) => vec![self.places.condition(*id)],
            (Node::Let(id), _) => vec![self.places.value(*id)],
            (Node::IsYes, [value]) => match self.graph.node(value.node) {
                Node::Let(id) => vec![self.places.value(*id)],
                _ => self.code(used),
            },
            (Node::Unavailable, [subject]) => {
                if let Node::Condition(id, _) = self.graph.node(subject.node) {
                    let said = Inline::plain(" cannot be known");
                    return vec![self.places.condition(*id), said];
                }
                self.code(used)
            }
            _ => self.code(used),
        }
    }

    /// A test in code, with links to the values of which it speaks.
    fn code(self, used: Use) -> Text {
        let mut line = vec![Inline::Code(as_written(self.sources, used))];
        let named = named_parts(self.graph, used.node).into_iter();
        let values = named.filter_map(|node| match self.graph.node(node) {
            Node::Let(id) => Some(vec![self.places.value(*id)]),
            _ => None,
        });
        let values: Vec<Text> = values.collect();
        if !values.is_empty() {
            line.push(Inline::plain(" (see "));
            line.extend(joined(values, ", "));
            line.push(Inline::plain(")"));
        }
        line
    }

    /// A list as it is written, with a link to the named list from which it is taken.
    pub(super) fn list(self, list: &List) -> Text {
        if let ListKind::Let(id) = list.kind {
            return vec![self.places.value(id)];
        }
        let mut line = vec![Inline::Code(one_line(self.sources.text(list.span)))];
        if let Some(id) = loops::named(list) {
            line.push(Inline::plain(" (see "));
            line.extend([self.places.value(id), Inline::plain(")")]);
        }
        line
    }

    // ---- texts

    /// A text with what can stand in its holes.
    pub(super) fn text(self, text: &TextPlan) -> Text {
        let mut line = Text::new();
        for part in &text.parts {
            match part {
                PartPlan::Text(text) => spoken(text, &mut line),
                PartPlan::Hole { name, node, ty, .. } => {
                    line.extend(self.hole(name, *node, ty.as_ref()));
                }
            }
        }
        line
    }

    fn hole(self, name: &str, node: NodeId, ty: Option<&PlainType>) -> Text {
        let table = ty.and_then(|ty| self.variants(node, ty));
        if let Some(variants) = table {
            return variants;
        }
        let text = stand_in(name);
        match self.graph.node(node) {
            Node::Fact(id) | Node::Field { fact: id, .. } => vec![Inline::Reference {
                anchor: self.places.of_fact(*id),
                text,
            }],
            Node::Let(id) => vec![Inline::Reference {
                anchor: self.places.of_let(*id),
                text,
            }],
            _ => vec![Inline::Emphasis(text)],
        }
    }

    /// The values of a table with what each is for: `a (Windows) or b (Mac)`.
    fn variants(self, node: NodeId, ty: &PlainType) -> Option<Text> {
        let mut table = node;
        while let (Node::Let(_), [inner]) = (self.graph.node(table), self.graph.operands(table)) {
            table = inner.node;
        }
        let Node::Table { inputs, rows } = self.graph.node(table) else {
            return None;
        };
        let (inputs, values) = self.graph.operands(table).split_at_checked(*inputs)?;
        if rows.len() > MOST_VARIANTS {
            return None;
        }
        let mut variants = Vec::new();
        for (cells, value) in rows.iter().zip(values) {
            let Node::Literal(literal) = self.graph.node(value.node) else {
                return None;
            };
            let labels = inputs.iter().zip(cells);
            let labels: Vec<String> = labels
                .filter_map(|(input, cell)| self.cell(*input, cell))
                .collect();
            let label = if labels.is_empty() {
                "otherwise".to_owned()
            } else {
                labels.join(", ")
            };
            variants.push(vec![
                Inline::Strong(ty.show(&literal.0)),
                Inline::plain(format!(" ({label})")),
            ]);
        }
        Some(joined(variants, " or "))
    }

    /// What a cell of a table accepts; nothing where it accepts anything.
    pub(super) fn cell(self, input: Use, cell: &Cell) -> Option<String> {
        let Cell::OneOf(tests) = cell else {
            return None;
        };
        let ty = self.type_of(input.node);
        let show = |value: &Value| ty.as_ref().unwrap_or(&PlainType::Text).show(value);
        let tests = tests.iter().map(|test| match test {
            CellTest::Compare(Comparison::Is | Comparison::IsExactly, value) => show(value),
            CellTest::Compare(op, value) => format!("{op} {}", show(value)),
            CellTest::Range(low, high) => format!("{} to {}", show(low), show(high)),
        });
        Some(listed(tests, "or"))
    }

    /// The type of the fact behind a value, which knows the labels of symbols.
    fn type_of(self, node: NodeId) -> Option<PlainType> {
        let mut node = node;
        loop {
            match (self.graph.node(node), self.graph.operands(node)) {
                (Node::Let(_), [inner]) => node = inner.node,
                (Node::Fact(fact) | Node::Field { fact, .. }, _) => {
                    return match &self.rules.facts[*fact].ty {
                        Type::Plain(plain) => Some(plain.clone()),
                        Type::List(_) => None,
                    };
                }
                _ => return None,
            }
        }
    }
}

/// Whether tests are better read as a list than on one line.
fn is_long(parts: &[Outline]) -> bool {
    let is_group = |part: &Outline| matches!(part, Outline::Group { .. });
    parts.len() > 2 || parts.iter().any(is_group)
}

/// An author's words; what stands in backticks is code.
pub(super) fn spoken(text: &str, line: &mut Text) {
    let mut pieces = text.split('`');
    let mut is_code = false;
    let count = text.matches('`').count();
    for at in 0..=count {
        let Some(piece) = pieces.next() else { break };
        // A last backtick without a partner is a backtick.
        if is_code && at == count {
            line.push(Inline::plain(format!("`{piece}")));
        } else if is_code {
            line.push(Inline::Code(piece.to_owned()));
        } else if !piece.is_empty() {
            line.push(Inline::plain(piece));
        }
        is_code = !is_code;
    }
}
