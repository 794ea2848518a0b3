//! Facts: what is asked, what can be answered, and how to find it out.

use super::document::{Block, Inline, Text, joined, plain};
use super::procedure::template;
use super::wording::Wording;
use crate::draw::words::type_words;
use crate::explain::made_question;
use crate::facts::memory::FactPath;
use crate::model::fact::{Ask, Fact, ListType, PlainType, Symbol, Type};
use crate::model::ids::FactId;

/// A question with its choices and its help.
pub(super) fn question(wording: Wording<'_>, id: FactId) -> Vec<Block> {
    let fact = &wording.rules.facts[id];
    let mut line = match &fact.ask {
        Ask::Question(question) => {
            let mut line = template(question);
            line.push(Inline::plain(" ("));
            line.push(wording.places.fact(id));
            line.push(Inline::plain(")"));
            line
        }
        Ask::Made => {
            let made = made_question(wording.rules, &FactPath::top_level(id));
            vec![
                Inline::plain(format!("{made} (")),
                wording.places.fact(id),
                Inline::plain(")"),
            ]
        }
        Ask::Never => vec![wording.places.fact(id)],
    };
    line.push(Inline::plain(" "));
    line.push(Inline::Emphasis(answers(wording, id, fact)));
    let mut blocks = vec![Block::Paragraph(line)];
    if let Some(help) = &fact.help {
        blocks.push(Block::Paragraph(template(help)));
    }
    blocks
}

/// What can be answered, in a few words.
fn answers(wording: Wording<'_>, id: FactId, fact: &Fact) -> String {
    let words = type_words(wording.rules, id);
    match &fact.when {
        Some(when) => {
            let when = crate::explain::one_line(wording.sources.text(when.span));
            format!("{words}, only when {when}")
        }
        None => words,
    }
}

/// All that there is to say of a fact.
pub(super) fn fact(wording: Wording<'_>, id: FactId) -> Vec<Block> {
    let fact = &wording.rules.facts[id];
    let title = fact.title.as_ref();
    let mut heading = title.map_or_else(Text::new, |title| plain(format!("{title}: ")));
    heading.push(Inline::Code(fact.path.clone()));
    let mut blocks = vec![
        Block::Heading {
            level: 4,
            anchor: wording.places.of_fact(id),
            text: heading,
        },
        Block::Paragraph(vec![
            Inline::plain(type_words(wording.rules, id)),
            Inline::plain(", "),
            wording.places.source(fact.span),
        ]),
    ];
    match &fact.ask {
        Ask::Question(question) => {
            let mut line = vec![Inline::Strong("Question:".to_owned()), Inline::plain(" ")];
            line.extend(template(question));
            blocks.push(Block::Paragraph(line));
        }
        Ask::Never => blocks.push(Block::Paragraph(plain(
            "Nobody is asked: what collects the facts supplies it, or it is not to be had.",
        ))),
        Ask::Made => blocks.push(Block::Paragraph(plain(made_question(
            wording.rules,
            &FactPath::top_level(id),
        )))),
    }
    if let Some(help) = &fact.help {
        blocks.push(Block::Paragraph(template(help)));
    }
    if let Some(symbols) = symbols(&fact.ty) {
        blocks.push(choices(symbols));
    }
    blocks.extend(conditions_of_asking(wording, fact));
    let users = wording.index.users_of(id);
    if !users.is_empty() {
        let mut line = plain("Used by: ");
        let users = users.iter().map(|&rule| vec![wording.places.rule(rule)]);
        line.extend(joined(users, ", "));
        blocks.push(Block::Paragraph(line));
    }
    blocks
}

fn conditions_of_asking(wording: Wording<'_>, fact: &Fact) -> Vec<Block> {
    let mut blocks = Vec::new();
    if let Some(when) = &fact.when {
        let when = crate::explain::one_line(wording.sources.text(when.span));
        blocks.push(Block::Paragraph(vec![
            Inline::plain("Asked only when "),
            Inline::Code(when),
            Inline::plain("."),
        ]));
    }
    if let (Some(default), Type::Plain(ty)) = (&fact.default, &fact.ty) {
        blocks.push(Block::Paragraph(vec![
            Inline::plain("Where it is not to be had: "),
            Inline::Strong(ty.show(default)),
            Inline::plain("."),
        ]));
    }
    blocks
}

fn symbols(ty: &Type) -> Option<&[Symbol]> {
    match ty {
        Type::Plain(PlainType::Symbols(symbols))
        | Type::List(ListType::Values(PlainType::Symbols(symbols))) => Some(symbols),
        _ => None,
    }
}

/// The symbols with what people read, where one is not the other.
fn choices(symbols: &[Symbol]) -> Block {
    let choice = |symbol: &Symbol| {
        let mut line = vec![Inline::Code(symbol.name.clone())];
        if let Some(label) = &symbol.label {
            line.push(Inline::plain(format!(": {label}")));
        }
        vec![Block::Paragraph(line)]
    };
    Block::Points(symbols.iter().map(choice).collect())
}
