//! The attributes of a fact, by their words.

use crate::source::Span;
use crate::syntax::tree::{self, AttributeValue, Expr, Str};

/// What is written about a fact.
#[derive(Debug, Default)]
pub(super) struct Attributes<'t> {
    /// `ask "…"`
    pub(super) ask: Option<&'t Str>,
    /// `ask never`
    pub(super) never: Option<Span>,
    /// `help "…"`
    pub(super) help: Option<&'t Str>,
    /// `default …`, with its line.
    pub(super) default: Option<(&'t Expr, Span)>,
    /// `from "…"`, with its line.
    pub(super) from: Option<(&'t Str, Span)>,
    /// The lines that only matter where the fact is asked for.
    pub(super) only_for_asking: Vec<(&'static str, Span)>,
}

/// Sorts the attributes of a fact; each is there once at most.
pub(super) fn of_fact(tree: &tree::Fact) -> Attributes<'_> {
    let mut attributes = Attributes::default();
    for attribute in &tree.attributes {
        let line = attribute.span;
        match (attribute.word.text.as_str(), &attribute.value) {
            ("ask", AttributeValue::Never(never)) => attributes.never = Some(*never),
            ("ask", AttributeValue::Text(text)) => attributes.ask = Some(text),
            ("help", AttributeValue::Text(text)) => {
                attributes.help = Some(text);
                attributes.only_for_asking.push(("help", line));
            }
            ("when", AttributeValue::Expr(_)) => attributes.only_for_asking.push(("when", line)),
            ("default", AttributeValue::Expr(value)) => attributes.default = Some((value, line)),
            ("from", AttributeValue::Text(path)) => attributes.from = Some((path, line)),
            _ => {}
        }
    }
    attributes
}
