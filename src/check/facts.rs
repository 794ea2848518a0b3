//! Facts and fields: what is written in their braces.

use super::attributes::{self, Attributes};
use super::context::Context;
use super::expression::{Expected, Expressions};
use super::gathered;
use super::scope::{Binding, Scope};
use crate::diagnostic::catalogue::{ListDefault, OutOfRange, PointlessAttribute};
use crate::model::expression::Test;
use crate::model::fact::{Ask, PlainType, Type};
use crate::model::ids::FactId;
use crate::model::text::Template;
use crate::model::value::Value;
use crate::source::Span;
use crate::syntax::tree::{self, AttributeValue, Expr, Str};

/// The test that says when a fact is asked for.
pub(super) fn when(tree: &tree::Fact) -> Option<&Expr> {
    tree.attributes.iter().find_map(|attribute| {
        match (&attribute.value, attribute.word.text.as_str()) {
            (AttributeValue::Expr(test), "when") => Some(test),
            _ => None,
        }
    })
}

/// Expressions in the braces of a fact: among the fields of the lists around.
fn expressions<'c, 't>(context: &'c mut Context<'t>, fact: FactId) -> Expressions<'c, 't> {
    let file = context.facts[fact].span.file;
    let mut scope = Scope::default();
    for &variable in &context.declaration(fact).elements {
        let list = context.variable(variable).list;
        scope.push(Binding {
            name: None,
            open: true,
            variable,
            list,
        });
    }
    Expressions::new(context, file, scope)
}

/// Checks the `when` of a fact.
pub(super) fn check_when(context: &mut Context<'_>, fact: FactId) -> Option<Test> {
    let test = when(context.declaration(fact).tree)?;
    expressions(context, fact).test(test).ok()
}

/// Checks everything about the facts but types and `when`s.
pub(super) fn check(context: &mut Context<'_>) {
    let ids: Vec<FactId> = context.facts.ids().collect();
    for id in ids {
        let tree = context.declaration(id).tree;
        if tree.attributes.is_empty() {
            continue;
        }
        let attributes = attributes::of_fact(tree);
        let help = attributes.help.and_then(|help| text(context, id, help));
        let ask = ask(context, id, &attributes);
        let default = attributes
            .default
            .and_then(|(value, line)| default(context, id, value, line));
        let from = attributes
            .from
            .and_then(|(path, line)| gathered::from(context, id, path, line));
        let fact = &mut context.facts[id];
        fact.help = help;
        fact.ask = ask;
        fact.default = default;
        fact.from = from;
    }
}

fn text(context: &mut Context<'_>, id: FactId, text: &Str) -> Option<Template> {
    expressions(context, id).template(text).ok()
}

fn ask(context: &mut Context<'_>, id: FactId, attributes: &Attributes<'_>) -> Ask {
    if let Some(never) = attributes.never {
        for (word, at) in &attributes.only_for_asking {
            context.reports.warn(PointlessAttribute {
                word,
                at: *at,
                never,
            });
        }
        return Ask::Never;
    }
    let question = attributes.ask.and_then(|ask| text(context, id, ask));
    question.map_or(Ask::Made, Ask::Question)
}

fn default<'t>(
    context: &mut Context<'t>,
    id: FactId,
    value: &'t Expr,
    line: Span,
) -> Option<Value> {
    if !context.declaration(id).typed {
        return None;
    }
    let ty = match &context.facts[id].ty {
        Type::Plain(ty) => ty.clone(),
        Type::List(_) => {
            context.reports.error(ListDefault { at: line });
            return None;
        }
    };
    let literals = expressions(context, id)
        .literals(std::slice::from_ref(value), Expected::Type(&ty))
        .ok()?;
    let (default, at) = literals.into_iter().next()?;
    if let (
        PlainType::Number {
            range: Some(range), ..
        },
        Value::Number(number),
    ) = (&ty, &default)
        && let (low, high) = &**range
        && (number < low || number > high)
    {
        let (low, high) = (low.to_string(), high.to_string());
        context.reports.error(OutOfRange {
            value: number.to_string(),
            low,
            high,
            at,
        });
        return None;
    }
    Some(default)
}
