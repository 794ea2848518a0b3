//! Facts: what is asked, what can be answered, and how to find it out.

use super::document::{Block, Inline, Text, joined, plain};
use super::wording::Wording;
use crate::draw::words::type_words;
use crate::explain::made_question;
use crate::facts::memory::FactPath;
use crate::model::RuleBase;
use crate::model::fact::{Ask, Fact, ListType, PlainType, Symbol, Type};
use crate::model::ids::FactId;

/// A question with its choices and its help.
pub(super) fn question(wording: Wording<'_>, id: FactId) -> Vec<Block> {
    let fact = &wording.rules.facts[id];
    let mut line = asked(wording, id);
    line.push(Inline::plain(" ("));
    line.push(wording.places.fact(id));
    line.push(Inline::plain(") "));
    line.push(Inline::Emphasis(answers(wording, id, fact)));
    let mut blocks = vec![Block::Paragraph(line)];
    blocks.extend(help(wording, id));
    blocks
}

/// Whether anybody is asked for a fact: not where only a collector supplies it, and
/// not for a key, which is said with the elements of its list.
pub(super) fn is_asked(rules: &RuleBase, id: FactId) -> bool {
    !matches!(rules.facts[id].ask, Ask::Never) && !rules.is_key(id)
}

/// The question for a fact; that for a field says of which list's elements.
fn asked(wording: Wording<'_>, id: FactId) -> Text {
    let mut line = Text::new();
    if let Some(list) = wording.rules.facts[id].list {
        line.push(Inline::plain("Of each element of "));
        line.push(wording.places.fact(list));
        line.push(Inline::plain(": "));
    }
    match wording.graph.question(id) {
        Some(question) => line.extend(wording.text(question)),
        None => line.push(Inline::plain(made_question(
            wording.rules,
            &FactPath::top_level(id),
        ))),
    }
    line
}

fn help(wording: Wording<'_>, id: FactId) -> Option<Block> {
    let help = wording.graph.help(id)?;
    Some(Block::Paragraph(wording.text(help)))
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
    blocks.push(Block::Paragraph(how_it_is_known(wording, id)));
    blocks.extend(help(wording, id));
    if let Some(symbols) = symbols(&fact.ty) {
        blocks.push(choices(symbols));
    }
    blocks.extend(circumstances(wording, fact));
    let users = wording.index.users_of(id);
    if !users.is_empty() {
        let mut line = plain("Used by: ");
        let users = users.iter().map(|&rule| vec![wording.places.rule(rule)]);
        line.extend(joined(users, ", "));
        blocks.push(Block::Paragraph(line));
    }
    blocks
}

/// The question for a fact, or where it comes from without one.
fn how_it_is_known(wording: Wording<'_>, id: FactId) -> Text {
    match &wording.rules.facts[id].ask {
        _ if wording.rules.is_key(id) => {
            plain("It is said with each element of the list, and tells the elements apart.")
        }
        Ask::Question(_) => {
            let mut line = vec![Inline::Strong("Question:".to_owned()), Inline::plain(" ")];
            line.extend(asked(wording, id));
            line
        }
        Ask::Never => {
            plain("Nobody is asked: what collects the facts supplies it, or it is not to be had.")
        }
        Ask::Made => asked(wording, id),
    }
}

fn circumstances(wording: Wording<'_>, fact: &Fact) -> Vec<Block> {
    let mut blocks = Vec::new();
    if let Some(when) = &fact.when {
        let when = crate::explain::one_line(wording.sources.text(when.span));
        blocks.push(Block::Paragraph(vec![
            Inline::plain("Asked only when "),
            Inline::Code(when),
            Inline::plain("."),
        ]));
    }
    if let Some(path) = &fact.from {
        let start = if fact.list.is_some() {
            "Gathered documents have it, in the element, at "
        } else {
            "Gathered documents have it at "
        };
        blocks.push(Block::Paragraph(vec![
            Inline::plain(start),
            Inline::Code(path.to_string()),
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
