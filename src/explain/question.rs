//! Questions: the author's, or one made from name and type.

use super::decision::Choice;
use super::text;
use crate::engine::{Element, Evaluator};
use crate::facts::memory::{Datum, FactPath, State};
use crate::graph::{Level, TextPlan};
use crate::model::RuleBase;
use crate::model::fact::{Ask, ListType, PlainType, Type};
use crate::source::Span;

/// The question for a fact, and how to find it out.
pub(super) fn question(evaluator: &mut Evaluator<'_>, path: &FactPath) -> (String, Option<String>) {
    let graph = evaluator.graph();
    let question = graph
        .question(path.fact)
        .map(|text| fill_for(evaluator, path, text));
    let help = graph
        .help(path.fact)
        .map(|text| fill_for(evaluator, path, text));
    (
        question.unwrap_or_else(|| made(evaluator.rules(), path)),
        help,
    )
}

/// Where the question for a fact is written; the fact itself where it has none.
pub(super) fn place(rules: &RuleBase, path: &FactPath) -> Span {
    let fact = &rules.facts[path.fact];
    match &fact.ask {
        Ask::Question(question) => question.span,
        Ask::Made | Ask::Never => fact.name_span,
    }
}

/// Fills a text of a field with the elements around it in force.
fn fill_for(evaluator: &mut Evaluator<'_>, path: &FactPath, text: &TextPlan) -> String {
    let elements = elements_of(evaluator, path).unwrap_or_default();
    fill_at(evaluator, 0, &elements, text)
}

fn fill_at<'a>(
    evaluator: &mut Evaluator<'a>,
    depth: usize,
    elements: &[Element<'a>],
    text: &TextPlan,
) -> String {
    match elements.split_first() {
        Some((first, rest)) => {
            evaluator.with_element(Level::outermost(depth), *first, |evaluator| {
                fill_at(evaluator, depth + 1, rest, text)
            })
        }
        None => text::fill(evaluator, text),
    }
}

/// The elements around a field, the outermost first.
fn elements_of<'a>(evaluator: &Evaluator<'a>, path: &FactPath) -> Option<Vec<Element<'a>>> {
    let rules = evaluator.rules();
    let case = evaluator.case();
    let mut lists: Vec<FactPath> =
        std::iter::successors(path.list(rules), |list| list.list(rules)).collect();
    lists.reverse();
    let element = |(list, key): (&FactPath, &Vec<String>)| match case.facts.get(rules, list)? {
        State::Known(Datum::Records(records)) => records
            .iter()
            .find(|record| record.key == *key)
            .map(Element::Record),
        _ => None,
    };
    lists.iter().zip(&path.elements).map(element).collect()
}

/// A question made from name and type.
pub(crate) fn made(rules: &RuleBase, path: &FactPath) -> String {
    let fact = &rules.facts[path.fact];
    let name = fact.title.clone().unwrap_or_else(|| path.show(rules));
    match &fact.ty {
        Type::Plain(PlainType::YesNo) => format!("{name}: yes or no?"),
        Type::Plain(PlainType::Symbols(symbols)) => {
            let labels = symbols.iter().map(|symbol| symbol.label().to_owned());
            format!("{name}: {}?", text::alternatives(labels))
        }
        Type::Plain(PlainType::Number {
            unit: Some(unit), ..
        }) => format!("What is {name}, in {unit}?"),
        Type::Plain(_) => format!("What is {name}?"),
        Type::List(ListType::Values(_)) => format!("What are all of {name}?"),
        Type::List(ListType::Records { keys, .. }) => {
            let keys: Vec<&str> = keys.iter().map(|&key| rules.facts[key].word()).collect();
            format!(
                "What are all of {name}? Give the {} of each.",
                keys.join(" and the ")
            )
        }
    }
}

/// More answers than these are not told one by one.
const FEW_ANSWERS: usize = 3;

/// How a setting answers the question: each answer where there are few and the path is
/// short, otherwise what an answer looks like. The elements of a list that documents
/// have are not typed.
pub(super) fn settings(rules: &RuleBase, path: &FactPath) -> Vec<String> {
    let choices = choices(rules, path);
    let path_text = path.show(rules);
    if (1..=FEW_ANSWERS).contains(&choices.len()) && path.elements.is_empty() {
        let answers = choices.iter();
        return answers
            .map(|choice| format!("{path_text}={}", choice.symbol))
            .collect();
    }
    let fact = &rules.facts[path.fact];
    let value = match &fact.ty {
        Type::Plain(_) => "VALUE".to_owned(),
        Type::List(ListType::Values(_)) => "[VALUE, VALUE]".to_owned(),
        Type::List(ListType::Records { .. }) if fact.from.is_some() => return Vec::new(),
        Type::List(ListType::Records { keys, .. }) => {
            let key = |&key| format!("{}: VALUE", rules.facts[key].word());
            let keys: Vec<String> = keys.iter().map(key).collect();
            format!("[{{{}}}]", keys.join(", "))
        }
    };
    vec![format!("{path_text}={value}")]
}

/// What can be answered, where that is a choice.
pub(super) fn choices(rules: &RuleBase, path: &FactPath) -> Vec<Choice> {
    match &rules.facts[path.fact].ty {
        Type::Plain(PlainType::YesNo) => ["yes", "no"]
            .map(|word| Choice {
                symbol: word.to_owned(),
                label: word.to_owned(),
            })
            .to_vec(),
        Type::Plain(PlainType::Symbols(symbols)) => symbols
            .iter()
            .map(|symbol| Choice {
                symbol: symbol.name.clone(),
                label: symbol.label().to_owned(),
            })
            .collect(),
        _ => Vec::new(),
    }
}
